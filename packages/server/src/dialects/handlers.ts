import type { Endpoint, Endpoints, Input, Output } from '@pipit/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Incoming } from '../outbound/incoming.ts'
import type { Cx } from '../domain/cx.ts'
import type { Caller } from './mount.ts'

/** The HTTP exchange, for the few handlers that stream, set cookies or learn only from the body who calls. */
export interface Exchange {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly caller: Caller
  /** The file of an upload; deleted after the call unless it has been kept. */
  readonly file: Incoming | undefined
}

/** Translates one call to the domain and back; it decides nothing. */
export type Handler<E extends Endpoint> = (cx: Cx, input: Input<E>, exchange: Exchange) => Promise<Output<E>>

/** One handler for each endpoint of a tree; forgetting one does not compile. */
export type Handlers<T extends Endpoints> = {
  readonly [K in keyof T]: T[K] extends Endpoint
    ? Handler<T[K]>
    : T[K] extends Endpoints
      ? Handlers<T[K]>
      : never
}

/** What a handler returns when it has written the reply itself. */
export const alreadySent = Symbol('already sent')
