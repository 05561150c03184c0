import { describe, expect, test } from 'vitest'
import { newLogId } from '../src/platform/ids.ts'
import { tokenLifetime } from '../src/platform/tokens.ts'
import { resetAppSecret, tenantToken, updateApp } from '../src/domain/apps.ts'
import { authorizationOf, helpdeskToken, resetHelpdeskToken } from '../src/domain/helpdesks.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

const ticketPath = '/open-apis/helpdesk/v1/tickets/1'
const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal'

describe.skipIf(noDatabase)('platform', async () => {
  const server = await newServer()
  const anonymous = {}

  describe('tokens', () => {
    test('both token endpoints answer with and without a slash, at top level, and the same token for both', async () => {
      const desk = await newDesk(server)
      const body = { app_id: desk.appId, app_secret: desk.appSecret }
      const replies = await Promise.all(
        ['', '/'].flatMap((slash) => [
          desk.call('POST', `/open-apis/auth/v3/app_access_token/internal${slash}`, body, anonymous),
          desk.call('POST', `${tokenPath}${slash}`, body, anonymous),
        ]),
      )
      const tokens = new Set(
        replies.flatMap((r) => [
          r.body.tenant_access_token,
          r.body.app_access_token ?? r.body.tenant_access_token,
        ]),
      )
      expect(tokens.size).toBe(1)
      expect([...tokens][0]).toMatch(/^t-/)
      for (const reply of replies) {
        expect(reply.status).toBe(200)
        expect(reply.body).toMatchObject({ code: 0, msg: 'ok', expire: expect.any(Number) })
        expect(reply.body.expire).toBeGreaterThan(tokenLifetime - 60)
        expect(reply.body.expire).toBeLessThanOrEqual(tokenLifetime)
        expect(reply.body.data).toBeUndefined()
      }
    })

    test('a token is given out again while it has thirty minutes left, then a new one while both are good', async () => {
      const desk = await newDesk(server)
      const app = (await server.services.registry.app(desk.appId))!
      const at = (seconds: number) =>
        tenantToken(desk.fresh({ now: app.tokenAnchorAt + seconds * 1000 }), app)
      const first = at(0)
      expect(at(5399)).toEqual({ token: first.token, expire: 7200 - 5399 })
      const second = at(5400)
      expect(second.token).not.toBe(first.token)
      expect(second.expire).toBe(7200)
      for (const { token } of [first, second])
        expect(
          (
            await desk.call('GET', ticketPath, undefined, {
              ...desk.helpdesk,
              authorization: `Bearer ${token}`,
            })
          ).status,
        ).toBe(404)
    })

    test.each([
      ['unknown app', { app_id: 'cli_0000000000000000', app_secret: 'x' }, 10003],
      ['missing secret', { app_id: 'cli_0000000000000000' }, 10003],
      ['secret of the wrong type', { app_id: 'cli_0000000000000000', app_secret: 5 }, 10003],
      ['not JSON', '{"app_id":', 10003],
    ])('%s is refused with HTTP 200 and a code', async (_, body, code) => {
      const desk = await newDesk(server)
      const reply = await desk.call('POST', tokenPath, body, anonymous)
      expect([reply.status, reply.body.code]).toEqual([200, code])
      expect(reply.body.tenant_access_token).toBeUndefined()
    })

    test('a wrong secret is 10015', async () => {
      const desk = await newDesk(server)
      const reply = await desk.call('POST', tokenPath, { app_id: desk.appId, app_secret: 'wrong' }, anonymous)
      expect([reply.status, reply.body.code]).toEqual([200, 10015])
    })

    test('no token, a wrong scheme, a wrong prefix, a forged token and the wrong kind each have their code', async () => {
      const desk = await newDesk(server)
      const good = desk.tenant.authorization!.slice('Bearer '.length)
      const flipped = good.slice(0, -1) + (good.endsWith('A') ? 'B' : 'A')
      const codeFor = async (authorization: string | undefined, method = 'GET') => {
        const headers = { ...desk.helpdesk, ...(authorization === undefined ? {} : { authorization }) }
        const reply = await desk.call(
          method,
          ticketPath,
          method === 'PUT' ? { solved: 2 } : undefined,
          headers,
        )
        expect(reply.status).toBe(400)
        return reply.body.code as number
      }
      expect(await codeFor(undefined)).toBe(99991661)
      expect(await codeFor('Basic abc')).toBe(99991661)
      expect(await codeFor('Bearer nonsense')).toBe(99991671)
      expect(await codeFor('Bearer t-')).toBe(99991663)
      expect(await codeFor(`Bearer ${flipped}`)).toBe(99991663)
      expect(await codeFor(`Bearer ${good.slice(0, 20)}`)).toBe(99991663)
      expect(await codeFor('Bearer u-abc')).toBe(99991668)
      expect(await codeFor((await desk.user()).authorization)).toBe(99991668)
      expect(await codeFor(desk.tenant.authorization, 'PUT')).toBe(99991663)
    })

    test('a disabled app is dead at once, and alive again when it is enabled', async () => {
      const desk = await newDesk(server)
      await updateApp(desk.fresh(), desk.appId, { status: 'disabled' })
      expect((await desk.call('GET', ticketPath)).body.code).toBe(99991662)
      const credentials = { app_id: desk.appId, app_secret: desk.appSecret }
      expect((await desk.call('POST', tokenPath, credentials, anonymous)).body.code).toBe(10014)
      await updateApp(desk.fresh(), desk.appId, { status: 'enabled' })
      expect((await desk.call('GET', ticketPath)).body.code).toBe(154004)
    })

    test('a reset secret kills the old secret and every token at once', async () => {
      const desk = await newDesk(server)
      const userToken = await desk.user()
      await resetAppSecret(desk.fresh(), desk.appId)
      expect((await desk.call('GET', ticketPath)).body.code).toBe(99991663)
      expect((await desk.call('PUT', ticketPath, { solved: 2 }, userToken)).body.code).toBe(99991668)
      const old = { app_id: desk.appId, app_secret: desk.appSecret }
      expect((await desk.call('POST', tokenPath, old, anonymous)).body.code).toBe(10015)
    })

    test('an expired token is refused', async () => {
      const desk = await newDesk(server)
      const app = (await server.services.registry.app(desk.appId))!
      const long = desk.fresh({ now: Date.now() - 3 * 3600_000 })
      const { token } = tenantToken(long, { ...app, tokenAnchorAt: long.now })
      const reply = await desk.call('GET', ticketPath, undefined, {
        ...desk.helpdesk,
        authorization: `Bearer ${token}`,
      })
      expect(reply.body.code).toBe(99991663)
    })
  })

  describe('scopes', () => {
    test('a missing scope is named, with where to ask for it', async () => {
      const desk = await newDesk(server, { scopes: ['helpdesk:all'] })
      const reply = await desk.call('GET', ticketPath)
      expect(reply.status).toBe(400)
      expect(reply.body).toMatchObject({
        code: 99991672,
        msg: expect.stringContaining('[helpdesk:all:readonly]'),
        error: {
          permission_violations: [{ type: 'action_scope_required', subject: 'helpdesk:all:readonly' }],
          helps: [{ url: expect.stringContaining(desk.appId), description: expect.any(String) }],
        },
      })
    })
  })

  describe('help desk header', () => {
    const statusOf = async (desk: Desk, value: string | undefined) => {
      const headers = {
        authorization: desk.tenant.authorization!,
        ...(value === undefined ? {} : { 'X-Lark-Helpdesk-Authorization': value }),
      }
      const reply = await desk.call('GET', ticketPath, undefined, headers)
      return [reply.status, reply.body.code]
    }

    test('is taken with and without Bearer', async () => {
      const desk = await newDesk(server)
      const value = authorizationOf(desk.helpdeskId, desk.helpdeskToken)
      expect(await statusOf(desk, value)).toEqual([404, 154004])
      expect(await statusOf(desk, `Bearer ${value}`)).toEqual([404, 154004])
    })

    test('missing, malformed, wrong, or of another tenant is 401 154001', async () => {
      const desk = await newDesk(server)
      const other = await newDesk(server)
      const refused = [401, 154001]
      expect(await statusOf(desk, undefined)).toEqual(refused)
      expect(await statusOf(desk, '')).toEqual(refused)
      expect(await statusOf(desk, '%%%')).toEqual(refused)
      expect(await statusOf(desk, Buffer.from('no colon').toString('base64'))).toEqual(refused)
      expect(await statusOf(desk, authorizationOf(desk.helpdeskId, 'ht-wrong'))).toEqual(refused)
      expect(await statusOf(desk, authorizationOf('123', desk.helpdeskToken))).toEqual(refused)
      expect(await statusOf(desk, authorizationOf(other.helpdeskId, other.helpdeskToken))).toEqual(refused)
    })

    test('a reset kills the old token at once and the new one works', async () => {
      const desk = await newDesk(server)
      const cx = desk.fresh()
      const renewed = helpdeskToken(cx, await resetHelpdeskToken(cx))!
      expect(await statusOf(desk, authorizationOf(desk.helpdeskId, desk.helpdeskToken))).toEqual([
        401, 154001,
      ])
      expect(await statusOf(desk, authorizationOf(desk.helpdeskId, renewed))).toEqual([404, 154004])
    })
  })

  test('the IP allow list refuses other addresses but not the token endpoints', async () => {
    const desk = await newDesk(server)
    await updateApp(desk.fresh(), desk.appId, { ipAllowList: ['203.0.113.7'] })
    const reply = await desk.call('GET', ticketPath)
    expect([reply.body.code, reply.body.msg]).toEqual([99991401, 'ip 127.0.0.1 is denied by app setting'])
    const credentials = { app_id: desk.appId, app_secret: desk.appSecret }
    expect((await desk.call('POST', tokenPath, credentials, anonymous)).body.code).toBe(0)
    await updateApp(desk.fresh(), desk.appId, { ipAllowList: ['203.0.113.7', '127.0.0.1'] })
    expect((await desk.call('GET', ticketPath)).body.code).toBe(154004)
  })

  test('a failed reply carries its log id everywhere, and the log page finds it', async () => {
    const desk = await newDesk(server)
    const reply = await desk.call('GET', ticketPath)
    const logId = reply.headers['x-tt-logid'] as string
    expect(logId).toMatch(/^\d{14}[0-9a-f]{20}$/)
    expect(reply.headers['x-request-id']).toBe(logId)
    expect(reply.body.error).toMatchObject({
      log_id: logId,
      logid: logId,
      troubleshooter: expect.stringContaining(`http://pipit.test/admin/logs?log_id=${logId}`),
    })
    await server.app.requestLog.flush()
    const row = await server.services.engine.db
      .selectFrom('request_log')
      .selectAll()
      .where('log_id', '=', logId)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({
      tenant_id: desk.cx.tenantId,
      method: 'GET',
      path: ticketPath,
      endpoint: '/open-apis/helpdesk/v1/tickets/:ticket_id',
      status: 404,
      code: 154004,
      app_id: desk.appId,
    })
  })

  test('the request log holds no secret', async () => {
    const desk = await newDesk(server)
    const token = `?access_token=t-very-secret-token`
    await desk.call('POST', tokenPath, { app_id: desk.appId, app_secret: desk.appSecret }, anonymous)
    await desk.call('POST', tokenPath, { app_id: desk.appId, app_secret: 'guessed-secret' }, anonymous)
    await desk.call('GET', `${ticketPath}${token}`)
    await desk.user()
    await server.app.requestLog.flush()
    const rows = await server.services.engine.db.selectFrom('request_log').selectAll().execute()
    const text = JSON.stringify(rows)
    expect(text).toContain(desk.appId)
    for (const secret of [
      desk.appSecret,
      'guessed-secret',
      'very-secret',
      desk.helpdeskToken,
      desk.tenant.authorization!.slice(7),
    ])
      expect(text).not.toContain(secret)
  })

  test('unknown paths and wrong methods have the codes of the platform', async () => {
    const desk = await newDesk(server)
    const missing = await desk.call('GET', '/open-apis/helpdesk/v1/nothing')
    expect([missing.status, missing.body.code]).toEqual([404, 99991201])
    const wrong = await desk.call('DELETE', ticketPath)
    expect([wrong.status, wrong.body.code, wrong.headers.allow]).toEqual([405, 99991301, 'GET, PUT'])
  })
})

