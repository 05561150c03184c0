import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { findRequestSession } from './dialects/console/dialect.ts'
import type { Services } from './domain/cx.ts'

const built = fileURLToPath(new URL('../../console/dist/', import.meta.url))

/** Pages run our own scripts only, and nobody may put them into a frame. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}

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
): Promise<(reply: FastifyReply) => FastifyReply> {
  const index = existsSync(`${built}index.html`) ? readFileSync(`${built}index.html`, 'utf8') : undefined
  const page = (reply: FastifyReply): FastifyReply =>
    index === undefined
      ? reply.code(503).type('text/plain').send('The console has not been built: npm run build')
      : reply.headers(pageHeaders).send(index)

  for (const path of ['/agent', '/agent/*', '/admin', '/admin/*', '/login', '/oauth/authorize', '/account'])
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
