import type { Db } from './engine.ts'
import type { NotificationRecipients, Notifications } from './schema.ts'

export type NotificationRow = Notifications
type RecipientStatus = NotificationRecipients['status']

/** Whom a push is for, as it was chosen. */
export interface Audience {
  readonly kind: 'nobody' | 'everyone' | 'selected'
  readonly userIds: readonly string[]
  /** open_department_ids with everything below them; null means the whole organisation. */
  readonly departmentIds: readonly string[] | null
}

export const findNotification = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<NotificationRow | undefined> =>
  db
    .selectFrom('notifications')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', '=', id)
    .where('status', '<>', 'deleted')
    .executeTakeFirst()

/** Holds the push until the transaction ends: its moves and its sending come one after the other. */
export const lockNotification = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<NotificationRow | undefined> =>
  db
    .selectFrom('notifications')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', '=', id)
    .where('status', '<>', 'deleted')
    .forUpdate()
    .executeTakeFirst()

export const updateNotification = (
  db: Db,
  { tenant_id, helpdesk_id, id }: Pick<NotificationRow, 'tenant_id' | 'helpdesk_id' | 'id'>,
  change: Partial<NotificationRow>,
): Promise<unknown> =>
  db
    .updateTable('notifications')
    .set(change)
    .where('tenant_id', '=', tenant_id)
    .where('helpdesk_id', '=', helpdesk_id)
    .where('id', '=', id)
    .execute()

/** Newest first, before one already shown. */
export function listNotifications(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  filter: { status?: NotificationRow['status'] | undefined; before?: string | undefined },
  limit: number,
): Promise<NotificationRow[]> {
  let query = db
    .selectFrom('notifications')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('status', '<>', 'deleted')
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** What the clock has to look after, over all tenants: pushes that are due, under way or open-ended. */
export const unfinishedNotifications = (
  db: Db,
  now: number,
): Promise<Pick<NotificationRow, 'tenant_id' | 'helpdesk_id' | 'id' | 'status'>[]> =>
  db
    .selectFrom('notifications')
    .select(['tenant_id', 'helpdesk_id', 'id', 'status'])
    .where('status', 'in', ['scheduled', 'sending', 'active'])
    .where('send_at', '<=', now)
    .execute()

function audienceQuery(db: Db, tenantId: string, audience: Audience) {
  const { kind, userIds, departmentIds } = audience
  const query = db.selectFrom('users').where('tenant_id', '=', tenantId).where('status', '=', 'active')
  if (kind === 'everyone' || departmentIds === null) return query.where('kind', '=', 'employee')
  return query.where((eb) =>
    eb.or([
      ...(userIds.length > 0 ? [eb('id', 'in', [...userIds])] : []),
      ...(departmentIds.length > 0
        ? [
            eb.and([
              eb('kind', '=', 'employee'),
              eb.exists(
                eb
                  .selectFrom('department_members as m')
                  .select('m.user_id')
                  .whereRef('m.tenant_id', '=', 'users.tenant_id')
                  .whereRef('m.user_id', '=', 'users.id')
                  .where('m.department_id', 'in', [...departmentIds]),
              ),
            ]),
          ]
        : []),
    ]),
  )
}

/** How many active people an audience holds, each once. */
export async function countAudience(db: Db, tenantId: string, audience: Audience): Promise<number> {
  if (isEmpty(audience)) return 0
  const { total } = await audienceQuery(db, tenantId, audience)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

/** The next open_ids of an audience, ascending. */
export async function pageOfAudience(
  db: Db,
  tenantId: string,
  audience: Audience,
  after: string,
  limit: number,
): Promise<string[]> {
  if (isEmpty(audience)) return []
  const rows = await audienceQuery(db, tenantId, audience)
    .select('id')
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** People of an audience who were added since a time (Unix ms) and are no recipients of the push yet. */
export async function newcomersOf(
  db: Db,
  row: Pick<NotificationRow, 'tenant_id' | 'id'>,
  audience: Audience,
  since: number,
  limit: number,
): Promise<string[]> {
  if (isEmpty(audience)) return []
  const rows = await audienceQuery(db, row.tenant_id, audience)
    .select('id')
    .where('created_at', '>=', since)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('notification_recipients as r')
            .select('r.recipient_id')
            .where('r.tenant_id', '=', row.tenant_id)
            .where('r.notification_id', '=', row.id)
            .whereRef('r.recipient_id', '=', 'users.id'),
        ),
      ),
    )
    .orderBy('created_at')
    .limit(limit)
    .execute()
  return rows.map((user) => user.id)
}

const isEmpty = ({ kind, userIds, departmentIds }: Audience): boolean =>
  kind === 'nobody' || (kind === 'selected' && userIds.length === 0 && departmentIds?.length === 0)

/** Adds those who are not among the recipients yet. @returns how many were added. */
export async function addRecipients(
  db: Db,
  { tenant_id, helpdesk_id, id }: Pick<NotificationRow, 'tenant_id' | 'helpdesk_id' | 'id'>,
  recipientIds: readonly string[],
): Promise<number> {
  if (recipientIds.length === 0) return 0
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('notification_recipients')
    .values(
      recipientIds.map((recipient_id) => ({
        tenant_id,
        helpdesk_id,
        notification_id: id,
        recipient_id,
        status: 'waiting' as const,
      })),
    )
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

/** The next recipients of a status, with the message they got. */
export const recipientsOf = (
  db: Db,
  { tenant_id, id }: Pick<NotificationRow, 'tenant_id' | 'id'>,
  status: RecipientStatus,
  limit: number,
): Promise<Pick<NotificationRecipients, 'recipient_id' | 'message_id'>[]> =>
  db
    .selectFrom('notification_recipients')
    .select(['recipient_id', 'message_id'])
    .where('tenant_id', '=', tenant_id)
    .where('notification_id', '=', id)
    .where('status', '=', status)
    .orderBy('recipient_id')
    .limit(limit)
    .execute()

export async function setRecipients(
  db: Db,
  { tenant_id, id }: Pick<NotificationRow, 'tenant_id' | 'id'>,
  recipientIds: readonly string[],
  status: RecipientStatus,
): Promise<void> {
  if (recipientIds.length === 0) return
  await db
    .updateTable('notification_recipients')
    .set({ status })
    .where('tenant_id', '=', tenant_id)
    .where('notification_id', '=', id)
    .where('recipient_id', 'in', [...recipientIds])
    .execute()
}
