import type { Reply } from './reply.ts'

/** Every error this package throws on purpose. `message` says what happened and what to do about it. */
export class PipitError extends Error {
  override readonly name: string = 'PipitError'
}

/** The call cannot be made as it was written: a missing option, a bad path value. Nothing was sent. */
export class ConfigError extends PipitError {
  override readonly name = 'ConfigError'
  /** The option or payload member at fault, e.g. `path.ticket_id`. */
  readonly field: string

  constructor(field: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.field = field
  }
}

/** The server could not be reached, or hung up before its answer was complete. */
export class ConnectionError extends PipitError {
  override readonly name: string = 'ConnectionError'
  /** False when it is certain that the server never saw the request. */
  readonly sent: boolean

  constructor(message: string, options: { sent: boolean; cause?: unknown }) {
    super(message, options)
    this.sent = options.sent
  }
}

/** No complete answer within `timeout`. */
export class TimeoutError extends ConnectionError {
  override readonly name = 'TimeoutError'
}

/** The caller's `signal` fired; its reason is the `cause`. */
export class AbortError extends PipitError {
  override readonly name = 'AbortError'
}

/** Something answered, but not the Open Platform: a page of a proxy, a redirect, cut JSON. */
export class ResponseError extends PipitError {
  override readonly name = 'ResponseError'
  readonly httpStatus: number
  readonly contentType: string
  /** How the body begins. */
  readonly excerpt: string
  readonly logId: string

  constructor(
    message: string,
    answer: { httpStatus: number; contentType: string; excerpt: string; logId: string; cause?: unknown },
  ) {
    super(message, { cause: answer.cause })
    this.httpStatus = answer.httpStatus
    this.contentType = answer.contentType
    this.excerpt = answer.excerpt
    this.logId = answer.logId
  }
}

export interface FieldViolation {
  readonly field: string
  readonly value?: string
  readonly description?: string
}

export interface PermissionViolation {
  readonly type?: string
  readonly subject: string
  readonly description?: string
}

export interface Help {
  readonly url: string
  readonly description?: string
}

export interface ApiErrorInit {
  readonly message: string
  readonly code: number
  readonly msg: string
  readonly httpStatus: number
  readonly logId: string
  readonly reply: Reply<unknown>
}

/** The platform refused the call. */
export class ApiError extends PipitError {
  override readonly name: string = 'ApiError'
  readonly code: number
  readonly msg: string
  readonly httpStatus: number
  /** Quote it when you ask the vendor, or look it up in the log of your own server. */
  readonly logId: string
  readonly fieldViolations: readonly FieldViolation[]
  readonly permissionViolations: readonly PermissionViolation[]
  readonly helps: readonly Help[]
  /** Address of the vendor's page on this very failure, where there is one. */
  readonly troubleshooter: string
  /** The reply as it came. */
  readonly reply: Reply<unknown>

  constructor(init: ApiErrorInit) {
    super(init.message)
    const detail = init.reply.error
    this.code = init.code
    this.msg = init.msg
    this.httpStatus = init.httpStatus
    this.logId = init.logId
    this.fieldViolations = list(detail?.field_violations)
    this.permissionViolations = list(detail?.permission_violations)
    this.helps = list(detail?.helps)
    this.troubleshooter = typeof detail?.troubleshooter === 'string' ? detail.troubleshooter : ''
    this.reply = init.reply
  }
}

/** Too many calls: HTTP 429 or code 99991400, and waiting did not help or would have taken too long. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError'
  /** Seconds until the window resets, when the server said so. */
  readonly retryAfter: number | undefined

  constructor(init: ApiErrorInit & { readonly retryAfter: number | undefined }) {
    super(init)
    this.retryAfter = init.retryAfter
  }
}

/** The access token was refused, a fresh one included. */
export class TokenError extends ApiError {
  override readonly name = 'TokenError'
}

/** An event that must not be handled: wrong signature, wrong key, not an event at all. */
export class EventError extends PipitError {
  override readonly name = 'EventError'
  readonly reason: 'signature' | 'decrypt' | 'token' | 'stale' | 'malformed'

  constructor(reason: EventError['reason'], message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.reason = reason
  }
}

const list = <T>(value: readonly T[] | undefined): readonly T[] => (Array.isArray(value) ? value : [])
