import type { Input, accessToken } from '@pipit/contract'
import type { TicketRow } from '../../db/tickets.ts'
import type { People } from '../../db/users.ts'
import { type Cx, actorUserId } from '../../domain/cx.ts'
import {
  type TicketForm,
  amendTicket,
  deleteTicket,
  fileTicket,
  queryTickets,
} from '../../domain/ticket-intake.ts'
import { getTicket } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { bareList, exported, maximumExport, springPage, windowOf } from './page.ts'
import { simpleTicketOf, ticketOf } from './wire.ts'
import { readPriority, readStatus, readStatusFilter, readTime } from './words.ts'

type V1 = typeof accessToken.v1.ticket
type Query = Input<V1['queryOrg']>['query']
type Draft = Input<V1['create']>['body']
type Change = Omit<Input<V1['update']>['body'], 'uid'>

const findTickets = (cx: Cx, query: Query, offset: number, limit: number) =>
  queryTickets(
    cx,
    {
      ...readStatusFilter(query.status),
      priority: readPriority(query.priority),
      agentId: query.assigneeUid,
      guestId: query.reporterUid,
      createdFrom: readTime(query.createdAtStart, 'createdAtStart'),
      createdTo: readTime(query.createdAtEnd, 'createdAtEnd'),
      text: query.searchText,
    },
    { by: query.sortBy ?? 'updatedAt', direction: query.sortDirection === 'ascend' ? 'asc' : 'desc' },
    offset,
    limit,
  )

const formOf = (body: Draft): TicketForm => ({
  title: body.title,
  content: body.content ?? body.description,
  priority: readPriority(body.priority),
  tags: body.tags,
  assigneeId: body.assigneeUid,
  reporterId: body.reporterUid,
  contactName: body.contactName,
  email: body.email,
  mobile: body.phone,
})

const changeOf = (body: Change) => ({
  title: body.title,
  description: body.content ?? body.description,
  priority: readPriority(body.priority),
  tagNames: body.tags,
  assigneeId: body.assigneeUid,
  ...readStatus(body.status),
})

const reading =
  <T>(toWire: (ticket: TicketRow, people: People) => T) =>
  async (cx: Cx, ticketId: string): Promise<T> => {
    const { ticket, people } = await getTicket(cx, ticketId)
    return toWire(ticket, people)
  }
const simple = reading(simpleTicketOf)
const full = reading(ticketOf)

export const tickets: Handlers<typeof accessToken.tickets> = {
  list: async (cx, { query }, exchange) => {
    const window = windowOf({ ...query, pageSize: query.pageSize ?? 50 })
    const found = await findTickets(cx, query, window.offset, window.size)
    const items = found.tickets.map((ticket) => simpleTicketOf(ticket, found.people))
    return bareList(items, found.total, window, query, exchange)
  },
  create: async (cx, { body }) => simple(cx, (await fileTicket(cx, formOf(body))).id),
  get: (cx, { params }) => simple(cx, params.id),
  update: async (cx, { params, body }) => {
    await amendTicket(cx, params.id, changeOf(body))
    return simple(cx, params.id)
  },
  delete: async (cx, { params }) => {
    await deleteTicket(cx, params.id)
    return { id: params.id, deleted: true }
  },
}

const page = async (cx: Cx, query: Query) => {
  const window = windowOf(query)
  const { tickets: rows, people, total } = await findTickets(cx, query, window.offset, window.size)
  return springPage(
    rows.map((ticket) => ticketOf(ticket, people)),
    total,
    window,
  )
}

export const ticket: Handlers<V1> = {
  queryOrg: (cx, { query }) => page(cx, query),
  query: (cx, { query }) => page(cx, { ...query, assigneeUid: actorUserId(cx) ?? '' }),
  queryUid: (cx, { query }) => full(cx, query.uid),
  create: async (cx, { body }) => full(cx, (await fileTicket(cx, formOf(body))).id),
  update: async (cx, { body: { uid, ...body } }) => {
    await amendTicket(cx, uid, changeOf(body))
    return full(cx, uid)
  },
  delete: async (cx, { body }) => {
    await deleteTicket(cx, body.uid)
    return true
  },
  export: async (cx, { query }) => {
    const found = await findTickets(cx, query, 0, maximumExport)
    const items = found.tickets.map((row) => ticketOf(row, found.people))
    // What a binary endpoint returns is a stream; its schema cannot say so.
    return exported('Ticket', ticketColumns, items, cx.now) as never
  },
}

const ticketColumns = [
  'uid',
  'title',
  'description',
  'status',
  'priority',
  'reporter',
  'email',
  'assignee',
  'tags',
  'channel',
  'createdAt',
  'updatedAt',
  'closedAt',
] as const
