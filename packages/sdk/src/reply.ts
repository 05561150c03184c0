import type { FieldViolation, Help, PermissionViolation } from './errors.ts'
import { ApiError, RateLimitError, ResponseError, TokenError } from './errors.ts'
import type { Endpoint } from './endpoint.ts'
import { adviceFor } from './advice.ts'
import { logIdOf } from './log-id.ts'

export interface ReplyError {
  readonly log_id?: string
  readonly troubleshooter?: string
  readonly field_violations?: readonly FieldViolation[]
  readonly permission_violations?: readonly PermissionViolation[]
  readonly helps?: readonly Help[]
}

/** What a call resolves to. It is always a success: anything else was thrown. */
export interface Reply<T> {
  readonly code: number
  readonly msg: string
  readonly data: T
  readonly error?: ReplyError
}

/** A reply whose members stand beside `code` and `msg`, as those of the token endpoints do. */
export type FlatReply<T> = Omit<Reply<unknown>, 'data'> & T

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** Codes that mean "this token does not open the door", as opposed to "you may not do this". */
const tokenCodes = new Set([99991661, 99991663, 99991664, 99991665, 99991668, 99991671, 99991677])
const rateLimitCode = 99991400

export const isTokenCode = (code: number): boolean => tokenCodes.has(code)

/** Seconds to wait, by the header of the platform or by the standard one. */
export function resetOf(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['x-ogw-ratelimit-reset'] ?? headers['retry-after']
  if (value === undefined) return undefined
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined
}

/** Turns an answer into a reply, or throws the error it amounts to. */
export function readReply(endpoint: Endpoint, answer: Answer): Reply<unknown> {
  const reply = parse(endpoint, answer)
  const { code } = reply
  if (code === 0 && answer.status < 400) {
    // Write calls may leave `data` out; the type promises an object.
    if (reply.data === undefined && endpoint.envelope === undefined) return { ...reply, data: {} }
    return reply
  }
  if (endpoint.envelope === 'bare' && code === undefined && answer.status < 400) return reply
  throw toError(endpoint, answer, reply)
}

function parse(endpoint: Endpoint, answer: Answer): Reply<unknown> {
  let value: unknown
  try {
    value = JSON.parse(answer.text)
  } catch (cause) {
    throw unreadable(endpoint, answer, cause)
  }
  if (!isReply(value, endpoint)) throw unreadable(endpoint, answer, undefined)
  return value
}

const isReply = (value: unknown, endpoint: Endpoint): value is Reply<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  (endpoint.envelope === 'bare' || ('code' in value && typeof value.code === 'number'))

export function unreadable(endpoint: Endpoint, answer: Answer, cause: unknown): ResponseError {
  const contentType = answer.headers['content-type'] ?? ''
  const excerpt = answer.text.slice(0, 200)
  const where = `${endpoint.method} ${endpoint.path}`
  return new ResponseError(`${where} ${describe(answer, contentType, excerpt)}`, {
    httpStatus: answer.status,
    contentType,
    excerpt,
    logId: logIdOf(answer.headers),
    cause,
  })
}

function describe(answer: Answer, contentType: string, excerpt: string): string {
  const { status } = answer
  // Browsers hide where a redirect leads, and report it as status 0.
  if ((status >= 300 && status < 400) || status === 0) {
    const target = answer.headers['location'] ?? 'another address'
    return `was redirected to ${target} (HTTP ${status}). Set \`domain\` to the final address of the server.`
  }
  if (/html/i.test(contentType) || /^\s*</.test(excerpt)) {
    return status >= 500
      ? `was answered by a gateway page instead of the API (HTTP ${status}). The server behind it is down or restarting: try again later.`
      : `was answered with HTML instead of JSON (HTTP ${status}). \`domain\` points at a web page or a login proxy, not at the API: check it.`
  }
  if (answer.text === '') return `was answered with an empty body (HTTP ${status}).`
  if (/json/i.test(contentType) && !/[}\]]\s*$/.test(answer.text)) {
    return `was answered with JSON that breaks off after ${answer.text.length} characters (HTTP ${status}). A proxy cut it short: try again.`
  }
  return `was answered with something other than an Open Platform reply (HTTP ${status}, ${contentType || 'no content type'}). Check \`domain\`, and any proxy on the way.`
}

function toError(endpoint: Endpoint, answer: Answer, reply: Reply<unknown>): ApiError {
  const { status, headers } = answer
  const code = typeof reply.code === 'number' ? reply.code : -1
  // The OAuth endpoints answer {code, error, error_description} without msg.
  const oauth = reply as { readonly error_description?: unknown }
  const msg =
    reply.msg ?? (typeof oauth.error_description === 'string' ? oauth.error_description : 'unknown error')
  const logId = logIdOf(headers) || (typeof reply.error?.log_id === 'string' ? reply.error.log_id : '')
  const retryAfter = resetOf(headers)
  const limited = status === 429 || code === rateLimitCode
  const message =
    `${endpoint.method} ${endpoint.path} failed: ${code} ${msg} (HTTP ${status}` +
    `${logId ? `, log id ${logId}` : ''}). ${adviceFor({ endpoint, code, status, reply, headers, retryAfter })}`.trimEnd()
  const init = { message: message.trimEnd(), code, msg, httpStatus: status, logId, reply }
  if (limited) return new RateLimitError({ ...init, retryAfter })
  if (tokenCodes.has(code)) return new TokenError(init)
  return new ApiError(init)
}
