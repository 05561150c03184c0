import type { Input, feishu } from '@pipit/contract'
import { approveAgain, checkAuthorization } from '../../domain/authorization.ts'
import { type Cx, newCx } from '../../domain/cx.ts'
import { AppError } from '../../domain/errors.ts'
import { exchangeCode } from '../../domain/oauth-codes.ts'
import { OAuthRefusal } from '../../domain/oauth-refusal.ts'
import type { SignIn } from '../../domain/oauth-tokens.ts'
import { refreshSignIn } from '../../domain/refresh-tokens.ts'
import { findSession } from '../../domain/sessions.ts'
import { findUser } from '../../db/users.ts'
import type { AppEntry } from '../../platform/registry.ts'
import { readCookie } from '../console/cookie.ts'
import type { Exchange, Handlers } from '../handlers.ts'
import { clientOf } from './client.ts'
import { userInfoOf } from './user-info.ts'

type V1 = typeof feishu.authen.v1
type TokenInput = Input<typeof feishu.authen.v2.oauth.token> | Input<typeof feishu.oauth.v3.token>

const required = (name: string, value: string | undefined): string => {
  if (value === undefined || value === '') throw new OAuthRefusal('parameter_missing', name)
  return value
}

/** Nobody on the way may keep a reply with tokens in it. */
const keepNowhere = ({ reply }: Exchange) =>
  reply.header('cache-control', 'no-store').header('pragma', 'no-cache')

/** The current token endpoints: everything in the body, the reply at top level. */
async function token(cx: Cx, { body }: TokenInput, exchange: Exchange) {
  const client = await clientOf(cx, body, exchange)
  if (body.grant_type !== 'authorization_code' && body.grant_type !== 'refresh_token')
    throw new OAuthRefusal('grant_type_unsupported')
  const signIn =
    body.grant_type === 'authorization_code'
      ? await exchangeCode(cx, client, {
          code: required('code', body.code),
          redirectUri: body.redirect_uri,
          verifier: body.code_verifier,
          scope: body.scope,
        })
      : await refreshSignIn(cx, client, {
          refreshToken: required('refresh_token', body.refresh_token),
          scope: body.scope,
        })
  keepNowhere(exchange)
  return {
    access_token: signIn.accessToken,
    expires_in: signIn.expiresIn,
    ...(signIn.refresh && {
      refresh_token: signIn.refresh.token,
      refresh_token_expires_in: signIn.refresh.expiresIn,
    }),
    token_type: 'Bearer',
    scope: signIn.scopes.join(' '),
  }
}

export const oauth: Handlers<typeof feishu.authen.v2.oauth> = { token }
export const oauthV3: Handlers<typeof feishu.oauth.v3> = { token }

/** The app whose token stands in the header of the old forms. */
async function callingApp(cx: Cx): Promise<AppEntry> {
  const app = cx.actor.kind === 'app' && (await cx.registry.app(cx.actor.appId))
  if (!app) throw new OAuthRefusal('app_unknown')
  return app
}

function requireGrantType(given: string, wanted: string): void {
  if (given !== wanted) throw new OAuthRefusal('grant_type_unsupported', given.slice(0, 100))
}

const oldSignIn = async (cx: Cx, body: { grant_type: string; code: string }, exchange: Exchange) => {
  requireGrantType(body.grant_type, 'authorization_code')
  const code = required('code', body.code)
  keepNowhere(exchange)
  return exchangeCode(cx, await callingApp(cx), { code, alwaysRefresh: true })
}

const oldRefresh = async (
  cx: Cx,
  body: { grant_type: string; refresh_token: string },
  exchange: Exchange,
) => {
  requireGrantType(body.grant_type, 'refresh_token')
  const refreshToken = required('refresh_token', body.refresh_token)
  keepNowhere(exchange)
  return refreshSignIn(cx, await callingApp(cx), { refreshToken, alwaysRefresh: true })
}

const tokensToWire = (signIn: SignIn) => ({
  access_token: signIn.accessToken,
  token_type: 'Bearer',
  expires_in: signIn.expiresIn,
  refresh_token: signIn.refresh?.token ?? '',
  refresh_expires_in: signIn.refresh?.expiresIn ?? 0,
})

/** The oldest form says at once who has signed in. */
async function profileToWire(cx: Cx, signIn: SignIn) {
  const appId = cx.actor.kind === 'app' ? cx.actor.appId : ''
  const { user, scopes, tenantId } = signIn
  const actor = { kind: 'user', userId: user.id, role: undefined, appId, scopes } as const
  return { ...tokensToWire(signIn), ...(await userInfoOf({ ...cx, tenantId, actor }, user)) }
}

export const oidcAccessToken: Handlers<V1['oidcAccessToken']> = {
  create: async (cx, { body }, exchange) => {
    const signIn = await oldSignIn(cx, body, exchange)
    return { ...tokensToWire(signIn), scope: signIn.scopes.join(' ') }
  },
}

export const oidcRefreshAccessToken: Handlers<V1['oidcRefreshAccessToken']> = {
  create: async (cx, { body }, exchange) => {
    const signIn = await oldRefresh(cx, body, exchange)
    return { ...tokensToWire(signIn), scope: signIn.scopes.join(' ') }
  },
}

export const accessToken: Handlers<V1['accessToken']> = {
  create: async (cx, { body }, exchange) => profileToWire(cx, await oldSignIn(cx, body, exchange)),
}

export const refreshAccessToken: Handlers<V1['refreshAccessToken']> = {
  create: async (cx, { body }, exchange) => profileToWire(cx, await oldRefresh(cx, body, exchange)),
}

export const userInfo: Handlers<V1['userInfo']> = {
  get: async (cx) => {
    const user = cx.actor.kind === 'user' ? await findUser(cx.db, cx.tenantId, cx.actor.userId) : undefined
    if (!user) throw new AppError('user_not_found')
    return userInfoOf(cx, user)
  },
}

/** Our page that asks the person; it reads the same query. */
const consentPage = ({ request }: Exchange): string => {
  const url = request.raw.url ?? ''
  return `/oauth/authorize${url.slice(url.indexOf('?'))}`
}

async function signedInPerson(cx: Cx, { request }: Exchange): Promise<Cx | undefined> {
  const cookie = readCookie(request.headers.cookie)
  const session = cookie === undefined ? undefined : await findSession(cx, cookie, cx.now)
  if (!session) return undefined
  const { tenantId, helpdeskId, user, role } = session
  return newCx(cx, { tenantId, helpdeskId, actor: { kind: 'user', userId: user.id, role }, now: cx.now })
}

export const authorize: Handlers<V1['authorize']> = {
  get: async (cx, { query }, exchange) => {
    // A person gets errors as a page, a program gets them as JSON. Neither is sent on: the address may be a thief's.
    const isBrowser = exchange.request.headers.accept?.includes('text/html') === true
    try {
      const asked = await checkAuthorization(cx, query)
      exchange.caller.tenantId = asked.app.tenantId
      exchange.caller.appId = asked.app.id
      const person = query.prompt === 'consent' ? undefined : await signedInPerson(cx, exchange)
      return (person && (await approveAgain(person, query))) ?? consentPage(exchange)
    } catch (error) {
      if (isBrowser && error instanceof OAuthRefusal) return consentPage(exchange)
      throw error
    }
  },
}
