export interface FieldViolation {
  readonly field: string
  readonly value?: string
  readonly description: string
}

/** Why a call failed; `code` is the server's, or `network` when no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly logId: string | undefined
  readonly fields: readonly FieldViolation[]
  /** What the server says beyond its message; its shape follows from the code. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    failure: {
      status: number
      code: string
      message: string
      logId?: string | undefined
      fields?: readonly FieldViolation[]
      details?: Readonly<Record<string, unknown>>
    },
    cause?: unknown,
  ) {
    super(failure.message, { cause })
    this.status = failure.status
    this.code = failure.code
    this.logId = failure.logId
    this.fields = failure.fields ?? []
    this.details = failure.details ?? {}
  }
}

export const isSignedOut = (error: unknown) => error instanceof ApiError && error.status === 401

const record = (x: unknown): Record<string, unknown> =>
  typeof x === 'object' && x !== null ? (x as Record<string, unknown>) : {}

const text = (x: unknown) => (typeof x === 'string' && x !== '' ? x : undefined)

const violations = (x: unknown): FieldViolation[] =>
  (Array.isArray(x) ? x : []).map(record).flatMap((v) => {
    const field = text(v.field)
    return field ? [{ field, description: text(v.description) ?? '', value: text(v.value) ?? '' }] : []
  })

/** Reads a failure from whatever came back: our JSON, a proxy's HTML page, or nothing. */
export function toApiError(status: number, headers: Headers, body: unknown) {
  const answer = record(body)
  return new ApiError({
    status,
    code: text(answer.code) ?? `http_${status}`,
    message: text(answer.message) ?? `HTTP ${status}`,
    logId: text(answer.log_id) ?? text(headers.get('x-tt-logid')),
    fields: violations(answer.field_violations),
    details: record(answer.details),
  })
}
