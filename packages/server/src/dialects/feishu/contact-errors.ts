import type { Endpoint } from '@pipit/contract'
import { AppError, type ErrorCode } from '../../domain/errors.ts'
import { InputError } from '../input.ts'

/** What the contact pages call our errors; everything else has the platform's number. */
const codes: Partial<Record<ErrorCode, { status: number; code: number; msg: string }>> = {
  user_not_found: { status: 400, code: 41012, msg: 'user id invalid error' },
  user_not_visible: { status: 400, code: 41050, msg: 'no user authority error' },
  department_not_found: { status: 403, code: 40004, msg: 'no dept authority error' },
}

const fieldCodes: Readonly<Record<string, { status: number; code: number; msg: string }>> = {
  page_size: { status: 400, code: 40011, msg: 'page size is invalid' },
  page_token: { status: 400, code: 40012, msg: 'page token is invalid error' },
}

/** The number of an error on the contact endpoints; nothing when they have none of their own. */
export function contactCodeOf(error: unknown, endpoint: Endpoint | undefined) {
  if (!endpoint?.path.startsWith('/open-apis/contact/')) return undefined
  if (error instanceof AppError && error.code !== 'invalid_input') return codes[error.code]
  if (!(error instanceof AppError || error instanceof InputError)) return undefined
  const wire = fieldCodes[error.violations[0]?.field ?? '']
  return wire && endpoint.errors?.includes(wire.code) ? wire : undefined
}
