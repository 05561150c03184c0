import type { Db } from './engine.ts'

/** The position of a tenant's oldest event that is still on its way to somebody. */
export async function firstWaiting(db: Db, tenantId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('deliveries')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'waiting')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return row?.position
}

/** Parks what has waited since before a time. @returns the apps it was for. */
export async function giveUpOld(db: Db, tenantId: string, before: number, now: number): Promise<string[]> {
  const rows = await db
    .updateTable('deliveries')
    .set({ status: 'parked', updated_at: now })
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'waiting')
    .where('created_at', '<', before)
    .where('updated_at', '<', before)
    .returning('app_id')
    .execute()
  return [...new Set(rows.map((row) => row.app_id))]
}

/** Deletes some of a tenant's oldest events and what became of them. @returns how many events. */
export async function pruneTenant(
  db: Db,
  tenantId: string,
  range: { readonly before: number; readonly below: number; readonly limit: number },
): Promise<number> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'position', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('position', '<', range.below)
    .orderBy('position')
    .limit(range.limit)
    .execute()
  // The history has no holes: what is younger ends it, even when something older comes after.
  const end = rows.findIndex((row) => row.created_at >= range.before)
  const old = end < 0 ? rows : rows.slice(0, end)
  const position = old.at(-1)?.position
  if (position === null || position === undefined) return 0
  await db
    .deleteFrom('deliveries')
    .where('tenant_id', '=', tenantId)
    .where('position', '<=', position)
    .where('status', '!=', 'waiting')
    .execute()
  await db.deleteFrom('outbox').where('tenant_id', '=', tenantId).where('position', '<=', position).execute()
  await db
    .insertInto('event_cursors')
    .values({ tenant_id: tenantId, name: 'pruned', position })
    .onConflict((c) => c.columns(['tenant_id', 'name']).doUpdateSet({ position }))
    .execute()
  return old.length
}

/** Up to where a tenant's events have been deleted. */
export async function prunedUpTo(db: Db, tenantId: string): Promise<number> {
  const row = await db
    .selectFrom('event_cursors')
    .select('position')
    .where('tenant_id', '=', tenantId)
    .where('name', '=', 'pruned')
    .executeTakeFirst()
  return row?.position ?? 0
}
