import type { Endpoint } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { type Cx, type Services, newCx } from '../../domain/cx.ts'
import { AppError } from '../../domain/errors.ts'
import { type Visit, findVisit, visitCx } from '../../domain/visits.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import { failureOf } from '../console/dialect.ts'
import type { Caller, Dialect } from '../mount.ts'

/** Too many calls; `reset` is in whole seconds. */
class TooManyCalls extends Error {
  readonly reset: number
  constructor(reset: number) {
    super(`Too many calls. Try again in ${reset} seconds.`)
    this.reset = reset
  }
}

const visits = new WeakMap<FastifyRequest, Visit>()

/** The visit of an authenticated request. */
export function visitOf(request: FastifyRequest): Visit {
  const visit = visits.get(request)
  if (!visit) throw new AppError('not_signed_in')
  return visit
}

/** The guest behind the visit; before there is one, they have nothing to see. */
export const guestOf = (request: FastifyRequest): string => visitOf(request).userId ?? ''

/** Many visitors share an address: it may do so many times what one of them may. */
const perAddress = 10

/** The chat on other people's pages: a bearer token, bare JSON, and limits for each visit and each address. */
export const visitorDialect = (services: Services, limiter: RateLimiter): Dialect => ({
  quietSuccess: true,
  authenticate: (endpoint, name, request, caller) =>
    authenticate(services, limiter, endpoint, name, request, caller),
  schema: (endpoint) => endpoint.response,
  ok: (_endpoint, result) => result,
  fail: (error, _endpoint, caller, request) => {
    if (error instanceof TooManyCalls) {
      const { message, reset } = error
      return {
        status: 429,
        code: 429,
        message,
        headers: { 'retry-after': String(reset) },
        body: { code: 'too_many_calls', message, log_id: caller.logId },
      }
    }
    const failure = failureOf(error, caller)
    if (failure.status >= 500) request.log.error({ err: error, log_id: caller.logId }, 'request failed')
    return failure
  },
})

async function authenticate(
  services: Services,
  limiter: RateLimiter,
  endpoint: Endpoint,
  name: string,
  request: FastifyRequest,
  caller: Caller,
): Promise<Cx> {
  requireOwnPage(services, request)
  take(limiter, `visitor ${name} ${request.ip}`, endpoint, caller.now, perAddress)
  if (!endpoint.tokens.includes('visitor')) {
    take(limiter, `visitor ${name} alone ${request.ip}`, endpoint, caller.now, 1)
    return newCx(services, {
      tenantId: '',
      helpdeskId: '',
      actor: { kind: 'user', userId: '', role: undefined },
      now: caller.now,
    })
  }
  const visit = await requestVisit(services, request, caller.now)
  if (!visit) throw new AppError('not_signed_in')
  take(limiter, `visitor ${name} ${visit.id}`, endpoint, caller.now, 1)
  visits.set(request, visit)
  caller.tenantId = visit.widget.tenant_id
  if (visit.userId !== undefined) caller.userId = visit.userId
  return visitCx(services, visit, caller.now)
}

/** The visit whose token a request bears. */
export async function requestVisit(
  services: Services,
  request: FastifyRequest,
  now: number,
): Promise<Visit | undefined> {
  const token = /^Bearer ([\w.-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1]
  return token === undefined ? undefined : findVisit(services, token, now)
}

/** Where Pipit itself is reached, as browsers write it. */
export const ownOrigins = (services: Services, request: FastifyRequest): string[] => [
  new URL(services.baseUrl).origin,
  `${request.protocol}://${request.host}`,
]

/** The chat runs in a frame of our own: no other page has a reason to call, whatever token it has got hold of. */
export function requireOwnPage(services: Services, request: FastifyRequest): void {
  const { origin } = request.headers
  if (origin !== undefined && !ownOrigins(services, request).includes(origin))
    throw new AppError('origin_not_allowed')
}

function take(limiter: RateLimiter, key: string, { limit }: Endpoint, now: number, factor: number): void {
  if (!limit) return
  const { perMinute, perSecond } = limit
  const refusal = limiter.take(
    key,
    {
      ...(perMinute !== undefined && { perMinute: perMinute * factor }),
      ...(perSecond !== undefined && { perSecond: perSecond * factor }),
    },
    now,
  )
  if (refusal) throw new TooManyCalls(refusal.reset)
}
