import * as lark from '@larksuiteoapi/node-sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { exchangeCode } from '../src/domain/oauth-codes.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { officialClient } from './official.ts'
import {
  type Browser,
  bearer,
  byRefresh,
  callback,
  challengeOf,
  openBrowser,
  register,
  setUser,
  verifier,
  whoIs,
} from './oauth.ts'

const silent = () => {}
const quiet = { error: silent, warn: silent, info: silent, debug: silent, trace: silent }
const v1 = '/open-apis/authen/v1'

describe.skipIf(noDatabase)('the first forms of sign-in', async () => {
  const server = await newServer()
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    desk = await newDesk(server)
    await register(desk)
    browser = await openBrowser(desk, desk.agentId)
  })

  const post = (path: string, body: unknown, headers = desk.tenant) =>
    desk.call('POST', `${v1}/${path}`, body, headers)
  const codeGrant = (code: string) => ({ grant_type: 'authorization_code', code })
  const refreshGrant = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token })

  test('oidc: code and refresh token with the app in the header, replies under data', async () => {
    const made = await post('oidc/access_token', codeGrant(await browser.approve()))
    expect(made.body).toEqual({
      code: 0,
      msg: 'success',
      data: {
        access_token: expect.stringMatching(/^u-/),
        refresh_token: expect.stringMatching(/^ur-/),
        token_type: 'Bearer',
        expires_in: 7200,
        refresh_expires_in: 604800,
        scope: expect.stringContaining('helpdesk:all'),
      },
    })
    expect((await whoIs(desk, made.body.data.access_token)).data).toMatchObject({ open_id: desk.agentId })
    const first = made.body.data.refresh_token
    const renewed = await post('oidc/refresh_access_token', refreshGrant(first))
    expect(renewed.body.data.refresh_token).not.toBe(first)
    // Without offline_access the current endpoint does not refresh what the old one gave.
    expect((await byRefresh(desk, renewed.body.data.refresh_token)).body.code).toBe(20074)
    const again = await post('oidc/refresh_access_token', refreshGrant(first))
    expect([again.status, again.body.code]).toEqual([200, 20026])
    expect((await whoIs(desk, renewed.body.data.access_token)).code).toBe(20005)
  })

  test('legacy: the profile comes with the tokens', async () => {
    const made = await post('access_token', codeGrant(await browser.approve()))
    expect(made.body.data).toMatchObject({
      access_token: expect.stringMatching(/^u-/),
      refresh_token: expect.stringMatching(/^ur-/),
      token_type: 'Bearer',
      name: 'Ada Agent',
      open_id: desk.agentId,
      email: expect.any(String),
      user_id: expect.any(String),
      tenant_key: expect.any(String),
    })
    const renewed = await post('refresh_access_token', refreshGrant(made.body.data.refresh_token))
    expect(renewed.body.data).toMatchObject({ name: 'Ada Agent', expires_in: 7200 })
  })

  test('each documented refusal comes with HTTP 200 and the number of its generation', async () => {
    const other = await newDesk(server)
    await register(other)
    const foreign = await (await openBrowser(other, other.agentId)).approve()
    const used = await browser.approve()
    await post('oidc/access_token', codeGrant(used))
    const pkce = await browser.approve({
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
    })
    const cases: [string, unknown, number][] = [
      ['oidc/access_token', { grant_type: 'authorization_code' }, 20001],
      ['oidc/access_token', { ...codeGrant('x'), grant_type: 'client_credentials' }, 20036],
      ['oidc/access_token', codeGrant('nonsense'), 20003],
      ['oidc/access_token', codeGrant(used), 20003],
      ['oidc/access_token', codeGrant(pkce), 20003],
      ['oidc/access_token', codeGrant(foreign), 20024],
      ['oidc/refresh_access_token', refreshGrant('nonsense'), 20026],
      ['oidc/refresh_access_token', refreshGrant(`ur-1-${'x'.repeat(43)}`), 20038],
      ['oidc/refresh_access_token', { grant_type: 'refresh_token' }, 20001],
      ['access_token', codeGrant('nonsense'), 20007],
      ['access_token', codeGrant(foreign), 20024],
      ['access_token', { grant_type: 'authorization_code' }, 20001],
      ['refresh_access_token', refreshGrant('nonsense'), 20007],
    ]
    for (const [path, body, code] of cases) {
      const reply = await post(path, body)
      expect([path, body, reply.status, reply.body.code]).toEqual([path, body, 200, code])
    }
    const anonymous = await post('oidc/access_token', codeGrant('x'), {})
    expect([anonymous.status, anonymous.body.code]).toEqual([400, 99991661])
    const bad = await post('oidc/access_token', codeGrant('x'), bearer('t-nonsense'))
    expect([bad.status, bad.body.code]).toEqual([200, 20013])
    const badApp = await post('oidc/access_token', codeGrant('x'), bearer('a-nonsense'))
    expect([badApp.status, badApp.body.code]).toEqual([200, 20014])
    const person = await post('oidc/access_token', codeGrant('x'), await desk.user())
    expect([person.status, person.body.code]).toEqual([200, 20013])
  })

  test('an expired code and people who are away have their numbers', async () => {
    const app = (await server.services.registry.app(desk.appId))!
    const code = await browser.approve()
    const late = desk.fresh({ now: Date.now() + 301_000 })
    await expect(exchangeCode(late, app, { code, alwaysRefresh: true })).rejects.toMatchObject({
      reason: 'code_expired',
    })
    await setUser(server, desk, desk.agentId, { status: 'frozen' })
    expect((await post('oidc/access_token', codeGrant(code))).body.code).toBe(20022)
    await setUser(server, desk, desk.agentId, { status: 'resigned' })
    expect((await post('access_token', codeGrant(code))).body.code).toBe(20021)
    await setUser(server, desk, desk.agentId, { status: 'active' })
    expect((await post('access_token', codeGrant(code))).body.code).toBe(0)
  })

  describe('the official Node SDK', () => {
    test('client.authen signs in, refreshes and asks who it is', async () => {
      const client = officialClient(desk, await server.listen())
      const made = await client.authen.oidcAccessToken.create({
        data: { grant_type: 'authorization_code', code: await browser.approve() },
      })
      expect(made.code).toBe(0)
      const token = made.data!.access_token
      const info = await client.authen.userInfo.get({}, lark.withUserAccessToken(token))
      expect(info.data).toMatchObject({ open_id: desk.agentId, name: 'Ada Agent' })
      const renewed = await client.authen.oidcRefreshAccessToken.create({
        data: { grant_type: 'refresh_token', refresh_token: made.data!.refresh_token! },
      })
      expect(renewed.data?.access_token).toMatch(/^u-/)
      const legacy = await client.authen.accessToken.create({
        data: { grant_type: 'authorization_code', code: await browser.approve() },
      })
      expect(legacy.data).toMatchObject({ open_id: desk.agentId })
      const legacyAgain = await client.authen.refreshAccessToken.create({
        data: { grant_type: 'refresh_token', refresh_token: legacy.data!.refresh_token! },
      })
      expect(legacyAgain.data).toMatchObject({ name: 'Ada Agent' })
      const failed = await client.authen.oidcAccessToken.create({
        data: { grant_type: 'authorization_code', code: 'nonsense' },
      })
      expect(failed.code).toBe(20003)
    })

    test('client.userAccessToken keeps a token and calls with it', async () => {
      const client = officialClient(desk, await server.listen())
      await client.userAccessToken.initWithCode({ ada: await browser.approve() })
      const token = (await client.userAccessToken.get('ada'))!
      const reply = await client.contact.user.get(
        { path: { user_id: desk.agentId } },
        lark.withUserAccessToken(token),
      )
      expect(reply.data?.user).toMatchObject({ open_id: desk.agentId })
      // As if two hours had passed.
      await client.userAccessToken.update({ ada: { expiredTime: 1 } })
      const next = await client.userAccessToken.get('ada')
      expect(next).toMatch(/^u-/)
    })

    test('client.accessToken uses the newest endpoint', async () => {
      const domain = await server.listen()
      const client = new lark.Client({
        appId: desk.appId,
        appSecret: desk.appSecret,
        domain,
        oauthBaseUrl: domain,
        logger: quiet,
      })
      const code = await browser.approve({
        scope: 'helpdesk:all offline_access',
        code_challenge: challengeOf(verifier),
        code_challenge_method: 'S256',
      })
      const made = await client.accessToken.retrieveByAuthorizationCode({
        code,
        redirectUri: callback,
        codeVerifier: verifier,
      })
      expect(made).toMatchObject({ expiresIn: 7200, tokenType: 'Bearer', refreshTokenExpiresIn: 604800 })
      const renewed = await client.accessToken.refresh({ refreshToken: made.refreshToken! })
      expect((await whoIs(desk, renewed.accessToken)).data).toMatchObject({ open_id: desk.agentId })
      await expect(client.accessToken.refresh({ refreshToken: made.refreshToken! })).rejects.toMatchObject({
        statusCode: 400,
        code: 20073,
        error: 'invalid_grant',
      })
    })
  })
})
