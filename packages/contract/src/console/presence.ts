import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/** Somebody who has a ticket open right now. */
export const PresentPerson = Type.Object({
  id: Type.String(),
  name: Type.String(),
  avatar_url: Type.Optional(Type.String()),
  kind: Type.Enum(['agent', 'guest']),
  typing: Type.Boolean(),
})

/** Everybody who has one ticket open; the whole list each time, so that nothing depends on what came before. */
export const TicketPresence = Type.Object({
  ticket_id: Type.String(),
  people: Type.Array(PresentPerson),
})

/**
 * The live stream's `presence` events: `all` with every ticket that somebody has open when the stream begins, then
 * what changes. They have no position: what was missed is not sent again.
 */
export const PresenceEvent = Type.Object({
  all: Type.Boolean(),
  tickets: Type.Array(TicketPresence),
})

export const presence = {
  /** Says which ticket a page shows; to be repeated every 15 s, forgotten after 30. */
  update: endpoint({
    method: 'POST',
    path: '/console/v1/presence',
    summary: 'Say which ticket is open on a page, and whether its reader writes',
    tokens: ['session'],
    envelope: 'bare',
    quiet: true,
    body: Type.Object({
      page: Type.String({ minLength: 8, maxLength: 40, description: 'of the browser tab, by chance' }),
      ticket_id: Type.Optional(Type.String({ pattern: '^\\d{1,20}$', description: 'absent: none any more' })),
      typing: Type.Optional(Type.Boolean()),
      answering: Type.Optional(
        Type.Boolean({
          description: 'what is being typed is for the guest, who is told that somebody writes',
        }),
      ),
    }),
    response: Type.Object({}),
  }),
}
