import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const EventRef = Type.Object({
  type: Type.String({
    maxLength: 100,
    description: 'helpdesk.ticket, helpdesk.ticket_message or helpdesk.notification',
    examples: ['helpdesk.ticket_message'],
  }),
  subtype: Type.String({
    maxLength: 100,
    description:
      'ticket.created_v1, ticket.updated_v1, ticket_message.created_v1 or notification.approve_v1; the event arrives as helpdesk. and this',
    examples: ['ticket_message.created_v1'],
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
      events: Type.Array(EventRef, { minItems: 1, maxItems: 50, description: 'events to subscribe to' }),
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
      events: Type.Array(EventRef, { minItems: 1, maxItems: 50, description: 'events to unsubscribe from' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
}
