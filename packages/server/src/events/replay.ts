import { addDeliveries, eventsAfter, restart } from '../db/deliveries.ts'
import { openLanes } from '../db/delivery-lanes.ts'
import { positionAt } from '../db/outbox.ts'
import type { Cx } from '../domain/cx.ts'
import { requireEventRole } from '../domain/deliveries.ts'
import { invalid } from '../domain/errors.ts'
import { getReceiver } from '../domain/receivers.ts'
import type { EventFace } from './face.ts'
import { deliveriesFor } from './fan-out.ts'

/** Where a replay begins: after a position in the event log, or at a time in Unix ms. */
export interface ReplayStart {
  readonly after?: number | undefined
  readonly since?: number | undefined
}

const batch = 500
/** Everything of a replay stands in one line, so it comes in the order of the event log. */
const lane = 'replay'

/**
 * Tells an app again of everything that it would be told of now, from a position or time up to now, also of what it
 * never was told of. What still waits in its own line keeps its place there.
 * @returns how many events.
 */
export async function replay(cx: Cx, face: EventFace, appId: string, start: ReplayStart): Promise<number> {
  requireEventRole(cx)
  await getReceiver(cx, appId)
  if ((start.after === undefined) === (start.since === undefined))
    throw invalid('after', start.after, 'and since: give one of them')
  const last = await cx.engine.sequence()
  const { since = 0 } = start
  let position = start.after ?? (await positionAt(cx.db, since))
  let count = 0
  while (position < last) {
    const events = await eventsAfter(cx.db, position, batch, cx.tenantId)
    const known = events.filter((event) => event.position <= last)
    if (known.length === 0) break
    position = known.at(-1)!.position
    const wanted = known.filter((event) => event.created_at >= since)
    count += await cx.engine.transaction(async (db) => {
      const rows = await deliveriesFor(db, cx.registry, face, wanted, cx.now, appId)
      if (rows.length === 0) return 0
      await addDeliveries(
        db,
        rows.map((row) => ({ ...row, lane })),
      )
      const ids = rows.map((row) => row.event_id)
      await restart(db, cx.tenantId, appId, ids, cx.now, lane)
      await openLanes(db, [{ tenant_id: cx.tenantId, app_id: appId, lane }], cx.now)
      return rows.length
    })
  }
  return count
}
