import type { Grants, Users } from '../db/schema.ts'
import { findUser } from '../db/users.ts'
import type { AppEntry } from '../platform/registry.ts'
import type { Cx } from './cx.ts'
import { grantScopes, signUserToken } from './grants.ts'
import { OAuthRefusal } from './oauth-refusal.ts'
import { newOAuthSecret } from './oauth-secret.ts'

/** How long a refresh token lives unused, and how long after consenting a person must sign in again; ms. */
export const refreshLifetime = 7 * 24 * 3600_000
export const signInLifetime = 365 * 24 * 3600_000
export const refreshPrefix = 'ur-'
/** Expired refresh tokens are kept this long, so that their owner hears "expired" and not "unknown". */
const keepExpired = 30 * 24 * 3600_000

/** What an app gets when somebody signs in or their token is refreshed. */
export interface SignIn {
  readonly tenantId: string
  readonly user: Users
  readonly accessToken: string
  /** Seconds. */
  readonly expiresIn: number
  readonly scopes: readonly string[]
  readonly refresh: { readonly token: string; readonly expiresIn: number } | undefined
}

/** @throws OAuthRefusal when the person is gone, suspended or has left. */
export async function requireActivePerson(cx: Cx, userId: string): Promise<Users> {
  const user = await findUser(cx.db, cx.tenantId, userId)
  if (!user) throw new OAuthRefusal('user_gone')
  if (user.status === 'frozen') throw new OAuthRefusal('user_frozen')
  if (user.status === 'resigned') throw new OAuthRefusal('user_resigned')
  return user
}

/**
 * Makes the tokens of a sign-in. Runs inside a transaction.
 * @param rests.family the sign-in itself; refresh tokens belong to it even where the access token is narrower.
 */
export async function signInOf(
  cx: Cx,
  app: AppEntry,
  rests: { grant: Grants; family: Grants; user: Users; refreshable: boolean },
): Promise<SignIn> {
  const { token, expire } = signUserToken(cx, app, rests.grant)
  return {
    tenantId: cx.tenantId,
    user: rests.user,
    accessToken: token,
    expiresIn: expire,
    scopes: grantScopes(rests.grant).filter((scope) => app.scopes.has(scope)),
    refresh: rests.refreshable ? await issueRefreshToken(cx, rests.family) : undefined,
  }
}

async function issueRefreshToken(cx: Cx, family: Grants): Promise<{ token: string; expiresIn: number }> {
  const { text, id } = newOAuthSecret(cx.tenantId, refreshPrefix)
  const expiresAt = Math.min(cx.now + refreshLifetime, family.created_at + signInLifetime)
  await cx.db
    .deleteFrom('refresh_tokens')
    .where('tenant_id', '=', cx.tenantId)
    .where('expires_at', '<', cx.now - keepExpired)
    .execute()
  await cx.db
    .insertInto('refresh_tokens')
    .values({
      tenant_id: cx.tenantId,
      id,
      grant_id: family.id,
      created_at: cx.now,
      expires_at: expiresAt,
      used_at: null,
    })
    .execute()
  return { token: text, expiresIn: Math.floor((expiresAt - cx.now) / 1000) }
}
