const origin = 'https://console.invalid'

/** Where to go after signing in: a path of this site, never another site's address. */
export function nextPath(next: string | undefined) {
  if (!next?.startsWith('/') || !URL.canParse(next, origin)) return '/agent'
  const url = new URL(next, origin)
  if (url.origin !== origin || url.pathname === '/login' || url.pathname === '/') return '/agent'
  return url.pathname + url.search + url.hash
}
