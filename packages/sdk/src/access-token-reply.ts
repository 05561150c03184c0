import type { Endpoint } from './endpoint.ts'
import { ApiError, RateLimitError, TokenError } from './errors.ts'
import { logIdOf } from './log-id.ts'
import { resetOf, unreadable, type Answer } from './reply.ts'

/** What both faces say of a failure; the one with an envelope adds `data: false`. */
interface Failed {
  readonly code?: unknown
  readonly message?: unknown
  readonly log_id?: unknown
  readonly errors?: readonly { readonly field: string; readonly message?: string }[]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a call with an AccessToken resolves to: the body of the plain face, the `data` of the one with an envelope. */
export function readAccessTokenReply(endpoint: Endpoint, answer: Answer): unknown {
  let value: unknown
  try {
    value = JSON.parse(answer.text)
  } catch (cause) {
    throw unreadable(endpoint, answer, cause)
  }
  const isBare = endpoint.envelope === 'bare'
  if (isBare && answer.status === 200) return value
  if (!isObject(value) || typeof value.code !== 'number') throw unreadable(endpoint, answer, undefined)
  if (!isBare && answer.status === 200 && value.code === 200) return value.data
  throw toError(endpoint, answer, value)
}

const advice: Readonly<Record<number, string>> = {
  401: 'Check `accessToken`: it is wrong, has expired, or was disabled, rotated or deleted.',
  403: 'Check the scopes and the allowed domains of the token, and the role of its person.',
}

function toError(endpoint: Endpoint, { status, headers }: Answer, failed: Failed): ApiError {
  const code = failed.code as number
  const msg = typeof failed.message === 'string' ? failed.message : 'unknown error'
  const logId = logIdOf(headers) || (typeof failed.log_id === 'string' ? failed.log_id : '')
  const fields = Array.isArray(failed.errors) ? (failed.errors as NonNullable<Failed['errors']>) : []
  const message =
    `${endpoint.method} ${endpoint.path} failed: ${code} ${msg} (HTTP ${status}` +
    `${logId ? `, log id ${logId}` : ''}). ${advice[code] ?? ''}`.trimEnd()
  const violations = fields.map((error) => ({ field: error.field, description: error.message ?? '' }))
  const reply = { code, msg, data: failed, error: { log_id: logId, field_violations: violations } }
  const init = { message: message.trimEnd(), code, msg, httpStatus: status, logId, reply }
  if (status === 429) return new RateLimitError({ ...init, retryAfter: resetOf(headers) })
  return code === 401 || code === -1 ? new TokenError(init) : new ApiError(init)
}
