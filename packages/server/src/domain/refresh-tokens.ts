import type { Grants, RefreshTokens } from '../db/schema.ts'
import type { AppEntry } from '../platform/registry.ts'
import { type Cx, inTransaction } from './cx.ts'
import { grantScopes, narrowedGrant, revokeGrant } from './grants.ts'
import { OAuthRefusal, type Refusal } from './oauth-refusal.ts'
import { narrowScopes, offlineAccess } from './oauth-scopes.ts'
import { readOAuthSecret } from './oauth-secret.ts'
import { type SignIn, refreshPrefix, requireActivePerson, signInOf } from './oauth-tokens.ts'

export interface RefreshRequest {
  readonly refreshToken: string
  readonly scope?: string | undefined
  /** The first forms of sign-in refresh without `offline_access`. */
  readonly alwaysRefresh?: boolean
}

/** Why a refresh token is not good; nothing when it is. */
export function refreshProblem(
  token: Pick<RefreshTokens, 'used_at' | 'expires_at'>,
  family: Pick<Grants, 'app_id' | 'revoked_at' | 'created_at' | 'scopes'>,
  request: Pick<RefreshRequest, 'alwaysRefresh'>,
  app: Pick<AppEntry, 'id' | 'scopes' | 'tokenAnchorAt'>,
  now: number,
): Refusal | undefined {
  if (family.app_id !== app.id) return 'refresh_foreign'
  // A new secret ends everything that was made with the old one.
  if (family.revoked_at !== null || family.created_at < app.tokenAnchorAt) return 'refresh_revoked'
  if (token.used_at !== null) return 'refresh_used'
  if (token.expires_at <= now) return 'refresh_expired'
  if (request.alwaysRefresh) return undefined
  const offline = grantScopes(family).includes(offlineAccess) && app.scopes.has(offlineAccess)
  return offline ? undefined : 'refresh_not_allowed'
}

/**
 * Exchanges a refresh token for new tokens; it is good once. Whoever uses it a second time is a thief or has been
 * robbed, which cannot be told apart: the whole sign-in ends. @throws OAuthRefusal
 */
export async function refreshSignIn(anywhere: Cx, app: AppEntry, request: RefreshRequest): Promise<SignIn> {
  const secret = readOAuthSecret(request.refreshToken, refreshPrefix)
  if (!secret) throw new OAuthRefusal('refresh_malformed')
  const outer: Cx = { ...anywhere, tenantId: secret.tenantId }
  // Before the transaction: it may need a connection of its own.
  const here = await outer.registry.appIn(app.id, outer.tenantId)
  const outcome = await inTransaction(outer, async (cx): Promise<Refusal | SignIn> => {
    const token = await cx.db
      .selectFrom('refresh_tokens')
      .selectAll()
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', secret.id)
      .forUpdate()
      .executeTakeFirst()
    const family = token && (await lockGrant(cx, token.grant_id))
    if (!token || !family) return 'refresh_unknown'
    const problem = refreshProblem(token, family, request, here ?? app, cx.now)
    if (problem === 'refresh_used') await revokeGrant(cx, family)
    if (problem) return problem
    if (!here?.enabled) return 'app_not_installed'
    return rotate(cx, here, token, family, request)
  })
  // Thrown only now: what a second use revokes must stay revoked.
  if (typeof outcome === 'string') throw new OAuthRefusal(outcome)
  return outcome
}

const lockGrant = (cx: Cx, id: string): Promise<Grants | undefined> =>
  cx.db
    .selectFrom('grants')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

async function rotate(
  cx: Cx,
  app: AppEntry,
  token: RefreshTokens,
  family: Grants,
  request: RefreshRequest,
): Promise<SignIn> {
  const user = await requireActivePerson(cx, family.user_id)
  const scopes = narrowScopes(grantScopes(family), request.scope)
  await cx.db
    .updateTable('refresh_tokens')
    .set({ used_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', token.id)
    .execute()
  const grant = await narrowedGrant(cx, family, scopes)
  return signInOf(cx, app, { grant, family, user, refreshable: true })
}
