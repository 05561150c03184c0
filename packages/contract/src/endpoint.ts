import type { Static, TSchema } from 'typebox'

/**
 * How a caller proves who it is. `session` is the console's cookie, `access` an AccessToken, `visitor` the token of a
 * visit; the others are Open Platform tokens.
 */
export type TokenKind = 'tenant' | 'app' | 'user' | 'session' | 'access' | 'visitor'

/** At most so many calls per window, for one app in one tenant. Both windows count when both are given. */
export interface RateLimit {
  readonly perMinute?: number
  readonly perSecond?: number
}

/**
 * One endpoint, described once. The server mounts it, the SDK and the OpenAPI document are generated from it,
 * the console calls it by inference.
 */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Path with `:name` parameters. */
  readonly path: string
  readonly summary: string
  /** Accepted credentials; empty means none is needed. */
  readonly tokens: readonly TokenKind[]
  /** Any one of these scopes opens the endpoint; empty or absent means no scope is needed. */
  readonly scopes?: readonly string[]
  /** Whether the help desk header is required. */
  readonly helpdesk?: boolean
  /** Documented ceiling; absent where the vendor publishes none. */
  readonly limit?: RateLimit
  readonly params?: TSchema
  readonly query?: TSchema
  readonly body?: TSchema
  /** Makes the body `multipart/form-data`: which member is the file, and how many bytes it may have. */
  readonly upload?: { readonly part: string; readonly maximumBytes: number }
  /** Whether the body may also be `application/x-www-form-urlencoded`, as OAuth libraries send it. */
  readonly form?: boolean
  /**
   * Where `response` stands in the reply: under `data` (default), beside `code` and `msg` (`flat`),
   * as raw bytes (`binary`), as the whole JSON body (`bare`), or in a `Location` header (`redirect`).
   */
  readonly envelope?: 'data' | 'flat' | 'binary' | 'bare' | 'redirect'
  /** Whether pages call it all the time, so that only its failures are worth a line in the request log. */
  readonly quiet?: boolean
  /** Whether the call waits for another machine or takes long, so that it cannot be one transaction. */
  readonly waits?: boolean
  readonly response: TSchema
  /** Documented error codes, besides the generic ones of the platform. */
  readonly errors?: readonly number[]
}

/** A tree of endpoints, nested as the SDK's methods are: domain, version, resource, method. */
export interface Endpoints {
  readonly [name: string]: Endpoint | Endpoints
}

/** Keeps the literal types of one endpoint. */
export const endpoint = <const E extends Endpoint>(e: E): E => e

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends TSchema
  ? { readonly [P in K]: Static<E[K]> }
  : unknown

/** What a handler receives and a client sends. */
export type Input<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>

/** What a handler returns and a client receives. */
export type Output<E extends Endpoint> = Static<E['response']>

export const isEndpoint = (x: Endpoint | Endpoints): x is Endpoint => typeof x.path === 'string'

/** Every endpoint of a tree with its dotted name, in the order it is written. */
export function* walk(tree: Endpoints, prefix = ''): Generator<[name: string, endpoint: Endpoint]> {
  for (const [key, value] of Object.entries(tree)) {
    const name = prefix ? `${prefix}.${key}` : key
    if (isEndpoint(value)) yield [name, value]
    else yield* walk(value, name)
  }
}
