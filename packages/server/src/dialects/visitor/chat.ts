import type { visitor as contract } from '@pipit/contract'
import type { Cx } from '../../domain/cx.ts'
import {
  type Sent,
  askForPerson,
  closeAsVisitor,
  leaveMessage,
  markHelpful,
  ownTicket,
  sendAsVisitor,
} from '../../domain/visitor-chat.ts'
import { describe, markRead, saysTyping, visitorMessages } from '../../domain/visitor-thread.ts'
import { rateTicket } from '../../domain/ticket-endings.ts'
import type { Handlers } from '../handlers.ts'
import { guestOf, visitOf } from './dialect.ts'
import { chatOf, messageOf, ticketOf } from './wire.ts'

type Chat = typeof contract.chat

async function sentOf(cx: Cx, { message, ticket }: Sent) {
  const { people, helpful } = await describe(cx, [message])
  return { message: messageOf(message, people, helpful), ticket: await ticketOf(cx, ticket) }
}

/** @param position how far the event log has been told. */
export const chat = (position: () => number): Handlers<Chat> => ({
  get: (cx, _input, { request }) => chatOf(cx, visitOf(request), position()),
  messages: async (cx, { query }, { request }) => {
    const userId = guestOf(request)
    if (userId === '') return { items: [], has_more: false }
    const { messages, people, helpful, hasMore } = await visitorMessages(
      cx,
      userId,
      query.before,
      query.limit ?? 30,
    )
    return { items: messages.map((message) => messageOf(message, people, helpful)), has_more: hasMore }
  },
  send: async (cx, { body }, { request }) =>
    sentOf(
      cx,
      await sendAsVisitor(cx, visitOf(request), {
        text: body.text,
        imageKey: body.image_key,
        fileKey: body.file_key,
        faqId: body.faq_id,
        clientId: body.client_id,
      }),
    ),
  human: async (cx, _input, { request }) => ({
    ticket: await ticketOf(cx, await askForPerson(cx, visitOf(request))),
  }),
  leave: async (cx, { body }, { request }) => {
    const { name, email, text, client_id: clientId } = body
    return sentOf(cx, await leaveMessage(cx, visitOf(request), { name, email, text, clientId }))
  },
  read: async (cx, { body }, { request }) => {
    const userId = guestOf(request)
    if (userId !== '') await markRead(cx, userId, body.id)
    return {}
  },
  typing: async (cx, _input, { request }) => {
    const userId = guestOf(request)
    if (userId !== '') await saysTyping(cx, userId)
    return {}
  },
  close: async (cx, _input, { request }) => ({
    ticket: await ticketOf(cx, await closeAsVisitor(cx, guestOf(request))),
  }),
  rate: async (cx, { body }, { request }) => {
    const { id } = await ownTicket(cx, guestOf(request), body.ticket_id)
    const { language } = visitOf(request)
    const reason = body.reason?.trim()
    const ticket = await rateTicket(cx, id, {
      score: body.score as 1 | 2 | 3,
      reason: reason ? { [language === 'zh' ? 'zh_cn' : 'en_us']: reason } : undefined,
    })
    return { ticket: await ticketOf(cx, ticket) }
  },
  helpful: async (cx, { params, body }, { request }) => {
    await markHelpful(cx, guestOf(request), params.message_id, body.helpful)
    return {}
  },
})
