const name = 'pipit_session'

export function readCookie(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const equals = part.indexOf('=')
    if (part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim()
  }
  return undefined
}

/** `Lax` keeps the cookie from other sites' forms; scripts never see it. An empty value deletes it. */
export function writeCookie(value: string, lifetimeMs: number, secure: boolean): string {
  const age = value === '' ? 0 : Math.floor(lifetimeMs / 1000)
  return `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}
