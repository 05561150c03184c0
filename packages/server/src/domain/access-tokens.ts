import {
  type AccessTokenRow,
  type TokenFilter,
  type TokenWithUser,
  countTokens,
  findToken,
  hashIsTaken,
  listTokens,
  lockToken,
} from '../db/access-tokens.ts'
import { fromJson, toJson } from '../db/json.ts'
import { type People, findRole, findUser, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { signJwt } from '../platform/jwt.ts'
import { sha256 } from '../platform/secrets.ts'
import { currentSecret } from './access-token-secret.ts'
import { requireManager } from './agents.ts'
import { checkDomains } from './allowed-domains.ts'
import { audit } from './audit.ts'
import { type Cx, type Role, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { endTokenSessions } from './sessions.ts'

export const accessTokenScopes = [
  'api:read',
  'api:write',
  'agent:login',
  'admin:login',
  'tokens:manage',
] as const
export type AccessTokenScope = (typeof accessTokenScopes)[number]

/** What a token of somebody with this role may have. */
export const scopesOfRole = (role: Role): AccessTokenScope[] =>
  accessTokenScopes.filter(
    (scope) => role !== 'agent' || (scope !== 'admin:login' && scope !== 'tokens:manage'),
  )

const day = 24 * 3600 * 1000
const defaultLife = 30 * day

/** When a token ends: at a time (Unix ms), never (null), or after thirty days where nothing is said. */
export type Expiry = number | null | undefined

export interface NewToken {
  readonly name: string
  readonly description?: string | undefined
  readonly userId: string
  readonly scopes: readonly AccessTokenScope[]
  readonly allowedDomains?: readonly string[] | undefined
  readonly expiresAt?: Expiry
}

export interface TokenChange {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly scopes?: readonly AccessTokenScope[] | undefined
  readonly allowedDomains?: readonly string[] | undefined
  readonly enabled?: boolean | undefined
}

export type TokenState = 'live' | 'disabled' | 'expired' | 'outdated' | 'without_user'

export function tokenState(token: TokenWithUser, now: number): TokenState {
  if (token.status === 'disabled') return 'disabled'
  if (token.key_id !== token.current_key) return 'outdated'
  if (token.expires_at !== null && token.expires_at <= now) return 'expired'
  return token.role === null || token.user_status !== 'active' ? 'without_user' : 'live'
}

export const tokenScopes = (token: AccessTokenRow): AccessTokenScope[] => fromJson(token.scopes)
export const tokenDomains = (token: AccessTokenRow): string[] => fromJson(token.allowed_domains)
export const hashToken = (token: string): string => sha256(token).toString('hex')

/** Owner and admins manage tokens; through a token, only one that was made for it. */
function requireTokenManager(cx: Cx): void {
  requireManager(cx)
  if (cx.actor.kind === 'user' && cx.actor.accessToken?.scopes.includes('tokens:manage') === false)
    throw new AppError('forbidden')
}

/** A token is as good as its person: admins only make and change those of agents and their own. */
function requireRank(cx: Cx, userId: string, role: Role | undefined): void {
  if (cx.actor.kind !== 'user' || cx.actor.role === 'owner' || cx.actor.userId === userId) return
  if (role === 'owner' || role === 'admin') throw new AppError('forbidden')
}

function checkScopes(
  cx: Cx,
  scopes: readonly AccessTokenScope[],
  role: Role | undefined,
): AccessTokenScope[] {
  const own = cx.actor.kind === 'user' ? cx.actor.accessToken?.scopes : undefined
  scopes.forEach((scope, i) => {
    const field = `scopes.${i}`
    if (role && !scopesOfRole(role).includes(scope))
      throw invalid(field, scope, 'is for owner and admins; the person is an agent')
    if (own && !own.includes(scope)) throw invalid(field, scope, 'is more than the calling token may do')
  })
  return accessTokenScopes.filter((scope) => scopes.includes(scope))
}

/** @returns the token in clear; only its hash is kept. */
export async function createAccessToken(
  cx: Cx,
  input: NewToken,
): Promise<{ value: string; token: TokenWithUser }> {
  requireTokenManager(cx)
  const allowedDomains = checkDomains(input.allowedDomains ?? [], 'allowed_domains')
  const made = await inTransaction(cx, async (cx) => {
    const role = await findRole(cx.db, cx.tenantId, cx.helpdeskId, input.userId)
    if (!role) throw invalid('user_id', input.userId, 'must be somebody who serves on the desk')
    requireRank(cx, input.userId, role)
    const scopes = checkScopes(cx, input.scopes, role)
    const id = newId(cx.now)
    const { value, columns } = await issue(cx, input.userId, input.expiresAt)
    await cx.db
      .insertInto('access_tokens')
      .values({
        tenant_id: cx.tenantId,
        id,
        helpdesk_id: cx.helpdeskId,
        user_id: input.userId,
        name: input.name,
        description: input.description ?? '',
        scopes: toJson(scopes),
        allowed_domains: toJson(allowedDomains),
        ...columns,
        status: 'active',
        last_used_at: null,
        created_by: actorUserId(cx),
        created_at: cx.now,
        updated_at: cx.now,
        rotated_at: null,
      })
      .execute()
    await audit(cx, 'access_token.created', [{ id, name: input.name }], scopes.join(' '))
    await emit(cx, 'access_token.changed', { tokenId: id })
    return { value, token: (await findToken(cx.db, cx.tenantId, id))! }
  })
  cx.registry.accessTokens.forgetAll()
  return made
}

/** Signs a value that no other token has: equal claims of the same second would give the same one. */
async function issue(cx: Cx, userId: string, expiry: Expiry) {
  const user = await findUser(cx.db, cx.tenantId, userId)
  if (!user) throw new AppError('user_not_found')
  const { keyId, algorithm, secret } = await currentSecret(cx)
  const end = expiry === undefined ? cx.now + defaultLife : expiry
  if (end !== null && end <= cx.now) throw invalid('expires_at', end, 'must be in the future')
  // Whole seconds, as the claim has them; two systems must not disagree on the last one.
  const exp = end === null ? undefined : Math.floor(end / 1000)
  const username = (user.email ?? user.user_id).toLowerCase()
  const sub = JSON.stringify({ platform: 'bytedesk', username })
  for (let iat = Math.floor(cx.now / 1000); ; iat -= 1) {
    const value = signJwt(algorithm, secret, { sub, iat, exp })
    const hash = hashToken(value)
    if (await hashIsTaken(cx.db, hash)) continue
    const expiresAt = exp === undefined ? null : exp * 1000
    return {
      value,
      columns: { key_id: keyId, token_hash: hash, hint: value.slice(-6), expires_at: expiresAt },
    }
  }
}

/** Changes a locked token and tells of it; `work` says what is written. */
async function changeToken<T>(
  cx: Cx,
  id: string,
  work: (cx: Cx, token: AccessTokenRow, role: Role | undefined) => Promise<T>,
): Promise<T> {
  requireTokenManager(cx)
  const result = await inTransaction(cx, async (cx) => {
    const token = await lockToken(cx.db, cx.tenantId, id)
    if (!token) throw new AppError('access_token_not_found')
    const role = await findRole(cx.db, cx.tenantId, token.helpdesk_id, token.user_id)
    requireRank(cx, token.user_id, role)
    const done = await work(cx, token, role)
    await emit(cx, 'access_token.changed', { tokenId: id })
    return done
  })
  cx.registry.accessTokens.forgetAll()
  return result
}

const setToken = (cx: Cx, id: string, values: Partial<AccessTokenRow>) =>
  cx.db
    .updateTable('access_tokens')
    .set({ ...values, updated_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', id)
    .execute()

export const updateAccessToken = (cx: Cx, id: string, change: TokenChange): Promise<TokenWithUser> =>
  changeToken(cx, id, async (cx, token, role) => {
    const values: Partial<AccessTokenRow> = {
      ...(change.name !== undefined && { name: change.name }),
      ...(change.description !== undefined && { description: change.description }),
      ...(change.scopes && { scopes: toJson(checkScopes(cx, change.scopes, role)) }),
      ...(change.allowedDomains && {
        allowed_domains: toJson(checkDomains(change.allowedDomains, 'allowed_domains')),
      }),
    }
    const subject = { id, name: values.name ?? token.name }
    const changed = Object.entries(values).filter(
      ([key, value]) => token[key as keyof AccessTokenRow] !== value,
    )
    if (changed.length > 0) {
      const detail = changed.map(([key, value]) => `${key}: ${value}`).join('; ')
      await audit(cx, 'access_token.updated', [subject], detail)
    }
    if (change.enabled !== undefined && change.enabled !== (token.status === 'active')) {
      values.status = change.enabled ? 'active' : 'disabled'
      await audit(cx, change.enabled ? 'access_token.enabled' : 'access_token.disabled', [subject])
    }
    await setToken(cx, id, values)
    // What a session may do was settled when it began.
    if (values.status === 'disabled' || values.scopes !== undefined) await endTokenSessions(cx, id)
    return (await findToken(cx.db, cx.tenantId, id))!
  })

/** Gives a token a new value; the old one and the sessions it has opened are dead at once. */
export const rotateAccessToken = (
  cx: Cx,
  id: string,
  expiresAt: Expiry,
): Promise<{ value: string; token: TokenWithUser }> =>
  changeToken(cx, id, async (cx, token) => {
    checkScopes(cx, tokenScopes(token), undefined)
    const { value, columns } = await issue(cx, token.user_id, expiresAt)
    await setToken(cx, id, { ...columns, rotated_at: cx.now })
    await endTokenSessions(cx, id)
    await audit(cx, 'access_token.rotated', [token])
    return { value, token: (await findToken(cx.db, cx.tenantId, id))! }
  })

export const deleteAccessToken = (cx: Cx, id: string): Promise<void> =>
  changeToken(cx, id, async (cx, token) => {
    await endTokenSessions(cx, id)
    await cx.db
      .deleteFrom('access_tokens')
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', id)
      .execute()
    await audit(cx, 'access_token.deleted', [token])
  })

/** Lets a token disable itself: signing out through the API. */
export async function disableOwnToken(cx: Cx): Promise<void> {
  const own = cx.actor.kind === 'user' ? cx.actor.accessToken : undefined
  if (!own) throw new AppError('forbidden')
  await inTransaction(cx, async (cx) => {
    const token = await lockToken(cx.db, cx.tenantId, own.id)
    if (!token) throw new AppError('access_token_not_found')
    await setToken(cx, own.id, { status: 'disabled' })
    await endTokenSessions(cx, own.id)
    await audit(cx, 'access_token.disabled', [token])
    await emit(cx, 'access_token.changed', { tokenId: own.id })
  })
  cx.registry.accessTokens.forgetAll()
}

export async function getAccessToken(cx: Cx, id: string): Promise<{ token: TokenWithUser; people: People }> {
  requireTokenManager(cx)
  const token = await findToken(cx.db, cx.tenantId, id)
  if (!token) throw new AppError('access_token_not_found')
  return { token, people: await peopleOfTokens(cx, [token]) }
}

export const peopleOfTokens = (cx: Cx, tokens: readonly AccessTokenRow[]): Promise<People> =>
  loadPeople(
    cx.db,
    cx.tenantId,
    tokens.flatMap((token) => [token.user_id, token.created_by]),
  )

/** A page, newest first. */
export async function listAccessTokens(
  cx: Cx,
  filter: TokenFilter,
  limit: number,
): Promise<{ tokens: TokenWithUser[]; people: People; next: string | undefined }> {
  requireTokenManager(cx)
  const rows = await listTokens(cx.db, cx.tenantId, filter, limit + 1)
  const tokens = rows.slice(0, limit)
  const next = rows.length > limit ? tokens.at(-1)!.id : undefined
  return { tokens, people: await peopleOfTokens(cx, tokens), next }
}

export const countAccessTokens = (cx: Cx, userId: string | undefined): Promise<number> =>
  countTokens(cx.db, cx.tenantId, userId)
