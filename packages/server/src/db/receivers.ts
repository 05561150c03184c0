import type { Db, Engine } from './engine.ts'
import { prepared } from './prepared.ts'
import type { EventReceivers, Subscriptions } from './schema.ts'

export type ReceiverRow = EventReceivers

const byApp = prepared<{ appId: string }, ReceiverRow>((db, slot) =>
  db.selectFrom('event_receivers').selectAll().where('app_id', '=', slot.appId),
)

/** Where an app's events go; nothing while it has chosen nothing and never connected. */
export const findReceiver = async (engine: Engine, appId: string): Promise<ReceiverRow | undefined> =>
  (await byApp(engine, { appId }))[0]

export const lockReceiver = (db: Db, tenantId: string, appId: string): Promise<ReceiverRow | undefined> =>
  db
    .selectFrom('event_receivers')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('app_id', '=', appId)
    .forUpdate()
    .executeTakeFirst()

export const saveReceiver = async (db: Db, row: ReceiverRow): Promise<void> => {
  const { tenant_id: _tenant, app_id: _app, created_at: _created, ...rest } = row
  await db
    .insertInto('event_receivers')
    .values(row)
    .onConflict((c) => c.columns(['tenant_id', 'app_id']).doUpdateSet(rest))
    .execute()
}

/** Notes that somebody is told of parked events now. False when they were told after `before` already. */
export const noteAlarm = async (db: Db, appId: string, now: number, before: number): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('event_receivers')
    .set({ alarmed_at: now })
    .where('app_id', '=', appId)
    .where((eb) => eb.or([eb('alarmed_at', 'is', null), eb('alarmed_at', '<', before)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/** Which apps want to be told of which events of a tenant's desks. */
export const subscriptionsOf = (db: Db, tenantIds: readonly string[]): Promise<Subscriptions[]> =>
  db
    .selectFrom('subscriptions')
    .selectAll()
    .where('tenant_id', 'in', [...tenantIds])
    .orderBy('app_id')
    .execute()

export const receiversOf = (
  db: Db,
  tenantIds: readonly string[],
): Promise<Pick<ReceiverRow, 'tenant_id' | 'app_id' | 'events'>[]> =>
  db
    .selectFrom('event_receivers')
    .select(['tenant_id', 'app_id', 'events'])
    .where('tenant_id', 'in', [...tenantIds])
    .orderBy('app_id')
    .execute()