describe.skipIf(noDatabase)('rate limits', async () => {
  const server = await newServer({ rateLimit: 1 })

  test('the documented tier is enforced per API and app, with its headers', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const replies = await Promise.all(Array.from({ length: 25 }, () => desk.call('GET', ticketPath)))
    const refused = replies.filter((r) => r.status === 429)
    // Ten a second; the calls may fall into two seconds, never into three.
    expect(refused.length).toBeGreaterThanOrEqual(5)
    expect(refused[0]!.body).toMatchObject({ code: 99991400, msg: 'request trigger frequency limit' })
    expect(refused[0]!.headers).toMatchObject({ 'x-ogw-ratelimit-limit': '10', 'x-ogw-ratelimit-reset': '1' })
    expect((await desk.call('GET', '/open-apis/helpdesk/v1/tickets')).status).toBe(200)
    expect((await other.call('GET', ticketPath)).status).toBe(404)
  })
})

describe.skipIf(noDatabase)('the request log', async () => {
  const server = await newServer()

  test('is kept as long as it is said, in every tenant', async () => {
    const desk = await newDesk(server)
    const day = 24 * 3600_000
    const row = { method: 'GET', path: '/', status: 200, code: 0, duration_ms: 1, ip: '127.0.0.1' }
    const rows = [1, 10, 40].flatMap((days) => {
      const at = Date.now() - days * day
      return ['', desk.cx.tenantId].map((tenant_id) => ({ ...row, tenant_id, log_id: newLogId(at), at }))
    })
    await server.services.engine.append('request_log', rows)
    await server.services.engine.append('request_log', rows)
    await server.app.requestLog.prune(Date.now() - 30 * day)
    const left = await server.services.engine.db.selectFrom('request_log').select('at').execute()
    expect(left.map(({ at }) => Math.round((Date.now() - at) / day)).toSorted((a, b) => a - b)).toEqual([
      1, 1, 10, 10,
    ])
  })
})
