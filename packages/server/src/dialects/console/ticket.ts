import type { console as contract } from '@pipit/contract'
import { type View, type ViewCursor, countView, listView } from '../../db/tickets.ts'
import { loadPeople } from '../../db/users.ts'
import { actorUserId } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { checkContent } from '../../domain/message-content.ts'
import { postAsAgent, readThread } from '../../domain/messages.ts'
import { holdTicket, resumeTicket } from '../../domain/snooze.ts'
import { closeTicket, remarkOnTicket, reopenTicket, takeTicket } from '../../domain/ticket-actions.ts'
import { peopleOf } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { acting, ticketDetail } from './ticket-detail.ts'
import { messagesOf, remarkOf, rowOf } from './wire.ts'

const ceiling = 1000

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
  get: (cx, { params }) => ticketDetail(cx, params.ticket_id),
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
  take: acting((cx, id, { body }) => takeTicket(cx, id, body.version)),
  close: acting((cx, id, { body }) => closeTicket(cx, id, { solved: body.solved, seen: body.version })),
  reopen: acting((cx, id, { body }) => reopenTicket(cx, id, body.version)),
  hold: acting((cx, id, { body }) => holdTicket(cx, id, { until: body.until, seen: body.version })),
  resume: acting((cx, id, { body }) => resumeTicket(cx, id, body.version)),
}
