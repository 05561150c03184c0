import { beforeAll, describe, expect, test } from 'vitest'
import { exchangeCode } from '../src/domain/oauth-codes.ts'
import { refreshSignIn } from '../src/domain/refresh-tokens.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import {
  type Browser,
  bearer,
  byCode,
  byRefresh,
  callback,
  challengeOf,
  codeIn,
  openBrowser,
  register,
  v2,
  verifier,
  whoIs,
  wish,
} from './oauth.ts'

const day = 24 * 3600_000
const offline = { scope: 'helpdesk:all contact:user.email:readonly offline_access' }

describe.skipIf(noDatabase)('oauth', async () => {
  const server = await newServer()
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    desk = await newDesk(server)
    await register(desk)
    browser = await openBrowser(desk, desk.agentId)
  })

  const app = async (of: Desk) => (await server.services.registry.app(of.appId))!
  const reason = (promise: Promise<unknown>) =>
    promise.then(
      () => 'accepted',
      (error: { reason?: string }) => error.reason,
    )

  test('the whole way: page, consent, code, token, who it is, refresh, reuse, everything revoked', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const query = {
      ...wish(own),
      ...offline,
      state: 'a b&c=岚',
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
    }
    const opened = await person.authorize(query)
    expect(opened.status).toBe(302)
    const page = new URL(String(opened.headers.location), 'http://pipit.test')
    expect(page.pathname).toBe('/oauth/authorize')
    expect(Object.fromEntries(page.searchParams)).toEqual(query)

    const asked = await person.page('GET', `/console/v1/oauth/authorization${page.search}`)
    expect(asked.body).toMatchObject({
      app: { app_id: own.appId, name: 'Test app' },
      redirect_uri: callback,
      scopes: [
        {
          scope: 'helpdesk:all',
          zh: expect.stringContaining('工单'),
          en: expect.stringContaining('tickets'),
        },
        { scope: 'contact:user.email:readonly', consented: false },
        { scope: 'offline_access' },
      ],
    })
    const approved = await person.page('POST', '/console/v1/oauth/authorization/approve', query)
    const answer = new URL(approved.body.redirect_to)
    expect(approved.body.redirect_to.startsWith(`${callback}&code=`)).toBe(true)
    expect(answer.searchParams.get('state')).toBe(query.state)
    const code = codeIn(approved.body.redirect_to)
    expect(code).toMatch(/^[A-Za-z0-9_-]{43,128}$/)

    const first = await byCode(own, code, { redirect_uri: callback, code_verifier: verifier })
    expect(first.status).toBe(200)
    expect(first.headers['cache-control']).toBe('no-store')
    expect(first.body).toEqual({
      code: 0,
      msg: 'ok',
      access_token: expect.stringMatching(/^u-/),
      expires_in: 7200,
      refresh_token: expect.stringMatching(/^ur-/),
      refresh_token_expires_in: 604800,
      token_type: 'Bearer',
      scope: offline.scope,
    })
    const me = await whoIs(own, first.body.access_token)
    expect(me).toMatchObject({
      code: 0,
      data: { name: 'Ada Agent', open_id: own.agentId, email: expect.stringContaining('agent-') },
    })
    // Not among the consented scopes.
    expect(me.data).not.toHaveProperty('user_id')
    expect(me.data).not.toHaveProperty('mobile')

    const second = await byRefresh(own, first.body.refresh_token)
    expect(second.body).toMatchObject({ code: 0, scope: offline.scope })
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token)
    // A refresh does not end the token before it.
    for (const reply of [first, second]) expect((await whoIs(own, reply.body.access_token)).code).toBe(0)

    const stolen = await byRefresh(own, first.body.refresh_token)
    expect([stolen.status, stolen.body.code, stolen.body.error]).toEqual([400, 20073, 'invalid_grant'])
    for (const reply of [first, second]) {
      expect((await whoIs(own, reply.body.access_token)).code).toBe(20005)
      expect((await byRefresh(own, reply.body.refresh_token)).body.code).toBe(20064)
    }
    expect(await own.events()).toEqual(['app.changed', 'consent.given', 'grant.revoked'])
  })

  test('codes, tokens and secrets are neither in the database nor in the request log', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const code = await person.approve({ ...offline, code_challenge: verifier })
    const made = (await byCode(own, code, { code_verifier: verifier })).body
    const refreshed = (await byRefresh(own, made.refresh_token)).body
    await byRefresh(own, made.refresh_token)
    await byCode(own, code, { client_secret: 'not the secret' })
    await server.app.requestLog.flush()
    const { db } = server.services.engine
    const kept = JSON.stringify([
      await db.selectFrom('oauth_codes').selectAll().where('tenant_id', '=', own.cx.tenantId).execute(),
      await db.selectFrom('refresh_tokens').selectAll().where('tenant_id', '=', own.cx.tenantId).execute(),
      await db.selectFrom('outbox').selectAll().where('tenant_id', '=', own.cx.tenantId).execute(),
    ])
    const log = await db
      .selectFrom('request_log')
      .selectAll()
      .where('tenant_id', '=', own.cx.tenantId)
      .where('endpoint', '=', v2)
      .execute()
    // Refusals are in the tenant's own log, with their numbers.
    expect(log.map((row) => row.code).sort((a, b) => a - b)).toEqual([0, 0, 20002, 20073])
    const all = kept + JSON.stringify(log)
    for (const secret of [
      code,
      made.access_token,
      made.refresh_token,
      refreshed.refresh_token,
      own.appSecret,
    ])
      expect(all).not.toContain(secret)
    expect(JSON.stringify(log)).not.toContain(verifier)
    expect(all).not.toContain('not the secret')
    expect(log.some((row) => row.request?.includes('***'))).toBe(true)
  })

  test('a code is good once; a second use revokes what came of the first', async () => {
    const code = await browser.approve(offline)
    const first = await byCode(desk, code)
    expect((await whoIs(desk, first.body.access_token)).code).toBe(0)
    const again = await byCode(desk, code)
    expect([again.status, again.body.code]).toEqual([400, 20065])
    expect((await whoIs(desk, first.body.access_token)).code).toBe(20005)
    expect((await byRefresh(desk, first.body.refresh_token)).body.code).toBe(20064)
  })

  test('of two that redeem one code at the same moment, one fails', async () => {
    const code = await browser.approve(offline)
    const replies = await Promise.all([byCode(desk, code), byCode(desk, code)])
    expect(new Set(replies.map((r) => r.body.code))).toEqual(new Set([0, 20065]))
    const refresh = (await byCode(desk, await browser.approve(offline))).body.refresh_token
    const refreshed = await Promise.all([byRefresh(desk, refresh), byRefresh(desk, refresh)])
    expect(new Set(refreshed.map((r) => r.body.code))).toEqual(new Set([0, 20073]))
  })

  test('a wrong verifier, a missing one and one too many are refused, and the code stays good', async () => {
    const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: 'S256' }
    const code = await browser.approve(pkce)
    const wrong = { code_verifier: 'w'.repeat(43) }
    for (const more of [wrong, {}, { code_verifier: challengeOf(verifier) }, { code_verifier: 'short' }]) {
      const reply = await byCode(desk, code, more)
      expect([reply.status, reply.body.code, reply.body.error]).toEqual([400, 20049, 'invalid_grant'])
    }
    expect((await byCode(desk, code, { code_verifier: verifier })).body.code).toBe(0)

    const plain = await browser.approve({ code_challenge: verifier })
    expect((await byCode(desk, plain, wrong)).body.code).toBe(20049)
    expect((await byCode(desk, plain, { code_verifier: verifier })).body.code).toBe(0)

    const bare = await browser.approve()
    expect((await byCode(desk, bare, { code_verifier: verifier })).body.code).toBe(20049)
    expect((await byCode(desk, bare)).body.code).toBe(0)
  })

  test('codes and refresh tokens end in their time', async () => {
    const now = Date.now()
    const code = await browser.approve(offline)
    const late = desk.fresh({ now: now + 5 * 60_000 + 1000 })
    expect(await reason(exchangeCode(late, await app(desk), { code }))).toBe('code_expired')
    const signIn = await exchangeCode(desk.fresh({ now: now + 4 * 60_000 }), await app(desk), { code })
    const at = (ms: number) => desk.fresh({ now: now + 4 * 60_000 + ms })
    const refreshToken = signIn.refresh!.token
    expect(await reason(refreshSignIn(at(7 * day), await app(desk), { refreshToken }))).toBe(
      'refresh_expired',
    )

    // Refreshed every six days; after a year the person has to come back.
    let token = refreshToken
    for (let days = 6; days < 365; days += 6) {
      const next = await refreshSignIn(at(days * day), await app(desk), { refreshToken: token })
      token = next.refresh!.token
      expect(next.refresh!.expiresIn).toBe(Math.min(7, 365 - days) * 24 * 3600)
    }
    expect(await reason(refreshSignIn(at(365 * day), await app(desk), { refreshToken: token }))).toBe(
      'refresh_expired',
    )
  })

  test('no refresh token without offline_access, and none when the app lost it', async () => {
    const online = await byCode(desk, await browser.approve({ scope: 'helpdesk:all' }))
    expect(online.body).toMatchObject({ code: 0, scope: 'helpdesk:all' })
    expect(online.body).not.toHaveProperty('refresh_token')
    expect(online.body).not.toHaveProperty('refresh_token_expires_in')
    const all = await byCode(desk, await browser.approve())
    expect(all.body.scope.split(' ')).toContain('contact:user.phone:readonly')
    expect(all.body.scope.split(' ')).not.toContain('offline_access')

    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const { body } = await byCode(own, await person.approve(offline))
    await server.services.engine.transaction((db) =>
      db
        .updateTable('app_scopes')
        .set({ status: 'refused' })
        .where('tenant_id', '=', own.cx.tenantId)
        .where('scope', '=', 'offline_access')
        .execute(),
    )
    server.services.registry.forget(own.appId)
    const refused = await byRefresh(own, body.refresh_token)
    expect([refused.status, refused.body.code, refused.body.error]).toEqual([
      400,
      20074,
      'unauthorized_client',
    ])
  })

  test('a token can be narrowed when it is made and when it is refreshed, never widened', async () => {
    const code = await browser.approve({ scope: 'helpdesk:all contact:user.email:readonly offline_access' })
    const made = await byCode(desk, code, { scope: 'helpdesk:all offline_access' })
    expect(made.body.scope).toBe('helpdesk:all offline_access')
    for (const [scope, expected] of [
      ['contact:user.email:readonly', 20068],
      ['helpdesk:all helpdesk:all', 20067],
    ] as const)
      expect((await byRefresh(desk, made.body.refresh_token, { scope })).body.code).toBe(expected)
    const narrow = await byRefresh(desk, made.body.refresh_token, { scope: 'offline_access' })
    expect(narrow.body.scope).toBe('offline_access')
    const tickets = '/open-apis/helpdesk/v1/tickets/1'
    const update = (token: string) =>
      desk.call('PUT', tickets, { solved: 1 }, { ...bearer(token), ...desk.helpdesk })
    expect((await update(narrow.body.access_token)).body.code).toBe(99991679)
    expect((await update(made.body.access_token)).body.code).toBe(154004)
    // The refresh token keeps what was consented to, and the narrow token dies with its sign-in.
    const wide = await byRefresh(desk, narrow.body.refresh_token)
    expect(wide.body.scope).toBe('helpdesk:all offline_access')
    await byRefresh(desk, narrow.body.refresh_token)
    expect((await whoIs(desk, narrow.body.access_token)).code).toBe(20005)
  })
})
