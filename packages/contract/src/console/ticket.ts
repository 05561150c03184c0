import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { FileInfo } from './file.ts'
import { TicketFilter, TicketPriority, TicketStatus } from './filter.ts'
import { Person } from './session.ts'

export const TicketRow = Type.Object({
  ticket_id: Type.String(),
  status: TicketStatus,
  stage: Type.Enum(['bot', 'human']),
  guest: Person,
  agent: Type.Optional(Person),
  preview: Type.String({ description: 'first line of the last message' }),
  last_message_at: Type.Integer({ description: 'ms' }),
  waiting_since: Type.Optional(Type.Integer({ description: 'ms; set while the guest waits for an answer' })),
  created_at: Type.Integer({ description: 'ms' }),
  closed_at: Type.Optional(Type.Integer({ description: 'ms' })),
  tags: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  title: Type.Optional(Type.String()),
  priority: TicketPriority,
  channel: Type.Integer(),
  due: Type.Optional(
    Type.Object(
      {
        at: Type.Integer({ description: 'ms' }),
        kind: Type.Enum(['first_response', 'next_response', 'resolution']),
      },
      { description: 'what the desk owes the guest next, by its SLA policy' },
    ),
  ),
  unread: Type.Optional(
    Type.Boolean({ description: 'in lists: the guest has written what you have not read' }),
  ),
  snoozed_until: Type.Optional(Type.Integer({ description: 'ms; set while it comes back by itself' })),
  merged_into: Type.Optional(Type.String({ description: 'the ticket in whose thread this one is read' })),
})

export const FieldValue = Type.Object({
  id: Type.String(),
  display_name: Type.String(),
  value: Type.String(),
  stored: Type.String({ description: 'the value as it is set: a JSON list where several can be chosen' }),
})

export const Remark = Type.Object({
  id: Type.String(),
  author: Person,
  content: Type.String(),
  mentions: Type.Array(Person, { description: 'agents whom it names, as @name' }),
  created_at: Type.Integer({ description: 'ms' }),
})

export const TicketDetail = Type.Object({
  ...TicketRow.properties,
  helpdesk_id: Type.String(),
  chat_id: Type.String(),
  score: Type.Optional(Type.Integer({ description: '1 bad, 2 fair, 3 good' })),
  solved: Type.Optional(Type.Boolean()),
  customized_info: Type.Optional(Type.String()),
  closed_by: Type.Optional(Person),
  first_response_seconds: Type.Optional(Type.Integer()),
  resolution_seconds: Type.Optional(Type.Integer()),
  time_zone: Type.String({ description: "the desk's, as IANA names it" }),
  version: Type.Integer({ description: 'grows with every change and message' }),
  description: Type.Optional(Type.String()),
  collaborators: Type.Array(Person),
  skill: Type.Optional(
    Type.Object(
      { id: Type.String(), name: Type.String() },
      { description: 'the skill it waits for since it was transferred' },
    ),
  ),
  merged: Type.Array(
    Type.Object({
      ticket_id: Type.String(),
      guest: Person,
      created_at: Type.Integer({ description: 'ms' }),
    }),
    { description: 'tickets that are read in this one' },
  ),
  split_from: Type.Optional(Type.String({ description: 'the ticket that its first messages came from' })),
  fields: Type.Array(FieldValue),
  remarks: Type.Array(Remark),
})

/** How a message came by e-mail, or whether it has left. */
export const Delivery = Type.Object({
  mail_id: Type.String(),
  state: Type.Enum(['received', 'waiting', 'sent', 'failed']),
  error: Type.Optional(Type.String({ description: 'why it has not left yet, or not arrived' })),
  log_id: Type.Optional(Type.String()),
})

export const Message = Type.Object({
  id: Type.String({ description: 'ticket message id; sorts by time' }),
  message_id: Type.String({ description: 'om_…' }),
  ticket_id: Type.String(),
  sender_type: Type.Enum(['bot', 'guest', 'agent', 'system']),
  sender: Type.Optional(Person),
  type: Type.String({ description: 'text | post | image | file | media | interactive' }),
  content: Type.String({ description: 'JSON of the message, as the vendor writes it for this type' }),
  text: Type.String({ description: 'what can be read of it as plain text' }),
  files: Type.Array(FileInfo, { description: 'what the content refers to, where it is kept here' }),
  edited_at: Type.Optional(Type.Integer({ description: 'ms' })),
  delivery: Type.Optional(Delivery),
  recalled: Type.Optional(Type.Boolean({ description: 'taken back: nothing of it is left' })),
  created_at: Type.Integer({ description: 'ms' }),
})

