import type { Endpoint } from '@pipit/contract'
import { AppError } from '../../domain/errors.ts'
import { OAuthRefusal, type Refusal } from '../../domain/oauth-refusal.ts'
import { InputError } from '../input.ts'
import type { Failure } from '../mount.ts'

/** A refusal in the vendor's three generations of sign-in, and RFC 6749's word for it. */
interface Codes {
  /** `/authen/v2/oauth/token` and `/oauth/v3/token`: HTTP 400. */
  readonly v2: number
  readonly error: string
  /** `/authen/v1/oidc/…`: HTTP 200. */
  readonly oidc: number
  /** `/authen/v1/access_token` and `refresh_access_token`: HTTP 200. */
  readonly legacy: number
}

const row = (v2: number, error: string, oidc: number, legacy: number): Codes => ({ v2, error, oidc, legacy })

/** Numbers of the vendor's pages; where a generation has none that fits, its nearest. docs/compat/feishu.md */
const codes: Record<Refusal, Codes> = {
  parameter_missing: row(20001, 'invalid_request', 20001, 20001),
  malformed: row(20063, 'invalid_request', 20001, 20001),
  client_missing: row(20001, 'invalid_request', 20001, 20025),
  several_auth_methods: row(20070, 'invalid_request', 20001, 20001),
  grant_type_unsupported: row(20036, 'unsupported_grant_type', 20036, 20001),
  assertion_unsupported: row(20063, 'invalid_request', 20001, 20001),
  app_unknown: row(20048, 'invalid_client', 20028, 20028),
  app_disabled: row(20069, 'unauthorized_client', 20042, 20028),
  app_not_installed: row(20009, 'unauthorized_client', 20007, 20009),
  app_of_other_tenant: row(20010, 'access_denied', 20007, 20009),
  secret_wrong: row(20002, 'invalid_client', 20002, 20025),
  redirect_uri_unregistered: row(20029, 'invalid_request', 20029, 20007),
  redirect_uri_mismatch: row(20071, 'invalid_grant', 20029, 20007),
  challenge_invalid: row(20001, 'invalid_request', 20001, 20001),
  scope_not_granted: row(20027, 'invalid_scope', 20001, 20001),
  scope_not_permitted: row(20068, 'invalid_scope', 20001, 20001),
  scope_duplicate: row(20067, 'invalid_scope', 20001, 20001),
  scope_excess: row(20001, 'invalid_scope', 20001, 20001),
  code_unknown: row(20003, 'invalid_grant', 20003, 20007),
  code_expired: row(20004, 'invalid_grant', 20004, 20007),
  code_used: row(20065, 'invalid_grant', 20003, 20007),
  code_foreign: row(20024, 'invalid_grant', 20024, 20024),
  pkce_failed: row(20049, 'invalid_grant', 20003, 20007),
  refresh_malformed: row(20026, 'invalid_grant', 20026, 20007),
  refresh_unknown: row(20026, 'invalid_grant', 20038, 20007),
  refresh_expired: row(20037, 'invalid_grant', 20037, 20007),
  refresh_used: row(20073, 'invalid_grant', 20026, 20007),
  refresh_revoked: row(20064, 'invalid_grant', 20026, 20007),
  refresh_foreign: row(20024, 'invalid_grant', 20024, 20024),
  refresh_not_allowed: row(20074, 'unauthorized_client', 20026, 20007),
  user_gone: row(20008, 'invalid_grant', 20008, 20008),
  user_frozen: row(20066, 'invalid_grant', 20022, 20022),
  user_resigned: row(20066, 'invalid_grant', 20021, 20021),
}

const generations = new Map<string, 'v2' | 'oidc' | 'legacy'>([
  ['/open-apis/authen/v2/oauth/token', 'v2'],
  ['/oauth/v3/token', 'v2'],
  ['/open-apis/authen/v1/oidc/access_token', 'oidc'],
  ['/open-apis/authen/v1/oidc/refresh_access_token', 'oidc'],
  ['/open-apis/authen/v1/access_token', 'legacy'],
  ['/open-apis/authen/v1/refresh_access_token', 'legacy'],
])

/** The old endpoints answer a bad token with numbers of their own; only where they are documented. */
const tokenCodes: Readonly<Record<number, readonly number[]>> = {
  99991663: [20005, 20013],
  99991664: [20005, 20014],
  99991668: [20005, 20013],
  99991671: [20005, 20014],
  99991677: [20005],
  99991662: [20042],
}

/** What the old endpoints call a refused token: HTTP 200 with the number, or nothing where they say nothing special. */
export function oldTokenCode(code: number, endpoint: Endpoint | undefined): number | undefined {
  if (!endpoint?.path.startsWith('/open-apis/authen/v1/')) return undefined
  return tokenCodes[code]?.find((number) => endpoint.errors?.includes(number))
}

const isInput = (error: unknown): error is AppError | InputError =>
  error instanceof InputError || (error instanceof AppError && error.code === 'invalid_input')

/** Bad input as a refusal: which of the three it is, the field tells. */
function refusalOf(error: AppError | InputError): { reason: Refusal; text: string } {
  const first = error.violations[0]
  const text = first ? `${first.field} ${first.description}` : error.message
  if (first?.field === 'grant_type' && first.description.startsWith('must be one of'))
    return { reason: 'grant_type_unsupported', text }
  return { reason: first?.description === 'is required' ? 'parameter_missing' : 'malformed', text }
}

/** An error of the sign-in endpoints as status, number and text; nothing for other endpoints and other errors. */
export function oauthCodeOf(error: unknown, endpoint: Endpoint | undefined) {
  const generation = generations.get(endpoint?.path ?? '')
  if (error instanceof OAuthRefusal) {
    const { reason, message } = error
    const status = generation === 'oidc' || generation === 'legacy' ? 200 : 400
    return { status, code: codes[reason][generation ?? 'v2'], msg: message }
  }
  const fault = { status: 500, code: 20050, msg: 'System error' }
  if (generation === undefined)
    return error instanceof AppError || isInput(error) || !endpoint?.errors?.includes(20050)
      ? undefined
      : fault
  if (isInput(error)) {
    const status = generation === 'v2' ? 400 : 200
    return { status, code: codes[refusalOf(error).reason][generation], msg: 'Invalid request' }
  }
  if (error instanceof AppError || !endpoint?.errors?.includes(20050)) return undefined
  return fault
}

/** The current token endpoints fail as OAuth libraries expect it: `{code, error, error_description}`. */
export function oauthFailureOf(error: unknown, endpoint: Endpoint | undefined): Failure | undefined {
  if (generations.get(endpoint?.path ?? '') !== 'v2') return undefined
  const wire = oauthCodeOf(error, endpoint) ?? { status: 500, code: 20050, msg: 'System error' }
  const refusal =
    error instanceof OAuthRefusal
      ? { reason: error.reason, text: error.message }
      : isInput(error)
        ? refusalOf(error)
        : undefined
  const message = refusal?.text ?? wire.msg
  return {
    status: wire.status,
    code: wire.code,
    message,
    headers: { 'cache-control': 'no-store' },
    body: {
      code: wire.code,
      error: refusal === undefined ? 'server_error' : codes[refusal.reason].error,
      error_description: message,
    },
  }
}
