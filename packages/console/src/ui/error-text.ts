import { ApiError } from '../api/error.ts'
import type { Dictionary } from '../i18n/language.ts'

/** Our own words for codes we know, else what the server says. */
export function errorText(error: unknown, t: Dictionary) {
  if (!(error instanceof ApiError)) return t.error.title
  return t.error.codes[error.code] ?? (error.status >= 500 ? t.error.codes.internal_error! : error.message)
}
