import { expect, test } from 'vitest'
import { RateLimitError } from '../src/index.ts'
import { failure, limited, ok, spy, stub, ticket } from './stub.ts'

test('a gateway page is repeated for a read, not for a write', async () => {
  await using server = await stub(() => ({
    status: 502,
    headers: { 'Content-Type': 'text/html' },
    body: '<html>502',
  }))
  const client = server.client({ retries: 1 })
  const error = await failure(client.helpdesk.v1.ticket.get(ticket))
  expect((error as Error).message).toMatch(/gateway page.*HTTP 502.*try again later/)
  expect(server.seen).toHaveLength(2)
  await failure(
    client.helpdesk.v1.ticketMessage.create({ ...ticket, data: { msg_type: 'text', content: '{}' } }),
  )
  expect(server.seen).toHaveLength(3)
})

test('429 is waited out as the header says, whatever the method', async () => {
  let calls = 0
  await using server = await stub(() => (++calls === 1 ? limited('1') : ok({ message_id: 'om_1' })))
  const started = Date.now()
  const reply = await server
    .client()
    .helpdesk.v1.ticketMessage.create({ ...ticket, data: { msg_type: 'text', content: '{}' } })
  expect(reply.data.message_id).toBe('om_1')
  expect(Date.now() - started).toBeGreaterThanOrEqual(1000)
  expect(calls).toBe(2)
})

test('a limit with HTTP 400, as old endpoints send it, counts as one', async () => {
  let calls = 0
  await using server = await stub(() => (++calls === 1 ? { ...limited(), status: 400 } : ok()))
  await server.client().helpdesk.v1.ticket.get(ticket)
  expect(calls).toBe(2)
})

test('a window that takes too long to reset is left to the caller', async () => {
  await using server = await stub(() => limited('3600'))
  const error = await failure(server.client().helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(RateLimitError)
  expect(error).toMatchObject({
    retryAfter: 3600,
    code: 99991400,
    message: expect.stringMatching(/Wait 3600 s/),
  })
  expect(server.seen).toHaveLength(1)
})

test('a storm of 429 ends: each caller gets its answer or a RateLimitError after three attempts', async () => {
  let open = 20
  await using server = await stub(() => (open-- > 0 ? ok({ ticket: {} }) : limited('0')))
  const logger = { debug() {}, info() {}, warn: spy(), error() {} }
  const client = server.client({ logger, loggerLevel: 'warn' })
  const results = await Promise.all(
    Array.from({ length: 50 }, () => client.helpdesk.v1.ticket.get(ticket).result()),
  )
  const failed = results.filter((result) => !result.ok)
  expect(failed).toHaveLength(30)
  for (const result of failed) expect(!result.ok && result.error).toBeInstanceOf(RateLimitError)
  expect(server.seen).toHaveLength(20 + 30 * 3)
  expect(server.tokenCalls).toHaveLength(1)
  expect(logger.warn).toHaveBeenCalledTimes(60)
})

test('5xx: a read is repeated, a write is not, a message with uuid is', async () => {
  await using server = await stub(() => ({ status: 500, body: { code: 155000, msg: 'internal error' } }))
  const client = server.client({ retries: 1 })
  const count = async (call: PromiseLike<unknown>) => {
    const before = server.seen.length
    await failure(call)
    return server.seen.length - before
  }
  expect(await count(client.helpdesk.v1.ticket.get(ticket))).toBe(2)
  expect(await count(client.helpdesk.v1.ticket.get(ticket, { retries: 0 }))).toBe(1)
  expect(
    await count(client.helpdesk.v1.ticket.update({ ...ticket, data: {} }, { userAccessToken: 'u-1' })),
  ).toBe(1)
  const message = { receive_id: 'ou_1', msg_type: 'text' as const, content: '{}' }
  const params = { receive_id_type: 'open_id' as const }
  expect(await count(client.im.v1.message.create({ params, data: message }))).toBe(1)
  expect(await count(client.im.v1.message.create({ params, data: { ...message, uuid: 'once' } }))).toBe(2)
})
