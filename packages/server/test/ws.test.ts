import * as lark from '@larksuiteoapi/node-sdk'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { openEngine } from '../src/db/engine.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { decodeFrame, encodeFrame } from '../src/events/frame.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { deliveriesOf, officialDispatcher, silent, subscribe, until } from './receivers.ts'

const clients: lark.WSClient[] = []

/** The official client, with nothing changed but the address. */
function connect(desk: Desk, domain: string, eventDispatcher: lark.EventDispatcher): Promise<lark.WSClient> {
  return new Promise((resolve, reject) => {
    const client = new lark.WSClient({
      appId: desk.appId,
      appSecret: desk.appSecret,
      domain,
      logger: silent,
      onReady: () => resolve(client),
      onError: reject,
    })
    clients.push(client)
    void client.start({ eventDispatcher })
  })
}

const write = async (desk: Desk, ticketId: string, text: string) =>
  postAsGuest(desk.fresh(), ticketId, { type: 'text', content: { text } })

describe.skipIf(noDatabase)('long connections', async () => {
  const server = await newServer({ events: { retryPauses: [20, 20, 20, 20], ackTimeoutMs: 300 } })
  const address = await server.listen()
  afterEach(() => {
    for (const client of clients.splice(0)) client.close()
  })
  const ask = async (body: Json): Promise<Json> => {
    const reply = await fetch(`${address}/callback/ws/endpoint`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', locale: 'zh' },
      body: JSON.stringify(body),
    })
    return { status: reply.status, ...((await reply.json()) as object) }
  }

  test('the official client receives what happens, also what happened before it connected', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const ticketId = await desk.newTicket()
    const { dispatcher, received } = officialDispatcher()
    await connect(desk, address, dispatcher)
    await until('the old event is there', () => received.length > 0)
    await write(desk, ticketId, '你好')
    await until('the new ones are there', () => received.length >= 3)
    expect(received.map((event) => event.event_type as string).sort()).toEqual([
      'helpdesk.ticket.created_v1',
      'helpdesk.ticket_message.created_v1',
      'im.message.receive_v1',
    ])
    await until('all is acknowledged', async () =>
      (await deliveriesOf(server, desk)).every((row) => row.status === 'delivered'),
    )
    const [row] = await deliveriesOf(server, desk)
    expect(JSON.parse(row!.log)).toMatchObject([{ ok: true, status: 200, response: expect.any(String) }])
  })

  test('of several connections one gets each event', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const ends = [officialDispatcher(), officialDispatcher(), officialDispatcher()]
    for (const { dispatcher } of ends) await connect(desk, address, dispatcher)
    expect(server.app.outbound.connections.count(desk.appId)).toBe(3)
    for (let i = 0; i < 40; i += 1) await desk.newTicket()
    const all = () => ends.flatMap(({ received }) => received.map((event) => event.event_id as string))
    await until('every event is there', () => all().length >= 40)
    expect(new Set(all()).size).toBe(40)
    expect(all()).toHaveLength(40)
    for (const { received } of ends) expect(received.length).toBeGreaterThan(0)
  })

  test('a handler that fails is asked again, and one that is silent is given up for the next', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const seen: string[] = []
    const dispatcher = new lark.EventDispatcher({ logger: silent }).register({
      'helpdesk.ticket.created_v1': async (event: Json) => {
        seen.push(event.event_id as string)
        if (seen.length === 1) throw new Error('not now')
        if (seen.length === 2) await new Promise((resolve) => setTimeout(resolve, 600))
      },
    } as Json)
    await connect(desk, address, dispatcher)
    await desk.newTicket()
    await until('it was handled', async () => (await deliveriesOf(server, desk))[0]?.status === 'delivered')
    expect(seen).toHaveLength(3)
    expect(new Set(seen).size).toBe(1)
    const [row] = await deliveriesOf(server, desk)
    expect(JSON.parse(row!.log)).toMatchObject([
      { ok: false, status: 500 },
      { ok: false, error: 'no acknowledgement within 300 ms' },
      { ok: true, status: 200 },
    ])
  })

  test('a large event arrives whole', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const { dispatcher, received } = officialDispatcher()
    await connect(desk, address, dispatcher)
    const ticketId = await desk.newTicket()
    // The API takes 150 KB; nothing in the way of an event should depend on that.
    const text = 'x'.repeat(700_000)
    await write(desk, ticketId, text)
    await until('the message is there', () => received.some((event) => event.text?.length > 0))
    expect(received.find((event) => event.text !== undefined).text).toBe(text)
  })

  test('events wait for a connection and nothing is counted as a failure', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const { dispatcher, received } = officialDispatcher()
    const client = await connect(desk, address, dispatcher)
    client.close()
    await until('the connection is gone', () => server.app.outbound.connections.count(desk.appId) === 0)
    await desk.newTicket()
    await until('it waits', async () => (await deliveriesOf(server, desk)).length === 1)
    const again = officialDispatcher()
    await connect(desk, address, again.dispatcher)
    await until('it is there', () => again.received.length === 1)
    expect(received).toEqual([])
    expect((await deliveriesOf(server, desk))[0]!.attempts).toBeLessThanOrEqual(1)
  })

  test('the address says all that the clients need, and refusals come as they know them', async () => {
    const desk = await newDesk(server)
    const good = await ask({ AppID: desk.appId, AppSecret: desk.appSecret })
    expect(good).toMatchObject({
      status: 200,
      code: 0,
      data: {
        URL: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/.*\?.+&device_id=\d+&service_id=\d+$/),
        ClientConfig: {
          ReconnectCount: -1,
          ReconnectInterval: expect.any(Number),
          ReconnectNonce: expect.any(Number),
          PingInterval: expect.any(Number),
        },
      },
    })
    expect(await ask({ AppID: desk.appId, AppSecret: 'wrong' })).toMatchObject({
      status: 200,
      code: 514,
      data: {},
    })
    expect(await ask({ AppID: 'cli_0000000000000000', AppSecret: 'wrong' })).toMatchObject({ code: 514 })

    const refusal = (url: string) =>
      new Promise<Json>((resolve, reject) => {
        const socket = new WebSocket(url)
        socket.on('open', () => reject(new Error('it was let in')))
        socket.on('error', () => {})
        socket.on('unexpected-response', (_request, response) => resolve(response))
      })
    const forged = (good.data.URL as string).replace('ticket=cli_', 'ticket=cli_0')
    expect(await refusal(forged)).toMatchObject({ statusCode: 403, headers: { 'handshake-status': '403' } })
    expect((await refusal(`${address.replace('http', 'ws')}/elsewhere`)).statusCode).toBe(404)
  })

  test('the fifty-first connection of an app is refused, at the address and at the door', async () => {
    const desk = await newDesk(server)
    const { data } = await ask({ AppID: desk.appId, AppSecret: desk.appSecret })
    const sockets = Array.from({ length: 50 }, () => new WebSocket(data.URL))
    await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('open', resolve))))
    expect(await ask({ AppID: desk.appId, AppSecret: desk.appSecret })).toMatchObject({
      code: 1000040350,
      data: {},
    })
    const late = new WebSocket(data.URL)
    late.on('error', () => {})
    const response = await new Promise<Json>((resolve) =>
      late.on('unexpected-response', (_request, reply) => resolve(reply)),
    )
    expect(response.statusCode).toBe(514)
    expect(response.headers['handshake-autherrcode']).toBe('1000040350')
    for (const socket of sockets) socket.terminate()
  })

  test('a ping is answered with the settings, and nonsense ends the connection', async () => {
    const desk = await newDesk(server)
    const { data } = await ask({ AppID: desk.appId, AppSecret: desk.appSecret })
    const socket = new WebSocket(data.URL)
    await new Promise((resolve) => socket.on('open', resolve))
    const answer = new Promise<Buffer>((resolve) => socket.once('message', resolve))
    socket.send(
      encodeFrame({
        seqId: 0n,
        logId: 0n,
        service: 1,
        method: 0,
        headers: { type: 'ping' },
        payload: Buffer.alloc(0),
      }),
    )
    const pong = decodeFrame(await answer)
    expect(pong).toMatchObject({ seqId: 0n, method: 0, service: 1, headers: { type: 'pong' } })
    expect(JSON.parse(pong.payload.toString())).toEqual(data.ClientConfig)
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    socket.send(Buffer.from([0xff, 0xff]))
    expect(await closed).toBe(1007)
  })
})

