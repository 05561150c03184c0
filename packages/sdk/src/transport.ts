import type { AbortSignalLike } from './web.ts'

/** Bytes known beforehand, or bytes as they come. */
export type Body = string | Uint8Array | AsyncIterable<Uint8Array>

export interface TransportRequest {
  readonly method: string
  /** Scheme, host and port, e.g. `https://open.feishu.cn`. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Body | undefined
  readonly signal?: AbortSignalLike | undefined
  /** Milliseconds until the answer must be complete (until it has begun, for a stream); 0 is for ever. */
  readonly timeout: number
  /** Hand a successful body out as it arrives. */
  readonly stream: boolean
}

export interface TransportResponse {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body; empty when `stream` is set. */
  readonly text: string
  readonly stream?: AsyncIterable<Uint8Array> | undefined
}

/**
 * Carries one request. Throws `ConnectionError`, `TimeoutError` or `AbortError`; any HTTP status is an answer,
 * and redirects are not followed.
 */
export type Transport = (request: TransportRequest) => Promise<TransportResponse>

export const isStream = (body: Body | undefined): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && Symbol.asyncIterator in body
