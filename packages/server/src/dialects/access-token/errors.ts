import type { TokenRefusal } from '../../domain/access-token-use.ts'
import { AppError, type ErrorCode, type FieldViolation } from '../../domain/errors.ts'
import { InputError } from '../input.ts'
import type { Caller, Failure } from '../mount.ts'

/** A call that its token does not open. */
export class TokenError extends Error {
  readonly reason: TokenRefusal | 'missing' | 'missing_scope'
  constructor(reason: TokenError['reason'], message?: string) {
    super(message ?? refusals[reason][1])
    this.reason = reason
  }
}

/** Too many calls; `reset` is in seconds. */
export class TooManyCalls extends Error {
  readonly reset: number
  constructor(reset: number) {
    super(`Too many calls; try again in ${reset} seconds.`)
    this.reset = reset
  }
}

/** The sign-in call says no more than this, and says it as the vendor's server does. */
export class LoginRefused extends Error {
  constructor() {
    super('accessToken is invalid')
  }
}

export class NoSuchCall extends Error {
  constructor() {
    super('There is no such API.')
  }
}

const refusals: Readonly<Record<TokenError['reason'], readonly [status: number, message: string]>> = {
  missing: [401, 'Send the header Authorization: Bearer <accessToken>.'],
  invalid: [401, 'The accessToken is invalid.'],
  expired: [401, 'The accessToken has expired.'],
  disabled: [401, 'The accessToken is disabled.'],
  domain_not_allowed: [403, 'The website that calls is not among the allowed domains of the accessToken.'],
  no_permission: [403, 'The person of the accessToken no longer serves on the desk.'],
  missing_scope: [403, 'The accessToken has not the scope for this.'],
}

/** What is not here was asked for wrongly: 400. */
const statuses: Partial<Record<ErrorCode, number>> = {
  not_signed_in: 401,
  forbidden: 403,
  ticket_closed: 409,
  ticket_open: 409,
  chat_has_ticket: 409,
  ticket_merged: 409,
  guest_not_visible: 409,
}

const statusOf = (code: ErrorCode): number => statuses[code] ?? (code.endsWith('_not_found') ? 404 : 400)

interface Said {
  readonly status: number
  readonly reason: string
  readonly message: string
  readonly violations: readonly FieldViolation[]
  readonly headers?: Readonly<Record<string, string>>
}

function say(error: unknown): Said {
  if (error instanceof TokenError) {
    const [status] = refusals[error.reason]
    const headers = status === 401 ? { 'www-authenticate': 'Bearer' } : undefined
    return {
      status,
      reason: error.reason,
      message: error.message,
      violations: [],
      ...(headers && { headers }),
    }
  }
  if (error instanceof TooManyCalls) {
    const headers = { 'retry-after': String(error.reset) }
    return { status: 429, reason: 'too_many_calls', message: error.message, violations: [], headers }
  }
  if (error instanceof NoSuchCall)
    return { status: 404, reason: 'not_found', message: error.message, violations: [] }
  if (error instanceof InputError)
    return { status: 400, reason: 'invalid_input', message: error.message, violations: error.violations }
  if (error instanceof AppError) {
    const { code, violations } = error
    const message =
      violations.length > 0 ? violations.map((v) => `${v.field} ${v.description}`).join('; ') : error.message
    return { status: statusOf(code), reason: code, message, violations }
  }
  return { status: 500, reason: 'internal_error', message: 'Something failed on our side.', violations: [] }
}

export const isTokenFace = (path: string): boolean => /^\/(api|auth\/v1)(\/|$)/.test(path)
/** The face whose replies are wrapped, and whose failures are mostly HTTP 200. */
const isWrapped = (path: string): boolean => /^\/(api|auth)\/v1\//.test(path)

/** What the caller got wrong in the matter itself. */
const isBusiness: ReadonlySet<number> = new Set([400, 404, 409])

/**
 * Failures of both faces. The plain one says them by HTTP status. The wrapped one, as its callers test `code` alone, by
 * `code` under HTTP 200, but for who may not call at all, for what failed on our side, and instead of a file.
 */
export function tokenFailure(error: unknown, path: string, caller: Caller, isFile = false): Failure {
  if (error instanceof LoginRefused) {
    const body = { message: error.message, code: -1, data: false, log_id: caller.logId }
    return { status: 200, code: -1, message: error.message, body }
  }
  const { status, reason, message, violations, headers } = say(error)
  const errors = violations.map(({ field, description }) => ({ field, message: description }))
  const details = { reason, log_id: caller.logId, ...(errors.length > 0 && { errors }) }
  const keepsStatus = isFile || !isWrapped(path) || error instanceof NoSuchCall || !isBusiness.has(status)
  return {
    status: keepsStatus ? status : 200,
    code: status,
    message,
    body: isWrapped(path)
      ? { message, code: status, data: false, ...details }
      : { code: status, message, ...details },
    ...(headers && { headers }),
  }
}
