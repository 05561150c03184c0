/** One try to hand an event over. */
export interface Attempt {
  /** Unix ms. */
  readonly at: number
  /** How long it took. */
  readonly ms: number
  readonly ok: boolean
  /** The HTTP status, or the code of a long connection's acknowledgement. */
  readonly status?: number
  /** Why there is no status. */
  readonly error?: string
  /** The beginning of what the receiver said. */
  readonly response?: string
}

/** The vendor's pauses after a failure, in ms; after the last one the event is parked. */
export const retryPauses: readonly number[] = [15, 5 * 60, 60 * 60, 6 * 60 * 60].map((s) => s * 1000)
