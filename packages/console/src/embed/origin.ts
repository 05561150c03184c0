/** Whether the page runs in a frame of another page. */
export const isFramed = () => window.parent !== window

/**
 * Whether a token's allowed domains name this origin, read as the browser reads `frame-ancestors`: `host` means the
 * default port, `host:port` that port, `*.host` what is below it.
 */
export function isAllowedOrigin(origin: string, domains: readonly string[]) {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false
  const { host } = new URL(origin)
  return domains
    .map((domain) => domain.toLowerCase())
    .some((domain) => (domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain))
}

interface Place {
  readonly ancestorOrigins: ArrayLike<string> | undefined
  readonly referrer: string
}

/** Who holds the frame, as far as the browser says it; Firefox only has the referrer, and not always that. */
export function hostOrigin(
  { ancestorOrigins, referrer }: Place = {
    ancestorOrigins: location.ancestorOrigins,
    referrer: document.referrer,
  },
) {
  const [parent] = Array.from(ancestorOrigins ?? [])
  if (parent) return parent
  return URL.canParse(referrer) ? new URL(referrer).origin : undefined
}
