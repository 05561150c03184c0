import type { Endpoint, Payload } from './endpoint.ts'
import { ConnectionError, RateLimitError, ResponseError, ApiError, TimeoutError } from './errors.ts'

/** Waiting longer than this is the caller's decision. */
const longest = 60_000
const first = 250

/**
 * Whether repeating a call after an unknown outcome does no harm: reads, and messages with a `uuid`, which the
 * platform sends once. Not PUT and not DELETE: a ticket's update appends its comment each time, and a repeated
 * deletion reports "not found" for a success.
 */
export function isSafe(endpoint: Endpoint, payload: Payload | undefined): boolean {
  if (endpoint.method === 'GET' || endpoint.repeatable === true) return true
  const data = payload?.data
  return (
    typeof data === 'object' &&
    data !== null &&
    'uuid' in data &&
    typeof data.uuid === 'string' &&
    data.uuid !== ''
  )
}

/** Milliseconds to wait before the next attempt, or nothing when there must not be one. */
export function waitBefore(failure: unknown, attempt: number, safe: boolean): number | undefined {
  const backoff = first * 2 ** attempt * (1 + Math.random())
  // A refused call was not carried out, so any call may be repeated.
  if (failure instanceof RateLimitError) {
    if (failure.retryAfter === undefined) return backoff
    const wait = failure.retryAfter * 1000
    // Spread out, or everyone who was refused comes back in the same millisecond.
    return wait > longest ? undefined : wait + backoff
  }
  if (failure instanceof TimeoutError) return undefined
  if (failure instanceof ConnectionError) return safe || !failure.sent ? backoff : undefined
  if (!safe) return undefined
  const broken =
    failure instanceof ApiError || failure instanceof ResponseError ? failure.httpStatus >= 500 : false
  return broken ? backoff : undefined
}
