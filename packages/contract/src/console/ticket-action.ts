import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'
import { TicketDetail } from './ticket.ts'

const one = Type.Object({ ticket_id: Type.String() })

/**
 * The version of the ticket that was on the screen. If somebody else has changed since what the call decides about, it
 * is refused with 409 `ticket_changed` and `details: {version, changes: [{by, at, aspects}]}`.
 */
export const seenVersion = Type.Optional(
  Type.Integer({ minimum: 0, description: 'version that was on the screen' }),
)

const id = Type.String({ minLength: 1, maxLength: 64 })
const tagName = Type.String({ minLength: 1, maxLength: 100 })
const base = '/console/v1/tickets/:ticket_id'

/** What agents do with a ticket beyond answering it. */
export const ticketAction = {
  /** To an agent, to whoever routing finds among those with a skill, or with neither back to the queue. */
  assign: endpoint({
    method: 'POST',
    path: `${base}/assign`,
    summary: 'Assign a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      agent_id: Type.Optional(id),
      skill_id: Type.Optional(id),
      note: Type.Optional(
        Type.String({ minLength: 1, maxLength: 10_000, description: 'internal remark for whoever gets it' }),
      ),
      version: seenVersion,
    }),
    response: TicketDetail,
  }),
  /** Fields by their id; an empty value clears one. Field errors are named `customized_fields.<index>.value`. */
  edit: endpoint({
    method: 'PATCH',
    path: base,
    summary: "Change a ticket's title, priority and custom fields",
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      title: Type.Optional(Type.String({ maxLength: 200 })),
      priority: Type.Optional(Type.Enum(['lowest', 'low', 'medium', 'high', 'urgent', 'critical'])),
      fields: Type.Optional(
        Type.Array(Type.Object({ id, value: Type.String({ maxLength: 20_000 }) }), { maxItems: 200 }),
      ),
      version: seenVersion,
    }),
    response: TicketDetail,
  }),
  /** A tag that the desk does not know yet is made. */
  tag: endpoint({
    method: 'POST',
    path: `${base}/tags`,
    summary: 'Add and remove tags',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      add: Type.Optional(Type.Array(tagName, { maxItems: 50 })),
      remove: Type.Optional(Type.Array(tagName, { maxItems: 50 })),
    }),
    response: TicketDetail,
  }),
  collaborate: endpoint({
    method: 'POST',
    path: `${base}/collaborators`,
    summary: 'Add and remove collaborators',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      add: Type.Optional(Type.Array(id, { maxItems: 50 })),
      remove: Type.Optional(Type.Array(id, { maxItems: 50 })),
    }),
    response: TicketDetail,
  }),
  /** The thread of the other ticket shows both from then on, and this one is closed. Returns the other ticket. */
  merge: endpoint({
    method: 'POST',
    path: `${base}/merge`,
    summary: 'Merge a ticket into another one',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      into: id,
      other_guest: Type.Optional(
        Type.Boolean({ description: 'must be true when the two tickets are of different guests' }),
      ),
      version: seenVersion,
    }),
    response: TicketDetail,
  }),
  /** Returns the ticket that stands for itself again. */
  unmerge: endpoint({
    method: 'POST',
    path: `${base}/unmerge`,
    summary: 'Take a merged ticket out again',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: TicketDetail,
  }),
  /** Returns the new ticket. */
  split: endpoint({
    method: 'POST',
    path: `${base}/split`,
    summary: 'Move messages to a new ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      message_ids: Type.Array(id, { minItems: 1, maxItems: 200 }),
      title: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    }),
    response: TicketDetail,
  }),
  /** Returns the ticket the messages came from; the one that was split off is gone. */
  unsplit: endpoint({
    method: 'POST',
    path: `${base}/unsplit`,
    summary: 'Put split messages back',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: TicketDetail,
  }),
  tags: endpoint({
    method: 'GET',
    path: '/console/v1/tags',
    summary: "List the desk's tags",
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      q: Type.Optional(Type.String({ maxLength: 100, description: 'part of the name' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    }),
    response: Type.Object({ items: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })) }),
  }),
  skills: endpoint({
    method: 'GET',
    path: '/console/v1/skills',
    summary: 'List the skills that tickets can be transferred to',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Type.String(),
          name: Type.String(),
          is_default: Type.Boolean({ description: 'everybody has it' }),
          agents: Type.Array(Person),
        }),
      ),
    }),
  }),
}
