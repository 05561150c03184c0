import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Chat, VisitorMessage, VisitorTicket } from './common.ts'

const messageId = Type.Object({ message_id: Type.String({ maxLength: 64 }) })

export const chat = {
  get: endpoint({
    method: 'GET',
    path: '/visitor/v1/chat',
    summary: 'Get how the conversation stands',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 120 },
    response: Chat,
  }),
  /** A page of messages, newest first. */
  messages: endpoint({
    method: 'GET',
    path: '/visitor/v1/messages',
    summary: 'List messages',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 240 },
    query: Type.Object({
      before: Type.Optional(Type.String({ maxLength: 32, description: 'the oldest id already shown' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 30 })),
    }),
    response: Type.Object({ items: Type.Array(VisitorMessage), has_more: Type.Boolean() }),
  }),
  /** Says something, or sends an uploaded file. With the bot, its answer is there when this returns. */
  send: endpoint({
    method: 'POST',
    path: '/visitor/v1/messages',
    summary: 'Send a message',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 40, perSecond: 5 },
    body: Type.Object({
      text: Type.Optional(Type.String({ minLength: 1, maxLength: 5000 })),
      image_key: Type.Optional(Type.String({ maxLength: 128 })),
      file_key: Type.Optional(Type.String({ maxLength: 128 })),
      faq_id: Type.Optional(Type.String({ maxLength: 32, description: 'the FAQ whose question `text` is' })),
      client_id: Type.String({ minLength: 8, maxLength: 64, description: 'a repeated call sends once' }),
    }),
    response: Type.Object({ message: VisitorMessage, ticket: VisitorTicket }),
  }),
  /** Asks for a person; the ticket goes to an agent or into the queue. */
  human: endpoint({
    method: 'POST',
    path: '/visitor/v1/human',
    summary: 'Ask for a person',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 10 },
    response: Type.Object({ ticket: VisitorTicket }),
  }),
  /** Leaves a message for later, with an address for the answer. */
  leave: endpoint({
    method: 'POST',
    path: '/visitor/v1/offline_messages',
    summary: 'Leave a message',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 5 },
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      email: Type.String({ minLength: 3, maxLength: 254 }),
      text: Type.String({ minLength: 1, maxLength: 5000 }),
      client_id: Type.String({ minLength: 8, maxLength: 64 }),
    }),
    response: Type.Object({ message: VisitorMessage, ticket: VisitorTicket }),
  }),
  /** Everything up to this message has been seen. */
  read: endpoint({
    method: 'POST',
    path: '/visitor/v1/read',
    summary: 'Mark messages as read',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 120 },
    body: Type.Object({ id: Type.String({ maxLength: 32, pattern: '^\\d+$' }) }),
    response: Type.Object({}),
  }),
  typing: endpoint({
    method: 'POST',
    path: '/visitor/v1/typing',
    summary: 'Say that the visitor is writing',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 60 },
    response: Type.Object({}),
  }),
  close: endpoint({
    method: 'POST',
    path: '/visitor/v1/close',
    summary: 'End the conversation',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    response: Type.Object({ ticket: VisitorTicket }),
  }),
  /** Rates a conversation that has ended; a later rating replaces an earlier one. */
  rate: endpoint({
    method: 'POST',
    path: '/visitor/v1/ratings',
    summary: 'Rate the conversation',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    body: Type.Object({
      ticket_id: Type.String({ maxLength: 32 }),
      score: Type.Integer({ minimum: 1, maximum: 3, description: '1 bad, 2 fair, 3 good' }),
      reason: Type.Optional(Type.String({ maxLength: 1000 })),
    }),
    response: Type.Object({ ticket: VisitorTicket }),
  }),
  /** Whether an answer of the bot has helped. */
  helpful: endpoint({
    method: 'POST',
    path: '/visitor/v1/messages/:message_id/helpful',
    summary: 'Say whether an answer has helped',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 30 },
    params: messageId,
    body: Type.Object({ helpful: Type.Boolean() }),
    response: Type.Object({}),
  }),
}
