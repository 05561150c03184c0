import type { Endpoint } from './endpoint.ts'
import type { Reply } from './reply.ts'

interface Failure {
  readonly endpoint: Endpoint
  readonly code: number
  readonly status: number
  readonly reply: Reply<unknown>
  readonly headers: Readonly<Record<string, string>>
  readonly retryAfter: number | undefined
}

/** What to do, by code. Codes and their meaning: the vendor's list of generic and help desk errors. */
const byCode: Readonly<Record<number, string>> = {
  10003: 'Check `appId` and `appSecret`: one of them is empty or malformed.',
  10005: 'Check `appId`: this app may not do this.',
  10014: 'Check `appId` and `appSecret` against the credentials page of the app.',
  10015: 'Check `appSecret` against the credentials page of the app.',
  20029: 'Register this `redirect_uri` with the app.',
  99991400: 'Make fewer calls, or raise `retries`.',
  99991401: 'Add the address of this machine to the IP allow list of the app.',
  99991661: 'No token arrived: a proxy may have removed the Authorization header.',
  99991663: 'The tenant token was refused: check `domain`, and that the endpoint takes a tenant token.',
  99991664: 'The app token was refused: check `domain` and `appType`.',
  99991668: 'The user token was refused: sign the user in again.',
  99991671: 'Pass the token alone, without "Bearer".',
  99991672: 'Add one of the scopes to the app and publish a version.',
  99991677: 'The user token has expired: refresh it.',
  99991679: 'Ask the user to grant the scope.',
  154001: 'Check `helpDeskId` and `helpDeskToken`, and that the desk and the app belong to the same tenant.',
  154003: 'The help desk owner, or the user whose token was sent, may not do this.',
  154004: 'Check the ids in the call: nothing is there.',
}

const skewTolerance = 60_000

/** One or two sentences for the end of an error message. */
export function adviceFor(failure: Failure): string {
  const { code, status, reply } = failure
  const parts: string[] = []
  const scopes = reply.error?.permission_violations?.map((v) => v.subject).filter(Boolean)
  const fields = reply.error?.field_violations?.map((v) => `${v.field}: ${v.description ?? 'not accepted'}`)
  if (scopes?.length)
    parts.push(`Needs ${scopes.length > 1 ? 'one of the scopes' : 'the scope'} ${scopes.join(', ')}.`)
  if (fields?.length) parts.push(`Fields: ${fields.join('; ')}.`)
  if (status === 429 && failure.retryAfter !== undefined) parts.push(`Wait ${failure.retryAfter} s.`)
  const advice = byCode[code] ?? (status === 429 ? byCode[99991400] : undefined)
  if (advice) parts.push(advice)
  const skew = clockAdvice(failure)
  if (skew) parts.push(skew)
  return parts.join(' ')
}

/** A wrong clock makes fresh tokens and signatures look expired; nothing else in the reply would tell. */
function clockAdvice({ status, code, headers }: Failure): string | undefined {
  if (status !== 401 && !/^(999916\d\d|154001)$/.test(String(code))) return undefined
  const skew = skewOf(headers)
  if (skew === undefined || Math.abs(skew) < skewTolerance) return undefined
  const seconds = Math.round(Math.abs(skew) / 1000)
  return `The clock of this machine is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} the server's: correct it (NTP).`
}

/** Milliseconds by which this machine's clock is ahead of the server's. */
export function skewOf(headers: Readonly<Record<string, string>>): number | undefined {
  const date = headers['date']
  const server = date === undefined ? Number.NaN : Date.parse(date)
  return Number.isNaN(server) ? undefined : Date.now() - server
}
