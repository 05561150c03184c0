import { forgetConnections } from '../db/event-connections.ts'
import { deleteOldKeys } from '../db/idempotency-keys.ts'
import { firstWaiting, giveUpOld, pruneTenant } from '../db/event-pruning.ts'
import { readCursor } from '../db/deliveries.ts'
import type { Cx } from '../domain/cx.ts'
import { emit } from '../domain/events.ts'
import { keyLifetime } from '../domain/idempotency.ts'

/** How long events, and what became of them, are kept, in ms. */
export const eventLifetime = 30 * 24 * 60 * 60_000

const batch = 1000

/**
 * Deletes what is older than thirty days, a batch at a time. An event that is still on its way stays, and everything
 * after it; one that nobody has come for in that time is parked first, with an alarm.
 */
export async function pruneEvents(cx: Cx): Promise<void> {
  const { engine } = cx
  const before = cx.now - eventLifetime
  const tenants = (await engine.db.selectFrom('tenants').select('id').execute()).map((row) => row.id)
  for (const tenantId of tenants)
    await engine.transaction(async (db) => {
      const tenant = { ...cx, db, inTransaction: true, tenantId, helpdeskId: '' }
      for (const appId of await giveUpOld(db, tenantId, before, cx.now))
        await emit(tenant, 'delivery.parked', { appId })
    })
  // The newest event is never deleted: positions go on from it.
  const last = await engine.sequence()
  const read = await readCursor(engine.db, 'fan-out')
  for (const tenantId of tenants) {
    const waiting = await firstWaiting(engine.db, tenantId)
    const range = { before, below: Math.min(waiting ?? Infinity, read + 1, last), limit: batch }
    const next = () => engine.transaction((db) => pruneTenant(db, tenantId, range))
    while ((await next()) === batch);
  }
  await engine.transaction(async (db) => {
    await deleteOldKeys(db, cx.now - keyLifetime)
    await forgetConnections(db, cx.now)
  })
}
