/** What can go wrong, in our own words. Each dialect says it in its numbers. */
export const errors = {
  invalid_input: 'The request is not valid.',
  not_signed_in: 'Sign in first.',
  wrong_password: 'The e-mail address or the password is wrong.',
  forbidden: 'You have no permission for this.',
  ticket_not_found: 'The ticket does not exist or is not visible to you.',
  message_not_found: 'The message does not exist or is not visible to you.',
  user_not_found: 'The person does not exist or is not visible to you.',
  user_not_visible: 'The person is outside of what this app may see.',
  department_not_found: 'The department does not exist or is not visible to you.',
  app_not_found: 'The app does not exist or is not visible to you.',
  helpdesk_not_found: 'The help desk does not exist or is not visible to you.',
  agent_not_found: 'The agent does not exist or is not visible to you.',
  ticket_closed: 'The ticket is closed.',
  ticket_open: 'The ticket is not closed.',
  ticket_not_pending: 'The ticket is not on hold.',
  guest_not_visible: 'The guest cannot see this help desk.',
  bad_url: 'The message contains a link that is not allowed.',
} as const satisfies Record<string, string>

export type ErrorCode = keyof typeof errors

/** One field that is wrong, and what is wrong with it. */
export interface FieldViolation {
  readonly field: string
  readonly value: string
  readonly description: string
}

export class AppError extends Error {
  readonly code: ErrorCode
  readonly violations: readonly FieldViolation[]

  constructor(code: ErrorCode, options: { violations?: readonly FieldViolation[]; cause?: unknown } = {}) {
    super(errors[code], { cause: options.cause })
    this.code = code
    this.violations = options.violations ?? []
  }
}

/** An `invalid_input` error about one field. */
export const invalid = (field: string, value: unknown, description: string): AppError =>
  new AppError('invalid_input', { violations: [{ field, value: shown(value), description }] })

/** A value as it is shown back to the caller: short, and never an object's inside. */
export function shown(value: unknown): string {
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
