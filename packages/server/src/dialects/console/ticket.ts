import type { console as contract, Output } from '@pipit/contract'
import { type View, type ViewCursor, countView, listView } from '../../db/tickets.ts'
import { loadPeople } from '../../db/users.ts'
import { type Cx, actorUserId } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { checkContent } from '../../domain/message-content.ts'
import { postAsAgent, readThread } from '../../domain/messages.ts'
import { listRemarks } from '../../domain/remarks.ts'
import {
  closeTicket,
  holdTicket,
  remarkOnTicket,
  reopenTicket,
  resumeTicket,
  takeTicket,
} from '../../domain/ticket-actions.ts'
import { getTicket, peopleOf } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { detailOf, messagesOf, remarkOf, rowOf } from './wire.ts'

const ceiling = 1000

async function detail(cx: Cx, ticketId: string): Promise<Output<typeof contract.ticket.get>> {
  const { ticket, people } = await getTicket(cx, ticketId)
  const remarks = ticket.remark === null ? [] : await listRemarks(cx, ticketId)
  const authors = await loadPeople(
    cx.db,
    cx.tenantId,
    remarks.map((remark) => remark.author_id),
  )
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  return detailOf(ticket, new Map([...people, ...authors]), desk?.fields ?? [], remarks)
}

/** An action, then the ticket as it stands after it. */
const acting =
  (action: (cx: Cx, ticketId: string) => Promise<unknown>) =>
  async (cx: Cx, { params }: { readonly params: { ticket_id: string } }) => {
    await action(cx, params.ticket_id)
    return detail(cx, params.ticket_id)
  }

const encodeCursor = (cursor: ViewCursor): string => `${cursor.at}.${cursor.id}`

function decodeCursor(text: string | undefined): ViewCursor | undefined {
  if (text === undefined) return undefined
  const match = /^(\d{1,16})\.(\d{1,19})$/.exec(text)
  if (!match) throw invalid('cursor', text, 'was not made by this endpoint')
  return { at: Number(match[1]), id: match[2]! }
}

export const ticket: Handlers<typeof contract.ticket> = {
  counts: async (cx) => {
    const count = (view: View) =>
      countView(cx.db, cx.tenantId, cx.helpdeskId, view, actorUserId(cx) ?? '', ceiling)
    const [mine, unassigned, open, closed, all] = await Promise.all([
      count('mine'),
      count('unassigned'),
      count('open'),
      count('closed'),
      count('all'),
    ])
    return { mine, unassigned, open, closed, all }
  },
  list: async (cx, { query }) => {
    const { view = 'open', limit = 50 } = query
    const after = decodeCursor(query.cursor)
    const agentId = actorUserId(cx) ?? ''
    const rows = await listView(cx.db, cx.tenantId, cx.helpdeskId, view, agentId, limit + 1, after)
    const page = rows.slice(0, limit)
    const people = await peopleOf(cx, page)
    const last = page.at(-1)
    return {
      items: page.map((row) => rowOf(row, people)),
      next_cursor:
        rows.length > limit && last ? encodeCursor({ at: last.last_message_at, id: last.id }) : undefined,
    }
  },
  get: (cx, { params }) => detail(cx, params.ticket_id),
  messages: async (cx, { params, query }) => {
    const { limit = 50 } = query
    const { messages, people, hasMore } = await readThread(cx, params.ticket_id, query.before, limit)
    return { items: await messagesOf(cx, messages, people), has_more: hasMore }
  },
  reply: async (cx, { params, body }) => {
    const content = checkContent('text', { text: body.text })
    const message = await postAsAgent(cx, params.ticket_id, {
      type: 'text',
      content,
      clientId: body.client_id,
    })
    const [sent] = await messagesOf(cx, [message])
    return sent!
  },
  remark: async (cx, { params, body }) => {
    const remark = await remarkOnTicket(cx, params.ticket_id, body.content)
    return remarkOf(remark, await loadPeople(cx.db, cx.tenantId, [remark.author_id]))
  },
  take: acting(takeTicket),
  close: async (cx, { params, body }) => {
    await closeTicket(cx, params.ticket_id, body.solved)
    return detail(cx, params.ticket_id)
  },
  reopen: acting(reopenTicket),
  hold: acting(holdTicket),
  resume: acting(resumeTicket),
}
