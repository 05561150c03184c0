const passwordName = 'pipit_session'
/** A session that an AccessToken has opened; with a name of its own, it leaves the other one alone. */
const tokenName = 'pipit_token_session'

function valueOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return undefined
}

/** The session that a password has opened. */
export const readCookie = (header: string | undefined): string | undefined => valueOf(header, passwordName)

/** All sessions of a browser, the one to be tried first at the front: a link means whom it was made for. */
export const readCookies = (header: string | undefined): string[] =>
  [tokenName, passwordName].flatMap((name) => valueOf(header, name) ?? [])

export const hasTokenCookie = (header: string | undefined): boolean =>
  header?.includes(`${tokenName}=`) ?? false

/** `Lax` keeps the cookie from other sites' forms; scripts never see it. An empty value deletes it. */
export function writeCookie(value: string, lifetimeMs: number, secure: boolean): string {
  const age = value === '' ? 0 : Math.floor(lifetimeMs / 1000)
  return `${passwordName}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

/**
 * The cookie of a token's session. Frames of other sites only get `None` cookies, and those must be `Secure`;
 * `Partitioned` keeps it to the one site that holds the frame. An empty value deletes it.
 */
export function writeTokenCookie(value: string, lifetimeMs: number, trustworthy: boolean): string {
  const age = value === '' ? 0 : Math.max(1, Math.floor(lifetimeMs / 1000))
  const reach = trustworthy ? 'SameSite=None; Secure; Partitioned' : 'SameSite=Lax'
  return `${tokenName}=${value}; Path=/; Max-Age=${age}; HttpOnly; ${reach}`
}
