import type { Db } from './engine.ts'
import type { MessageRow } from './messages.ts'

/** Messages of a ticket, oldest first: these, or all of them. */
export const messagesOfTicket = (
  db: Db,
  tenantId: string,
  ticketId: string,
  ids?: readonly string[],
): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .$if(ids !== undefined, (q) => q.where('id', 'in', ids!.length > 0 ? ids! : ['']))
    .orderBy('id')
    .execute()

/** The newest message of a ticket that a person or the bot wrote. */
export const lastMessageOf = (db: Db, tenantId: string, ticketId: string): Promise<MessageRow | undefined> =>
  db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('sender_type', '<>', 'system')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

export const moveMessages = async (
  db: Db,
  tenantId: string,
  ids: readonly string[],
  from: string,
  to: string,
): Promise<void> => {
  if (ids.length === 0) return
  await db
    .updateTable('messages')
    .set({ ticket_id: to })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', from)
    .where('id', 'in', ids)
    .execute()
}

export const moveRemarks = async (db: Db, tenantId: string, from: string, to: string): Promise<void> => {
  await db
    .updateTable('remarks')
    .set({ ticket_id: to })
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', from)
    .execute()
}
