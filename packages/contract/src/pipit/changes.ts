import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Message } from '../feishu/im-message.ts'
import { Ticket } from '../feishu/ticket.ts'

export const Change = Type.Object({
  type: Type.Enum(['ticket', 'message']),
  action: Type.Enum(['created', 'updated', 'deleted'], {
    description: 'created when that is on this page; deleted when it is gone now',
  }),
  ticket_id: Type.String({ description: 'the ticket, or the one that the message is on' }),
  message_id: Type.Optional(Type.String({ description: 'of a message' })),
  at: Type.Integer({ description: 'when it changed last on this page, ms' }),
  ticket: Type.Optional(Ticket),
  message: Type.Optional(Message),
})

export const changes = {
  /**
   * What has changed on the desk since a place in its history: each ticket and message once per page, as it is now.
   * Keep the `page_token` of the last page: it is where the next call goes on, now or next week.
   */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/pipit/v1/changes',
    summary: 'Read what has changed since a place in the history',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly', 'helpdesk:all'],
    helpdesk: true,
    query: Type.Object({
      page_token: Type.Optional(
        Type.String({
          pattern: '^\\d{1,15}$',
          description: 'of the page before; without it from the beginning',
        }),
      ),
      since: Type.Optional(
        Type.Integer({ minimum: 0, description: 'ms; begins there instead, when no page_token is given' }),
      ),
      page_size: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 200, default: 100, description: 'events that are looked at' }),
      ),
    }),
    response: Type.Object({
      items: Type.Array(Change, { description: 'oldest first' }),
      has_more: Type.Boolean(),
      page_token: Type.String({ description: 'where to go on; always there' }),
      reset: Type.Boolean({
        description:
          'true when the history no longer reaches back to the page_token: read all tickets, then go on from here',
      }),
    }),
    errors: [154000, 154001, 154003, 155000],
  }),
}
