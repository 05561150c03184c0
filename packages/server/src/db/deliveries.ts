import { sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import { prepared } from './prepared.ts'
import type { Lane } from './delivery-lanes.ts'
import type { Deliveries, Outbox } from './schema.ts'

export type DeliveryRow = Deliveries
export type DeliveryStatus = Deliveries['status']

/** A delivery with the event that it is about. */
export type WaitingDelivery = DeliveryRow & {
  readonly outbox_type: string | null
  readonly outbox_payload: string | null
  readonly outbox_at: number | null
}

/** SQLite binds at most 32,766 values in one statement. */
const chunk = 500

/** Adds deliveries; one that is there already is left as it is: an app is told of an event once. */
export async function addDeliveries(db: Db, rows: readonly DeliveryRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += chunk)
    await db
      .insertInto('deliveries')
      .values(rows.slice(i, i + chunk))
      .onConflict((c) => c.doNothing())
      .execute()
}

const waitingIn = prepared<{ tenantId: string; appId: string; lane: string; limit: number }, WaitingDelivery>(
  (db, slot) =>
    db
      .selectFrom('deliveries as d')
      .leftJoin('outbox as o', (j) =>
        j.onRef('o.tenant_id', '=', 'd.tenant_id').onRef('o.id', '=', 'd.outbox_id'),
      )
      .selectAll('d')
      .select(['o.type as outbox_type', 'o.payload as outbox_payload', 'o.created_at as outbox_at'])
      .where('d.tenant_id', '=', slot.tenantId)
      .where('d.app_id', '=', slot.appId)
      .where('d.lane', '=', slot.lane)
      .where('d.status', '=', 'waiting')
      .orderBy('d.position')
      .limit(slot.limit),
)

/** What stands in a lane, the oldest first. */
export const deliveriesIn = (
  engine: Engine,
  { tenant_id, app_id, lane }: Lane,
  limit: number,
): Promise<readonly WaitingDelivery[]> =>
  waitingIn(engine, { tenantId: tenant_id, appId: app_id, lane, limit })

export type DeliveryResult = Pick<
  DeliveryRow,
  'tenant_id' | 'app_id' | 'event_id' | 'status' | 'attempts' | 'log'
>

/** Notes what became of deliveries, all in one statement. */
export async function noteResults(db: Db, results: readonly DeliveryResult[], now: number): Promise<void> {
  for (let i = 0; i < results.length; i += chunk) {
    const values = results
      .slice(i, i + chunk)
      .map(
        (r) =>
          sql`(${r.tenant_id}, ${r.app_id}, ${r.event_id}, ${r.status}, cast(${r.attempts} as integer), ${r.log})`,
      )
    await sql`
      update deliveries set status = v.column4, attempts = v.column5, log = v.column6, updated_at = ${now}
      from (values ${sql.join(values)}) as v
      where deliveries.tenant_id = v.column1 and deliveries.app_id = v.column2 and deliveries.event_id = v.column3
        and deliveries.status = 'waiting'`.execute(db)
  }
}

/** How far a reader of the outbox has come; held until the transaction ends. Nothing while somebody else holds it. */
export async function holdCursor(db: Db, name: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('event_cursors')
    .select('position')
    .where('tenant_id', '=', '')
    .where('name', '=', name)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.position
}

export async function readCursor(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom('event_cursors')
    .select('position')
    .where('tenant_id', '=', '')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.position ?? 0
}

export const moveCursor = (db: Db, name: string, position: number): Promise<unknown> =>
  db
    .updateTable('event_cursors')
    .set({ position })
    .where('tenant_id', '=', '')
    .where('name', '=', name)
    .execute()

export type OutboxEvent = Pick<
  Outbox,
  'tenant_id' | 'id' | 'helpdesk_id' | 'type' | 'ticket_id' | 'payload' | 'created_at'
> & { readonly position: number }

/** Events after a position, oldest first; of one tenant where one is named. */
export async function eventsAfter(
  db: Db,
  position: number,
  limit: number,
  tenantId?: string,
): Promise<OutboxEvent[]> {
  let query = db
    .selectFrom('outbox')
    .select(['tenant_id', 'id', 'helpdesk_id', 'type', 'ticket_id', 'payload', 'created_at', 'position'])
    .where('position', '>', position)
    .orderBy('position')
    .limit(limit)
  if (tenantId !== undefined) query = query.where('tenant_id', '=', tenantId)
  return (await query.execute()) as OutboxEvent[]
}

export interface DeliveryFilter {
  readonly appId?: string | undefined
  readonly status?: DeliveryStatus | undefined
  readonly eventId?: string | undefined
  readonly subject?: string | undefined
  readonly before?: { readonly position: number; readonly eventId: string } | undefined
  readonly limit: number
}

/** A page of the delivery log, newest event first. */
export function listDeliveries(db: Db, tenantId: string, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  let query = db.selectFrom('deliveries').selectAll().where('tenant_id', '=', tenantId)
  if (filter.appId !== undefined) query = query.where('app_id', '=', filter.appId)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.eventId !== undefined) query = query.where('event_id', '=', filter.eventId)
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject)
  if (filter.before) {
    const { position, eventId } = filter.before
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('position', 'event_id'), '<', tuple(position, eventId)),
    )
  }
  return query.orderBy('position', 'desc').orderBy('event_id', 'desc').limit(filter.limit).execute()
}

/** Ids of an app's deliveries that are told again, by state or by id, at most `limit` of them. */
export function pickDeliveries(
  db: Db,
  tenantId: string,
  appId: string,
  filter: { readonly status?: DeliveryStatus | undefined; readonly eventIds?: readonly string[] | undefined },
  limit: number,
): Promise<Pick<DeliveryRow, 'event_id' | 'subject' | 'status'>[]> {
  let query = db
    .selectFrom('deliveries')
    .select(['event_id', 'subject', 'status'])
    .where('tenant_id', '=', tenantId)
    .where('app_id', '=', appId)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.eventIds !== undefined) query = query.where('event_id', 'in', [...filter.eventIds])
  return query.orderBy('position').limit(limit).forUpdate().execute()
}

/**
 * Lets deliveries start anew: in their own lanes, or all in one lane where it is named. What waits in its own lane
 * keeps its place there.
 */
export async function restart(
  db: Db,
  tenantId: string,
  appId: string,
  eventIds: readonly string[],
  now: number,
  lane?: string,
): Promise<void> {
  for (let i = 0; i < eventIds.length; i += chunk)
    await db
      .updateTable('deliveries')
      .set({ status: 'waiting', attempts: 0, updated_at: now, lane: lane ?? sql<string>`subject` })
      .where('tenant_id', '=', tenantId)
      .where('app_id', '=', appId)
      .where('event_id', 'in', eventIds.slice(i, i + chunk))
      .$if(lane !== undefined, (q) => q.where('status', '!=', 'waiting'))
      .execute()
}

/** How much an app has waiting and parked, counted no further than `ceiling`. */
export async function countDeliveries(
  db: Db,
  appId: string,
  tenantId: string,
  status: DeliveryStatus,
  ceiling: number,
): Promise<number> {
  const some = db
    .selectFrom('deliveries')
    .select('event_id')
    .where('tenant_id', '=', tenantId)
    .where('app_id', '=', appId)
    .where('status', '=', status)
    .limit(ceiling)
  const row = await db
    .selectFrom(some.as('some'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
