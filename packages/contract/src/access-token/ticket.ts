import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Member, ById, ByUid, isoTime, pageOf, paging, sorting } from './common.ts'

const common = {
  uid: Type.String({ description: 'ticket id; the same on every face' }),
  ticketNumber: Type.String({ description: 'the same as uid' }),
  title: Type.String({ description: 'first line of the first message where none was given' }),
  channel: Type.Integer({ description: 'how the guest came; 9 is an API' }),
  reporter: Member,
  assignee: Type.Optional(Member),
  tags: Type.Array(Type.String()),
  solved: Type.Optional(Type.Boolean()),
  createdAt: isoTime('when it was opened'),
  updatedAt: isoTime('when it last changed'),
  closedAt: Type.Optional(isoTime('when it was closed')),
}

/** A ticket of `/api/tickets/*`. */
export const SimpleTicket = Type.Object({
  id: Type.String({ description: 'the same as uid' }),
  ...common,
  content: Type.String({ description: 'what was asked' }),
  status: Type.Enum(['new', 'unclaimed', 'processing', 'pending', 'holding', 'resolved', 'closed'], {
    description: 'pending waits for the guest, holding is on hold, resolved is closed and solved',
  }),
  priority: Type.Enum(['lowest', 'low', 'medium', 'high', 'urgent', 'critical']),
})

/** A ticket of `/api/v1/ticket/*`. */
export const Ticket = Type.Object({
  ...common,
  summary: Type.String({ description: 'the same as title' }),
  description: Type.String({ description: 'what was asked' }),
  content: Type.String({ description: 'the same as description' }),
  status: Type.Enum(['NEW', 'UNCLAIMED', 'PROCESSING', 'PENDING', 'HOLDING', 'RESOLVED', 'CLOSED']),
  priority: Type.Enum(['LOWEST', 'LOW', 'MEDIUM', 'HIGH', 'URGENT', 'CRITICAL']),
  type: Type.Enum(['INTERNAL', 'EXTERNAL']),
  orgUid: Type.String({ description: 'the organisation' }),
  userUid: Type.String({ description: 'the reporter' }),
  contactName: Type.String(),
  email: Type.Optional(Type.String()),
  phone: Type.Optional(Type.String()),
  threadUid: Type.String({ description: 'the chat' }),
  closedTime: Type.Optional(isoTime('when it was closed')),
})

const title = Type.String({ minLength: 1, maxLength: 200, description: 'one line' })
const content = Type.String({ minLength: 1, maxLength: 20_000, description: 'what is asked' })
const priority = Type.String({
  maxLength: 20,
  description: 'lowest, low, medium (default), high, urgent or critical, in any case',
})
const status = Type.String({
  maxLength: 20,
  description:
    'new, unclaimed, processing, pending, holding, resolved or closed, in any case; open and in_progress are understood',
})
const assignee = Type.String({ maxLength: 64, description: 'open_id of the agent who is to own it' })
const tags = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })

const reported = {
  reporterUid: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'open_id of who asks; a new visitor for each ticket when nobody is named',
    }),
  ),
  contactName: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: 'name of who asks' })),
  email: Type.Optional(
    Type.String({ maxLength: 320, description: 'e-mail of who asks; the same address, the same person' }),
  ),
  phone: Type.Optional(Type.String({ maxLength: 32, description: 'telephone number of who asks' })),
}

export const TicketDraft = Type.Object({
  title,
  content: Type.Optional(content),
  description: Type.Optional(
    Type.String({ minLength: 1, maxLength: 20_000, description: 'instead of content' }),
  ),
  priority: Type.Optional(priority),
  tags: Type.Optional(tags),
  assigneeUid: Type.Optional(assignee),
  ...reported,
})

