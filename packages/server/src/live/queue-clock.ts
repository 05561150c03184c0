import type { Services } from '../domain/cx.ts'
import { serveAllQueues } from '../domain/queue.ts'

/** Schedules are kept to the minute; what was locked when its turn came should not wait much longer. */
const usualInterval = 1000

/**
 * Looks again and again whether a ticket waits although somebody is free: nobody calls us when a schedule begins. While
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
      await serveAllQueues(this.#services, Date.now())
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
