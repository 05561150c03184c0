import { type ServerResponse, createServer } from 'node:http'
import * as lark from '@larksuiteoapi/node-sdk'
import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from '../src/domain/apps.ts'
import { inTransaction } from '../src/domain/cx.ts'
import { emit } from '../src/domain/events.ts'
import { changeReceiver } from '../src/domain/receivers.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import {
  closeListeners,
  deliveriesOf,
  listener,
  officialDispatcher,
  plainReceiver,
  point,
  subscribe,
  until,
} from './receivers.ts'

/** A ticket from its beginning to its end. @returns its id. */
async function day(desk: Desk): Promise<string> {
  const started = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
    open_id: desk.guestId,
    human_service: true,
    appointed_agents: [desk.agentId],
  })
  const id = started.body.data.ticket_id as string
  await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: 'It is broken / 坏了' } })
  await desk.call('POST', `/open-apis/helpdesk/v1/tickets/${id}/messages`, {
    msg_type: 'text',
    content: '{"text":"we look at it"}',
  })
  await desk.call('PUT', `/open-apis/helpdesk/v1/tickets/${id}`, { status: 51, solved: 2 }, await desk.user())
  return id
}

const types = [
  'helpdesk.ticket.created_v1',
  'helpdesk.ticket_message.created_v1',
  'helpdesk.ticket_message.created_v1',
  'helpdesk.ticket.updated_v1',
]

