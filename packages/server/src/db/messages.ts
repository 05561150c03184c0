import type { Db } from './engine.ts'
import type { Messages } from './schema.ts'

export type MessageRow = Messages

/** A numbered page of a ticket's messages, oldest first, as the wire lists them. */
export async function pageOfMessages(
  db: Db,
  tenantId: string,
  ticketId: string,
  range: { from?: number | undefined; to?: number | undefined },
  page: number,
  size: number,
): Promise<{ messages: MessageRow[]; total: number }> {
  let query = db.selectFrom('messages').where('tenant_id', '=', tenantId).where('ticket_id', '=', ticketId)
  if (range.from !== undefined) query = query.where('created_at', '>=', range.from)
  if (range.to !== undefined) query = query.where('created_at', '<=', range.to)
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const messages = await query
    .selectAll()
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { messages, total }
}

/** A ticket's messages before one, newest first. */
export function messagesBefore(
  db: Db,
  tenantId: string,
  ticketId: string,
  before: string | undefined,
  limit: number,
): Promise<MessageRow[]> {
  let query = db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export const findByClientId = (
  db: Db,
  tenantId: string,
  chatId: string,
  clientId: string,
): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('chat_id', '=', chatId)
    .where('client_id', '=', clientId)
    .executeTakeFirst()
