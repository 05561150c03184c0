import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { adaptDefault, adaptExpress, adaptFetch, EventDispatcher, type NodeRequest } from '../src/index.ts'
import { encrypted, signed, ticketCreated } from './encrypt.ts'
import { failure, stub, spy } from './stub.ts'

const encryptKey = 'encrypt-key'
const now = () => Math.floor(Date.now() / 1000)
const quiet = { loggerLevel: 'fatal' } as const

describe('a delivery', () => {
  test('is verified, decrypted and handed out with header and event side by side', async () => {
    const handler = spy()
    const dispatcher = new EventDispatcher({ encryptKey, verificationToken: 'vt-1' })
    dispatcher.register({ 'helpdesk.ticket.created_v1': handler })
    expect(await dispatcher.invoke(encrypted(encryptKey, ticketCreated))).toEqual({ msg: 'success' })
    const { schema, header, event } = ticketCreated
    expect(handler).toHaveBeenCalledWith({ schema, ...header, ...event }, ticketCreated)
  })

  test('what the handler returns is the answer', async () => {
    const dispatcher = new EventDispatcher().register({
      'helpdesk.ticket.created_v1': async () => ({ toast: 'hi' }),
    })
    expect(await dispatcher.invoke({ body: JSON.stringify(ticketCreated), headers: {} })).toEqual({
      toast: 'hi',
    })
  })

  test('without a handler is answered, so that it does not come again', async () => {
    const delivery = { body: JSON.stringify(ticketCreated), headers: {} }
    expect(await new EventDispatcher().invoke(delivery)).toEqual({ msg: 'success' })
  })

  test('of the first format reaches its handler, and the ticket reaches the client', async () => {
    const handler = spy()
    await using server = await stub()
    const client = server.client({ appType: 1 })
    const dispatcher = new EventDispatcher({ client }).register({ app_ticket: handler })
    const event = { type: 'app_ticket', app_id: 'cli_1', app_ticket: 'tick' }
    await dispatcher.invoke({
      body: JSON.stringify({ ts: '1', uuid: 'u', token: 'v', type: 'event_callback', event }),
      headers: {},
    })
    expect(handler.mock.calls[0]?.[0]).toEqual({ ...event, ts: '1', uuid: 'u', token: 'v' })
    await client.helpdesk.v1.agentSkill.list(undefined, { tenantKey: 'tk' })
    expect(JSON.parse(server.tokenCalls[0]?.body ?? '')).toMatchObject({ app_ticket: 'tick' })
  })

  test('of the address check is answered, plain or encrypted, signed or not', async () => {
    const check = { challenge: 'c-1', token: 'vt-1', type: 'url_verification' }
    const plain = new EventDispatcher({ verificationToken: 'vt-1' })
    expect(await plain.invoke({ body: JSON.stringify(check), headers: {} })).toEqual({ challenge: 'c-1' })
    const keyed = new EventDispatcher({ encryptKey })
    const delivery = encrypted(encryptKey, check)
    expect(await keyed.invoke(delivery)).toEqual({ challenge: 'c-1' })
    expect(await keyed.invoke({ ...delivery, headers: {} })).toEqual({ challenge: 'c-1' })
  })
})

describe('a delivery is refused', () => {
  const dispatcher = new EventDispatcher({ encryptKey, verificationToken: 'vt-1', maxAge: 300 })
  const good = encrypted(encryptKey, ticketCreated)
  const without = { ...good.headers }
  delete without['x-lark-signature']
  const cases: [string, { body: string; headers: Record<string, string> }, string, RegExp][] = [
    [
      'with a changed body',
      { ...good, body: good.body.replace('{', '{ ') },
      'signature',
      /pass its body unchanged/,
    ],
    [
      'with a changed time',
      { ...good, headers: { ...good.headers, 'x-lark-request-timestamp': '1' } },
      'signature',
      /is wrong/,
    ],
    ['without a signature', { ...good, headers: without }, 'signature', /no X-Lark-Signature/],
    ['when it is plain', signed(encryptKey, JSON.stringify(ticketCreated), now()), 'decrypt', /plain event/],
    [
      'when its bytes are garbage',
      signed(encryptKey, '{"encrypt":"AAAA"}', now()),
      'decrypt',
      /not the one of the app/,
    ],
    [
      'when its base64 is none',
      signed(encryptKey, '{"encrypt":"%"}', now()),
      'decrypt',
      /cannot be decrypted/,
    ],
    [
      'with another token',
      encrypted(encryptKey, { ...ticketCreated, header: { ...ticketCreated.header, token: 'x' } }),
      'token',
      /verification token/,
    ],
    [
      'when it is old',
      encrypted(encryptKey, ticketCreated, now() - 3600),
      'stale',
      /360\d s ago.*clock of this machine is wrong/,
    ],
    ['when it is from the future', encrypted(encryptKey, ticketCreated, now() + 3600), 'stale', /NTP/],
    ['when it is not JSON', { ...good, body: 'a=1' }, 'malformed', /not JSON/],
    ['when it is no object', { ...good, body: '[]' }, 'malformed', /not a JSON object/],
  ]
  test.each(cases)('%s', async (_how, delivery, reason, message) => {
    const error = await failure(dispatcher.invoke(delivery))
    expect(error).toMatchObject({ name: 'EventError', reason, message: expect.stringMatching(message) })
  })

  test('when it is encrypted and no key is set', async () => {
    expect(await failure(new EventDispatcher().invoke(good))).toMatchObject({
      reason: 'decrypt',
      message: expect.stringContaining('set `encryptKey`'),
    })
  })
})

