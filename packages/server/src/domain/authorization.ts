import type { AppEntry } from '../platform/registry.ts'
import { consentedScopes, recordConsent } from './consents.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { issueCode } from './oauth-codes.ts'
import { OAuthRefusal } from './oauth-refusal.ts'
import { maximumScopes, offlineAccess, splitScopes } from './oauth-scopes.ts'
import { type ChallengeMethod, isChallenge } from './oauth-secret.ts'

/** What an app asks a person's browser for, as it stands in the address. */
export interface AuthorizationWish {
  readonly client_id: string
  readonly redirect_uri: string
  readonly scope?: string
  readonly state?: string
  readonly code_challenge?: string
  readonly code_challenge_method?: ChallengeMethod
}

/** A wish that is sound: the app exists, may ask for this, and the answer may be sent there. */
export interface Authorization {
  readonly app: AppEntry
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly state: string | undefined
  readonly challenge: string | undefined
  readonly challengeMethod: ChallengeMethod
}

/** Checks a wish before anybody is asked. @throws OAuthRefusal; its answer must not go to the redirect URI. */
export async function checkAuthorization(cx: Cx, wish: AuthorizationWish): Promise<Authorization> {
  const app = await cx.registry.app(wish.client_id)
  if (!app) throw new OAuthRefusal('app_unknown')
  if (!app.enabled) throw new OAuthRefusal('app_disabled')
  const registered = await cx.db
    .selectFrom('app_redirect_uris')
    .select('uri')
    .where('tenant_id', '=', app.homeTenantId)
    .where('app_id', '=', app.id)
    .where('uri', '=', wish.redirect_uri)
    .executeTakeFirst()
  if (!registered) throw new OAuthRefusal('redirect_uri_unregistered')
  const method = wish.code_challenge_method ?? 'plain'
  if (wish.code_challenge !== undefined && !isChallenge(wish.code_challenge, method))
    throw new OAuthRefusal('challenge_invalid')
  return {
    app,
    redirectUri: wish.redirect_uri,
    scopes: scopesOf(app, wish.scope),
    state: wish.state,
    challenge: wish.code_challenge,
    challengeMethod: method,
  }
}

/** Without a wish an app asks for all it may do, as the first form of sign-in did, but not for being there always. */
function scopesOf(app: AppEntry, wish: string | undefined): string[] {
  const wanted = [...new Set(splitScopes(wish))]
  if (wanted.length === 0) return [...app.scopes].filter((scope) => scope !== offlineAccess)
  if (wanted.length > maximumScopes) throw new OAuthRefusal('scope_excess')
  const missing = wanted.filter((scope) => !app.scopes.has(scope))
  if (missing.length > 0) throw new OAuthRefusal('scope_not_granted', missing.join(' '))
  return wanted
}

/** The person who is asked. Programs and the system cannot consent to anything. */
function personOf(cx: Cx): string {
  if (cx.actor.kind !== 'user' || cx.actor.appId !== undefined) throw new AppError('not_signed_in')
  return cx.actor.userId
}

/** Refuses people of organisations that do not use the app. */
async function requireAppHere(cx: Cx, { app }: Authorization): Promise<void> {
  const here = await cx.registry.appIn(app.id, cx.tenantId)
  if (here?.enabled) return
  throw new OAuthRefusal(app.type === 'marketplace' ? 'app_not_installed' : 'app_of_other_tenant')
}

/** What the person is asked, and what of it they have consented to before. @throws OAuthRefusal */
export async function reviewAuthorization(
  cx: Cx,
  wish: AuthorizationWish,
): Promise<{ asked: Authorization; consented: readonly string[] | undefined }> {
  const userId = personOf(cx)
  const asked = await checkAuthorization(cx, wish)
  await requireAppHere(cx, asked)
  return { asked, consented: await consentedScopes(cx, userId, asked.app.id) }
}

/** Whether nobody needs to be asked. An app that has never been let in is asked about even when it wants no scope. */
export const isCovered = (asked: Authorization, consented: readonly string[] | undefined): boolean =>
  consented !== undefined && asked.scopes.every((scope) => consented.includes(scope))

/** The person agrees. @returns where their browser goes, with the code. @throws OAuthRefusal */
export async function approveAuthorization(cx: Cx, wish: AuthorizationWish): Promise<string> {
  const userId = personOf(cx)
  const { asked } = await reviewAuthorization(cx, wish)
  const code = await inTransaction(cx, async (cx) => {
    await recordConsent(cx, userId, asked.app.id, asked.scopes)
    return issueCode(cx, userId, asked)
  })
  return answerTo(asked, { code })
}

/** The person does not agree. @returns where their browser goes. @throws OAuthRefusal */
export async function denyAuthorization(cx: Cx, wish: AuthorizationWish): Promise<string> {
  personOf(cx)
  return answerTo(await checkAuthorization(cx, wish), { error: 'access_denied' })
}

/** Gives a code without asking when the person has agreed to all of it before; nothing when they must be asked. */
export async function approveAgain(cx: Cx, wish: AuthorizationWish): Promise<string | undefined> {
  const { asked, consented } = await reviewAuthorization(cx, wish)
  if (!isCovered(asked, consented)) return undefined
  const userId = personOf(cx)
  return answerTo(asked, { code: await inTransaction(cx, (cx) => issueCode(cx, userId, asked)) })
}

function answerTo(asked: Authorization, answer: Record<string, string>): string {
  const query = new URLSearchParams(answer)
  if (asked.state !== undefined) query.set('state', asked.state)
  // Added by hand: a URL object would rewrite the query that the app registered.
  return `${asked.redirectUri}${asked.redirectUri.includes('?') ? '&' : '?'}${query.toString()}`
}
