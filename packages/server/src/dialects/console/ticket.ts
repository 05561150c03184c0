import type { console as contract, Output } from '@pipit/contract'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
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
import { getTicket } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { countTickets, listTickets } from './list.ts'
import { detailOf, messagesOf, remarkOf } from './wire.ts'

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

export const ticket: Handlers<typeof contract.ticket> = {
  counts: countTickets,
  list: listTickets,
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
