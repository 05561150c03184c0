import { accessToken } from '@pipit/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isAllowedOrigin } from '../../domain/allowed-domains.ts'
import type { Services } from '../../domain/cx.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import type { RequestLog } from '../../platform/request-log.ts'
import { mount } from '../mount.ts'
import { accessTokenDialect } from './dialect.ts'
import { isTokenFace } from './errors.ts'
import { accessTokenHandlers } from './handlers.ts'

const shared = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers': 'Authorization, Content-Type',
  'access-control-max-age': '600',
}

/** Mounts `/api/*` and `/auth/v1/*` for programs, and for the pages of domains that some token allows. */
export function mountTokenFaces(
  app: FastifyInstance,
  log: RequestLog,
  services: Services,
  limiter: RateLimiter,
): void {
  const isFromAllowedDomain = async (request: FastifyRequest): Promise<boolean> => {
    const { origin } = request.headers
    return origin !== undefined && isAllowedOrigin(origin, await services.registry.accessTokens.domains())
  }

  // A preflight names no token, and a page must be able to read why its token was refused. So the browser is told of
  // the domains of all tokens; whether this token may be used there is decided with the call.
  app.addHook('onRequest', async (request, reply) => {
    if (!isTokenFace((request.raw.url ?? '').split('?')[0]!)) return
    reply.header('vary', 'Origin')
    if (!(await isFromAllowedDomain(request))) return
    reply.headers({
      'access-control-allow-origin': request.headers.origin,
      'access-control-expose-headers': 'X-Total-Count, Link, Content-Disposition, X-Tt-Logid, Retry-After',
    })
  })
  for (const url of ['/api/*', '/auth/v1/*'])
    app.options(url, async (request, reply) => {
      if (!(await isFromAllowedDomain(request))) return reply.code(403).send()
      return reply.headers(shared).code(204).send()
    })

  mount(app, log, accessTokenDialect(services, limiter), accessToken, accessTokenHandlers)
}
