import type { Input, accessToken } from '@pipit/contract'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { checkContent } from '../../domain/message-content.ts'
import { listMessages, postAsAgent } from '../../domain/messages.ts'
import { getTicket } from '../../domain/tickets.ts'
import type { Handlers } from '../handlers.ts'
import { type Window, bareList, exported, maximumExport, springPage, windowOf } from './page.ts'
import { type WireMessage, messageOf } from './wire.ts'

type V1 = typeof accessToken.v1.message
type Query = Input<V1['query']>['query']

function ticketIn(of: { ticketUid?: string; ticketId?: string; threadUid?: string }): string {
  const id = of.ticketUid ?? of.ticketId ?? of.threadUid
  if (id === undefined) throw invalid('ticketUid', '', 'is required')
  return id
}

async function messagesOf(cx: Cx, query: Query, { number, size }: Pick<Window, 'number' | 'size'>) {
  const { messages: rows, people, total } = await listMessages(cx, ticketIn(query), {}, number + 1, size)
  return { items: rows.map((message) => messageOf(message, people)), total }
}

async function page(cx: Cx, query: Query) {
  const window = windowOf({ ...query, pageSize: query.pageSize ?? 50 })
  const { items, total } = await messagesOf(cx, query, window)
  return springPage(items, total, window)
}

async function send(cx: Cx, body: Input<V1['create']>['body']): Promise<WireMessage> {
  if (body.type !== undefined && body.type.toLowerCase() !== 'text')
    throw invalid('type', body.type, 'must be text')
  const message = await postAsAgent(cx, ticketIn(body), {
    type: 'text',
    content: checkContent('text', { text: body.content }),
    clientId: body.uid,
  })
  return messageOf(message, await loadPeople(cx.db, cx.tenantId, [message.sender_id]))
}

async function messageByUid(cx: Cx, uid: string): Promise<WireMessage> {
  const row = await cx.db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('message_id', '=', uid)
    .executeTakeFirst()
  if (!row || row.ticket_id === null) throw new AppError('message_not_found')
  // What belongs to a ticket of another desk, or to a deleted one, is not seen here either.
  await getTicket(cx, row.ticket_id)
  return messageOf(row, await loadPeople(cx.db, cx.tenantId, [row.sender_id]))
}

export const messages: Handlers<typeof accessToken.messages> = {
  list: async (cx, { query }, exchange) => {
    const window = windowOf({ ...query, pageSize: query.pageSize ?? 50 })
    const { items, total } = await messagesOf(cx, query, window)
    return bareList(items, total, window, query, exchange)
  },
  send: (cx, { body }) => send(cx, body),
}

export const message: Handlers<V1> = {
  queryOrg: (cx, { query }) => page(cx, query),
  query: (cx, { query }) => page(cx, query),
  queryUid: (cx, { query }) => messageByUid(cx, query.uid),
  create: (cx, { body }) => send(cx, body),
  export: async (cx, { query }) => {
    const { items } = await messagesOf(cx, query, { number: 0, size: maximumExport })
    return exported('Message', columns, items, cx.now) as never
  },
}

const columns = ['uid', 'ticketUid', 'senderType', 'user', 'type', 'content', 'status', 'createdAt'] as const
