import { createHash } from 'node:crypto'
import type { Endpoint } from '@pipit/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Cx } from '../domain/cx.ts'
import { once } from '../domain/idempotency.ts'
import { InputError } from './input.ts'

/** Replies that are not JSON, and calls that only read, have nothing to remember. */
const isWrite = (endpoint: Endpoint): boolean =>
  endpoint.method !== 'GET' && endpoint.envelope !== 'binary' && endpoint.envelope !== 'redirect'

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,255}$/.test(key)) return key
  const description = 'must be one to 255 printable ASCII characters'
  throw new InputError([{ field: 'Idempotency-Key', value: '', description }])
}

/**
 * Runs a handler, once for all requests with the same `Idempotency-Key`. Endpoints that take no token have nobody to
 * remember it for.
 * @param body what was sent, decoded.
 */
export async function runOnce(
  cx: Cx,
  endpoint: Endpoint,
  { request, reply, body }: { request: FastifyRequest; reply: FastifyReply; body: unknown },
  work: (cx: Cx) => Promise<unknown>,
): Promise<unknown> {
  const key = cx.tenantId !== '' && isWrite(endpoint) ? keyOf(request) : undefined
  if (key === undefined) return work(cx)
  const parts = [request.method, request.raw.url, request.headers['x-lark-helpdesk-authorization'], body]
  const fingerprint = createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
  const waits = endpoint.waits === true || endpoint.upload !== undefined
  const { result, isRepeated } = await once(cx, { key, fingerprint, waits }, work)
  if (isRepeated) reply.header('idempotent-replayed', 'true')
  return result
}
