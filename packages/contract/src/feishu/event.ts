import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const EventRef = Type.Object({
  type: Type.String({ description: 'e.g. helpdesk.ticket_message, helpdesk.ticket' }),
  subtype: Type.String({
    description: 'e.g. ticket_message.created_v1, ticket.created_v1, ticket.updated_v1',
  }),
})

export const event = {
  /** Subscribe to events of the desk. */
  subscribe: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/events/subscribe',
    summary: 'Subscribe to events of the desk',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    body: Type.Object({
      events: Type.Array(EventRef, { description: 'events to (un)subscribe' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
  /** Unsubscribe from events of the desk. */
  unsubscribe: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/events/unsubscribe',
    summary: 'Unsubscribe from events of the desk',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    body: Type.Object({
      events: Type.Array(EventRef, { description: 'events to (un)subscribe' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
}