describe.skipIf(noDatabase)('a server that stops', async () => {
  const server = await newServer({ events: { ackTimeoutMs: 5000 } })
  const address = await server.listen()

  test('waits for acknowledgements, notes them, and closes its connections', async () => {
    const desk = await newDesk(server)
    await subscribe(desk)
    const { data } = (await (
      await fetch(`${address}/callback/ws/endpoint`, {
        method: 'POST',
        body: JSON.stringify({ AppID: desk.appId, AppSecret: desk.appSecret }),
      })
    ).json()) as Json
    const socket = new WebSocket(data.URL)
    await new Promise((resolve) => socket.on('open', resolve))
    const closed = new Promise<number>((resolve) => socket.on('close', resolve))
    const event = new Promise<Buffer>((resolve) => socket.once('message', resolve))
    await desk.newTicket()
    const frame = decodeFrame(await event)
    const stopping = server.app.close()
    await new Promise((resolve) => setTimeout(resolve, 100))
    socket.send(encodeFrame({ ...frame, payload: Buffer.from('{"code":200}') }))
    await stopping
    expect(await closed).toBe(1001)
    const engine = await openEngine(server.place)
    const rows = await engine.db.selectFrom('deliveries').select('status').execute()
    expect(rows).toEqual([{ status: 'delivered' }])
    expect(await engine.db.selectFrom('delivery_lanes').selectAll().execute()).toEqual([])
    await engine.close()
  })
})

test('frames come back as they were', () => {
  fc.assert(
    fc.property(
      fc.bigInt(0n, 2n ** 64n - 1n),
      fc.bigInt(0n, 2n ** 64n - 1n),
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.dictionary(
        fc.string().filter((key) => key !== '__proto__'),
        fc.string({ unit: 'grapheme' }),
        {
          noNullPrototype: true,
        },
      ),
      fc.uint8Array({ maxLength: 300 }),
      (seqId, logId, service, headers, bytes) => {
        const frame = { seqId, logId, service, method: 1, headers, payload: Buffer.from(bytes) }
        expect(decodeFrame(encodeFrame(frame))).toEqual(frame)
      },
    ),
  )
})
