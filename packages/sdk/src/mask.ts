const mask = '***'

const secretHeaders = new Set(['authorization', 'x-lark-helpdesk-authorization', 'cookie', 'set-cookie'])

const secretMembers = new Set([
  'app_secret',
  'appsecret',
  'app_ticket',
  'app_access_token',
  'tenant_access_token',
  'user_access_token',
  'access_token',
  'accesstoken',
  'refresh_token',
  'helpdesk_token',
  'client_secret',
  'client_assertion',
  'clientassertion',
  'code_verifier',
  'password',
])

/** Headers fit for a log. */
export const maskHeaders = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      secretHeaders.has(name.toLowerCase()) ? mask : value,
    ]),
  )

/** A body fit for a log: secrets replaced, everything else as it is. */
export function maskBody(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(maskBody)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, isSecret(name, member) ? mask : maskBody(member)]),
  )
}

/** A text body fit for a log. */
export function maskText(text: string): unknown {
  try {
    return maskBody(JSON.parse(text))
  } catch {
    return `${text.length} characters`
  }
}

// `code` is a number in replies and a one-time secret in sign-in requests.
const isSecret = (name: string, member: unknown) =>
  secretMembers.has(name.toLowerCase()) || (name === 'code' && typeof member === 'string')

/** A path with query fit for a log. */
export const maskPath = (path: string): string =>
  path.replaceAll(/([?&](?:code|access_token|accessToken|refresh_token|ticket)=)[^&]*/g, `$1${mask}`)
