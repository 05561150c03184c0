import type { Db, Engine } from './engine.ts'
import { prepared } from './prepared.ts'
import type { Mailboxes } from './schema.ts'

export type MailboxRow = Mailboxes

export interface MailboxKey {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly id: string
}

export const listMailboxes = (db: Db, tenantId: string, helpdeskId: string): Promise<MailboxRow[]> =>
  db
    .selectFrom('mailboxes')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .orderBy('id')
    .execute()

export const findMailbox = (db: Db, key: MailboxKey): Promise<MailboxRow | undefined> =>
  db
    .selectFrom('mailboxes')
    .selectAll()
    .where('tenant_id', '=', key.tenantId)
    .where('helpdesk_id', '=', key.helpdeskId)
    .where('id', '=', key.id)
    .executeTakeFirst()

/** @returns whether there was such a row, with this lease where one is named. */
export async function updateMailbox(
  db: Db,
  key: MailboxKey,
  change: Partial<Omit<MailboxRow, 'tenant_id' | 'helpdesk_id' | 'id'>>,
  lease?: string,
): Promise<boolean> {
  let query = db
    .updateTable('mailboxes')
    .set(change)
    .where('tenant_id', '=', key.tenantId)
    .where('helpdesk_id', '=', key.helpdeskId)
    .where('id', '=', key.id)
  if (lease !== undefined) query = query.where('lease', '=', lease)
  const { numUpdatedRows } = await query.executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** The addresses of all mailboxes of a tenant: what comes from one of them is our own. */
export const ownAddresses = async (db: Db, tenantId: string): Promise<Set<string>> =>
  new Set(
    (await db.selectFrom('mailboxes').select('address').where('tenant_id', '=', tenantId).execute()).map(
      (row) => row.address,
    ),
  )

const free = prepared<{ now: number }, Pick<MailboxRow, 'tenant_id' | 'helpdesk_id' | 'id'>>((db, slot) =>
  db
    .selectFrom('mailboxes')
    .select(['tenant_id', 'helpdesk_id', 'id'])
    .where('status', '=', 'on')
    .where('leased_until', '<=', slot.now)
    .limit(100),
)

/** Mailboxes that are on and that nobody reads. */
export const freeMailboxes = async (engine: Engine, now: number): Promise<MailboxKey[]> =>
  (await free(engine, { now })).map((row) => ({
    tenantId: row.tenant_id,
    helpdeskId: row.helpdesk_id,
    id: row.id,
  }))

/** Takes a mailbox over, or keeps it. False when somebody else has it, or it is not on. */
export async function leaseMailbox(
  engine: Engine,
  key: MailboxKey,
  lease: { readonly token: string; readonly now: number; readonly until: number },
): Promise<boolean> {
  return engine.transaction(async (db) => {
    const { numUpdatedRows } = await db
      .updateTable('mailboxes')
      .set({ lease: lease.token, leased_until: lease.until })
      .where('tenant_id', '=', key.tenantId)
      .where('helpdesk_id', '=', key.helpdeskId)
      .where('id', '=', key.id)
      .where('status', '=', 'on')
      .where((eb) => eb.or([eb('leased_until', '<=', lease.now), eb('lease', '=', lease.token)]))
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0n
  })
}

/** Lets a mailbox go, so that the next node need not wait. */
export const releaseMailbox = (engine: Engine, key: MailboxKey, token: string): Promise<boolean> =>
  engine.transaction((db) => updateMailbox(db, key, { lease: null, leased_until: 0 }, token))
