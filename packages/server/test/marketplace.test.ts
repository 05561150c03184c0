import * as lark from '@larksuiteoapi/node-sdk'
import { beforeAll, describe, expect, test } from 'vitest'
import { createApp, resetAppSecret, updateApp } from '../src/domain/apps.ts'
import { installApp, isAppTicket, pushAppTicket, uninstallApp } from '../src/domain/marketplace.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { bearer, byCode, callback, openBrowser, register, whoIs, wish } from './oauth.ts'

const auth = '/open-apis/auth/v3'
const hour = 3600_000

interface App {
  readonly appId: string
  readonly secret: string
}

describe.skipIf(noDatabase)('marketplace apps', async () => {
  const server = await newServer()
  /** Whoever makes the app, and whoever uses it. */
  let maker: Desk
  let user: Desk

  const newApp = async (scopes: readonly string[] = ['contact:contact.base:readonly']): Promise<App> =>
    server.services.engine.transaction((db) =>
      createApp(
        maker.fresh({ db, inTransaction: true }),
        'Shop app',
        { requested: scopes, granted: true },
        'marketplace',
      ),
    )
  const system = (desk: Desk, now = Date.now()) => desk.fresh({ actor: { kind: 'system' }, now })
  const keyOf = async (desk: Desk): Promise<string> =>
    (
      await desk.cx.db
        .selectFrom('tenants')
        .select('tenant_key')
        .where('id', '=', desk.cx.tenantId)
        .executeTakeFirstOrThrow()
    ).tenant_key
  const post = (path: string, body: unknown) => maker.call('POST', `${auth}/${path}`, body, {})
  const credentials = (app: App) => ({ app_id: app.appId, app_secret: app.secret })
  const appTokenOf = async (app: App) =>
    post('app_access_token', {
      ...credentials(app),
      app_ticket: await pushAppTicket(system(maker), app.appId),
    })
  const tenantTokenOf = async (app: App, desk: Desk) =>
    post('tenant_access_token', {
      app_access_token: (await appTokenOf(app)).body.app_access_token,
      tenant_key: await keyOf(desk),
    })

  beforeAll(async () => {
    maker = await newDesk(server)
    user = await newDesk(server)
  })

  test('ticket, app token, tenant token: the app works where it is installed, with that tenant’s data', async () => {
    const app = await newApp()
    const made = await appTokenOf(app)
    expect(made.body).toMatchObject({ code: 0, app_access_token: expect.stringMatching(/^a-/) })
    expect(made.body.expire).toBeGreaterThan(7000)
    expect((await tenantTokenOf(app, user)).body.code).toBe(10013)
    await installApp(system(user), app.appId)
    const tenant = await tenantTokenOf(app, user)
    expect(tenant.body).toMatchObject({ code: 0, tenant_access_token: expect.stringMatching(/^t-/) })
    const get = (id: string, token: string) =>
      maker.call('GET', `/open-apis/contact/v3/users/${id}`, undefined, bearer(token))
    const token: string = tenant.body.tenant_access_token
    expect((await get(user.agentId, token)).body.data.user).toMatchObject({ open_id: user.agentId })
    expect((await get(maker.agentId, token)).body.code).toBe(41012)
    const home: string = (await tenantTokenOf(app, maker)).body.tenant_access_token
    expect((await get(maker.agentId, home)).body.code).toBe(0)
    expect((await get(user.agentId, home)).body.code).toBe(41012)

    await uninstallApp(system(user), app.appId)
    expect((await get(user.agentId, token)).body.code).toBe(99991673)
    expect((await get(maker.agentId, home)).body.code).toBe(0)
    expect((await tenantTokenOf(app, user)).body.code).toBe(10013)
  })

  test('app tokens open what takes an app token, and nothing else', async () => {
    const app = await newApp()
    const { app_access_token: token } = (await appTokenOf(app)).body
    const contact = await maker.call('GET', '/open-apis/contact/v3/users', undefined, bearer(token))
    expect([contact.status, contact.body.code]).toEqual([400, 99991664])
    const body = { grant_type: 'authorization_code', code: 'nonsense' }
    const oidc = await maker.call('POST', '/open-apis/authen/v1/oidc/access_token', body, bearer(token))
    expect([oidc.status, oidc.body.code]).toEqual([200, 20003])
    await resetAppSecret(system(maker), app.appId)
    const dead = await maker.call('POST', '/open-apis/authen/v1/access_token', body, bearer(token))
    expect([dead.status, dead.body.code]).toEqual([400, 99991664])
  })

  test('each refusal has its number, with HTTP 200', async () => {
    const app = await newApp()
    const ticket = await pushAppTicket(system(maker), app.appId)
    const own = { app_id: maker.appId, app_secret: maker.appSecret }
    const { app_access_token } = (await appTokenOf(app)).body
    const tenantToken = maker.tenant.authorization!.slice(7)
    const tenant_key = await keyOf(maker)
    const cases: [string, Record<string, unknown>, number][] = [
      ['app_access_token', { ...credentials(app) }, 10003],
      [
        'app_access_token',
        { ...credentials(app), app_id: 'cli_0000000000000000', app_ticket: ticket },
        10003,
      ],
      ['app_access_token', { ...credentials(app), app_secret: 'wrong', app_ticket: ticket }, 10015],
      ['app_access_token', { ...credentials(app), app_ticket: 'wrong' }, 10012],
      ['app_access_token', { ...own, app_ticket: ticket }, 10005],
      ['app_access_token/internal', credentials(app), 10005],
      ['tenant_access_token/internal', credentials(app), 10005],
      ['tenant_access_token', { app_access_token: 'a-nonsense', tenant_key }, 10013],
      ['tenant_access_token', { app_access_token: tenantToken, tenant_key }, 10013],
      ['tenant_access_token', { app_access_token, tenant_key: 'nobody' }, 10013],
      ['tenant_access_token', { app_access_token }, 10003],
      ['app_ticket/resend', own, 10016],
      ['app_ticket/resend', { ...credentials(app), app_secret: 'wrong' }, 10015],
      ['app_ticket/resend', { app_id: app.appId }, 10003],
    ]
    for (const [path, body, code] of cases) {
      const reply = await post(path, body)
      expect([path, body, reply.status, reply.body.code]).toEqual([path, body, 200, code])
    }
    await updateApp(system(maker), app.appId, { status: 'disabled' })
    for (const [path, body] of [
      ['app_access_token', { ...credentials(app), app_ticket: ticket }],
      ['tenant_access_token', { app_access_token, tenant_key }],
      ['app_ticket/resend', credentials(app)],
    ] as const)
      expect((await post(path, body)).body.code).toBe(10014)
  })

  test('a ticket is made again each hour, told of, kept secret, and ends after twelve', async () => {
    const app = await newApp()
    const now = Date.now()
    const at = (ms: number) => system(maker, now + ms)
    const first = await pushAppTicket(at(0), app.appId)
    expect(await pushAppTicket(at(hour - 1), app.appId)).toBe(first)
    const second = await pushAppTicket(at(hour), app.appId)
    expect(second).not.toBe(first)
    expect(await isAppTicket(at(12 * hour - 1), app.appId, first)).toBe(true)
    expect(await isAppTicket(at(12 * hour), app.appId, first)).toBe(false)
    expect(await isAppTicket(at(12 * hour), app.appId, second)).toBe(true)
    expect(await isAppTicket(at(0), (await newApp()).appId, second)).toBe(false)
    const rows = await maker.cx.db
      .selectFrom('app_tickets')
      .selectAll()
      .where('app_id', '=', app.appId)
      .execute()
    expect(rows).toHaveLength(2)
    expect(JSON.stringify(rows)).not.toContain(first)
    const before = (await maker.events()).filter((type) => type === 'app.ticket').length
    expect((await post('app_ticket/resend', credentials(app))).body).toMatchObject({ code: 0 })
    expect((await maker.events()).filter((type) => type === 'app.ticket').length).toBe(before + 1)
  })

  test('people of a tenant that uses the app sign in with it', async () => {
    const app = await newApp(['contact:contact.base:readonly', 'offline_access'])
    const seller = { ...maker, appId: app.appId, appSecret: app.secret }
    await register(seller)
    const person = await openBrowser(user, user.agentId)
    const query = { ...wish(seller), scope: 'contact:contact.base:readonly offline_access' }
    const page = (path: string) => `/console/v1/oauth/authorization${path}`
    const refused = await person.page('POST', page('/approve'), query)
    expect([refused.status, refused.body.code]).toEqual([400, 'app_not_installed'])
    await installApp(system(user), app.appId)
    const code = await person.approve(query)
    const made = await byCode(seller, code, { redirect_uri: callback })
    expect(made.body).toMatchObject({ code: 0, scope: query.scope })
    const me = await whoIs(seller, made.body.access_token)
    expect(me.data).toMatchObject({ open_id: user.agentId, tenant_key: await keyOf(user) })
    const consents = await person.page('GET', '/console/v1/oauth/consents')
    expect(consents.body.items).toMatchObject([{ app_id: app.appId, name: 'Shop app' }])

    const waiting = await person.approve(query)
    await uninstallApp(system(user), app.appId)
    expect((await byCode(seller, waiting)).body.code).toBe(20009)
    expect((await whoIs(seller, made.body.access_token)).code).toBe(99991673)
  })

  test('the official Node SDK works as a marketplace app', async () => {
    const app = await newApp()
    await installApp(system(user), app.appId)
    const ticket = await pushAppTicket(system(maker), app.appId)
    const values = new Map<unknown, unknown>([[lark.CAppTicket, ticket]])
    const client = new lark.Client({
      appId: app.appId,
      appSecret: app.secret,
      appType: lark.AppType.ISV,
      domain: await server.listen(),
      loggerLevel: lark.LoggerLevel.fatal,
      cache: {
        get: async (key) => values.get(key),
        set: async (key, value) => {
          values.set(key, value)
          return true
        },
      },
    })
    const reply = await client.contact.user.get(
      { path: { user_id: user.agentId } },
      lark.withTenantKey(await keyOf(user)),
    )
    expect(reply.data?.user).toMatchObject({ open_id: user.agentId })
  })
})
