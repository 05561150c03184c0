import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type JobRow, type Outcome, claimJobs, dueTimes, finishJob, renewLeases } from '../db/jobs.ts'
import { fromJson } from '../db/json.ts'
import { type Services, newCx } from '../domain/cx.ts'
import type { Again, JobDefinition, JobDefinitions, JobType } from './jobs.ts'

export interface WorkerOptions {
  readonly definitions: Partial<JobDefinitions>
  /** How long a job stays with a node that is gone, in ms. Nodes' clocks must agree better than that. */
  readonly leaseMs?: number
  /** How often it looks for work of other nodes, in ms; its own is noticed at once. */
  readonly pollMs?: number
  readonly onError?: (error: unknown, job: JobRow | undefined) => void
}

const defaults = {
  concurrency: 4,
  retries: [1, 5, 30, 60, 300, 900, 3600, 3600, 3600].map((seconds) => seconds * 1000),
}

/** Whoever starts a job this often more than it fails is killed by it. */
const maximumCrashes = 5

/** The least pause between two looks that commits cause, in ms. */
const breath = 25

interface Running {
  readonly job: JobRow
  readonly stop: AbortController
  readonly ended: Promise<void>
}

/** Runs this process's share of the job table. Any number of them may run on one database. */
export class Worker {
  readonly #services: Services
  readonly #options: WorkerOptions
  readonly #types: readonly JobType[]
  readonly #dueTimes: ReturnType<typeof dueTimes>
  readonly #leaseMs: number
  readonly #running = new Set<Running>()
  #unsubscribe: (() => void) | undefined
  #renewal: NodeJS.Timeout | undefined
  #timer: NodeJS.Timeout | undefined
  #timerAt = Infinity
  #looking: Promise<void> | undefined
  #lookAgainAt = Infinity
  #lastLook = 0
  #stopped = false

  constructor(services: Services, options: WorkerOptions) {
    this.#services = services
    this.#options = options
    this.#types = Object.keys(options.definitions) as JobType[]
    this.#dueTimes = dueTimes(this.#types)
    this.#leaseMs = options.leaseMs ?? 30_000
  }

  /** Starts to look for work. Jobs run until `stop`. */
  start(): void {
    this.#unsubscribe = this.#services.engine.onCommit(() => this.#lookAt(this.#lastLook + breath))
    this.#renewal = setInterval(() => void this.#renew(), this.#leaseMs / 3)
    this.#renewal.unref()
    void this.#plan(Date.now()).then(() => this.#lookAt(0))
  }

