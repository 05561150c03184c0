import { randomBytes } from 'node:crypto'
import { eventsAfter, readCursor } from '../db/deliveries.ts'
import { type Lane, claimLanes, dueApps, laneKey, releaseLanes, renewLanes } from '../db/delivery-lanes.ts'
import { type ReceiverRow, findReceiver } from '../db/receivers.ts'
import type { Services } from '../domain/cx.ts'
import type { EventFace } from './face.ts'
import { deliveriesFor, fanOut } from './fan-out.ts'
import { LaneRunner, type Transport } from './lane-runner.ts'
import { Recorder } from './recorder.ts'

export interface DispatcherOptions {
  readonly face: EventFace
  readonly transport: Transport
  /** How long lanes stay with a node that is gone, in ms. */
  readonly leaseMs?: number
  /** How often it looks for what other nodes and the command line have written, in ms. */
  readonly pollMs?: number
  readonly retryPauses?: readonly number[]
  readonly onError?: (error: unknown) => void
}

/** How many lanes of one app are worked on at once. */
const width = 16
/** How many lanes over all apps are: slow receivers cost memory and sockets, nothing else. */
const maximumRunning = 512
/** Lanes that are taken at once wait here for their turn. */
const ahead = 4

/** How many events that concern nobody are read before that is written down: a commit for each would be dear. */
const quiet = 500

interface AppWork {
  readonly appId: string
  readonly queue: Lane[]
  running: number
  /** Nothing has got through lately: one try at a time is enough. */
  isFailing: boolean
}

/** Hands this node's share of the events to their receivers. Any number of nodes may work on one database. */
export class Dispatcher {
  readonly node = randomBytes(8).toString('hex')
  readonly #services: Services
  readonly #options: DispatcherOptions
  readonly #recorder: Recorder
  readonly #runner: LaneRunner
  readonly #leaseMs: number
  readonly #pollMs: number
  readonly #apps = new Map<string, AppWork>()
  /** Every lane this node holds, waiting or running. */
  readonly #held = new Map<string, Lane>()
  readonly #lost = new Set<string>()
  #renewal: NodeJS.Timeout | undefined
  #renewing: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #timerAt = Infinity
  #looking: Promise<void> | undefined
  #again = false
  #stopped = false
  #running = 0
  /** How far the outbox is known to reach, and how far it has been read. */
  #written = Infinity
  #read = 0
  #nothingTold = true

