import { invalid } from './errors.ts'

const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const host = new RegExp(`^(\\*\\.)?${label}(\\.${label})*(:\\d{1,5})?$`)

/** Domains as they are kept: lower case, punycode, `host`, `host:port` or `*.host`, each once. */
export const checkDomains = (domains: readonly string[], field: string): string[] => [
  ...new Set(domains.map((domain, i) => checkDomain(domain, `${field}.${i}`))),
]

function checkDomain(given: string, field: string): string {
  const wildcard = given.trim().startsWith('*.')
  const rest = wildcard ? given.trim().slice(2) : given.trim()
  // The parser also turns letters beyond ASCII into punycode and takes the usual port away.
  const parsed =
    /^[^/?#@\\\s*]+$/.test(rest) && URL.canParse(`http://${rest}`) ? new URL(`http://${rest}`).host : ''
  const domain = `${wildcard ? '*.' : ''}${parsed}`
  if (!host.test(domain))
    throw invalid(field, given, 'must be a host such as help.example.com, localhost:8080 or *.example.com')
  return domain
}

const covers = (domain: string, hostname: string): boolean =>
  domain.startsWith('*.') ? hostname.endsWith(domain.slice(1)) : domain === hostname

const isLocal = (hostname: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\]|[\w-]+(\.[\w-]+)*\.localhost)(:\d+)?$/.test(hostname)

/** Whether a page of `origin` is one of an allowed domain. `origin` is what a browser writes: scheme, host, port. */
export function isAllowedOrigin(origin: string, domains: readonly string[]): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: name } = new URL(origin)
  return (protocol === 'https:' || protocol === 'http:') && domains.some((domain) => covers(domain, name))
}

/**
 * The same list for `frame-ancestors`. A page that came over https is only shown in frames of https pages, except on
 * this machine.
 */
export const frameAncestors = (domains: readonly string[], secure: boolean): string =>
  [
    "'self'",
    ...domains.flatMap((d) => (secure && !isLocal(d) ? [`https://${d}`] : [`https://${d}`, `http://${d}`])),
  ].join(' ')

/** Whether browsers treat this host like one behind https: they keep `Secure` cookies of it. */
export const isTrustworthy = (protocol: string, hostname: string): boolean =>
  protocol === 'https' || isLocal(hostname)
