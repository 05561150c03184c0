import { expect, test } from 'vitest'
import { ConfigError, ConnectionError, ResponseError, TimeoutError } from '../src/index.ts'
import { failure, limited, ok, stub, ticket, tokenRefused } from './stub.ts'

// The transport of every runtime but Node fails in the same words as the one of Node.

test('a closed server', async () => {
  const server = await stub()
  await server.close()
  const error = await failure(server.client({ fetch, retries: 0 }).helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).toMatchObject({ sent: false, message: expect.stringContaining('nothing listens there') })
})

test('half a response', async () => {
  await using server = await stub((_seen, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' })
    response.write('{"code":0')
    setTimeout(() => response.destroy(), 20)
    return undefined
  })
  const error = await failure(server.client({ fetch, retries: 0 }).helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(ConnectionError)
  expect((error as ConnectionError).sent).toBe(true)
})

test('a timeout, a signal, a redirect', async () => {
  await using slow = await stub(() => undefined)
  const client = slow.client({ fetch })
  expect(await failure(client.helpdesk.v1.ticket.get(ticket, { timeout: 50 }))).toBeInstanceOf(TimeoutError)
  const signal = AbortSignal.timeout(50)
  expect(await failure(client.helpdesk.v1.ticket.get(ticket, { signal }))).toMatchObject({
    name: 'AbortError',
  })
  await using moved = await stub(() => ({ status: 301, headers: { Location: '/elsewhere' }, body: '' }))
  const error = await failure(moved.client({ fetch }).helpdesk.v1.ticket.get(ticket))
  expect(error).toBeInstanceOf(ResponseError)
  expect((error as Error).message).toContain('redirected to /elsewhere')
})

test('a body with GET is refused, because fetch cannot send it', async () => {
  await using server = await stub()
  const call = server.client({ fetch }).helpdesk.v1.ticketCustomizedField.list({ data: { visible: true } })
  expect(await failure(call)).toBeInstanceOf(ConfigError)
})

test('tokens and limits are handled alike', async () => {
  const answers = [tokenRefused, limited('0'), ok({ ticket: { status: 51 } })]
  await using server = await stub(() => answers.shift())
  const { data } = await server.client({ fetch }).helpdesk.v1.ticket.get(ticket)
  expect(data.ticket?.status).toBe(51)
  expect(server.tokenCalls).toHaveLength(2)
})
