import type { RateLimit } from '@pipit/contract'

/** Where the vendor publishes no figure, the most common documented tier applies. */
const unpublished: RateLimit = { perMinute: 1000, perSecond: 50 }

interface Window {
  second: number
  inSecond: number
  minute: number
  inMinute: number
}

export interface Refusal {
  /** Calls allowed in the window that is full. */
  readonly limit: number
  /** Whole seconds until it opens again, at least 1. */
  readonly reset: number
}

/**
 * Counts calls per endpoint × app × tenant in fixed windows. Each node counts for itself: the limits protect a
 * machine, they do not bill anybody.
 */
export class RateLimiter {
  readonly #factor: number
  readonly #windows = new Map<string, Window>()

  /** @param factor On the documented limits; 0 switches them off. */
  constructor(factor: number) {
    this.#factor = factor
  }

  /** Counts one call; says when it is one too many. */
  take(key: string, limit: RateLimit | undefined, now: number): Refusal | undefined {
    if (this.#factor === 0) return undefined
    const { perSecond, perMinute } = limit ?? unpublished
    const second = Math.floor(now / 1000)
    const minute = Math.floor(now / 60_000)
    let window = this.#windows.get(key)
    if (!window) {
      if (this.#windows.size >= 50_000) this.#sweep(minute)
      this.#windows.set(key, (window = { second, inSecond: 0, minute, inMinute: 0 }))
    }
    if (window.second !== second) {
      window.second = second
      window.inSecond = 0
    }
    if (window.minute !== minute) {
      window.minute = minute
      window.inMinute = 0
    }
    if (perSecond !== undefined && window.inSecond >= this.#scaled(perSecond))
      return { limit: this.#scaled(perSecond), reset: 1 }
    if (perMinute !== undefined && window.inMinute >= this.#scaled(perMinute))
      return { limit: this.#scaled(perMinute), reset: Math.max(1, 60 - (second % 60)) }
    window.inSecond += 1
    window.inMinute += 1
    return undefined
  }

  #scaled(ceiling: number): number {
    return Math.max(1, Math.floor(ceiling * this.#factor))
  }

  #sweep(minute: number): void {
    for (const [key, window] of this.#windows) if (window.minute < minute) this.#windows.delete(key)
  }
}
