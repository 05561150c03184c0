import net, { type AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { ApiError, Client, ConnectionError, ResponseError, TimeoutError, TokenError } from '../src/index.ts'
import { failure, limited, stub, ticket, tokenRefused } from './stub.ts'

/** A server that writes these bytes to whoever connects, then hangs up. */
async function rawServer(answer: (request: string) => string) {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', (request) => socket.end(answer(request.toString('latin1'))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

const bare = (domain: string) =>
  new Client({ domain, disableTokenCache: true, loggerLevel: 'fatal', retries: 0 })
const token = { tenantAccessToken: 't-1' }

test.each([undefined, null, ''])('a missing path value (%s) is named and nothing is sent', async (value) => {
  await using server = await stub()
  const payload = { path: { ticket_id: value as unknown as string } }
  expect(await failure(server.client().helpdesk.v1.ticket.get(payload))).toMatchObject({
    name: 'ConfigError',
    field: 'path.ticket_id',
    message: expect.stringContaining('/tickets/:ticket_id cannot be called without it'),
  })
  expect(server.seen).toEqual([])
})

test.each([
  [{}, 'of type object'],
  [Number.NaN, 'NaN'],
  [Number('6626871355780366331'), 'pass it as a string'],
  ['\ud800', 'surrogate'],
])('a path value that is no id (%s) is refused', async (value, why) => {
  await using server = await stub()
  const payload = { path: { ticket_id: value as unknown as string } }
  expect(await failure(server.client().helpdesk.v1.ticket.get(payload))).toMatchObject({
    name: 'ConfigError',
    field: 'path.ticket_id',
    message: expect.stringContaining(why),
  })
})

test('query values: arrays repeat, empty ones are left out, objects are refused', async () => {
  await using server = await stub()
  const client = server.client()
  const params = { status_list: [1, 51], guest_name: '王 & Co', page: undefined, solved: 0 }
  await client.helpdesk.v1.ticket.list({ params })
  expect(server.seen[0]?.url).toBe(
    '/open-apis/helpdesk/v1/tickets?status_list=1&status_list=51&guest_name=%E7%8E%8B%20%26%20Co&solved=0',
  )
  const wrong = { params: { guest_name: { a: 1 } as unknown as string } }
  expect(await failure(client.helpdesk.v1.ticket.list(wrong))).toMatchObject({ field: 'params.guest_name' })
})

test.each(['a\r\nX-Injected: 1', 'line\nbreak'])(
  'a header value with a line break is refused',
  async (value) => {
    await using server = await stub()
    const call = server.client().helpdesk.v1.ticket.get(ticket, { headers: { 'X-Mine': value } })
    expect(await failure(call)).toMatchObject({ name: 'ConfigError', field: 'headers' })
    expect(server.seen).toEqual([])
  },
)

test('data that cannot be JSON is refused', async () => {
  await using server = await stub()
  const loop: Record<string, unknown> = {}
  loop['self'] = loop
  const call = server.client().request({ method: 'POST', url: '/open-apis/x', data: loop })
  expect(await failure(call)).toMatchObject({ name: 'ConfigError', field: 'data' })
})

test('a closed server is a ConnectionError that says so, for writes as well', async () => {
  const server = await stub()
  await server.close()
  const call = server.client({ retries: 0 }).helpdesk.v1.ticket.get(ticket)
  const error = await failure(call)
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({
    sent: false,
    message: expect.stringMatching(/nothing listens there.*Check `domain`/),
  })
})

test('an unknown host is a ConnectionError', async () => {
  const error = await failure(
    bare('http://nobody.invalid').helpdesk.v1.ticket.get(ticket, { ...token, helpdesk: false }),
  )
  expect(error).toBeInstanceOf(ConnectionError)
  expect((error as ConnectionError).sent).toBe(false)
})

test.each([
  [
    'by length',
    'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"code":0,"da',
  ],
  ['by chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nd\r\n{"code":0,"da\r\n'],
])('half a response (%s) is a ConnectionError that warns about writes', async (_how, bytes) => {
  await using server = await rawServer(() => bytes)
  const error = await failure(bare(server.url).request({ method: 'POST', url: '/open-apis/x' }, token))
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({
    sent: true,
    message: expect.stringMatching(/after 13 bytes.*before you repeat a write/s),
  })
})

test('JSON cut short by a proxy is a ResponseError', async () => {
  await using server = await rawServer(
    () =>
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{"code":0,"data":{"ti',
  )
  const error = await failure(bare(server.url).request({ method: 'GET', url: '/open-apis/x' }, token))
  expect(error).toBeInstanceOf(ResponseError)
  expect((error as Error).message).toMatch(/breaks off after 21 characters/)
})

test('a hang-up without an answer, and garbage, are ConnectionErrors', async () => {
  for (const answer of ['', 'SSH-2.0-OpenSSH_9.6\r\n']) {
    await using server = await rawServer(() => answer)
    expect(await failure(bare(server.url).request({ method: 'GET', url: '/x' }, token))).toBeInstanceOf(
      ConnectionError,
    )
  }
})

test('a login page instead of JSON says what to check', async () => {
  await using server = await stub(() => ({
    headers: { 'Content-Type': 'text/html' },
    body: '<!doctype html><h1>Sign in',
  }))
  const error = await failure(server.client().helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(ResponseError)
  expect(error).toMatchObject({
    httpStatus: 200,
    contentType: 'text/html',
    excerpt: '<!doctype html><h1>Sign in',
    logId: 'log-2',
    message: expect.stringMatching(/HTML instead of JSON.*login proxy/),
  })
})

test('JSON that is no reply, an empty body and a redirect are told apart', async () => {
  const answers = [
    { body: [1, 2] },
    { body: '' },
    { status: 302, headers: { Location: 'https://sso.example/' }, body: '' },
  ]
  await using server = await stub(() => answers.shift())
  const client = server.client({ retries: 0 })
  const messages = []
  for (let i = 0; i < 3; i++)
    messages.push(((await failure(client.helpdesk.v1.agentSkill.list())) as Error).message)
  expect(messages[0]).toMatch(/other than an Open Platform reply/)
  expect(messages[1]).toMatch(/empty body/)
  expect(messages[2]).toMatch(/redirected to https:\/\/sso\.example\/ .*final address/)
})

test('a timeout is a TimeoutError, at once and not repeated', async () => {
  await using server = await stub(() => undefined)
  const started = Date.now()
  const error = await failure(server.client({ timeout: 80 }).helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(TimeoutError)
  expect((error as Error).message).toMatch(/within 80 ms.*Raise `timeout`/)
  expect(Date.now() - started).toBeLessThan(1500)
  expect(server.seen).toHaveLength(1)
})

test('a signal stops a call, and the wait between two attempts', async () => {
  await using slow = await stub(() => undefined)
  const first = new AbortController()
  setTimeout(() => first.abort(new Error('enough')), 50)
  const error = await failure(slow.client().helpdesk.v1.ticket.get(ticket, { signal: first.signal }))
  expect(error).toMatchObject({ name: 'AbortError', cause: expect.objectContaining({ message: 'enough' }) })

  await using busy = await stub(() => limited('30'))
  const started = Date.now()
  const second = AbortSignal.timeout(100)
  expect(await failure(busy.client().helpdesk.v1.ticket.get(ticket, { signal: second }))).toMatchObject({
    name: 'AbortError',
  })
  expect(Date.now() - started).toBeLessThan(2000)
})

test('a wrong clock is named where a token is refused', async () => {
  await using server = await stub(() => ({
    ...tokenRefused,
    headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() },
  }))
  const error = await failure(server.client().helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(TokenError)
  expect((error as Error).message).toMatch(
    /clock of this machine is 3[56]\d\d s behind the server's: correct it \(NTP\)/,
  )
})

test('a clock set back or forward does not touch tokens: their life is measured, not read off the wall', async () => {
  await using server = await stub()
  const client = server.client()
  await client.helpdesk.v1.ticket.get(ticket)
  const now = Date.now()
  const spy = vi.spyOn(Date, 'now').mockReturnValue(now + 86_400_000)
  await client.helpdesk.v1.ticket.get(ticket)
  spy.mockReturnValue(now - 86_400_000)
  await client.helpdesk.v1.ticket.get(ticket)
  spy.mockRestore()
  expect(server.tokenCalls).toHaveLength(1)
})

test('what the platform says about a failure is on the error', async () => {
  await using server = await stub(() => ({
    status: 400,
    body: {
      code: 99991672,
      msg: 'Access denied.',
      error: {
        log_id: '2025',
        troubleshooter: 'https://open.feishu.cn/search?log_id=2025',
        permission_violations: [{ type: 'action_scope_required', subject: 'helpdesk:all' }],
        field_violations: [{ field: 'status', value: '9', description: 'not a status' }],
        helps: [{ url: 'https://open.feishu.cn/app', description: 'apply' }],
      },
    },
  }))
  const error = (await failure(server.client().helpdesk.v1.ticket.get(ticket))) as ApiError
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({
    code: 99991672,
    httpStatus: 400,
    logId: 'log-2',
    troubleshooter: 'https://open.feishu.cn/search?log_id=2025',
    permissionViolations: [{ type: 'action_scope_required', subject: 'helpdesk:all' }],
    fieldViolations: [{ field: 'status', value: '9', description: 'not a status' }],
    helps: [{ url: 'https://open.feishu.cn/app', description: 'apply' }],
  })
  expect(error.message).toMatch(/GET \/open-apis\/helpdesk\/v1\/tickets\/:ticket_id failed: 99991672/)
  expect(error.message).toMatch(/Needs the scope helpdesk:all\. Fields: status: not a status\./)
})

test('OAuth failures, which have no msg, read as well', async () => {
  await using server = await stub(() => ({
    status: 400,
    body: { code: 20003, error: 'invalid_grant', error_description: 'The code is invalid.' },
  }))
  const data = { grant_type: 'authorization_code' as const, client_id: 'a', client_secret: 'b', code: 'c' }
  expect(await failure(server.client().authen.v2.oauth.token({ data }))).toMatchObject({
    code: 20003,
    msg: 'The code is invalid.',
  })
  expect(server.seen[0]?.headers.authorization).toBeUndefined()
})