  /** Ends quickly what can end, and waits for the rest; what takes longer is another node's after its lease. */
  async stop(graceMs = 5000): Promise<void> {
    this.#stopped = true
    this.#unsubscribe?.()
    clearTimeout(this.#timer)
    await this.#looking
    for (const { stop } of this.#running) stop.abort()
    await Promise.race([
      Promise.all([...this.#running].map(({ ended }) => ended)),
      pause(graceMs, undefined, { ref: false }),
    ])
    clearInterval(this.#renewal)
  }

  /** Runs what is due at `now`, and what that leads to, until nothing is left. @returns how many runs it took. */
  async runDueJobs(now = Date.now()): Promise<number> {
    await this.#plan(now)
    for (let runs = 0; ;) {
      const jobs: JobRow[] = []
      for (const type of this.#types) jobs.push(...(await this.#claim(type, this.#limit(type), now)))
      if (jobs.length === 0) return runs
      runs += jobs.length
      await Promise.all(jobs.map((job) => this.#begin(job, () => now).ended))
    }
  }

  /** Writes the jobs that come back by themselves; the first node to do so is enough. */
  async #plan(now: number): Promise<void> {
    const recurring = this.#types.filter((type) => this.#definition(type).every !== undefined)
    if (recurring.length === 0) return
    try {
      await this.#services.engine.transaction((db) =>
        db
          .insertInto('jobs')
          .values(
            recurring.map((type) => ({
              tenant_id: '',
              id: `every ${type}`,
              helpdesk_id: '',
              type,
              payload: '{}',
              due_at: now,
              starts: 0,
              failures: 0,
              created_at: now,
            })),
          )
          .onConflict((c) => c.doNothing())
          .execute(),
      )
    } catch (error) {
      this.#options.onError?.(error, undefined)
    }
  }

  #definition(type: JobType): JobDefinition<JobType> {
    return this.#options.definitions[type] as JobDefinition<JobType>
  }

  #limit(type: JobType): number {
    return this.#definition(type).concurrency ?? defaults.concurrency
  }

  #lookAt(at: number): void {
    if (this.#stopped) return
    if (this.#looking) {
      this.#lookAgainAt = Math.min(this.#lookAgainAt, at)
      return
    }
    if (at >= this.#timerAt) return
    clearTimeout(this.#timer)
    this.#timerAt = at
    this.#timer = setTimeout(
      () => {
        this.#timerAt = Infinity
        this.#looking = this.#look().finally(() => {
          this.#looking = undefined
          const again = this.#lookAgainAt
          this.#lookAgainAt = Infinity
          this.#lookAt(again)
        })
      },
      Math.max(0, at - Date.now()),
    )
    this.#timer.unref()
  }

  async #look(): Promise<void> {
    const now = Date.now()
    this.#lastLook = now
    let next = now + (this.#options.pollMs ?? 1000)
    try {
      const times = await this.#dueTimes(this.#services.engine)
      for (const type of this.#types) {
        const at = times.get(type)
        if (at === undefined || this.#stopped) continue
        if (at > now) next = Math.min(next, at)
        else {
          const busy = [...this.#running].filter(({ job }) => job.type === type).length
          const free = this.#limit(type) - busy
          if (free <= 0) continue
          for (const job of await this.#claim(type, free, now)) {
            const run = this.#begin(job, Date.now)
            void run.ended.then(() => this.#lookAt(0))
          }
        }
      }
    } catch (error) {
      this.#options.onError?.(error, undefined)
    }
    this.#lookAt(next)
  }

  #claim(type: JobType, limit: number, now: number): Promise<JobRow[]> {
    const token = randomBytes(12).toString('hex')
    return claimJobs(this.#services.engine, type, limit, { token, ms: this.#leaseMs, now })
  }

  #begin(job: JobRow, clock: () => number): Running {
    const stop = new AbortController()
    const running: Running = {
      job,
      stop,
      ended: this.#run(job, stop.signal, clock).finally(() => this.#running.delete(running)),
    }
    this.#running.add(running)
    return running
  }

  async #run(job: JobRow, signal: AbortSignal, clock: () => number): Promise<void> {
    const definition = this.#definition(job.type as JobType)
    const retries = definition.retries ?? defaults.retries
    let outcome: Outcome | undefined
    try {
      if (job.starts > job.failures + maximumCrashes)
        throw new Error(`was started ${job.starts} times and did not come back`)
      const again = await definition.run(
        newCx(this.#services, {
          tenantId: job.tenant_id,
          helpdeskId: job.helpdesk_id,
          actor: { kind: 'system' },
          now: clock(),
        }),
        fromJson<Record<string, never>>(job.payload),
        { failures: job.failures, isLast: job.failures >= retries.length, signal },
      )
      outcome = afterSuccess(again, definition.every, clock())
    } catch (error) {
      this.#options.onError?.(error, job)
      outcome = afterFailure(error, job, retries, definition.every, clock())
    }
    await this.#finish(job, outcome, clock)
  }

  /** Work that is done should be noted: a database that is away for a moment is waited for. */
  async #finish(job: JobRow, outcome: Outcome | undefined, clock: () => number): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await finishJob(this.#services.engine, job, outcome, clock())
        return
      } catch (error) {
        this.#options.onError?.(error, job)
        if (tries === 5 || this.#stopped) return
        await pause(1000)
      }
    }
  }

  async #renew(): Promise<void> {
    const running = [...this.#running]
    if (running.length === 0) return
    try {
      const ours = await renewLeases(
        this.#services.engine,
        running.map(({ job }) => job),
        Date.now() + this.#leaseMs,
      )
      for (const { job, stop } of running) if (!ours.includes(job)) stop.abort()
    } catch (error) {
      this.#options.onError?.(error, undefined)
    }
  }
}

/** Recurring jobs run at whole multiples of their period, whatever time a run took. */
const nextTime = (every: number, now: number): number => (Math.floor(now / every) + 1) * every

function afterSuccess(again: Again | void, every: number | undefined, now: number): Outcome | undefined {
  const at = again?.at ?? (every === undefined ? undefined : nextTime(every, now))
  return at === undefined ? undefined : { due_at: at, starts: 0, failures: 0, last_error: null }
}

function afterFailure(
  error: unknown,
  job: JobRow,
  retries: readonly number[],
  every: number | undefined,
  now: number,
): Outcome {
  const last_error = String(error instanceof Error ? error.message : error).slice(0, 1000)
  const failures = job.failures + 1
  if (every !== undefined) return { due_at: nextTime(every, now), starts: 0, failures, last_error }
  const crashes = job.starts - failures
  const delay = crashes >= maximumCrashes ? undefined : retries[job.failures]
  if (delay === undefined) return { due_at: null, failures, last_error, given_up_at: now }
  return { due_at: now + Math.max(1, delay), failures, last_error }
}