const one = Type.Object({ ticket_id: Type.String() })
/** See `seenVersion` of ticketAction. */
const version = Type.Optional(Type.Integer({ minimum: 0, description: 'version that was on the screen' }))
const seen = Type.Object({ version })

export const ticket = {
  /** How many tickets each list holds, counted up to 1000: that number stands for all above 999. */
  counts: endpoint({
    method: 'GET',
    path: '/console/v1/ticket_counts',
    summary: 'Count tickets by view',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({
      mine: Type.Integer(),
      following: Type.Integer(),
      mentions: Type.Integer(),
      unassigned: Type.Integer(),
      queue: Type.Integer(),
      open: Type.Integer(),
      closed: Type.Integer(),
      all: Type.Integer(),
      skills: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), open: Type.Integer() })),
      saved: Type.Array(
        Type.Object({
          id: Type.String(),
          count: Type.Integer(),
          at_least: Type.Boolean({ description: 'there may be more: counting them all would take too long' }),
        }),
      ),
    }),
  }),
  /** A page of tickets. A page can be short, or empty, although there are more: go on as long as there is a cursor. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/tickets',
    summary: 'List tickets',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      ...TicketFilter.properties,
      id: Type.Optional(
        Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100, description: 'of these tickets only' }),
      ),
      cursor: Type.Optional(Type.String({ description: 'from the previous page', maxLength: 64 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(TicketRow), next_cursor: Type.Optional(Type.String()) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/console/v1/tickets/:ticket_id',
    summary: 'Get a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: TicketDetail,
  }),
  /** A page of messages, newest first; `before` is the oldest id already shown. */
  messages: endpoint({
    method: 'GET',
    path: '/console/v1/tickets/:ticket_id/messages',
    summary: 'List messages',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    query: Type.Object({
      before: Type.Optional(Type.String()),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(Message), has_more: Type.Boolean() }),
  }),
  /** Answer the guest with one of text, post and file. `client_id` makes a repeated call return the first message instead of a second one. */
  reply: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/messages',
    summary: 'Reply to the guest',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      text: Type.Optional(Type.String({ minLength: 1, maxLength: 20_000 })),
      post: Type.Optional(
        Type.Object(
          {},
          { additionalProperties: true, description: 'formatted text, as the vendor writes a post' },
        ),
      ),
      file_key: Type.Optional(
        Type.String({ description: 'an upload of one’s own, sent as what it is', maxLength: 128 }),
      ),
      client_id: Type.Optional(Type.String({ minLength: 8, maxLength: 64 })),
      draft_version: Type.Optional(
        Type.Integer({ description: 'the draft that is sent; it is deleted, unless it was changed since' }),
      ),
    }),
    response: Message,
  }),
  remark: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/remarks',
    summary: 'Add an internal remark',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      content: Type.String({ minLength: 1, maxLength: 10_000 }),
      mentions: Type.Optional(
        Type.Array(Type.String(), { maxItems: 50, description: 'open_ids of agents whom it names' }),
      ),
      draft_version: Type.Optional(Type.Integer({ description: 'the draft that is sent' })),
    }),
    response: Remark,
  }),
  /** Ask the guest for a rating; while they have not given one, the first request is returned. */
  requestRating: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/rating_request',
    summary: 'Ask for a rating',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({ language: Type.Enum(['en', 'zh'], { description: 'of the message' }) }),
    response: Message,
  }),
  /** Make the signed-in agent the owner of the ticket. */
  take: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/take',
    summary: 'Take a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: seen,
    response: TicketDetail,
  }),
  close: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/close',
    summary: 'Close a ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({ solved: Type.Optional(Type.Boolean()), version }),
    response: TicketDetail,
  }),
  reopen: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/reopen',
    summary: 'Reopen a closed ticket',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: seen,
    response: TicketDetail,
  }),
  /** Put a ticket on hold; the guest does not see it, and the time does not count as processing time. */
  hold: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/hold',
    summary: 'Put a ticket on hold',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      until: Type.Optional(
        Type.Integer({ description: 'ms; comes back by itself then, or when the guest writes' }),
      ),
      version,
    }),
    response: TicketDetail,
  }),
  resume: endpoint({
    method: 'POST',
    path: '/console/v1/tickets/:ticket_id/resume',
    summary: 'Take a ticket off hold',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: seen,
    response: TicketDetail,
  }),
}
