import { followSchedules } from '../domain/agent-status.ts'
import type { Services } from '../domain/cx.ts'
import { serveAllQueues } from '../domain/queue.ts'

/** Schedules are kept to the minute; what was locked when its turn came should not wait much longer. */
const usualInterval = 1000

/**
 * Looks again and again whether somebody's shift has begun or ended, and whether a ticket waits although somebody is
 * free: nobody calls us when a schedule begins. While
 * nothing is to be done it only reads, so every node may have one.
 */
export class QueueClock {
  readonly #services: Services
  readonly #interval: number
  readonly #onError: (error: unknown) => void
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined
  #stopped = false

  constructor(services: Services, options: { onError: (error: unknown) => void; interval?: number }) {
    this.#services = services
    this.#interval = options.interval ?? usualInterval
    this.#onError = options.onError
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#turn = this.#take().finally(() => {
        this.#turn = undefined
        if (!this.#stopped) this.start()
      })
    }, this.#interval)
    this.#timer.unref()
  }

  async #take(): Promise<void> {
    try {
      const now = Date.now()
      await followSchedules(this.#services, now)
      await serveAllQueues(this.#services, now)
    } catch (error) {
      // The database is away; the next turn tries again.
      this.#onError(error)
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#turn
  }
}
