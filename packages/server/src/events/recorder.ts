import { type DeliveryResult, noteResults } from '../db/deliveries.ts'
import { type LaneEnd, releaseLanes } from '../db/delivery-lanes.ts'
import { noteAlarm } from '../db/receivers.ts'
import { type Services, newCx } from '../domain/cx.ts'
import { emit } from '../domain/events.ts'

/** What a run through a lane has come to. */
export interface LaneResult {
  readonly end: LaneEnd
  readonly deliveries: readonly DeliveryResult[]
  /** Whether something was given up that a receiver should have taken. */
  readonly isAlarming: boolean
}

/** How long an app's parked events stay one alarm, in ms. */
const alarmPause = 10 * 60_000

/** Writes results, those that come together in one transaction. */
export class Recorder {
  readonly #services: Services
  readonly #node: string
  readonly #onError: (error: unknown) => void
  #waiting: { readonly result: LaneResult; readonly done: () => void }[] = []
  #isWriting = false

  constructor(services: Services, node: string, onError: (error: unknown) => void) {
    this.#services = services
    this.#node = node
    this.#onError = onError
  }

  /** Resolves when it is written. When the database is away it is lost, and the lane is tried again after its lease. */
  record(result: LaneResult): Promise<void> {
    return new Promise((done) => {
      this.#waiting.push({ result, done })
      if (!this.#isWriting) void this.#write()
    })
  }

  async #write(): Promise<void> {
    this.#isWriting = true
    // Results that arrive in the same turn of the event loop join.
    await new Promise((resolve) => setImmediate(resolve))
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, 500)
      try {
        await this.#commit(group.map(({ result }) => result))
      } catch (error) {
        this.#onError(error)
      }
      for (const { done } of group) done()
    }
    this.#isWriting = false
  }

  #commit(results: readonly LaneResult[]): Promise<void> {
    const now = Date.now()
    const { engine } = this.#services
    return engine.transaction(async (db) => {
      const deliveries = results.flatMap((result) => result.deliveries)
      await noteResults(db, deliveries, now)
      await releaseLanes(
        db,
        results.map((result) => result.end),
        this.#node,
        now,
      )
      const alarming = results.filter((result) => result.isAlarming).map((result) => result.end)
      for (const [appId, { tenant_id: tenantId }] of new Map(alarming.map((row) => [row.app_id, row]))) {
        if (!(await noteAlarm(db, appId, now, now - alarmPause))) continue
        const cx = newCx(this.#services, { tenantId, helpdeskId: '', actor: { kind: 'system' }, now })
        await emit({ ...cx, db, inTransaction: true }, 'delivery.parked', { appId })
      }
    })
  }
}
