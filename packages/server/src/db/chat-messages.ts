import { idFloor } from '../platform/ids.ts'
import type { Db } from './engine.ts'
import type { MessageRow } from './messages.ts'

/** One message by the id that the wire calls `message_id`. */
export const findByMessageId = (
  db: Db,
  tenantId: string,
  messageId: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('message_id', '=', messageId)
    .executeTakeFirst()

/** Holds a message until the transaction ends. */
export const lockByMessageId = (
  db: Db,
  tenantId: string,
  messageId: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('message_id', '=', messageId)
    .forUpdate()
    .executeTakeFirst()

export type MessageChange = Partial<
  Pick<
    MessageRow,
    'type' | 'content' | 'text' | 'thread_id' | 'client_id' | 'edits' | 'updated_at' | 'deleted_at'
  >
>

export const updateMessage = (
  db: Db,
  { tenant_id, chat_id, id }: Pick<MessageRow, 'tenant_id' | 'chat_id' | 'id'>,
  change: MessageChange,
): Promise<unknown> =>
  db
    .updateTable('messages')
    .set(change)
    .where('tenant_id', '=', tenant_id)
    .where('chat_id', '=', chat_id)
    .where('id', '=', id)
    .execute()

/** Any message of a thread: it says in which chat the thread is. */
export const findInThread = (db: Db, tenantId: string, threadId: string): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('thread_id', '=', threadId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

export interface HistoryFilter {
  readonly chatId: string
  readonly threadId?: string | undefined
  /** Unix ms, both inclusive. */
  readonly from?: number | undefined
  readonly to?: number | undefined
  /** Leaves out replies inside threads. */
  readonly rootsOnly: boolean
  readonly newestFirst: boolean
  /** The last message of the page before. */
  readonly after?: string | undefined
}

/** How long after its time of creation a message's id may still have been drawn. */
const clockTolerance = 60 * 60 * 1000

/** Messages of a chat or thread in the order of their ids, which is the order of time. */
export function pageOfHistory(
  db: Db,
  tenantId: string,
  filter: HistoryFilter,
  limit: number,
): Promise<MessageRow[]> {
  const all = db.selectFrom('messages').selectAll().where('tenant_id', '=', tenantId)
  // A thread is in one chat; naming the chat as well would let a planner read all of it.
  let query =
    filter.threadId === undefined
      ? all.where('chat_id', '=', filter.chatId)
      : all.where('thread_id', '=', filter.threadId)
  // The ids bound the part of the index that is read, the times decide.
  if (filter.from !== undefined)
    query = query.where('id', '>=', idFloor(filter.from)).where('created_at', '>=', filter.from)
  if (filter.to !== undefined)
    query = query.where('id', '<', idFloor(filter.to + clockTolerance)).where('created_at', '<=', filter.to)
  if (filter.rootsOnly)
    query = query.where((eb) => eb.or([eb('thread_id', 'is', null), eb('root_id', 'is', null)]))
  if (filter.after !== undefined) query = query.where('id', filter.newestFirst ? '<' : '>', filter.after)
  return query
    .orderBy('id', filter.newestFirst ? 'desc' : 'asc')
    .limit(limit)
    .execute()
}

/** The newest message of a ticket, which its preview shows. */
export const findNewestOnTicket = (
  db: Db,
  tenantId: string,
  ticketId: string,
): Promise<{ id: string } | undefined> =>
  db
    .selectFrom('messages')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** A message by the ids that a ticket's message list gives: the ticket's own, or the chat's. */
export const findOnTicket = (
  db: Db,
  tenantId: string,
  ticketId: string,
  id: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where(id.startsWith('om_') ? 'message_id' : 'id', '=', id)
    .executeTakeFirst()
