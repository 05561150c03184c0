import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'
import { TicketRow } from './ticket.ts'

const one = Type.Object({ ticket_id: Type.String() })
const base = '/console/v1/tickets/:ticket_id'

export const FieldOption = Type.Object({
  tag: Type.String(),
  name: Type.String(),
  path: Type.String({ description: 'names from the first level on, with / between them: the value to set' }),
  depth: Type.Integer({ description: '0 on the first level' }),
})

export const TicketField = Type.Object({
  id: Type.String(),
  display_name: Type.String(),
  description: Type.String(),
  type: Type.Enum(['string', 'multiline', 'dropdown', 'dropdown_nested']),
  required: Type.Boolean({ description: 'must be filled in before a ticket is closed' }),
  editable: Type.Boolean(),
  visible: Type.Boolean({ description: 'only owner and admins get those that are not' }),
  allow_multiple: Type.Boolean({ description: 'the value is a JSON list of paths' }),
  options: Type.Array(FieldOption),
})

export const HistoryItem = Type.Object({
  at: Type.Integer({ description: 'ms' }),
  kind: Type.Enum([
    'created',
    'status',
    'to_people',
    'assigned',
    'unassigned',
    'waiting',
    'transferred',
    'snoozed',
    'priority',
    'title',
    'tags_added',
    'tags_removed',
    'collaborators_added',
    'collaborators_removed',
    'field',
    'rated',
    'solved',
    'merged_into',
    'unmerged',
    'joined',
    'parted',
    'split',
    'split_from',
    'split_undone',
  ]),
  by_kind: Type.Enum(['user', 'app', 'system']),
  by: Type.Optional(Person),
  people: Type.Optional(Type.Array(Person)),
  names: Type.Optional(Type.Array(Type.String(), { description: 'tags, or the skill or field' })),
  from: Type.Optional(Type.String()),
  to: Type.Optional(Type.String()),
  ticket_id: Type.Optional(Type.String({ description: 'the other ticket' })),
  number: Type.Optional(Type.Integer({ description: 'messages, score, or 0 and 1' })),
  until: Type.Optional(Type.Integer({ description: 'ms' })),
  routing: Type.Optional(
    Type.Object(
      {
        pool: Type.Enum(['appointed', 'skill', 'some_skill', 'fallback', 'queue']),
        skills: Type.Array(Type.String()),
        open_tickets: Type.Optional(Type.Integer({ description: 'what the chosen agent had' })),
        max_tickets: Type.Optional(Type.Integer()),
        others: Type.Array(Type.Object({ verdict: Type.String(), count: Type.Integer() }), {
          description: 'why the others did not get it',
        }),
      },
      { description: 'where routing decided' },
    ),
  ),
})

/** What an agent looks at beside the conversation. */
export const ticketContext = {
  /** Oldest first; the newest 200 changes. */
  history: endpoint({
    method: 'GET',
    path: `${base}/history`,
    summary: 'List what happened to a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({
      items: Type.Array(HistoryItem),
      complete: Type.Boolean({ description: 'false when there was more before' }),
    }),
  }),
  requester: endpoint({
    method: 'GET',
    path: `${base}/requester`,
    summary: 'Get the guest of a ticket with their other tickets',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({
      person: Person,
      mobile: Type.Optional(Type.String()),
      job_title: Type.Optional(Type.String()),
      country: Type.Optional(Type.String()),
      employee_no: Type.Optional(Type.String()),
      kind: Type.Enum(['employee', 'visitor']),
      known_since: Type.Integer({ description: 'ms' }),
      tickets: Type.Array(TicketRow, { description: 'newest first, at most 20' }),
      has_more: Type.Boolean(),
    }),
  }),
  /** FAQs that may answer what the guest wrote last. */
  suggestions: endpoint({
    method: 'GET',
    path: `${base}/suggestions`,
    summary: 'Suggest FAQs for a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          faq_id: Type.String(),
          question: Type.String(),
          answer: Type.String(),
          score: Type.Number({ description: '0 to 1' }),
        }),
      ),
    }),
  }),
  /** The custom fields of tickets in their order. */
  fields: endpoint({
    method: 'GET',
    path: '/console/v1/ticket_fields',
    summary: 'List the custom fields of tickets',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({ items: Type.Array(TicketField) }),
  }),
}
