import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const ticketMessage = {
  /** Send a message on a ticket. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/messages',
    summary: 'Send a message on a ticket',
    tokens: ['tenant'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
    }),
    body: Type.Object({
      msg_type: Type.Enum(['text', 'post'], { description: 'what the content is' }),
      content: Type.Union([Type.String(), Type.Object({})], {
        description:
          "the message as JSON text, as the SDKs type it, or as an object, as the vendor's example sends it",
      }),
    }),
    response: Type.Object({
      message_id: Type.Optional(Type.String({ description: 'message open ID (om_...)' })),
    }),
    errors: [154000, 154001, 154003, 154401, 154403, 155000],
  }),
  /** List the messages of a ticket. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/tickets/:ticket_id/messages',
    summary: 'List the messages of a ticket',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: Type.Object({
      ticket_id: Type.String({ description: 'ticket ID (decimal string)' }),
    }),
    query: Type.Object({
      time_start: Type.Optional(Type.Integer({ description: 'Unix seconds, inclusive', minimum: 0 })),
      time_end: Type.Optional(Type.Integer({ description: 'Unix seconds, inclusive', minimum: 0 })),
      page: Type.Optional(
        Type.Integer({ description: 'page number, from 1', minimum: 1, maximum: 100_000, default: 1 }),
      ),
      page_size: Type.Optional(
        Type.Integer({ description: 'messages on a page', minimum: 1, maximum: 200, default: 20 }),
      ),
    }),
    response: Type.Object({
      messages: Type.Optional(
        Type.Array(
          Type.Object({
            id: Type.Optional(Type.String({ description: 'ticket message ID' })),
            message_id: Type.Optional(Type.String({ description: 'chat message ID' })),
            message_type: Type.Optional(
              Type.String({ description: 'text | post | image | file | audio | media | interactive | …' }),
            ),
            created_at: Type.Optional(Type.Integer({ description: 'ms timestamp (number)' })),
            content: Type.Optional(Type.String({ description: 'JSON text: {"content":…,"msg_type":…}' })),
            user_name: Type.Optional(Type.String({ description: 'sender name' })),
            avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
            user_id: Type.Optional(Type.String({ description: 'sender open_id' })),
          }),
          { description: 'message list' },
        ),
      ),
      total: Type.Optional(Type.Integer({ description: 'total count' })),
    }),
    errors: [154000, 154001, 154003, 155000],
  }),
}
