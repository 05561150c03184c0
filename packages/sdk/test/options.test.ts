import { describe, expect, test, vi } from 'vitest'
import {
  AppType,
  Client,
  Domain,
  withHelpDeskCredential,
  withRequestId,
  withTenantKey,
  withTenantToken,
  withUserAccessToken,
  type Transport,
} from '../src/index.ts'
import { nodeTransport } from '../src/node.ts'
import http from 'node:http'
import { failure, ok, stub, ticket, spy } from './stub.ts'

const helpdeskHeader = 'x-lark-helpdesk-authorization'

// Row by row as the vendor's guide to its Go SDK lists them.
describe('client options', () => {
  test('app id and secret are sent for a tenant token', async () => {
    await using server = await stub()
    await server.client().helpdesk.v1.ticket.get(ticket)
    expect(server.tokenCalls[0]).toMatchObject({
      url: '/open-apis/auth/v3/tenant_access_token/internal',
      body: '{"app_id":"cli_a1b2c3d4e5f60718","app_secret":"secret-of-app"}',
    })
    expect(server.tokenCalls[0]?.headers.authorization).toBeUndefined()
    expect(server.seen[0]?.headers.authorization).toBe('Bearer t-1')
  })

  test('app type: an ISV app turns ticket and tenant key into a token', async () => {
    await using server = await stub()
    const client = server.client({ appType: AppType.ISV })
    await client.saveAppTicket('ticket-1')
    await client.helpdesk.v1.ticket.get(ticket, withTenantKey('tk-1'))
    expect(server.tokenCalls.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
      [
        '/open-apis/auth/v3/app_access_token',
        { app_id: 'cli_a1b2c3d4e5f60718', app_secret: 'secret-of-app', app_ticket: 'ticket-1' },
      ],
      ['/open-apis/auth/v3/tenant_access_token', { app_access_token: 'a-1', tenant_key: 'tk-1' }],
    ])
    await client.helpdesk.v1.ticket.get(ticket, { tenantKey: 'tk-2' })
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t-2', 'Bearer t-3'])
  })

  test('an ISV app whose app token was revoked fetches another one', async () => {
    await using server = await stub()
    const { issue } = server
    server.issue = (seen) =>
      seen.body.includes('"a-1"') ? { body: { code: 99991664, msg: 'invalid app token' } } : issue(seen)
    const client = server.client({ appType: AppType.ISV })
    await client.saveAppTicket('ticket-1')
    await client.helpdesk.v1.ticket.get(ticket, withTenantKey('tk-1'))
    expect(server.tokenCalls.map(({ url }) => url.split('/').at(-1))).toEqual([
      'app_access_token',
      'tenant_access_token',
      'app_access_token',
      'tenant_access_token',
    ])
  })

  test('an ISV app without a ticket asks for one and says so; without a tenant key it says that', async () => {
    await using server = await stub()
    const client = server.client({ appType: AppType.ISV })
    expect(await failure(client.helpdesk.v1.ticket.get(ticket, { tenantKey: 'tk' }))).toMatchObject({
      field: 'app_ticket',
    })
    expect(server.tokenCalls.map(({ url }) => url)).toEqual(['/open-apis/auth/v3/app_ticket/resend'])
    expect(await failure(client.helpdesk.v1.ticket.get(ticket))).toMatchObject({ field: 'tenantKey' })
  })

  test('log level and logger: nothing below the level, one line for each call at debug', async () => {
    await using server = await stub()
    const logger = { debug: spy(), info: spy(), warn: spy(), error: spy() }
    await server.client({ logger, loggerLevel: 'info' }).helpdesk.v1.ticket.get(ticket)
    expect(logger.debug).not.toHaveBeenCalled()
    await server.client({ logger, loggerLevel: 'debug' }).helpdesk.v1.ticket.get(ticket)
    expect(logger.debug).toHaveBeenCalledTimes(2)
    expect(logger.debug.mock.calls[1]).toEqual([
      expect.stringMatching(/^GET \/open-apis\/helpdesk\S+ 200 \d+ ms, log id log-4$/),
    ])
  })

  test('request and response logging masks every secret', async () => {
    await using server = await stub(() =>
      ok({ access_token: 'u-secret', refresh_token: 'ur-secret', name: 'visible' }),
    )
    const lines: unknown[] = []
    const logger = { debug: (...line: unknown[]) => lines.push(line), info() {}, warn() {}, error() {} }
    const client = server.client({ logger, loggerLevel: 'debug', logRequests: true })
    const data = { grant_type: 'authorization_code', code: 'one-time-secret' }
    await client.authen.v1.oidcAccessToken.create({ data })
    await client.helpdesk.v1.ticket.get(ticket)
    await client.request({ method: 'GET', url: '/open-apis/x', params: { code: 'query-secret', page: 1 } })
    const log = JSON.stringify(lines)
    for (const secret of [
      'secret-of-app',
      'a-1',
      't-1',
      'u-secret',
      'ur-secret',
      'one-time-secret',
      'query-secret',
      btoa('6626871355780366331:ht-token'),
    ]) {
      expect(log).not.toContain(secret)
    }
    expect(log).toContain('visible')
    expect(log).toContain('page=1')
    expect(log).toContain('***')
  })

  test('base URL: constants, a path prefix, a slash at the end; nonsense is refused', async () => {
    await using server = await stub()
    expect(new Client({ disableTokenCache: true }).domain).toBe('https://open.feishu.cn')
    expect(new Client({ disableTokenCache: true, domain: Domain.Lark }).domain).toBe(
      'https://open.larksuite.com',
    )
    await server
      .client({ domain: `${server.url}/desk/` })
      .helpdesk.v1.ticket.get(ticket, withTenantToken('t'))
    expect(server.seen[0]?.url).toBe(`/desk/open-apis/helpdesk/v1/tickets/${ticket.path.ticket_id}`)
    for (const domain of ['open.feishu.cn', 'ftp://x', 'https://user@x', 'https://x/?a', '']) {
      expect(() => new Client({ disableTokenCache: true, domain })).toThrow(/domain must be/)
    }
  })

  test('help desk credential is sent where it is needed, and only there', async () => {
    await using server = await stub()
    const client = server.client()
    await client.helpdesk.v1.ticket.get(ticket)
    await client.im.v1.message.get({ path: { message_id: 'om_1' } })
    await client.im.v1.message.get({ path: { message_id: 'om_1' } }, withHelpDeskCredential())
    await client.helpdesk.v1.ticket.get(ticket, { helpdesk: { id: '2', token: 'ht-2' } })
    await client.helpdesk.v1.ticket.get(ticket, { helpdesk: false })
    expect(server.seen.map(({ headers }) => headers[helpdeskHeader])).toEqual([
      btoa('6626871355780366331:ht-token'),
      undefined,
      btoa('6626871355780366331:ht-token'),
      btoa('2:ht-2'),
      undefined,
    ])
    const without = server.client({ helpDeskId: '', helpDeskToken: '' })
    expect(await failure(without.helpdesk.v1.ticket.get(ticket))).toMatchObject({ field: 'helpDeskId' })
  })

  test('timeout and retries are checked', () => {
    for (const timeout of [-1, Number.NaN]) {
      expect(() => new Client({ disableTokenCache: true, timeout })).toThrow(/timeout must be/)
    }
    expect(() => new Client({ disableTokenCache: true, retries: -1 })).toThrow(/retries must be/)
  })

  test('transport: any fetch', async () => {
    await using server = await stub()
    const fetch = vi.fn<typeof globalThis.fetch>(globalThis.fetch)
    await server.client({ fetch: fetch }).helpdesk.v1.ticket.get(ticket)
    expect(fetch).toHaveBeenCalledTimes(2)
    expect(server.seen[0]?.headers).toMatchObject({
      authorization: 'Bearer t-1',
      'user-agent': expect.stringMatching(/^pipit-sdk\//),
    })
  })

  test('transport: an agent of node:http, or a function of your own', async () => {
    await using server = await stub()
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
    await server.client({ transport: nodeTransport({ agent }) }).helpdesk.v1.ticket.get(ticket)
    expect(Object.keys(agent.freeSockets)).toHaveLength(1)
    agent.destroy()
    const transport: Transport = async () => ({
      status: 200,
      headers: {},
      text: '{"code":0,"msg":"","data":{"a":1}}',
    })
    const reply = await server
      .client({ transport, disableTokenCache: true })
      .request({ method: 'get', url: 'x' }, { tenantAccessToken: 't' })
    expect(reply.data).toEqual({ a: 1 })
  })

  test('the default transport keeps connections open', async () => {
    const ports = new Set<number | undefined>()
    await using server = await stub((_seen, response) => {
      ports.add(response.socket?.remotePort)
      return ok()
    })
    const client = server.client()
    for (let i = 0; i < 5; i++) await client.helpdesk.v1.ticket.get(ticket)
    expect(ports.size).toBe(1)
  })
})

