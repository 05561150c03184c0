import { randomBytes } from 'node:crypto'
import { decrypt, encrypt, sha256 } from '../platform/secrets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

/** A new ticket is made each hour; each is good for twelve, so that one that is lost on the way does no harm. */
const ticketRenewal = 3600_000
const ticketLifetime = 12 * ticketRenewal

const ticketId = (ticket: string): string => sha256(ticket).toString('hex')

/**
 * The ticket a marketplace app needs to get its tokens; it is pushed to the app with the event this emits.
 * @returns the newest ticket; a new one when that is more than an hour old.
 */
export const pushAppTicket = (cx: Cx, appId: string): Promise<string> =>
  inTransaction(cx, async (cx) => {
    await cx.db
      .deleteFrom('app_tickets')
      .where('tenant_id', '=', cx.tenantId)
      .where('app_id', '=', appId)
      .where('expires_at', '<=', cx.now)
      .execute()
    const newest = await cx.db
      .selectFrom('app_tickets')
      .selectAll()
      .where('tenant_id', '=', cx.tenantId)
      .where('app_id', '=', appId)
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    await emit(cx, 'app.ticket', { appId })
    if (newest && newest.created_at > cx.now - ticketRenewal)
      return decrypt(cx.keys, `app ticket ${appId}`, newest.ticket_cipher)
    const ticket = randomBytes(24).toString('base64url')
    await cx.db
      .insertInto('app_tickets')
      .values({
        tenant_id: cx.tenantId,
        app_id: appId,
        id: ticketId(ticket),
        ticket_cipher: encrypt(cx.keys, `app ticket ${appId}`, ticket),
        created_at: cx.now,
        expires_at: cx.now + ticketLifetime,
      })
      .execute()
    return ticket
  })

/** The hourly ticket of every marketplace app of this installation. */
export async function pushAppTickets(cx: Cx): Promise<void> {
  const apps = await cx.db
    .selectFrom('apps')
    .select(['tenant_id', 'id'])
    .where('type', '=', 'marketplace')
    .where('status', '=', 'enabled')
    .execute()
  for (const app of apps) await pushAppTicket({ ...cx, tenantId: app.tenant_id }, app.id)
}

/** The ticket that an `app.ticket` event hands over. */
export async function newestAppTicket(cx: Cx, appId: string): Promise<string | undefined> {
  const row = await cx.db
    .selectFrom('app_tickets')
    .select('ticket_cipher')
    .where('tenant_id', '=', cx.tenantId)
    .where('app_id', '=', appId)
    .where('expires_at', '>', cx.now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
  return row && decrypt(cx.keys, `app ticket ${appId}`, row.ticket_cipher)
}

/** Whether a ticket was made for this app and has not ended. */
export async function isAppTicket(cx: Cx, appId: string, ticket: string): Promise<boolean> {
  const row = await cx.db
    .selectFrom('app_tickets')
    .select('expires_at')
    .where('tenant_id', '=', cx.tenantId)
    .where('app_id', '=', appId)
    .where('id', '=', ticketId(ticket))
    .executeTakeFirst()
  return row !== undefined && row.expires_at > cx.now
}

export const tenantOfKey = (cx: Cx, tenantKey: string): Promise<{ id: string; name: string } | undefined> =>
  cx.db.selectFrom('tenants').select(['id', 'name']).where('tenant_key', '=', tenantKey).executeTakeFirst()

/**
 * Lets a marketplace app of another tenant work in this one, with the scopes its own tenant has granted it.
 * @throws app_not_found when there is no such marketplace app.
 */
export async function installApp(cx: Cx, appId: string): Promise<void> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') throw new AppError('forbidden')
  const app = await cx.registry.app(appId)
  if (app?.type !== 'marketplace' || app.tenantId === cx.tenantId) throw new AppError('app_not_found')
  await inTransaction(cx, async (cx) => {
    await cx.db
      .insertInto('app_installations')
      .values({
        tenant_id: cx.tenantId,
        app_id: appId,
        status: 'enabled',
        created_at: cx.now,
        updated_at: cx.now,
      })
      .onConflict((c) =>
        c.columns(['tenant_id', 'app_id']).doUpdateSet({ status: 'enabled', updated_at: cx.now }),
      )
      .execute()
    for (const scope of app.scopes)
      await cx.db
        .insertInto('app_scopes')
        .values({
          tenant_id: cx.tenantId,
          app_id: appId,
          scope,
          status: 'granted',
          decided_by: cx.actor.kind === 'user' ? cx.actor.userId : null,
          decided_at: cx.now,
          created_at: cx.now,
        })
        .onConflict((c) => c.doNothing())
        .execute()
    await emit(cx, 'app.changed', { appId })
  })
  cx.registry.forget(appId)
}

/** Ends a marketplace app's work in this tenant; its tokens for it are dead at once. */
export async function uninstallApp(cx: Cx, appId: string): Promise<void> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') throw new AppError('forbidden')
  await inTransaction(cx, async (cx) => {
    const { numDeletedRows } = await cx.db
      .deleteFrom('app_installations')
      .where('tenant_id', '=', cx.tenantId)
      .where('app_id', '=', appId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new AppError('app_not_found')
    await cx.db
      .deleteFrom('app_scopes')
      .where('tenant_id', '=', cx.tenantId)
      .where('app_id', '=', appId)
      .execute()
    await emit(cx, 'app.changed', { appId })
  })
  cx.registry.forget(appId)
}
