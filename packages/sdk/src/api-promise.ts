import { PipitError } from './errors.ts'
import { logIdOf } from './log-id.ts'
import type { TransportResponse } from './transport.ts'

export interface Outcome<T> {
  readonly value: T
  readonly httpStatus: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly logId: string
}

/** A value and the answer it was read from, whose headers are only looked at when somebody asks. */
export interface Settled<T> {
  readonly value: T
  readonly response: TransportResponse
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: PipitError }

/** A call under way: await it and it throws on failure, or take its result as a value. */
export class ApiPromise<T> implements Promise<T> {
  readonly #settled: Promise<Settled<T>>
  readonly [Symbol.toStringTag] = 'ApiPromise'

  constructor(settled: Promise<Settled<T>>) {
    this.#settled = settled
  }

  // oxlint-disable-next-line unicorn/no-thenable -- being awaited is the point of it
  then<A = T, B = never>(
    onValue?: ((value: T) => A | PromiseLike<A>) | null,
    onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#settled.then(
      ({ value }) => (onValue ? onValue(value) : (value as unknown as A)),
      onError ?? undefined,
    )
  }

  catch<B = never>(onError?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onError)
  }

  finally(onDone?: (() => void) | null): Promise<T> {
    return this.then(undefined, undefined).finally(onDone ?? undefined)
  }

  /** Never throws for what the platform or the network did: `{ ok, value }` or `{ ok, error }`. */
  result(): Promise<Result<T>> {
    return this.#settled.then(
      ({ value }) => ({ ok: true as const, value }),
      (error: unknown) => {
        if (error instanceof PipitError) return { ok: false as const, error }
        throw error
      },
    )
  }

  /** The value with the status, the headers and the log id of the answer. */
  withResponse(): Promise<Outcome<T>> {
    return this.#settled.then(({ value, response }) => ({
      value,
      httpStatus: response.status,
      headers: response.headers,
      logId: logIdOf(response.headers),
    }))
  }
}
