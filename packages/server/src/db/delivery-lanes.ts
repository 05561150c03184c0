import { sql } from 'kysely'
import type { Db, Engine } from './engine.ts'
import type { DeliveryLanes } from './schema.ts'

export type Lane = Pick<DeliveryLanes, 'tenant_id' | 'app_id' | 'lane'>

export const laneKey = ({ tenant_id, app_id, lane }: Lane): string => `${app_id} ${tenant_id} ${lane}`

export const isOneOf = (lanes: readonly Lane[]) =>
  sql<boolean>`(tenant_id, app_id, lane) in (values ${sql.join(
    lanes.map(({ tenant_id, app_id, lane }) => sql`(${tenant_id}, ${app_id}, ${lane})`),
  )})`

/** Sorted, so that nobody who locks several lanes waits in a circle. */
export const sorted = <L extends Lane>(lanes: readonly L[]): L[] =>
  lanes
    .map((lane) => ({ lane, key: laneKey(lane) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ lane }) => lane)

/** Puts lanes in line; one that is in line already keeps its place unless `hurry` says that its pause is over. */
export async function openLanes(db: Db, lanes: readonly Lane[], dueAt: number, hurry = false): Promise<void> {
  if (lanes.length === 0) return
  await db
    .insertInto('delivery_lanes')
    .values(sorted(lanes).map((lane) => ({ ...lane, due_at: dueAt, lease: null })))
    .onConflict((c) =>
      // Writing the row holds it against whoever finds the lane empty at this moment and would remove it.
      c.columns(['tenant_id', 'app_id', 'lane']).doUpdateSet({
        due_at: hurry
          ? sql`case when delivery_lanes.lease is null then excluded.due_at else delivery_lanes.due_at end`
          : sql`delivery_lanes.due_at`,
      }),
    )
    .execute()
}

/** Apps with something in line, and when the first of it is due. One index lookup for each app. */
export async function dueApps(engine: Engine): Promise<{ app_id: string; due_at: number }[]> {
  const { rows } = await sql<{ app_id: string; due_at: number }>`
    with recursive apps (app_id) as (
      select min(app_id) from delivery_lanes
      union all
      select (select min(l.app_id) from delivery_lanes as l where l.app_id > apps.app_id)
      from apps where apps.app_id is not null
    )
    select apps.app_id, (select min(l.due_at) from delivery_lanes as l where l.app_id = apps.app_id) as due_at
    from apps where apps.app_id is not null`.execute(engine.db)
  return rows
}

/** Takes up to `limit` due lanes of an app under a lease of this node. */
export async function claimLanes(
  db: Db,
  appId: string,
  limit: number,
  lease: { readonly node: string; readonly until: number; readonly now: number },
): Promise<Lane[]> {
  const lanes = await db
    .selectFrom('delivery_lanes')
    .select(['tenant_id', 'app_id', 'lane'])
    .where('app_id', '=', appId)
    .where('due_at', '<=', lease.now)
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (lanes.length > 0)
    await db
      .updateTable('delivery_lanes')
      .set({ lease: lease.node, due_at: lease.until })
      .where(isOneOf(lanes))
      .execute()
  return lanes
}

/** Prolongs a node's leases. @returns those lanes that are still its own. */
export async function renewLanes(
  db: Db,
  lanes: readonly Lane[],
  node: string,
  until: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .updateTable('delivery_lanes')
    .set({ due_at: until })
    .where(isOneOf(lanes))
    .where('lease', '=', node)
    .returning(['tenant_id', 'app_id', 'lane'])
    .execute()
  return new Set(rows.map(laneKey))
}

/** When a lane goes on; at once where nothing is said. */
export type LaneEnd = Lane & { readonly dueAt: number | undefined }

/** Gives lanes back: those that are empty end, the others are due again. Lanes of another node are left alone. */
export async function releaseLanes(
  db: Db,
  ends: readonly LaneEnd[],
  node: string,
  now: number,
): Promise<void> {
  if (ends.length === 0) return
  const held = await db
    .selectFrom('delivery_lanes')
    .select(['tenant_id', 'app_id', 'lane', 'lease'])
    .where(isOneOf(ends))
    .orderBy('tenant_id')
    .orderBy('app_id')
    .orderBy('lane')
    .forUpdate()
    .execute()
  const ours = new Set(held.filter(({ lease }) => lease === node).map(laneKey))
  const mine = ends.filter((end) => ours.has(laneKey(end)))
  if (mine.length === 0) return
  const left = await db
    .selectFrom('deliveries')
    .select(['tenant_id', 'app_id', 'lane'])
    .distinct()
    .where('status', '=', 'waiting')
    .where(isOneOf(mine))
    .execute()
  const waiting = new Set(left.map(laneKey))
  const empty = mine.filter((end) => !waiting.has(laneKey(end)))
  if (empty.length > 0) await db.deleteFrom('delivery_lanes').where(isOneOf(empty)).execute()
  const groups = new Map<number, LaneEnd[]>()
  for (const end of mine) {
    if (!waiting.has(laneKey(end))) continue
    const dueAt = end.dueAt ?? now
    const group = groups.get(dueAt)
    if (group) group.push(end)
    else groups.set(dueAt, [end])
  }
  for (const [dueAt, lanes] of groups)
    await db.updateTable('delivery_lanes').set({ due_at: dueAt, lease: null }).where(isOneOf(lanes)).execute()
}