/** One delivery to a node:http server. */
async function deliver(
  listener: http.RequestListener,
  path: string,
  body: string,
  headers: Record<string, string>,
  method = 'POST',
) {
  const server = http.createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const response = await fetch(url, { method, headers, ...(method === 'POST' ? { body } : {}) })
  const answer = { status: response.status, body: await response.json() }
  server.close()
  return answer
}

describe('the node:http adapter', () => {
  const dispatcher = new EventDispatcher({ encryptKey, ...quiet }).register({
    'helpdesk.ticket.created_v1': () => {},
    'helpdesk.ticket.updated_v1': () => {
      throw new Error('boom')
    },
  })
  const listener = adaptDefault('/events', dispatcher)
  const good = encrypted(encryptKey, ticketCreated)

  test('serves its path', async () => {
    expect(await deliver(listener, '/events?x=1', good.body, good.headers)).toEqual({
      status: 200,
      body: { msg: 'success' },
    })
    expect((await deliver(listener, '/other', good.body, good.headers)).status).toBe(404)
    expect((await deliver(listener, '/events', '', {}, 'GET')).status).toBe(405)
  })

  test('answers 401 alike whatever was wrong, and logs what it was', async () => {
    const error = spy()
    const logger = { debug() {}, info() {}, warn() {}, error }
    const strict = adaptDefault('/events', new EventDispatcher({ encryptKey, logger }))
    const refused = { status: 401, body: { msg: 'refused' } }
    expect(await deliver(strict, '/events', '{"encrypt":"AAAA"}', {})).toEqual(refused)
    expect(await deliver(strict, '/events', good.body, { ...good.headers, 'x-lark-signature': 'x' })).toEqual(
      refused,
    )
    expect(error.mock.calls.map(([e]) => (e as { reason: string }).reason)).toEqual(['decrypt', 'signature'])
  })

  test('answers 500 when the handler fails, so that the event comes again', async () => {
    const header = { ...ticketCreated.header, event_type: 'helpdesk.ticket.updated_v1' }
    const { body, headers } = encrypted(encryptKey, { ...ticketCreated, header })
    expect((await deliver(listener, '/events', body, headers)).status).toBe(500)
  })

  test('takes bodies that were parsed before', async () => {
    for (const parse of [
      (text: string) => JSON.parse(text) as unknown,
      (text: string) => text,
      (text: string) => Buffer.from(text),
    ]) {
      const parsed: http.RequestListener = (request, response) => {
        const early = Object.assign(request, { body: parse(good.body) }) as unknown as NodeRequest
        adaptExpress(dispatcher)(early, response)
      }
      expect((await deliver(parsed, '/', good.body, good.headers)).status).toBe(200)
    }
  })
})

test('the Request/Response adapter', async () => {
  const dispatcher = new EventDispatcher({ encryptKey, ...quiet }).register({
    'helpdesk.ticket.created_v1': () => {},
  })
  const serve = adaptFetch(dispatcher)
  const { body, headers } = encrypted(encryptKey, ticketCreated)
  const send = (init: RequestInit) => serve(new Request('https://me.example/events', init))
  const answer = await send({ method: 'POST', body, headers })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(await answer.json()).toEqual({ msg: 'success' })
  expect((await send({ method: 'POST', body })).status).toBe(401)
  expect((await send({ method: 'GET' })).status).toBe(405)
})

test('types: known events are typed, others are accepted, handlers can be taken away', () => {
  const dispatcher = new EventDispatcher().register({
    'helpdesk.ticket_message.created_v1': ({ ticket_message_id, event_id, sender_id }) => {
      const ids: (string | undefined)[] = [ticket_message_id, event_id, sender_id?.open_id]
      return ids
    },
    'helpdesk.notification.approve_v1': ({ approve_status }) => approve_status === 'APPROVED',
    'im.message.receive_v1': (event) => event['message'],
  })
  expect(dispatcher.unregister('im.message.receive_v1', 'never.there')).toBe(dispatcher)
  dispatcher.register({ 'im.message.receive_v1': () => {} })
})
