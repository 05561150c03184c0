import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasTokenCookie } from './dialects/console/cookie.ts'
import { findRequestSession } from './dialects/console/dialect.ts'
import { frameAncestors } from './domain/allowed-domains.ts'
import type { Services } from './domain/cx.ts'
import type { SignOn } from './domain/sessions.ts'
import type { Area } from './domain/sign-on.ts'
import type { RequestLog } from './platform/request-log.ts'
import { hasAccessToken, isFramed, mountRefusals, refuseSignOn, signOnByAddress } from './sign-on.ts'

const built = fileURLToPath(new URL('../../console/dist/', import.meta.url))

/** Pages run our own scripts only, and only those whom a token allows it may put them into a frame. */
const headersFor = (ancestors: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy': `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; frame-ancestors ${ancestors}; base-uri 'none'; form-action 'self'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  ...(ancestors === "'none'" && { 'x-frame-options': 'DENY' }),
})

const framesOf = ({ allowedDomains }: SignOn, request: FastifyRequest): string =>
  frameAncestors(allowedDomains, request.protocol === 'https')

/** Other people's pages load the host library: from any origin, and never older than the server. */
const libraryHeaders = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
}

/** Serves the console: one page for every address below /agent and /admin, and the few a person meets alone. */
export async function mountPages(
  app: FastifyInstance,
  services: Services,
  log: RequestLog,
): Promise<(reply: FastifyReply) => FastifyReply> {
  const index = existsSync(`${built}index.html`) ? readFileSync(`${built}index.html`, 'utf8') : undefined
  const page = (reply: FastifyReply, ancestors = "'none'"): FastifyReply => {
    reply.headers(headersFor(ancestors))
    return index === undefined
      ? reply.code(503).type('text/plain').send('The console has not been built: npm run build')
      : reply.send(index)
  }

  /** A page below /agent or /admin: for whom a token in the address is swapped, and which a token may frame. */
  const areaPage = async (area: Area, request: FastifyRequest, reply: FastifyReply) => {
    if (hasAccessToken(request)) return signOnByAddress(services, log, area, request, reply)
    if (request.url === `/${area}/auth/login`) return reply.redirect('/login', 303)
    if (!hasTokenCookie(request.headers.cookie)) return page(reply)
    const session = await findRequestSession(services, request, Date.now())
    if (session?.signOn) return page(reply, framesOf(session.signOn, request))
    // In a frame, the browser would show nothing at all instead of a page that asks for a password.
    return !session && isFramed(request) ? refuseSignOn(reply, 'expired') : page(reply)
  }
  for (const area of ['agent', 'admin'] as const)
    for (const path of [`/${area}`, `/${area}/*`])
      app.get(path, (request, reply) => areaPage(area, request, reply))
  mountRefusals(app)
  for (const path of ['/login', '/oauth/authorize', '/account', '/preferences'])
    app.get(path, (_, reply) => page(reply))
  app.get('/', async (request, reply) => {
    const session = await findRequestSession(services, request, Date.now())
    if (!session) return reply.redirect('/login')
    if (session.role === undefined) return reply.redirect('/account')
    return reply.redirect(session.role === 'agent' ? '/agent' : '/admin')
  })
  if (existsSync(`${built}assets`))
    await app.register(fastifyStatic, {
      root: `${built}assets`,
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      wildcard: true,
    })
  if (existsSync(`${built}embed`))
    await app.register(fastifyStatic, {
      root: `${built}embed`,
      prefix: '/embed/',
      decorateReply: false,
      cacheControl: false,
      setHeaders: (file) => {
        for (const [name, value] of Object.entries(libraryHeaders)) file.setHeader(name, value)
      },
    })
  return page
}
