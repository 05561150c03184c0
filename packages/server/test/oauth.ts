import { createHash, randomBytes } from 'node:crypto'
import { addRedirectUri } from '../src/domain/redirect-uris.ts'
import { type Desk, type Json, type Reply, type TestServer, password } from './harness.ts'

export const callback = 'https://app.example.com/callback?tenant=1'
export const verifier = randomBytes(48).toString('base64url')
export const challengeOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

export const v2 = '/open-apis/authen/v2/oauth/token'
export const userInfo = '/open-apis/authen/v1/user_info'

export const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

/** A browser of one person: a session cookie, and what its pages call. */
export interface Browser {
  readonly cookie: Record<string, string>
  /** Opens the authorize address with these parameters. */
  authorize(query: Record<string, string>, headers?: Record<string, string>): Promise<Reply>
  /** Opens it and agrees. @returns the code. */
  approve(query?: Record<string, string>): Promise<string>
  page(method: string, path: string, body?: unknown): Promise<Reply>
}

/** Signs somebody in through the login page's endpoint. */
export async function openBrowser(desk: Desk, userId: string): Promise<Browser> {
  const { email } = await desk.cx.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const csrf = { 'x-pipit-csrf': '1' }
  const signedIn = await desk.call('POST', '/console/v1/session', { email, password }, csrf)
  if (signedIn.status !== 200) throw new Error(JSON.stringify(signedIn.body))
  const cookie = { cookie: String(signedIn.headers['set-cookie']).split(';')[0]! }
  const page: Browser['page'] = (method, path, body) => desk.call(method, path, body, { ...cookie, ...csrf })
  const authorize: Browser['authorize'] = (query, headers = {}) =>
    desk.call('GET', `/open-apis/authen/v1/authorize?${new URLSearchParams(query)}`, undefined, {
      ...cookie,
      ...headers,
    })
  return {
    cookie,
    authorize,
    page,
    approve: async (query = {}) => {
      const reply = await page('POST', '/console/v1/oauth/authorization/approve', { ...wish(desk), ...query })
      if (reply.status !== 200) throw new Error(JSON.stringify(reply.body))
      return codeIn(reply.body.redirect_to)
    },
  }
}

export const codeIn = (address: string): string => new URL(address).searchParams.get('code') ?? ''

/** The smallest sound wish. */
export const wish = (desk: Desk): Record<string, string> => ({
  client_id: desk.appId,
  response_type: 'code',
  redirect_uri: callback,
})

export const register = (desk: Desk, uri = callback) =>
  addRedirectUri(desk.fresh({ actor: { kind: 'system' } }), desk.appId, uri)

/** Calls the current token endpoint with the app's own credentials. */
export const exchange = (desk: Desk, body: Record<string, unknown>): Promise<Reply> =>
  desk.call('POST', v2, { client_id: desk.appId, client_secret: desk.appSecret, ...body }, {})

export const byCode = (desk: Desk, code: string, more: Record<string, unknown> = {}): Promise<Reply> =>
  exchange(desk, { grant_type: 'authorization_code', code, ...more })

export const byRefresh = (desk: Desk, token: string, more: Record<string, unknown> = {}): Promise<Reply> =>
  exchange(desk, { grant_type: 'refresh_token', refresh_token: token, ...more })

/** What the API says to a user token. */
export const whoIs = async (desk: Desk, token: string): Promise<Json> =>
  (await desk.call('GET', userInfo, undefined, bearer(token))).body

/** Changes a row that no endpoint changes. */
export const setUser = (server: TestServer, desk: Desk, userId: string, values: Record<string, unknown>) =>
  server.services.engine.transaction((db) =>
    db
      .updateTable('users')
      .set(values)
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', userId)
      .execute(),
  )

/** Somebody of the organisation who can sign in but serves on no desk. @returns their open_id. */
export async function addMember(desk: Desk, email: string): Promise<string> {
  const { password_hash } = await desk.cx.db
    .selectFrom('users')
    .select('password_hash')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', desk.agentId)
    .executeTakeFirstOrThrow()
  return desk.addPerson({ name: 'Mia Member', email, passwordHash: password_hash ?? '' })
}
