import type { Endpoint } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { isTokenOrigin, noteUse, useAccessToken } from '../../domain/access-token-use.ts'
import { type Cx, type Services, newCx } from '../../domain/cx.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import type { Caller, Dialect } from '../mount.ts'
import { TokenError, TooManyCalls, tokenFailure } from './errors.ts'

/** Bearer tokens; bare bodies under `/api/*`, the envelope `{message, code, data}` under `/api/v1/*`. */
export const accessTokenDialect = (services: Services, limiter: RateLimiter): Dialect => ({
  authenticate: (endpoint, name, request, caller) =>
    authenticate(services, limiter, endpoint, name, request, caller),
  schema: (endpoint) =>
    endpoint.envelope === 'bare'
      ? endpoint.response
      : Type.Object({ message: Type.String(), code: Type.Integer(), data: endpoint.response }),
  ok: (endpoint, result) =>
    endpoint.envelope === 'bare' ? result : { message: 'success', code: 200, data: result },
  fail: (error, endpoint, caller, request) => {
    const isFile = endpoint?.envelope === 'binary'
    const failure = tokenFailure(error, endpoint?.path ?? '/api/', caller, isFile)
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
  const { now } = caller
  if (endpoint.tokens.length === 0)
    return newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now })
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1]
  if (given === undefined) throw new TokenError('missing')
  const use = await useAccessToken(services, given, now)
  if (use.entry) {
    caller.tenantId = use.entry.tenantId
    caller.userId = use.entry.userId
  }
  if (use.refusal !== undefined) throw new TokenError(use.refusal)
  const { entry, role } = use
  const { origin } = request.headers
  if (origin !== undefined && !isTokenOrigin(entry, origin, `${request.protocol}://${request.host}`))
    throw new TokenError('domain_not_allowed')
  const scopes = endpoint.scopes ?? []
  if (scopes.length > 0 && !scopes.some((scope) => entry.scopes.has(scope)))
    throw new TokenError('missing_scope', `The accessToken needs the scope ${scopes.join(' or ')}.`)
  const refusal = limiter.take(`${entry.id} ${name}`, endpoint.limit, now)
  if (refusal) throw new TooManyCalls(refusal.reset)
  noteUse(services, entry, now)
  return newCx(services, {
    tenantId: entry.tenantId,
    helpdeskId: entry.helpdeskId,
    actor: {
      kind: 'user',
      userId: entry.userId,
      role,
      accessToken: { id: entry.id, scopes: [...entry.scopes] },
    },
    now,
  })
}
