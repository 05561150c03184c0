import {
  type DeliveryFilter,
  type DeliveryRow,
  countDeliveries,
  listDeliveries,
  pickDeliveries,
  restart,
} from '../db/deliveries.ts'
import { openLanes } from '../db/delivery-lanes.ts'
import { connectionsElsewhere } from '../db/event-connections.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { getReceiver } from './receivers.ts'

/** How many events are sent again by one call. */
const atOnce = 10_000

/** Owner and admins look after what programs are told. */
export function requireEventRole(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner' && cx.actor.role !== 'admin')
    throw new AppError('forbidden')
}

/** A page of the delivery log, newest event first. */
export function deliveryLog(cx: Cx, filter: DeliveryFilter): Promise<DeliveryRow[]> {
  requireEventRole(cx)
  return listDeliveries(cx.db, cx.tenantId, filter)
}

/** How an app's events are doing; counted no further than 10,000. */
export async function deliveryState(cx: Cx, appId: string) {
  const [waiting, parked, connections] = await Promise.all([
    countDeliveries(cx.db, appId, cx.tenantId, 'waiting', atOnce),
    countDeliveries(cx.db, appId, cx.tenantId, 'parked', atOnce),
    connectionsElsewhere(cx.db, appId, '', cx.now),
  ])
  return { waiting, parked, connections }
}

/** The organisation's apps with events that were given up, and how many each; counted no further than 10,000. */
export async function parkedByApp(cx: Cx): Promise<{ appId: string; count: number }[]> {
  requireEventRole(cx)
  const apps = await cx.db
    .selectFrom('apps')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .orderBy('id')
    .execute()
  const counts = await Promise.all(
    apps.map(async ({ id }) => ({
      appId: id,
      count: await countDeliveries(cx.db, id, cx.tenantId, 'parked', atOnce),
    })),
  )
  return counts.filter(({ count }) => count > 0)
}

/**
 * Sends events once more: those that are named, or all that are parked. Each stands in its ticket's line again, before
 * what is younger; what waits for its next try is tried now.
 * @returns how many.
 */
export async function redeliver(cx: Cx, appId: string, eventIds?: readonly string[]): Promise<number> {
  requireEventRole(cx)
  await getReceiver(cx, appId)
  return inTransaction(cx, async (cx) => {
    const filter = eventIds ? { eventIds } : { status: 'parked' as const }
    if (eventIds?.length === 0) return 0
    const picked = await pickDeliveries(cx.db, cx.tenantId, appId, filter, atOnce)
    const ids = picked.map((row) => row.event_id)
    await restart(cx.db, cx.tenantId, appId, ids, cx.now)
    const lanes = [...new Set(picked.map((row) => row.subject))].map((lane) => ({
      tenant_id: cx.tenantId,
      app_id: appId,
      lane,
    }))
    await openLanes(cx.db, lanes, cx.now, true)
    return picked.length
  })
}
