import { Type } from 'typebox'
import { VisitorTicket } from './common.ts'

/**
 * Server-sent events at `GET /visitor/v1/live`, read with `fetch` because the visitor's token is a header. `?after=` is
 * the last position that was seen. Only what the visitor may see is told.
 */
export const visitorLivePath = '/visitor/v1/live'

export const VisitorEvent = Type.Object({
  type: Type.Enum(['message', 'ticket', 'typing', 'reset'], {
    description: 'message: messages were added or changed; reset: too much was missed, load all again',
  }),
  ticket: Type.Optional(VisitorTicket),
})
