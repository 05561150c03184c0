import { beforeAll, describe, expect, test } from 'vitest'
import { appSecret, resetAppSecret, updateApp } from '../src/domain/apps.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import {
  type Browser,
  addMember,
  bearer,
  byCode,
  byRefresh,
  callback,
  exchange,
  openBrowser,
  register,
  setUser,
  userInfo,
  v2,
  whoIs,
  wish,
} from './oauth.ts'

const offline = { scope: 'helpdesk:all contact:user.email:readonly offline_access' }

describe.skipIf(noDatabase)('refused sign-ins', async () => {
  const server = await newServer()
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    desk = await newDesk(server)
    await register(desk)
    browser = await openBrowser(desk, desk.agentId)
  })

  test('each documented refusal of the token endpoint has its number, error and text', async () => {
    const other = await newDesk(server)
    await register(other)
    const foreignCode = await (await openBrowser(other, other.agentId)).approve(offline)
    const foreignRefresh = (await byCode(other, foreignCode)).body.refresh_token
    const code = await browser.approve(offline)
    const cases: [Record<string, unknown>, number, string][] = [
      [{}, 20001, 'invalid_request'],
      [{ grant_type: 'authorization_code' }, 20001, 'invalid_request'],
      [{ grant_type: 'refresh_token' }, 20001, 'invalid_request'],
      [{ grant_type: 'password' }, 20036, 'unsupported_grant_type'],
      [{ grant_type: 'authorization_code', code: 7 }, 20063, 'invalid_request'],
      [
        { grant_type: 'authorization_code', code, client_id: 'cli_0000000000000000' },
        20048,
        'invalid_client',
      ],
      [{ grant_type: 'authorization_code', code, client_secret: 'wrong' }, 20002, 'invalid_client'],
      [{ grant_type: 'authorization_code', code, client_secret: undefined }, 20001, 'invalid_request'],
      [{ grant_type: 'authorization_code', code: 'nonsense' }, 20003, 'invalid_grant'],
      [{ grant_type: 'authorization_code', code: `${code.slice(0, -1)}_` }, 20003, 'invalid_grant'],
      [{ grant_type: 'authorization_code', code: foreignCode }, 20024, 'invalid_grant'],
      [{ grant_type: 'authorization_code', code, redirect_uri: `${callback}/` }, 20071, 'invalid_grant'],
      [{ grant_type: 'refresh_token', refresh_token: 'nonsense' }, 20026, 'invalid_grant'],
      [{ grant_type: 'refresh_token', refresh_token: code }, 20026, 'invalid_grant'],
      [{ grant_type: 'refresh_token', refresh_token: foreignRefresh }, 20024, 'invalid_grant'],
      [{ grant_type: 'authorization_code', code, client_assertion: 'x' }, 20070, 'invalid_request'],
    ]
    for (const [body, number, error] of cases) {
      const reply = await exchange(desk, body)
      expect([body, reply.status, reply.body]).toEqual([
        body,
        400,
        { code: number, error, error_description: expect.stringMatching(/\w{3}/) },
      ])
    }
    const broken = await desk.call('POST', v2, '{', {})
    expect(broken.body.code).toBe(20063)
    // Nothing of it used the code up.
    expect((await byCode(desk, code)).body.code).toBe(0)
    expect((await byRefresh(other, foreignRefresh)).body.code).toBe(0)
  })

  test('libraries may send a form, and their credentials in a Basic header, but not in both places', async () => {
    const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
      desk.call('POST', v2, new URLSearchParams(fields).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      })
    const secrets = { client_id: desk.appId, client_secret: desk.appSecret }
    const basic = {
      authorization: `Basic ${Buffer.from(`${desk.appId}:${desk.appSecret}`).toString('base64')}`,
    }
    const grant = async () => ({ grant_type: 'authorization_code', code: await browser.approve(offline) })
    expect((await form({ ...(await grant()), ...secrets })).body).toMatchObject({ code: 0, expires_in: 7200 })
    expect((await form(await grant(), basic)).body.code).toBe(0)
    const both = await form({ ...(await grant()), ...secrets }, basic)
    expect(both.body.code).toBe(20070)
    const twice = await desk.call('POST', v2, 'grant_type=a&grant_type=b', {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(twice.body).toMatchObject({ code: 20063 })
  })

  test('people who are away get no tokens, and theirs are dead', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    for (const [status, number] of [
      ['frozen', 20022],
      ['resigned', 20021],
    ] as const) {
      const code = await person.approve(offline)
      const { body } = await byCode(own, await person.approve(offline))
      await setUser(server, own, own.agentId, { status })
      expect((await byCode(own, code)).body.code).toBe(20066)
      expect((await byRefresh(own, body.refresh_token)).body.code).toBe(20066)
      const me = await own.call('GET', userInfo, undefined, bearer(body.access_token))
      expect([me.status, me.body.code]).toEqual([200, number])
      await setUser(server, own, own.agentId, { status: 'active' })
      // What was refused was not used up.
      expect((await byRefresh(own, body.refresh_token)).body.code).toBe(0)
    }
  })

  test('a disabled app gets nothing, and a new secret ends every sign-in', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const { body } = await byCode(own, await person.approve(offline))
    const system = () => own.fresh({ actor: { kind: 'system' } })
    await updateApp(system(), own.appId, { status: 'disabled' })
    expect((await byRefresh(own, body.refresh_token)).body.code).toBe(20069)
    const page = await person.authorize(wish(own))
    expect([page.status, page.body.code]).toEqual([400, 20069])
    await updateApp(system(), own.appId, { status: 'enabled' })
    await resetAppSecret({ ...system(), now: Date.now() + 1000 }, own.appId)
    expect((await byRefresh(own, body.refresh_token)).body.code).toBe(20002)
    const row = await own.cx.db
      .selectFrom('apps')
      .selectAll()
      .where('id', '=', own.appId)
      .executeTakeFirstOrThrow()
    const secret = appSecret(own.cx, row)
    const fresh = await byRefresh(own, body.refresh_token, { client_secret: secret })
    expect(fresh.body.code).toBe(20064)
    expect((await whoIs(own, body.access_token)).code).toBe(20005)
  })

  test('user_info answers bad tokens with HTTP 200 and its own number', async () => {
    for (const token of ['u-nonsense', 'x-nonsense', desk.tenant.authorization!.slice(7)]) {
      const reply = await desk.call('GET', userInfo, undefined, bearer(token))
      expect([token, reply.status, reply.body.code]).toEqual([token, 200, 20005])
    }
    const none = await desk.call('GET', userInfo, undefined, {})
    expect([none.status, none.body.code]).toEqual([400, 99991661])
  })

  test('help desk endpoints with a user token are for those who serve on the desk', async () => {
    const guest = await addMember(desk, 'gus@example.com')
    const person = await openBrowser(desk, guest)
    const { access_token: token } = (await byCode(desk, await person.approve(offline))).body
    expect((await whoIs(desk, token)).data).toMatchObject({ open_id: guest })
    const update = (headers: Record<string, string>) =>
      desk.call('PUT', '/open-apis/helpdesk/v1/tickets/1', { solved: 1 }, headers)
    const refused = await update({ ...bearer(token), ...desk.helpdesk })
    expect([refused.status, refused.body.code]).toEqual([403, 154003])
    for (const id of [desk.agentId, desk.ownerId]) {
      const agent = await openBrowser(desk, id)
      const made = await byCode(desk, await agent.approve(offline))
      const reply = await update({ ...bearer(made.body.access_token), ...desk.helpdesk })
      expect([reply.status, reply.body.code]).toEqual([404, 154004])
    }
  })
})
