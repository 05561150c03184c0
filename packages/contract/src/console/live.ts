import { Type } from 'typebox'

/**
 * Server-sent events at `GET /console/v1/live`. Each frame's `id` is the position in the event log; the browser
 * sends it back as `Last-Event-ID` and receives what it missed. A client too far behind gets one `reset` event
 * and reloads what it shows. Comments keep proxies from closing the stream.
 * `presence` events (`PresenceEvent`) have a name and no id; `ping` events tell that the line lives.
 */
export const livePath = '/console/v1/live'

export const LiveEvent = Type.Object({
  type: Type.String({
    description:
      'ticket.created | ticket.updated | ticket.deleted | message.created | message.updated | agent.changed | ' +
      'preferences.changed, draft.changed (of the reader) | reset',
  }),
  ticket_id: Type.Optional(Type.String()),
  message_id: Type.Optional(Type.String()),
  page: Type.Optional(
    Type.String({ description: 'of draft.changed, which has no position: the browser tab that wrote' }),
  ),
  at: Type.Integer({ description: 'ms' }),
  news: Type.Optional(
    Type.Enum(['reply', 'assigned', 'mention'], {
      description:
        'why the reader may want to be called: a guest wrote in their ticket, it became theirs, or they were mentioned',
    }),
  ),
})
