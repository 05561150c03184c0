import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { TicketPriority } from './filter.ts'
import { TicketRow } from './ticket.ts'

/** One change of one ticket; each kind has the members it needs. */
export const BulkChange = Type.Object({
  kind: Type.Enum(['assign', 'tags', 'set_tags', 'close', 'reopen', 'priority', 'hold', 'resume']),
  agent_id: Type.Optional(Type.String({ description: 'assign: who gets it; nobody without it' })),
  add: Type.Optional(Type.Array(Type.String(), { maxItems: 20, description: 'tags: names' })),
  remove: Type.Optional(Type.Array(Type.String(), { maxItems: 20, description: 'tags: names' })),
  names: Type.Optional(Type.Array(Type.String(), { maxItems: 100, description: 'set_tags: all of them' })),
  priority: Type.Optional(TicketPriority),
  until: Type.Optional(Type.Integer({ description: 'hold: ms; when it comes back by itself' })),
})

const Named = Type.Object({ id: Type.String(), name: Type.String() })

/** Changes of many tickets, and what lists can be filtered by. */
export const list = {
  /** What the filters of the desk choose from. */
  choices: endpoint({
    method: 'GET',
    path: '/console/v1/filter_choices',
    summary: 'List tags, skills and channels',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({
      tags: Type.Array(Named, { description: 'at most 500, by name' }),
      skills: Type.Array(Named),
    }),
  }),
  /** Each ticket is changed as a whole or not at all; what failed is told with the ticket. */
  bulk: endpoint({
    method: 'POST',
    path: '/console/v1/ticket_bulk',
    summary: 'Change many tickets',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      changes: Type.Array(Type.Object({ ticket_id: Type.String({ maxLength: 64 }), change: BulkChange }), {
        minItems: 1,
        maxItems: 200,
      }),
    }),
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          ticket_id: Type.String(),
          ok: Type.Boolean(),
          ticket: Type.Optional(TicketRow),
          undo: Type.Optional(BulkChange),
          error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() })),
        }),
      ),
    }),
  }),
  /** Everything up to a message has been read by the signed-in person. */
  read: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/read',
    summary: 'Mark a ticket as read',
    tokens: ['session'],
    envelope: 'bare',
    params: Type.Object({ ticket_id: Type.String() }),
    body: Type.Object({
      up_to: Type.Integer({ description: 'ms; time of the newest message that was shown' }),
    }),
    response: Type.Object({}),
  }),
}
