import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Member, ByUid, isoTime, pageOf, paging } from './common.ts'

export const Message = Type.Object({
  id: Type.String({ description: 'the same as uid' }),
  uid: Type.String({ description: 'om_…' }),
  ticketUid: Type.String(),
  threadUid: Type.String({ description: 'the chat' }),
  type: Type.Enum(['TEXT', 'IMAGE', 'FILE', 'VIDEO', 'AUDIO', 'CARD', 'SYSTEM', 'RICH_TEXT']),
  content: Type.String({ description: 'what can be read of it as plain text' }),
  extra: Type.String({ description: 'JSON of the message, as the Open Platform writes it' }),
  status: Type.Enum(['SUCCESS', 'RECALL']),
  senderType: Type.Enum(['BOT', 'GUEST', 'AGENT', 'SYSTEM']),
  user: Type.Optional(Member),
  createdAt: isoTime('when it was sent'),
})

const ofTicket = Type.Object({
  ticketUid: Type.Optional(Type.String({ maxLength: 64, description: 'whose messages; required' })),
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'the same as ticketUid' })),
  threadUid: Type.Optional(Type.String({ maxLength: 64, description: 'the same as ticketUid' })),
  ...paging,
  pageSize: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'how many at once' }),
  ),
})

export const MessageDraft = Type.Object({
  ticketUid: Type.Optional(Type.String({ maxLength: 64, description: 'where it belongs; required' })),
  ticketId: Type.Optional(Type.String({ maxLength: 64, description: 'the same as ticketUid' })),
  content: Type.String({ minLength: 1, maxLength: 20_000 }),
  type: Type.Optional(Type.String({ maxLength: 20, description: 'only text, in any case' })),
  uid: Type.Optional(
    Type.String({
      minLength: 8,
      maxLength: 64,
      description: 'a name of your choice that keeps a repeated call from sending twice',
    }),
  ),
})

const read = { tokens: ['access'], scopes: ['api:read'] } as const
const write = { tokens: ['access'], scopes: ['api:write'] } as const

export const messages = {
  /** A bare array, oldest first; the total is in `X-Total-Count`. */
  list: endpoint({
    ...read,
    method: 'GET',
    path: '/api/messages/list',
    summary: 'List the messages of a ticket',
    envelope: 'bare',
    query: ofTicket,
    response: Type.Array(Message),
  }),
  /** The person the token acts for answers; who answers a ticket that nobody owns becomes its owner. */
  send: endpoint({
    ...write,
    method: 'POST',
    path: '/api/messages/send',
    summary: 'Answer a ticket',
    envelope: 'bare',
    body: MessageDraft,
    response: Message,
  }),
}

export const message = {
  queryOrg: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/message/query/org',
    summary: 'List the messages of a ticket',
    query: ofTicket,
    response: pageOf(Message),
  }),
  query: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/message/query',
    summary: 'List the messages of a ticket',
    query: ofTicket,
    response: pageOf(Message),
  }),
  queryUid: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/message/query/uid',
    summary: 'Get a message',
    query: ByUid,
    response: Message,
  }),
  create: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/message/create',
    summary: 'Answer a ticket',
    body: MessageDraft,
    response: Message,
  }),
  export: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/message/export',
    summary: 'Export the messages of a ticket as xlsx',
    envelope: 'binary',
    query: ofTicket,
    response: Type.String(),
  }),
}
