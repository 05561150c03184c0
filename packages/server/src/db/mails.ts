import type { Db } from './engine.ts'
import type { MailThreads, Mails } from './schema.ts'

export type MailRow = Mails
export type MailThreadRow = MailThreads

/** Adds a received mail. False when the desk has it already. */
export async function addReceived(db: Db, row: MailRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('mails')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const findReceived = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  messageId: string,
): Promise<MailRow | undefined> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('direction', '=', 'in')
    .where('message_id', '=', messageId)
    .executeTakeFirst()

export const findMail = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<MailRow | undefined> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('helpdesk_id', '=', helpdeskId)
    .executeTakeFirst()

export const updateMails = (
  db: Db,
  tenantId: string,
  ids: readonly string[],
  change: Partial<Omit<MailRow, 'tenant_id' | 'id'>>,
): Promise<unknown> =>
  db.updateTable('mails').set(change).where('tenant_id', '=', tenantId).where('id', 'in', ids).execute()

/** The ticket that any of these mails belongs to; the mail of the newest counts. */
export async function ticketOfMails(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  messageIds: readonly string[],
): Promise<string | undefined> {
  if (messageIds.length === 0) return undefined
  const row = await db
    .selectFrom('mails')
    .select('ticket_id')
    .where('tenant_id', '=', tenantId)
    .where('message_id', 'in', messageIds)
    .where('helpdesk_id', '=', helpdeskId)
    .where('ticket_id', 'is not', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ticket_id ?? undefined
}

/** What was sent under one of these Message-IDs. */
export const sentUnder = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  messageIds: readonly string[],
): Promise<MailRow[]> =>
  messageIds.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('mails')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where('message_id', 'in', messageIds)
        .where('helpdesk_id', '=', helpdeskId)
        .where('direction', '=', 'out')
        .orderBy('id')
        .execute()

/** How many mails of this sender have become messages since `after`. */
export async function countOfSender(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  sender: string,
  after: number,
): Promise<number> {
  const { count } = await db
    .selectFrom('mails')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('direction', '=', 'in')
    .where('sender', '=', sender)
    .where('created_at', '>', after)
    .where('state', '=', 'accepted')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What still has to leave for a ticket's guest, in the order it was written. */
export const unsentOf = (db: Db, tenantId: string, ticketId: string): Promise<MailRow[]> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('direction', '=', 'out')
    .where('state', 'in', ['waiting', 'sending'])
    .orderBy('id')
    .execute()

/** The mails of these messages, both ways. */
export const mailsOfMessages = (
  db: Db,
  tenantId: string,
  messageIds: readonly string[],
): Promise<MailRow[]> =>
  db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_message_id', 'in', messageIds)
    .orderBy('id')
    .execute()

export const findThread = (db: Db, tenantId: string, ticketId: string): Promise<MailThreadRow | undefined> =>
  db
    .selectFrom('mail_threads')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .executeTakeFirst()

export async function saveThread(db: Db, row: MailThreadRow): Promise<void> {
  const { tenant_id: _tenant, ticket_id: _ticket, ...rest } = row
  await db
    .insertInto('mail_threads')
    .values(row)
    .onConflict((c) => c.columns(['tenant_id', 'ticket_id']).doUpdateSet(rest))
    .execute()
}

export interface MailFilter {
  readonly mailboxId?: string | undefined
  readonly states: readonly MailRow['state'][]
  readonly before?: string | undefined
  readonly limit: number
}

/** Mails of a desk in some states, newest first. */
export function listMails(
  db: Db,
  tenantId: string,
  mailboxIds: readonly string[],
  filter: MailFilter,
): Promise<MailRow[]> {
  if (mailboxIds.length === 0) return Promise.resolve([])
  let query = db
    .selectFrom('mails')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('state', 'in', filter.states)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  return query.orderBy('id', 'desc').limit(filter.limit).execute()
}
