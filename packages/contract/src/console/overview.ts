import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'

const count = (description: string) => Type.Integer({ minimum: 0, description })

/** What guests said of closed tickets. */
export const Ratings = Type.Object({ bad: Type.Integer(), fair: Type.Integer(), good: Type.Integer() })

export const AgentResult = Type.Object({
  agent: Person,
  presence: Type.Enum(['online', 'offline', 'off_duty', 'removed']),
  open: count('tickets they own now'),
  closed: count('tickets they owned that were closed in the span'),
  first_response_seconds: Type.Optional(Type.Number({ description: 'average of those closed tickets' })),
  ratings: Ratings,
})

export const DeskDay = Type.Object({
  date: Type.String({ description: 'YYYY-MM-DD on the clock of the desk' }),
  created: Type.Integer(),
  closed: Type.Integer(),
  first_response_seconds: Type.Optional(
    Type.Number({ description: 'average of the tickets opened that day and answered by a person' }),
  ),
})

/** How the desk does: now, and by day. The figures are those of `GET /api/statistics/overview`. */
export const overview = {
  get: endpoint({
    method: 'GET',
    path: '/console/v1/admin/overview',
    summary: 'How the desk does',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 90, default: 7, description: 'with today' })),
    }),
    response: Type.Object({
      open: count('open now'),
      unassigned: count('open and owned by nobody'),
      queueing: count('in the queue for a person'),
      longest_waiting_since: Type.Optional(
        Type.Integer({ description: 'ms; of the guest who has waited longest for a person' }),
      ),
      agents_online: count('agents who get tickets now'),
      agents: Type.Array(AgentResult, { description: 'who closed most first' }),
      days: Type.Array(DeskDay, { description: 'oldest first' }),
      first_response_seconds: Type.Optional(
        Type.Number({ description: 'average of the tickets opened in the span and answered by a person' }),
      ),
      ratings: Ratings,
      closed: count('closed in the span'),
      closed_by_bot: count('of these, never handed to a person'),
    }),
  }),
}
