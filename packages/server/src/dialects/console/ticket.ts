import type { console as contract } from '@pipit/contract'
import { loadPeople } from '../../db/users.ts'
import { checkContent } from '../../domain/message-content.ts'
import { postAsAgent, readThread } from '../../domain/messages.ts'
import { holdTicket, resumeTicket } from '../../domain/snooze.ts'
import { closeTicket, remarkOnTicket, reopenTicket, takeTicket } from '../../domain/ticket-actions.ts'
import type { Handlers } from '../handlers.ts'
import { countTickets, listTickets } from './list.ts'
import { acting, ticketDetail } from './ticket-detail.ts'
import { messagesOf, remarkOf } from './wire.ts'

export const ticket: Handlers<typeof contract.ticket> = {
  counts: countTickets,
  list: listTickets,
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