describe('request options', () => {
  test('headers win over those of the client, whatever their case', async () => {
    await using server = await stub()
    const headers = {
      'USER-AGENT': 'mine',
      authorization: 'Bearer x',
      'X-Lark-Helpdesk-Authorization': 'abc',
      k1: 'v1',
    }
    await server.client().helpdesk.v1.ticket.get(ticket, { headers })
    expect(server.seen[0]?.headers).toMatchObject({
      'user-agent': 'mine',
      authorization: 'Bearer x',
      [helpdeskHeader]: 'abc',
      k1: 'v1',
    })
    const names =
      server.seen[0]?.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase()) ?? []
    expect(new Set(names).size).toBe(names.length)
    expect(server.tokenCalls).toEqual([])
  })

  test('user access token; without one, what is done as a user is refused before it is sent', async () => {
    await using server = await stub()
    const client = server.client()
    await client.helpdesk.v1.ticket.update({ ...ticket, data: { status: 50 } }, withUserAccessToken('u-1'))
    expect(server.seen[0]?.headers.authorization).toBe('Bearer u-1')
    expect(await failure(client.helpdesk.v1.ticket.update({ ...ticket, data: {} }))).toMatchObject({
      field: 'userAccessToken',
      message: expect.stringContaining('in the name of a user'),
    })
    expect(
      await failure(client.helpdesk.v1.ticket.get(ticket, withUserAccessToken('Bearer u-1'))),
    ).toMatchObject({
      field: 'userAccessToken',
    })
  })

  test('tenant access token, with the token cache off', async () => {
    await using server = await stub()
    const client = server.client({ disableTokenCache: true })
    await client.helpdesk.v1.ticket.get(ticket, withTenantToken('t-mine'))
    expect(server.seen[0]?.headers.authorization).toBe('Bearer t-mine')
    expect(await failure(client.helpdesk.v1.ticket.get(ticket))).toMatchObject({ field: 'tenantAccessToken' })
    expect(server.tokenCalls).toEqual([])
  })

  test('request id is passed on', async () => {
    await using server = await stub()
    await server.client().helpdesk.v1.ticket.get(ticket, withRequestId('req-1'))
    expect(server.seen[0]?.headers['oapi-sdk-request-id']).toBe('req-1')
  })

  test('timeout and retries of one call', async () => {
    await using server = await stub(() => undefined)
    const call = server.client().helpdesk.v1.ticket.get(ticket, { timeout: 50 })
    expect(await failure(call)).toMatchObject({ name: 'TimeoutError' })
  })
})
