import type { Endpoint } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { findGrant } from '../../db/grants.ts'
import { fromJson } from '../../db/json.ts'
import { type Actor, type Cx, type Services, newCx } from '../../domain/cx.ts'
import type { RateLimiter } from '../../platform/rate-limit.ts'
import type { AppEntry, HelpdeskEntry } from '../../platform/registry.ts'
import { sameHash, sha256 } from '../../platform/secrets.ts'
import { type TokenClaims, readToken } from '../../platform/tokens.ts'
import type { Caller } from '../mount.ts'
import { WireError } from './errors.ts'

/**
 * Checks a call in the vendor's order: token, app, address, scope, rate, help desk header.
 * HTTP statuses that are not published are 400, as on the confirmed neighbours (docs/compat/feishu.md).
 */
export async function authenticate(
  services: Services,
  limiter: RateLimiter,
  endpoint: Endpoint,
  name: string,
  request: FastifyRequest,
  caller: Caller,
): Promise<Cx> {
  if (endpoint.tokens.length === 0)
    return newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: caller.now })

  const claims = claimsOf(services, request)
  const app = await liveApp(services, claims, caller)
  caller.tenantId = app.tenantId
  caller.appId = app.id
  requireKind(endpoint, claims)
  requireAddress(app, request.ip)
  const missing = endpoint.scopes?.length && !endpoint.scopes.some((scope) => app.scopes.has(scope))
  if (missing) throw lacksScope(99991672, endpoint.scopes, app.id)
  requireRate(limiter, endpoint, name, app, caller.now)

  let helpdeskId = ''
  if (endpoint.helpdesk) {
    const header = request.headers['x-lark-helpdesk-authorization']
    const desk = helpdeskOf(services, typeof header === 'string' ? header : '', app.tenantId)
    helpdeskId = (desk instanceof Promise ? await desk : desk).id
  }
  const actor: Actor =
    claims.kind !== 'user'
      ? { kind: 'app', appId: app.id }
      : await userActor(services, endpoint, claims, app, helpdeskId, caller)
  return newCx(services, { tenantId: app.tenantId, helpdeskId, actor, now: caller.now })
}

function claimsOf(services: Services, request: FastifyRequest): TokenClaims {
  const header = request.headers.authorization
  if (!header)
    throw new WireError(
      400,
      99991661,
      'Missing access token for authorization. Send Authorization: Bearer <token>.',
    )
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (!token)
    throw new WireError(
      400,
      99991661,
      'Missing access token for authorization. Send Authorization: Bearer <token>.',
    )
  const prefix = token.slice(0, 2)
  if (prefix !== 't-' && prefix !== 'u-' && prefix !== 'a-')
    throw new WireError(400, 99991671, 'Invalid access token: it must start with t- or u-.')
  const claims = readToken(services.keys.signing, token)
  if (!claims) throw invalidToken(prefix)
  return claims
}

const prefixOf = { tenant: 't-', app: 'a-', user: 'u-' } as const

function invalidToken(prefix: string, why = 'is not valid for authorization'): WireError {
  if (prefix === 'u-')
    return new WireError(400, 99991668, `Invalid access token: the user_access_token ${why}.`)
  if (prefix === 'a-')
    return new WireError(400, 99991664, `Invalid access token: the app_access_token ${why}.`)
  return new WireError(400, 99991663, `Invalid access token: the tenant_access_token ${why}.`)
}

async function liveApp(services: Services, claims: TokenClaims, caller: Caller): Promise<AppEntry> {
  const known = services.registry.app(claims.appId)
  const app = known instanceof Promise ? await known : known
  const prefix = prefixOf[claims.kind]
  if (!app) throw invalidToken(prefix)
  if (!app.enabled) throw new WireError(400, 99991662, 'The app is disabled.')
  if (claims.epoch !== app.tokenEpoch) throw invalidToken(prefix)
  if (claims.expiresAt * 1000 <= caller.now) {
    if (claims.kind === 'user') throw new WireError(400, 99991677, 'The user_access_token has expired.')
    throw invalidToken(prefix, 'has expired')
  }
  if (claims.tenantId === undefined) return app
  const there = await services.registry.appIn(app.id, claims.tenantId)
  if (!there?.enabled) throw new WireError(400, 99991673, 'The app is not installed in this tenant.')
  return there
}

