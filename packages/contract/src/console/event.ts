import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const Receiver = Type.Object({
  app_id: Type.String(),
  mode: Type.Enum(['webhook', 'websocket'], { description: 'request URL or long connection' }),
  request_url: Type.Optional(Type.String()),
  encrypt_key: Type.Optional(Type.String({ description: 'shown to owner and admins only' })),
  verification_token: Type.String({ description: 'part of every event, so that the receiver knows us' }),
  events: Type.Array(Type.String(), {
    description: 'events of the app as a whole; those of a desk are subscribed through the API',
  }),
  connections: Type.Integer({ description: 'open long connections, over all nodes' }),
  waiting: Type.Integer({ description: 'events on their way, counted up to 10,000' }),
  parked: Type.Integer({ description: 'events that were given up, counted up to 10,000' }),
})

export const Attempt = Type.Object({
  at: Type.Integer({ description: 'ms' }),
  ms: Type.Integer({ description: 'how long it took' }),
  ok: Type.Boolean(),
  status: Type.Optional(
    Type.Integer({ description: 'HTTP status, or code of the acknowledgement on a connection' }),
  ),
  error: Type.Optional(Type.String({ description: 'why there is no status' })),
  response: Type.Optional(Type.String({ description: 'what the receiver said, cut at 500 characters' })),
})

export const Delivery = Type.Object({
  app_id: Type.String(),
  event_id: Type.String(),
  event_type: Type.String(),
  helpdesk_id: Type.Optional(Type.String()),
  subject: Type.String({ description: 'the ticket or chat that the event is about' }),
  position: Type.Integer({ description: 'position of the event in the event log' }),
  status: Type.Enum(['waiting', 'delivered', 'parked']),
  attempts: Type.Array(Attempt, { description: 'the last ten, oldest first' }),
  created_at: Type.Integer({ description: 'ms' }),
  updated_at: Type.Integer({ description: 'ms' }),
})

const params = Type.Object({ app_id: Type.String({ maxLength: 64 }) })
const count = Type.Object({ count: Type.Integer({ description: 'events that are sent again' }) })

export const event = {
  receiver: endpoint({
    method: 'GET',
    path: '/console/v1/admin/apps/:app_id/events',
    summary: "See where an app's events go",
    tokens: ['session'],
    envelope: 'bare',
    params,
    response: Receiver,
  }),
  /** A request URL is asked to echo a challenge before it is saved. */
  configure: endpoint({
    method: 'PATCH',
    path: '/console/v1/admin/apps/:app_id/events',
    summary: "Change where an app's events go",
    tokens: ['session'],
    envelope: 'bare',
    waits: true,
    params,
    body: Type.Object({
      mode: Type.Optional(Type.Enum(['webhook', 'websocket'])),
      request_url: Type.Optional(Type.String({ maxLength: 2000, description: 'empty takes it away' })),
      encrypt_key: Type.Optional(
        Type.String({ maxLength: 100, description: 'empty sends events unencrypted' }),
      ),
      verification_token: Type.Optional(Type.String({ minLength: 8, maxLength: 100 })),
      events: Type.Optional(Type.Array(Type.Enum(['im.message.receive_v1']), { maxItems: 20 })),
    }),
    response: Receiver,
  }),
  /** The delivery log, newest event first. */
  deliveries: endpoint({
    method: 'GET',
    path: '/console/v1/admin/deliveries',
    summary: 'See what became of events',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      app_id: Type.Optional(Type.String({ maxLength: 64 })),
      status: Type.Optional(Type.Enum(['waiting', 'delivered', 'parked'])),
      event_id: Type.Optional(Type.String({ maxLength: 64 })),
      subject: Type.Optional(Type.String({ maxLength: 64, description: 'a ticket or chat' })),
      cursor: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(Delivery), next_cursor: Type.Optional(Type.String()) }),
  }),
  /** What the alarm is about: apps with events that were given up. */
  parked: endpoint({
    method: 'GET',
    path: '/console/v1/admin/deliveries/parked',
    summary: 'Count the events that were given up',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({
      items: Type.Array(
        Type.Object({ app_id: Type.String(), count: Type.Integer({ description: 'counted up to 10,000' }) }),
        { description: 'apps that have some' },
      ),
    }),
  }),
  /** Sends single events, or everything that was parked, once more; the order of a ticket is kept. */
  redeliver: endpoint({
    method: 'POST',
    path: '/console/v1/admin/apps/:app_id/events/redeliver',
    summary: 'Send events again',
    tokens: ['session'],
    envelope: 'bare',
    params,
    body: Type.Object({
      event_ids: Type.Optional(
        Type.Array(Type.String({ maxLength: 64 }), {
          maxItems: 500,
          description: 'which ones; without it all that are parked',
        }),
      ),
    }),
    response: count,
  }),
  /** Sends everything since a position or a time once more, one after the other in the order of the event log. */
  replay: endpoint({
    method: 'POST',
    path: '/console/v1/admin/apps/:app_id/events/replay',
    summary: 'Replay events',
    tokens: ['session'],
    envelope: 'bare',
    waits: true,
    params,
    body: Type.Object({
      after: Type.Optional(
        Type.Integer({ minimum: 0, description: 'position in the event log; events after it are sent' }),
      ),
      since: Type.Optional(Type.Integer({ minimum: 0, description: 'ms; events from then on are sent' })),
    }),
    response: count,
  }),
}
