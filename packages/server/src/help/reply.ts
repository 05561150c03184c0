import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Pages run only our own script and load only what is ours; nobody may put them into a frame. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

export interface Content {
  readonly text: string
  readonly type?: string
  readonly status?: number
  /** When what is shown was last changed, Unix ms. */
  readonly changedAt?: number
  /** Seconds for which it need not be asked for again; absent for what is never kept. */
  readonly fresh?: number
}

/** Sends a page, or says that the one the caller has is still right. */
export function sendContent(
  request: FastifyRequest,
  reply: FastifyReply,
  { text, type = 'text/html; charset=utf-8', status = 200, changedAt, fresh }: Content,
): FastifyReply {
  reply.code(status).headers({
    'content-type': type,
    'content-security-policy': policy,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'x-content-type-options': 'nosniff',
    'cache-control':
      fresh === undefined ? 'no-store' : `public, max-age=${fresh}, stale-while-revalidate=${fresh * 10}`,
  })
  if (fresh === undefined) return reply.send(text)
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`
  reply.header('etag', tag)
  if (changedAt !== undefined) reply.header('last-modified', new Date(changedAt).toUTCString())
  const known = request.headers['if-none-match']
  // A proxy that compresses weakens the tag.
  if (known?.split(/\s*,\s*/).some((one) => one.replace(/^W\//, '') === tag)) return reply.code(304).send()
  return reply.send(text)
}