/** A self-built app's app token and tenant token are the same value, so either opens what takes an app token. */
function requireKind(endpoint: Endpoint, claims: TokenClaims): void {
  const kinds: readonly string[] = endpoint.tokens
  if (kinds.includes(claims.kind) || (claims.kind === 'tenant' && kinds.includes('app'))) return
  const wanted = endpoint.tokens.map((kind) => `${kind}_access_token`).join(' or ')
  throw invalidToken(prefixOf[claims.kind], `is of the wrong kind, this API takes a ${wanted}`)
}

function requireAddress(app: AppEntry, ip: string): void {
  if (app.ipAllowList.length === 0) return
  const address = ip.startsWith('::ffff:') ? ip.slice(7) : ip
  if (!app.ipAllowList.includes(address))
    throw new WireError(400, 99991401, `ip ${address} is denied by app setting`, { appId: app.id })
}

export const lacksScope = (code: number, scopes: readonly string[], appId: string): WireError =>
  new WireError(
    400,
    code,
    `Access denied. One of the following scopes is required: [${scopes.join(', ')}].`,
    { scopes, appId },
  )

function requireRate(
  limiter: RateLimiter,
  endpoint: Endpoint,
  name: string,
  app: AppEntry,
  now: number,
): void {
  const refusal = limiter.take(`${app.id} ${name}`, endpoint.limit, now)
  if (!refusal) return
  throw new WireError(429, 99991400, 'request trigger frequency limit', {
    headers: {
      'x-ogw-ratelimit-limit': String(refusal.limit),
      'x-ogw-ratelimit-reset': String(refusal.reset),
    },
  })
}

const unauthorized = () =>
  new WireError(401, 154001, 'Unauthorized, please check you have the correct access', {
    violations: [
      {
        field: 'X-Lark-Helpdesk-Authorization',
        value: '',
        description: "must be base64(helpdesk_id:helpdesk_token) of a help desk in the app's own tenant",
      },
    ],
  })

/** Headers that were accepted, with the entry they were accepted for. */
const accepted = new Map<string, HelpdeskEntry>()
const acceptedAtMost = 10_000

/**
 * The official Node SDK writes `Bearer ` before the value, the others do not. A header that was accepted once is
 * good as long as the registry holds the very entry it was checked against: a reset replaces the entry.
 */
function helpdeskOf(
  services: Services,
  header: string,
  tenantId: string,
): HelpdeskEntry | Promise<HelpdeskEntry> {
  const before = accepted.get(header)
  if (before && before.tenantId === tenantId && services.registry.helpdesk(before.id) === before)
    return before
  const value = header.replace(/^Bearer +/i, '')
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) throw unauthorized()
  const text = Buffer.from(value, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon < 1) throw unauthorized()
  const accept = (desk: HelpdeskEntry | undefined): HelpdeskEntry => {
    if (!desk || desk.tenantId !== tenantId) throw unauthorized()
    if (!sameHash(sha256(text.slice(colon + 1)), desk.tokenHash)) throw unauthorized()
    if (accepted.size >= acceptedAtMost) accepted.clear()
    accepted.set(header, desk)
    return desk
  }
  const known = services.registry.helpdesk(text.slice(0, colon))
  return known instanceof Promise ? known.then(accept) : accept(known)
}

/** The old sign-in endpoints have numbers for why a person is away; elsewhere their token is just not good. */
function userGone(status: 'frozen' | 'resigned', endpoint: Endpoint): WireError {
  if (!endpoint.errors?.includes(20021)) return invalidToken('u-')
  return status === 'frozen'
    ? new WireError(200, 20022, 'User frozen')
    : new WireError(200, 20021, 'User resigned')
}

/** User tokens stand for a consent that can be withdrawn and a person who can leave: both are looked up. */
async function userActor(
  services: Services,
  endpoint: Endpoint,
  claims: TokenClaims,
  app: AppEntry,
  helpdeskId: string,
  caller: Caller,
): Promise<Actor> {
  const [row] = await findGrant(services.engine, {
    tenant: app.tenantId,
    grant: claims.grantId ?? '',
    helpdesk: helpdeskId,
  })
  if (!row || row.app_id !== app.id || row.revoked_at !== null) throw invalidToken('u-')
  if (row.status !== 'active') throw userGone(row.status, endpoint)
  caller.userId = row.user_id
  const granted = fromJson<string[]>(row.scopes)
  if (endpoint.scopes?.length && !endpoint.scopes.some((scope) => granted.includes(scope)))
    throw lacksScope(99991679, endpoint.scopes, app.id)
  if (endpoint.helpdesk && row.role === null)
    throw new WireError(403, 154003, 'Forbidden: the user is not owner, admin or agent of the help desk')
  return { kind: 'user', userId: row.user_id, role: row.role ?? undefined, appId: app.id, scopes: granted }
}