describe.skipIf(noDatabase)('webhooks', async () => {
  const server = await newServer({
    allowPrivateWebhooks: true,
    events: { retryPauses: [30, 30, 30, 30], timeoutMs: 400, connectTimeoutMs: 400 },
  })
  afterAll(closeListeners)

  test.each([undefined, 'an encrypt key'])(
    'the official dispatcher behind an HTTP server receives a whole day (encrypt key: %s)',
    async (encryptKey) => {
      const desk = await newDesk(server)
      const verificationToken = 'a verification token'
      const { dispatcher, received } = officialDispatcher({
        verificationToken,
        ...(encryptKey && { encryptKey }),
      })
      const adapter = lark.adaptDefault('/events', dispatcher, { autoChallenge: true })
      const url = await listener((request, response) => void adapter(request, response))
      await point(server, desk, { requestUrl: `${url}/events`, verificationToken, encryptKey })
      await subscribe(desk)
      const ticketId = await day(desk)
      await until('every event is there', () => received.length >= 5)

      const ofTicket = received.filter((event) => event.event_type.startsWith('helpdesk.'))
      expect(ofTicket.map((event) => event.event_type)).toEqual(types)
      expect(ofTicket[0]).toMatchObject({
        ticket_id: ticketId,
        helpdesk_id: desk.helpdeskId,
        guest: { id: { open_id: desk.guestId, union_id: expect.stringMatching(/^on_/) }, name: '郭客 Guest' },
        stage: 2,
        status: 2,
        updated_at: -1,
        channel: 9,
        token: verificationToken,
        app_id: desk.appId,
        create_time: expect.stringMatching(/^\d{13}$/),
      })
      expect(ofTicket[1]).toMatchObject({
        sender_type: 2,
        sender_id: { open_id: desk.guestId },
        text: 'It is broken / 坏了',
        msg_type: 'text',
        position: '1',
        content: { msg_type: 'text', content: '{"text":"It is broken / 坏了"}' },
        ticket: { ticket_id: ticketId, ticket_type: 2 },
      })
      expect(ofTicket[2]).toMatchObject({ sender_type: 1, position: '2' })
      expect(ofTicket[2]).not.toHaveProperty('sender_id')
      expect(ofTicket[3]).toMatchObject({
        object: { ticket_id: ticketId, status: 51, solve: 2, closed_by: { id: { open_id: desk.agentId } } },
        old_object: { status: 2, updated_at: expect.any(Number) },
      })
      expect(ofTicket[3].old_object).not.toHaveProperty('stage')
      // The guest's message is for the bot as well; the bot's own is not.
      const chats = received.filter((event) => event.event_type === 'im.message.receive_v1')
      expect(chats).toMatchObject([
        {
          sender: { sender_id: { open_id: desk.guestId }, sender_type: 'user' },
          message: { chat_type: 'p2p', message_type: 'text', content: '{"text":"It is broken / 坏了"}' },
        },
      ])
      expect(new Set(received.map((event) => event.event_id)).size).toBe(5)
    },
  )

  test('a receiver with another key cannot be saved, and hears nothing', async () => {
    const desk = await newDesk(server)
    const { dispatcher, received } = officialDispatcher({ encryptKey: 'another key' })
    const adapter = lark.adaptDefault('/events', dispatcher, { autoChallenge: true })
    const url = await listener((request, response) => {
      adapter(request, response).catch(() => response.writeHead(500).end())
    })
    await expect(
      point(server, desk, { requestUrl: `${url}/events`, encryptKey: 'the key' }),
    ).rejects.toMatchObject({ violations: [{ field: 'request_url' }] })
    expect(received).toEqual([])
  })

  test('without an encrypt key the body is plain and compact, and signed all the same', async () => {
    const desk = await newDesk(server)
    const { url, received } = await plainReceiver()
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    await desk.newTicket()
    await until('the event is there', () => received.length > 0)
    const [event] = received
    expect(event!.raw).toBe(JSON.stringify(event!.body))
    expect(Object.keys(event!.body)).toEqual(['schema', 'header', 'event'])
    expect(event!.headers).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'x-lark-request-timestamp': expect.stringMatching(/^\d{10}$/),
      'x-lark-request-nonce': expect.any(String),
      'x-lark-signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('tells of a decided push, and gives a marketplace app its ticket in the first format', async () => {
    const desk = await newDesk(server)
    const { url, received } = await plainReceiver()
    await point(server, desk, { requestUrl: url, encryptKey: null })
    await subscribe(desk)
    await inTransaction(desk.fresh(), (cx) =>
      emit(cx, 'notification.decided', { notificationId: '7', decision: 'rejected' }),
    )
    await until('the decision is there', () => received.length === 1)
    expect(received[0]!.body).toMatchObject({
      schema: '2.0',
      header: { event_type: 'helpdesk.notification.approve_v1', app_id: desk.appId },
      event: { notification_id: '7', helpdesk_id: desk.helpdeskId, approve_status: 'REJECTED' },
    })

    const store = await createApp(desk.fresh(), 'Store', { requested: [], granted: true }, 'marketplace')
    const told = await plainReceiver()
    const system = desk.fresh({ actor: { kind: 'system' } })
    await changeReceiver(system, store.appId, { requestUrl: told.url }, server.app.outbound.challenge)
    const credentials = { app_id: store.appId, app_secret: store.secret }
    await desk.call('POST', '/open-apis/auth/v3/app_ticket/resend', credentials)
    await until('the ticket is there', () => told.received.length === 1)
    const { ts, uuid, token, ...event } = told.received[0]!.body
    expect(event).toEqual({
      type: 'event_callback',
      event: { type: 'app_ticket', app_id: store.appId, app_ticket: expect.any(String) },
    })
    expect([ts, uuid, token]).toEqual([
      expect.stringMatching(/^\d{10}\.\d{3}$/),
      expect.stringMatching(/^[0-9a-f]{32}$/),
      expect.any(String),
    ])
    const minted = await desk.call('POST', '/open-apis/auth/v3/app_access_token', {
      ...credentials,
      app_ticket: event.event.app_ticket,
    })
    expect(minted.body).toMatchObject({ code: 0, app_access_token: expect.stringMatching(/^a-/) })
  })

  test('failures are tried again on schedule, in order, and then parked with an alarm', async () => {
    const desk = await newDesk(server)
    let answers = 0
    const { url, received } = await plainReceiver((event, response) => {
      answers += 1
      // The first event never gets through; what follows does.
      if (event.body.header.event_type === 'helpdesk.ticket.created_v1') response.writeHead(500)
      response.end('"sorry"')
    })
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    await day(desk)
    await until('the last event is there', () =>
      received.some((event) => event.body.header.event_type === 'helpdesk.ticket.updated_v1'),
    )
    await until('all is written down', async () =>
      (await deliveriesOf(server, desk)).every((row) => row.status !== 'waiting'),
    )
    const names = received.map((event) => event.body.header.event_type as string)
    expect(names.filter((name) => name.startsWith('helpdesk.'))).toEqual([
      ...Array.from({ length: 5 }, () => types[0]),
      ...types.slice(1),
    ])
    expect(answers).toBe(9)
    const [first] = await deliveriesOf(server, desk)
    expect(first).toMatchObject({ status: 'parked', attempts: 5 })
    const log = JSON.parse(first!.log)
    expect(log).toHaveLength(5)
    expect(log[0]).toMatchObject({ ok: false, status: 500, response: '"sorry"', ms: expect.any(Number) })
    expect((await desk.events()).filter((type) => type === 'delivery.parked')).toHaveLength(1)
  })

  test('an event that cannot be written is given up, and what follows it goes on', async () => {
    const desk = await newDesk(server)
    const { url, received } = await plainReceiver()
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    const ticketId = await desk.newTicket()
    await until('the first is there', () => received.length === 1)
    await inTransaction(desk.fresh(), (cx) =>
      emit(cx, 'ticket.updated', {
        ticketId,
        before: { status: 'created' },
        after: { agents: 'no JSON' } as never,
      }),
    )
    await postAsGuest(desk.fresh(), ticketId, { type: 'text', content: { text: 'hello' } })
    await until('the message is there', () => received.some((event) => event.body.event.text === 'hello'))
    const unwritable = async () =>
      (await deliveriesOf(server, desk)).find((row) => row.event_type.includes('updated'))
    await until('it is given up', async () => (await unwritable())?.status === 'parked')
    expect(await unwritable()).toMatchObject({
      attempts: 5,
      log: expect.stringContaining('could not be written'),
    })
  })

  test('one that hangs, closes, redirects or answers 201 delays nobody else', async () => {
    const good = await newDesk(server)
    const fine = await plainReceiver()
    await point(server, good, { requestUrl: fine.url })
    await subscribe(good)
    const bad = await Promise.all(
      [
        () => {},
        (response: ServerResponse) => void response.destroy(),
        (response: ServerResponse) => void response.writeHead(302, { location: fine.url }).end(),
        (response: ServerResponse) => void response.writeHead(201).end(),
      ].map(async (answer) => {
        const desk = await newDesk(server)
        const { url } = await plainReceiver((_event, response) => answer(response))
        await point(server, desk, { requestUrl: url })
        await subscribe(desk)
        for (let i = 0; i < 20; i += 1) await desk.newTicket()
        return desk
      }),
    )
    const ticketId = await good.newTicket()
    await until('the good one has it', () =>
      fine.received.some((event) => event.body.event.ticket_id === ticketId),
    )
    for (const desk of bad) {
      await until('the bad one was tried', async () =>
        (await deliveriesOf(server, desk)).some((row) => row.attempts > 0),
      )
      expect((await deliveriesOf(server, desk)).filter((row) => row.status === 'delivered')).toEqual([])
    }
    expect(fine.received.every((event) => event.body.header.app_id === good.appId)).toBe(true)
  })

  test('a URL that cannot echo the challenge is not saved', async () => {
    const desk = await newDesk(server)
    const deaf = await listener((_request, response) => response.end('hello'))
    await expect(point(server, desk, { requestUrl: deaf })).rejects.toMatchObject({
      violations: [{ field: 'request_url' }],
    })
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as { port: number }
    await new Promise((resolve) => closed.close(resolve))
    await expect(point(server, desk, { requestUrl: `http://127.0.0.1:${port}` })).rejects.toMatchObject({
      violations: [{ description: expect.stringContaining('ECONNREFUSED') }],
    })
    for (const url of ['ftp://example.com', 'not a url', 'https://user:secret@example.com'])
      await expect(point(server, desk, { requestUrl: url })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe.skipIf(noDatabase)('webhooks into private networks', async () => {
  const server = await newServer()
  afterAll(closeListeners)

  test.each([
    'http://127.0.0.1:8080/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0/',
    'http://localhost/',
    'http://10.1.2.3/',
    'http://192.168.0.1/',
    'http://169.254.169.254/latest/meta-data',
    'http://100.100.100.200/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[fd00::1]/',
    'http://[fe80::1]/',
    'http://[2002:7f00:1::]/',
    'http://[::]/',
  ])('%s is refused', async (requestUrl) => {
    const desk = await newDesk(server)
    await expect(point(server, desk, { requestUrl })).rejects.toMatchObject({
      violations: [{ field: 'request_url', description: expect.stringContaining('private or reserved') }],
    })
  })

  test('an event is not sent to a name that has moved to a private address', async () => {
    const desk = await newDesk(server)
    let asked = false
    const url = await listener((_request, response) => {
      asked = true
      response.end()
    })
    // Saved as if the name had been public once.
    await point(server, desk, { mode: 'websocket' })
    await server.services.engine.transaction((db) =>
      db
        .updateTable('event_receivers')
        .set({ mode: 'webhook', request_url: url.replace('127.0.0.1', 'localhost') })
        .where('app_id', '=', desk.appId)
        .execute(),
    )
    await subscribe(desk)
    await desk.newTicket()
    await until('it was tried', async () => ((await deliveriesOf(server, desk))[0]?.attempts ?? 0) > 0)
    const [row] = await deliveriesOf(server, desk)
    expect(JSON.parse(row!.log)).toMatchObject([
      { ok: false, error: expect.stringContaining('private or reserved') },
    ])
    expect(asked).toBe(false)
  })
})
