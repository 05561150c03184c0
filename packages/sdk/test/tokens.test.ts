import { expect, test } from 'vitest'
import { MemoryCache, TokenError, type Cache } from '../src/index.ts'
import { failure, ok, stub, ticket, tokenRefused } from './stub.ts'

test('many callers, one token call', async () => {
  await using server = await stub()
  const client = server.client()
  await Promise.all(Array.from({ length: 64 }, () => client.helpdesk.v1.ticket.get(ticket)))
  expect(server.tokenCalls).toHaveLength(1)
  expect(server.seen).toHaveLength(64)
})

test('a refused token is replaced once, by one call for all who were refused', async () => {
  await using server = await stub(({ headers }) =>
    headers.authorization === 'Bearer t-1' ? tokenRefused : ok(),
  )
  const client = server.client()
  await Promise.all(Array.from({ length: 20 }, () => client.helpdesk.v1.ticket.get(ticket)))
  expect(server.tokenCalls).toHaveLength(2)
  expect(server.seen).toHaveLength(40)
})

test('a token that is refused again is a TokenError after two attempts', async () => {
  await using server = await stub(() => tokenRefused)
  const error = await failure(server.client().helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(TokenError)
  expect(error).toMatchObject({ code: 99991663, message: expect.stringContaining('check `domain`') })
  expect(server.seen).toHaveLength(2)
  expect(server.tokenCalls).toHaveLength(2)
})

test('a write is repeated as well when its token was refused: it was not carried out', async () => {
  let calls = 0
  await using server = await stub(() => (++calls === 1 ? tokenRefused : ok({ message_id: 'om_1' })))
  const data = { msg_type: 'text' as const, content: '{}' }
  const reply = await server.client().helpdesk.v1.ticketMessage.create({ ...ticket, data })
  expect(reply.data.message_id).toBe('om_1')
})

test('a token of the caller is not replaced', async () => {
  await using server = await stub(() => tokenRefused)
  await failure(server.client().helpdesk.v1.ticket.get(ticket, { tenantAccessToken: 't-mine' }))
  expect(server.seen).toHaveLength(1)
  expect(server.tokenCalls).toHaveLength(0)
})

test('a failed token call fails its callers, and the next call tries again', async () => {
  await using server = await stub()
  const issue = server.issue
  server.issue = () => ({ body: { code: 10015, msg: 'invalid app_secret' } })
  const client = server.client()
  const results = await Promise.all(
    Array.from({ length: 5 }, () => client.helpdesk.v1.ticket.get(ticket).result()),
  )
  for (const result of results) {
    expect(!result.ok && result.error.message).toMatch(/10015 invalid app_secret.*Check `appSecret`/)
  }
  expect(server.tokenCalls).toHaveLength(1)
  server.issue = issue
  await client.helpdesk.v1.ticket.get(ticket)
  expect(server.seen).toHaveLength(1)
})

test('a reply without a token is an error, not "Bearer undefined"', async () => {
  await using server = await stub()
  server.issue = () => ({ body: { code: 0, msg: 'ok' } })
  expect(await failure(server.client().helpdesk.v1.ticket.get(ticket))).toMatchObject({
    message: expect.stringContaining('without tenant_access_token'),
  })
  expect(server.seen).toEqual([])
})

test('short-lived tokens are used for half of their life', async () => {
  await using server = await stub()
  server.issue = () => ({ body: { code: 0, msg: 'ok', tenant_access_token: 't', expire: 120 } })
  const client = server.client()
  await client.helpdesk.v1.ticket.get(ticket)
  await client.helpdesk.v1.ticket.get(ticket)
  expect(server.tokenCalls).toHaveLength(1)
  server.issue = () => ({ body: { code: 0, msg: 'ok', tenant_access_token: 't', expire: 0 } })
  const hasty = server.client()
  await hasty.helpdesk.v1.ticket.get(ticket)
  await hasty.helpdesk.v1.ticket.get(ticket)
  expect(server.tokenCalls).toHaveLength(3)
})

test('a shared cache is asked before the server, and told when to forget', async () => {
  const kept: [string, string, number | undefined][] = []
  const memory = new MemoryCache()
  const cache: Cache = {
    get: async (key) => memory.get(key),
    set: async (key, value, expiresAt) => {
      kept.push([key, value, expiresAt])
      memory.set(key, value, expiresAt)
      return true
    },
  }
  await using server = await stub()
  await server.client({ cache }).helpdesk.v1.ticket.get(ticket)
  await server.client({ cache }).helpdesk.v1.ticket.get(ticket)
  expect(server.tokenCalls).toHaveLength(1)
  expect(kept).toHaveLength(1)
  const life = (kept[0]?.[2] ?? 0) - Date.now()
  expect(life / 1000).toBeGreaterThan(7200 - 180 - 5)
  expect(life / 1000).toBeLessThanOrEqual(7200 - 180)
  await server.client({ cache, appId: 'cli_other' }).helpdesk.v1.ticket.get(ticket)
  expect(server.tokenCalls).toHaveLength(2)
})

test('a refused token in a shared cache is replaced, one that another process renewed is taken', async () => {
  const cache = new MemoryCache()
  await using server = await stub(({ headers }) =>
    headers.authorization === 'Bearer t-1' ? tokenRefused : ok(),
  )
  const [a, b] = [server.client({ cache }), server.client({ cache })]
  await Promise.all([a.tenantAccessToken(), b.tenantAccessToken()])
  const before = server.tokenCalls.length
  await a.helpdesk.v1.ticket.get(ticket)
  await b.helpdesk.v1.ticket.get(ticket)
  expect(server.tokenCalls.length - before).toBeLessThanOrEqual(1)
})

test('the abort of one caller leaves the token call to the others', async () => {
  await using server = await stub()
  const client = server.client()
  const signal = AbortSignal.abort(new Error('changed my mind'))
  const [aborted, served] = await Promise.all([
    client.helpdesk.v1.ticket.get(ticket, { signal }).result(),
    client.helpdesk.v1.ticket.get(ticket).result(),
  ])
  expect(aborted.ok).toBe(false)
  expect(served.ok).toBe(true)
})

test('endpoints for apps are called with an app token', async () => {
  await using server = await stub()
  const data = { grant_type: 'authorization_code', code: 'x' }
  await server.client().authen.v1.oidcAccessToken.create({ data })
  expect(server.tokenCalls[0]?.url).toBe('/open-apis/auth/v3/app_access_token/internal')
  expect(server.seen[0]?.headers.authorization).toBe('Bearer a-1')
})

test('a failed token call nobody waits for any more is not an unhandled rejection', async () => {
  await using server = await stub()
  server.issue = () => ({ body: { code: 10015, msg: 'invalid app_secret' } })
  const call = server.client().helpdesk.v1.ticket.get(ticket, { signal: AbortSignal.abort() })
  expect(await failure(call)).toMatchObject({ name: 'AbortError' })
  await new Promise((resolve) => setTimeout(resolve, 50))
})
