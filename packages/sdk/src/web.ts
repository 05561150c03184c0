/**
 * The few web types that appear in public signatures, written out structurally: a program that has neither the
 * DOM library nor @types/node still type-checks against this package.
 */

export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The `AbortSignal` of the program's own type library, whichever that is. */
export type GlobalSignal = typeof globalThis extends { AbortSignal: { prototype: infer S } }
  ? S
  : AbortSignalLike

export interface HeadersLike {
  get(name: string): string | null
  forEach(callback: (value: string, name: string) => void): void
}

/** What a `fetch` must hand back. The one of every runtime does. */
export interface FetchResponse {
  readonly status: number
  readonly headers: HeadersLike
  readonly body: unknown
  text(): Promise<string>
}

export interface FetchInit {
  method: string
  headers: Record<string, string>
  body?: string | ArrayBuffer
  redirect: 'manual'
  signal: GlobalSignal
}

/** Any `fetch`: the built-in one, one with a proxy, a stub. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** A standard `Request`, as far as the event adapter reads it. */
export interface RequestLike {
  readonly method: string
  readonly url: string
  readonly headers: HeadersLike
  text(): Promise<string>
}

export interface BlobLike {
  readonly size: number
  readonly type: string
  readonly name?: string
  arrayBuffer(): Promise<ArrayBuffer>
}
