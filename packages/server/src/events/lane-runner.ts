import { type DeliveryResult, type WaitingDelivery, deliveriesIn } from '../db/deliveries.ts'
import type { Lane } from '../db/delivery-lanes.ts'
import { fromJson, toJson } from '../db/json.ts'
import { type ReceiverRow, findReceiver } from '../db/receivers.ts'
import { type Services, newCx } from '../domain/cx.ts'
import { type Receiver, receiverOf } from '../domain/receivers.ts'
import { type Attempt, retryPauses } from './attempt.ts'
import type { EventFace } from './face.ts'
import type { LaneResult } from './recorder.ts'

/** The ways out of this process. */
export interface Transport {
  /** Whether this node can reach the app now; another one may. */
  canReach(receiver: ReceiverRow | undefined, appId: string): boolean
  /** Hands an event over; nothing when the way has closed meanwhile: that is no failure of the receiver. */
  send(receiver: Receiver, event: OutgoingEvent): Promise<Attempt | undefined>
}

export interface OutgoingEvent {
  readonly eventId: string
  readonly type: string
  readonly envelope: Readonly<Record<string, unknown>>
}

export interface LaneRunnerOptions {
  readonly face: EventFace
  readonly transport: Transport
  readonly retryPauses?: readonly number[]
  readonly onError?: (error: unknown) => void
  /** Whether to leave off: the server stops, or another node has taken the lane. */
  isStopped(lane: Lane): boolean
}

export interface LaneRun extends LaneResult {
  readonly succeeded: number
  readonly failed: number
}

/** How many events of a lane are sent before they are noted. */
const batch = 20
const attemptsKept = 10

/** Sends what stands in a lane, one after the other, until something fails. */
export class LaneRunner {
  readonly #services: Services
  readonly #options: LaneRunnerOptions

  constructor(services: Services, options: LaneRunnerOptions) {
    this.#services = services
    this.#options = options
  }

  async run(lane: Lane): Promise<LaneRun> {
    const { engine } = this.#services
    const pauses = this.#options.retryPauses ?? retryPauses
    const [row, waiting] = await Promise.all([
      findReceiver(engine, lane.app_id),
      deliveriesIn(engine, lane, batch),
    ])
    const receiver = receiverOf(this.#services, lane.app_id, row)
    const results: DeliveryResult[] = []
    let succeeded = 0
    let failed = 0
    let isAlarming = false
    let dueAt: number | undefined
    for (const delivery of waiting) {
      if (this.#options.isStopped(lane)) break
      const attempt = await this.#send(receiver, delivery)
      if (!attempt) break
      const attempts = delivery.attempts + 1
      const log = toJson([...fromJson<Attempt[]>(delivery.log), attempt].slice(-attemptsKept))
      const { tenant_id, app_id, event_id } = delivery
      const pause = attempt.ok || attempt.isFinal ? undefined : pauses[attempts - 1]
      const status = attempt.ok ? 'delivered' : pause === undefined ? 'parked' : 'waiting'
      results.push({ tenant_id, app_id, event_id, status, attempts, log })
      if (attempt.ok) succeeded += 1
      else failed += 1
      if (status === 'parked' && !attempt.isFinal) isAlarming = true
      if (pause !== undefined) {
        dueAt = Date.now() + pause
        break
      }
    }
    return { end: { ...lane, dueAt }, deliveries: results, isAlarming, succeeded, failed }
  }

  async #send(
    receiver: Receiver,
    delivery: WaitingDelivery,
  ): Promise<(Attempt & { readonly isFinal?: boolean }) | undefined> {
    const { tenant_id: tenantId, helpdesk_id: helpdeskId, app_id: appId } = delivery
    const app = await this.#services.registry.appIn(appId, tenantId)
    const refused = (error: string) => ({ at: Date.now(), ms: 0, ok: false, isFinal: true, error })
    if (!app?.enabled) return refused('The app is disabled or not installed.')
    const cx = newCx(this.#services, {
      tenantId,
      helpdeskId,
      actor: { kind: 'app', appId },
      now: Date.now(),
    })
    const told = { app, verificationToken: receiver.verificationToken }
    let envelope: Awaited<ReturnType<EventFace['envelope']>>
    try {
      envelope = await this.#options.face.envelope(cx, delivery, told)
    } catch (error) {
      // An event that cannot be written must not hold up its ticket for ever.
      this.#options.onError?.(error)
      return {
        at: Date.now(),
        ms: 0,
        ok: false,
        error: 'The event could not be written; see the server log.',
      }
    }
    if (!envelope) return refused('What the event is about is gone.')
    return this.#options.transport.send(receiver, {
      eventId: delivery.event_id,
      type: delivery.event_type,
      envelope,
    })
  }
}