  constructor(services: Services, options: DispatcherOptions) {
    this.#services = services
    this.#options = options
    this.#leaseMs = options.leaseMs ?? 6000
    this.#pollMs = options.pollMs ?? 500
    this.#recorder = new Recorder(services, this.node, (error) => options.onError?.(error))
    this.#runner = new LaneRunner(services, {
      ...options,
      isStopped: (lane) => this.#stopped || this.#lost.has(laneKey(lane)),
    })
  }

  start(): void {
    this.#renewal = setInterval(() => {
      this.#renewing = this.#renew()
    }, this.#leaseMs / 3)
    this.#renewal.unref()
    this.look()
  }

  /** The outbox has grown up to a position. */
  wake(position: number): void {
    this.#written = Math.max(position, this.#written === Infinity ? 0 : this.#written)
    this.look()
  }

  /** Something may be due. */
  look(): void {
    if (this.#stopped) return
    if (this.#looking) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#timerAt = Infinity
    this.#looking = this.#lookOnce()
  }

  async #lookOnce(): Promise<void> {
    let next = Date.now() + this.#pollMs
    try {
      next = await this.#work()
    } catch (error) {
      this.#options.onError?.(error)
    }
    this.#looking = undefined
    if (this.#again) {
      this.#again = false
      this.look()
    } else this.#lookAt(next)
  }

  #lookAt(at: number): void {
    if (this.#stopped || at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(() => this.look(), Math.max(1, at - Date.now()))
    this.#timer.unref()
  }

  /** @returns when to look again, Unix ms. */
  async #work(): Promise<number> {
    await this.#readOutbox()
    let next = Date.now() + this.#pollMs
    for (const { app_id: appId, due_at: dueAt } of await dueApps(this.#services.engine)) {
      if (dueAt > Date.now()) next = Math.min(next, dueAt)
      else await this.#claim(appId)
    }
    return next
  }

  async #readOutbox(): Promise<void> {
    const { engine, registry } = this.#services
    if (this.#read >= this.#written) return
    const last = await engine.sequence()
    this.#written = last
    const cursor = await readCursor(engine.db, 'fan-out')
    this.#read = Math.max(this.#read, cursor)
    if (this.#nothingTold && last - cursor < quiet && (await this.#concernsNobody())) {
      this.#read = last
      return
    }
    while (this.#read < last && !this.#stopped) {
      const now = Date.now()
      const claimed: Lane[] = []
      const done = await engine.transaction(async (db) => {
        const fanned = await fanOut(db, registry, this.#options.face, now)
        // What has just come is taken at once, without a transaction of its own.
        for (const appId of new Set(fanned?.lanes.map((lane) => lane.app_id))) {
          const limit = await this.#roomFor(appId)
          if (limit > 0) claimed.push(...(await claimLanes(db, appId, limit, this.#lease(now))))
        }
        return fanned
      })
      // Another node reads at this moment; what it leaves is seen at the next look.
      if (!done) {
        this.#written = Infinity
        return
      }
      this.#read = done.position
      this.#nothingTold = done.lanes.length === 0
      this.#take(claimed)
    }
  }

  /** Whether nobody is told of the events that have not been read. */
  async #concernsNobody(): Promise<boolean> {
    const { engine, registry } = this.#services
    const events = await eventsAfter(engine.db, this.#read, quiet)
    const rows = await deliveriesFor(engine.db, registry, this.#options.face, events, Date.now())
    return rows.length === 0
  }

  #lease(now: number) {
    return { node: this.node, until: now + this.#leaseMs, now }
  }

  async #claim(appId: string): Promise<void> {
    const limit = await this.#roomFor(appId)
    if (limit <= 0 || this.#stopped) return
    const lanes = await this.#services.engine.transaction((db) =>
      claimLanes(db, appId, limit, this.#lease(Date.now())),
    )
    this.#take(lanes)
  }

  /** How many more lanes of an app this node may take: none where only another node can reach the app. */
  async #roomFor(appId: string): Promise<number> {
    const work = this.#apps.get(appId)
    const held = work ? work.queue.length + work.running : 0
    if (held > 0 && work!.queue.length >= widthOf(work!)) return 0
    if (!this.#options.transport.canReach(await this.#receiver(appId), appId)) return 0
    return work?.isFailing ? 1 - held : width * ahead - held
  }

  #receiver(appId: string): Promise<ReceiverRow | undefined> {
    return findReceiver(this.#services.engine, appId)
  }

  #take(lanes: readonly Lane[]): void {
    for (const lane of lanes) {
      const key = laneKey(lane)
      // Ours already: its lease had run out while this process stood still.
      if (this.#held.has(key)) continue
      this.#held.set(key, lane)
      let work = this.#apps.get(lane.app_id)
      if (!work) this.#apps.set(lane.app_id, (work = newWork(lane.app_id)))
      work.queue.push(lane)
    }
    for (const appId of new Set(lanes.map((lane) => lane.app_id))) this.#run(this.#apps.get(appId)!)
  }

  #run(work: AppWork): void {
    while (work.queue.length > 0 && work.running < widthOf(work) && this.#running < maximumRunning) {
      const lane = work.queue.shift()!
      work.running += 1
      this.#running += 1
      void this.#runLane(work, lane).finally(() => {
        work.running -= 1
        this.#running -= 1
        if (this.#running === maximumRunning - 1) for (const other of this.#apps.values()) this.#run(other)
        this.#run(work)
        if (work.queue.length < widthOf(work)) this.look()
        // Who fails is remembered, so that the next try is one again.
        if (work.queue.length === 0 && work.running === 0 && !work.isFailing) this.#apps.delete(work.appId)
      })
    }
  }

  async #runLane(work: AppWork, lane: Lane): Promise<void> {
    try {
      const result = await this.#runner.run(lane)
      // Before it is written: from then on the lane may come again.
      this.#letGo(lane)
      if (result.succeeded > 0) work.isFailing = false
      else if (result.failed > 0) work.isFailing = true
      await this.#recorder.record(result)
    } catch (error) {
      this.#letGo(lane)
      this.#options.onError?.(error)
    }
  }

  #letGo(lane: Lane): void {
    this.#held.delete(laneKey(lane))
    this.#lost.delete(laneKey(lane))
  }

  async #renew(): Promise<void> {
    const lanes = [...this.#held.values()]
    if (lanes.length === 0) return
    try {
      const until = Date.now() + this.#leaseMs
      const ours = await this.#services.engine.transaction((db) => renewLanes(db, lanes, this.node, until))
      for (const lane of lanes) if (!ours.has(laneKey(lane))) this.#lost.add(laneKey(lane))
    } catch (error) {
      this.#options.onError?.(error)
    }
  }

  /** Takes nothing new, gives back what has not begun, and waits for what has. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#looking
    const left = [...this.#apps.values()].flatMap((work) => work.queue.splice(0))
    for (const lane of left) this.#letGo(lane)
    if (left.length > 0)
      await this.#services.engine
        .transaction((db) =>
          releaseLanes(
            db,
            left.map((lane) => ({ ...lane, dueAt: undefined })),
            this.node,
            Date.now(),
          ),
        )
        .catch((error: unknown) => this.#options.onError?.(error))
    while (this.#running > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    clearInterval(this.#renewal)
    await this.#renewing
  }
}

const newWork = (appId: string): AppWork => ({ appId, queue: [], running: 0, isFailing: false })

const widthOf = (work: AppWork): number => (work.isFailing ? 1 : width)
