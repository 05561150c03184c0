import { fromJson, toJson } from '../db/json.ts'
import type { Grants, OauthCodes } from '../db/schema.ts'
import type { AppEntry } from '../platform/registry.ts'
import type { Authorization } from './authorization.ts'
import { type Cx, inTransaction } from './cx.ts'
import { createGrant, revokeGrant } from './grants.ts'
import { OAuthRefusal, type Refusal } from './oauth-refusal.ts'
import { narrowScopes, offlineAccess } from './oauth-scopes.ts'
import { fitsChallenge, newOAuthSecret, readOAuthSecret } from './oauth-secret.ts'
import { type SignIn, requireActivePerson, signInOf } from './oauth-tokens.ts'

export const codeLifetime = 5 * 60_000
/** Codes are kept this long after their end, so that a second use is seen for what it is. */
const keepUsed = 24 * 3600_000

/** Makes the code that an app redeems for tokens. Runs inside a transaction. */
export async function issueCode(cx: Cx, userId: string, asked: Authorization): Promise<string> {
  const { text, id } = newOAuthSecret(cx.tenantId)
  await cx.db
    .deleteFrom('oauth_codes')
    .where('tenant_id', '=', cx.tenantId)
    .where('expires_at', '<', cx.now - keepUsed)
    .execute()
  await cx.db
    .insertInto('oauth_codes')
    .values({
      tenant_id: cx.tenantId,
      id,
      app_id: asked.app.id,
      user_id: userId,
      redirect_uri: asked.redirectUri,
      scopes: toJson(asked.scopes),
      code_challenge: asked.challenge ?? null,
      code_challenge_method: asked.challenge === undefined ? null : asked.challengeMethod,
      grant_id: null,
      created_at: cx.now,
      expires_at: cx.now + codeLifetime,
      used_at: null,
    })
    .execute()
  return text
}

export interface CodeRequest {
  readonly code: string
  readonly redirectUri?: string | undefined
  readonly verifier?: string | undefined
  readonly scope?: string | undefined
  /** The first forms of sign-in always come with a refresh token; the current one only with `offline_access`. */
  readonly alwaysRefresh?: boolean
}

/** Why a code is not good for this request; nothing when it is. */
export function codeProblem(
  code: Pick<
    OauthCodes,
    'app_id' | 'used_at' | 'expires_at' | 'redirect_uri' | 'code_challenge' | 'code_challenge_method'
  >,
  request: CodeRequest,
  appId: string,
  now: number,
): Refusal | undefined {
  if (code.app_id !== appId) return 'code_foreign'
  if (code.used_at !== null) return 'code_used'
  if (code.expires_at <= now) return 'code_expired'
  if (request.redirectUri !== undefined && request.redirectUri !== code.redirect_uri)
    return 'redirect_uri_mismatch'
  const method = code.code_challenge_method as 'S256' | 'plain' | null
  if (!fitsChallenge(code.code_challenge, method, request.verifier)) return 'pkce_failed'
  return undefined
}

/** Redeems a code for tokens. A second use ends everything that came of the first. @throws OAuthRefusal */
export async function exchangeCode(anywhere: Cx, app: AppEntry, request: CodeRequest): Promise<SignIn> {
  const secret = readOAuthSecret(request.code)
  if (!secret) throw new OAuthRefusal('code_unknown')
  const outer: Cx = { ...anywhere, tenantId: secret.tenantId }
  // Before the transaction: it may need a connection of its own.
  const here = await outer.registry.appIn(app.id, outer.tenantId)
  const outcome = await inTransaction(outer, async (cx): Promise<Refusal | SignIn> => {
    const code = await cx.db
      .selectFrom('oauth_codes')
      .selectAll()
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', secret.id)
      .forUpdate()
      .executeTakeFirst()
    if (!code) return 'code_unknown'
    const problem = codeProblem(code, request, app.id, cx.now)
    if (problem === 'code_used' && code.grant_id !== null)
      await revokeGrant(cx, { id: code.grant_id, app_id: code.app_id, user_id: code.user_id })
    if (problem) return problem
    if (!here?.enabled) return 'app_not_installed'
    return redeem(cx, here, code, request)
  })
  // Thrown only now: what a second use revokes must stay revoked.
  if (typeof outcome === 'string') throw new OAuthRefusal(outcome)
  return outcome
}

async function redeem(cx: Cx, app: AppEntry, code: OauthCodes, request: CodeRequest): Promise<SignIn> {
  const user = await requireActivePerson(cx, code.user_id)
  const scopes = narrowScopes(fromJson<string[]>(code.scopes), request.scope)
  const grant: Grants = await createGrant(cx, { appId: app.id, userId: code.user_id, scopes })
  await cx.db
    .updateTable('oauth_codes')
    .set({ used_at: cx.now, grant_id: grant.id })
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', code.id)
    .execute()
  const refreshable = request.alwaysRefresh === true || scopes.includes(offlineAccess)
  return signInOf(cx, app, { grant, family: grant, user, refreshable })
}
