import { findByMessageId } from '../db/chat-messages.ts'
import type { MessageRow } from '../db/messages.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { senderOf, tellOfMessage, writeMessage } from './message-write.ts'
import { previewLength } from './messages.ts'
import { changeTicket, lockedTicket } from './tickets.ts'

export type RequestLanguage = 'en' | 'zh'

const texts = {
  en: {
    title: 'How was our help?',
    body: 'Your rating helps us do better.',
    scores: ['Bad', 'Fair', 'Good'],
  },
  zh: { title: '请评价这次服务', body: '您的评价能帮助我们做得更好。', scores: ['不满意', '一般', '满意'] },
} as const

/** The card as every client shows it; `pipit_rating` tells programs and our own chat which button means what. */
const card = (ticketId: string, language: RequestLanguage) => {
  const { title, body, scores } = texts[language]
  return {
    header: { title: { tag: 'plain_text', content: title }, template: 'blue' },
    elements: [
      { tag: 'div', text: { tag: 'plain_text', content: body } },
      {
        tag: 'action',
        actions: scores.map((label, i) => ({
          tag: 'button',
          text: { tag: 'plain_text', content: label },
          value: { pipit_rating: i + 1, ticket_id: ticketId },
        })),
      },
    ],
  }
}

/**
 * Asks the guest how it was, with a message on the ticket, whether it is closed or not; from then on they may rate it.
 * Until they have, asking again sends nothing: the first message is returned.
 */
export const requestRating = (cx: Cx, ticketId: string, language: RequestLanguage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const agentId = actorUserId(cx)
    if (agentId === null || cx.actor.kind !== 'user' || cx.actor.role === undefined)
      throw new AppError('forbidden')
    const ticket = await lockedTicket(cx, ticketId)
    const before = await findRequest(cx, ticketId)
    if (before && ticket.score === null) {
      const message = await findByMessageId(cx.db, cx.tenantId, before.message_id)
      if (message && message.deleted_at === null) return message
    }
    const row = await writeMessage(
      cx,
      { chatId: ticket.chat_id, ticketId },
      senderOf(cx, 'agent', ticket.guest_id),
      { type: 'interactive', content: card(ticketId, language) },
    )
    const request = { message_id: row.message_id, requested_by: agentId, requested_at: cx.now }
    await cx.db
      .insertInto('rating_requests')
      .values({ tenant_id: cx.tenantId, ticket_id: ticketId, ...request })
      .onConflict((c) => c.columns(['tenant_id', 'ticket_id']).doUpdateSet(request))
      .execute()
    await changeTicket(
      cx,
      ticket,
      { preview: row.text.slice(0, previewLength), last_message_at: cx.now },
      true,
    )
    await tellOfMessage(cx, row)
    return row
  })

const findRequest = (cx: Cx, ticketId: string) =>
  cx.db
    .selectFrom('rating_requests')
    .select('message_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()

/** Whether the guest may rate a ticket: once it is closed, or when they were asked to. */
export const mayBeRated = async (cx: Cx, ticket: TicketRow): Promise<boolean> =>
  isClosed(ticket.status) || (await findRequest(cx, ticket.id)) !== undefined