const changes = {
  title: Type.Optional(title),
  content: Type.Optional(content),
  description: Type.Optional(
    Type.String({ minLength: 1, maxLength: 20_000, description: 'instead of content' }),
  ),
  priority: Type.Optional(priority),
  status: Type.Optional(status),
  tags: Type.Optional(tags),
  assigneeUid: Type.Optional(assignee),
}
export const TicketChange = Type.Object(changes)

const filters = {
  status: Type.Optional(status),
  priority: Type.Optional(priority),
  assigneeUid: Type.Optional(assignee),
  reporterUid: Type.Optional(Type.String({ maxLength: 64 })),
}

export const tickets = {
  /** A bare array; the total is in `X-Total-Count` and the pages around it are in `Link`. */
  list: endpoint({
    method: 'GET',
    path: '/api/tickets/list',
    summary: 'List tickets',
    tokens: ['access'],
    scopes: ['api:read'],
    envelope: 'bare',
    query: Type.Object({
      ...paging,
      ...sorting,
      pageSize: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 200, default: 50, description: 'how many at once' }),
      ),
      ...filters,
    }),
    response: Type.Array(SimpleTicket),
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/tickets/create',
    summary: 'Open a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    envelope: 'bare',
    body: TicketDraft,
    response: SimpleTicket,
  }),
  get: endpoint({
    method: 'GET',
    path: '/api/tickets/:id',
    summary: 'Get a ticket',
    tokens: ['access'],
    scopes: ['api:read'],
    envelope: 'bare',
    params: ById,
    response: SimpleTicket,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/api/tickets/:id',
    summary: 'Change a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    envelope: 'bare',
    params: ById,
    body: TicketChange,
    response: SimpleTicket,
  }),
  /** It disappears from every face; owner and admins may do this. */
  delete: endpoint({
    method: 'DELETE',
    path: '/api/tickets/:id',
    summary: 'Delete a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    envelope: 'bare',
    params: ById,
    response: Type.Object({ id: Type.String(), deleted: Type.Boolean() }),
  }),
}

const query = Type.Object({
  ...paging,
  ...sorting,
  ...filters,
  createdAtStart: Type.Optional(
    Type.String({ maxLength: 40, description: 'ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC' }),
  ),
  createdAtEnd: Type.Optional(
    Type.String({ maxLength: 40, description: 'ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC' }),
  ),
})

export const ticket = {
  queryOrg: endpoint({
    method: 'GET',
    path: '/api/v1/ticket/query/org',
    summary: 'List the tickets of the desk',
    tokens: ['access'],
    scopes: ['api:read'],
    query,
    response: pageOf(Ticket),
  }),
  query: endpoint({
    method: 'GET',
    path: '/api/v1/ticket/query',
    summary: 'List the tickets the caller owns',
    tokens: ['access'],
    scopes: ['api:read'],
    query,
    response: pageOf(Ticket),
  }),
  queryUid: endpoint({
    method: 'GET',
    path: '/api/v1/ticket/query/uid',
    summary: 'Get a ticket',
    tokens: ['access'],
    scopes: ['api:read'],
    query: ByUid,
    response: Ticket,
  }),
  create: endpoint({
    method: 'POST',
    path: '/api/v1/ticket/create',
    summary: 'Open a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    body: TicketDraft,
    response: Ticket,
  }),
  update: endpoint({
    method: 'POST',
    path: '/api/v1/ticket/update',
    summary: 'Change a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    body: Type.Object({ ...ByUid.properties, ...changes }),
    response: Ticket,
  }),
  delete: endpoint({
    method: 'POST',
    path: '/api/v1/ticket/delete',
    summary: 'Delete a ticket',
    tokens: ['access'],
    scopes: ['api:write'],
    body: ByUid,
    response: Type.Boolean(),
  }),
  /** At most 10,000 rows. */
  export: endpoint({
    method: 'GET',
    path: '/api/v1/ticket/export',
    summary: 'Export tickets as xlsx',
    tokens: ['access'],
    scopes: ['api:read'],
    envelope: 'binary',
    query,
    response: Type.String(),
  }),
}
