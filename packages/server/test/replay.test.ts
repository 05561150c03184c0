import { afterAll, describe, expect, test } from 'vitest'
import { cli } from '../src/cli.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { type Desk, type Json, type TestServer, newDesk, newServer, noDatabase, password } from './harness.ts'
import { closeListeners, deliveriesOf, plainReceiver, point, subscribe, until } from './receivers.ts'

/** Calls the console as somebody of the desk. */
async function signIn(server: TestServer, desk: Desk, userId: string) {
  const { email } = await server.services.engine.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const headers = { 'x-pipit-csrf': '1' }
  const { headers: reply } = await desk.call('POST', '/console/v1/session', { email, password }, headers)
  const cookie = String(reply['set-cookie']).split(';')[0]!
  return (method: string, path: string, body?: unknown) =>
    desk.call(method, `/console/v1/admin${path}`, body, { ...headers, cookie })
}

describe.skipIf(noDatabase)('the delivery log', async () => {
  const server = await newServer({ allowPrivateWebhooks: true, events: { retryPauses: [5] } })
  afterAll(closeListeners)
  const settled = (desk: Desk, count: number) =>
    until('everything is settled', async () => {
      const rows = await deliveriesOf(server, desk)
      return rows.length >= count && rows.every((row) => row.status !== 'waiting')
    })

  test('owner and admins configure a receiver; its secrets are encrypted where they are kept', async () => {
    const desk = await newDesk(server)
    const { url, received } = await plainReceiver()
    const owner = await signIn(server, desk, desk.ownerId)
    const path = `/apps/${desk.appId}/events`
    const first = await owner('GET', path)
    expect(first.body).toMatchObject({ mode: 'websocket', waiting: 0, parked: 0, connections: 0 })
    const saved = await owner('PATCH', path, { request_url: url })
    expect(saved.body).toEqual({ ...first.body, mode: 'webhook', request_url: url })
    // The token that was shown before anything was saved is the one that is used.
    expect((await owner('GET', path)).body).toEqual(saved.body)

    const keyed = await owner('PATCH', path, { verification_token: 'my own token' })
    expect(keyed.body).toMatchObject({ request_url: url, verification_token: 'my own token' })
    const row = await server.services.engine.db
      .selectFrom('event_receivers')
      .selectAll()
      .where('app_id', '=', desk.appId)
      .executeTakeFirstOrThrow()
    expect(row.token_cipher).toMatch(/^v1\./)
    expect(JSON.stringify(row)).not.toContain('my own token')
    await subscribe(desk)
    await desk.newTicket()
    await until('the event is there', () => received.length === 1)
    expect(received[0]!.body.header.token).toBe('my own token')

    const agent = await signIn(server, desk, desk.agentId)
    expect((await agent('GET', path)).status).toBe(403)
    expect((await agent('GET', '/deliveries')).status).toBe(403)
    const other = await newDesk(server)
    expect((await owner('GET', `/apps/${other.appId}/events`)).status).toBe(404)
    expect((await owner('PATCH', path, { mode: 'webhook', request_url: '' })).body).toMatchObject({
      field_violations: [{ field: 'request_url' }],
    })
  })

  test('shows each attempt, and sends again one or all that were parked', async () => {
    const desk = await newDesk(server)
    let broken = true
    const { url, received } = await plainReceiver((_event, response) => {
      if (broken) response.writeHead(503)
      response.end('{"why":"maintenance"}')
    })
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    const tickets = [await desk.newTicket(), await desk.newTicket(), await desk.newTicket()]
    await settled(desk, 3)
    const owner = await signIn(server, desk, desk.ownerId)
    const log = await owner('GET', '/deliveries?status=parked')
    expect(log.body.items).toHaveLength(3)
    expect(log.body.items[0]).toMatchObject({
      event_type: 'helpdesk.ticket.created_v1',
      subject: tickets[2],
      attempts: [
        { ok: false, status: 503, response: '{"why":"maintenance"}', ms: expect.any(Number) },
        { ok: false, status: 503 },
      ],
    })
    broken = false
    received.length = 0
    const [{ event_id: eventId }] = log.body.items
    const one = await owner('POST', `/apps/${desk.appId}/events/redeliver`, { event_ids: [eventId] })
    expect(one.body).toEqual({ count: 1 })
    await settled(desk, 3)
    expect(received.map((event) => event.body.header.event_id)).toEqual([eventId])
    expect((await owner('GET', `/deliveries?event_id=${eventId}`)).body.items).toMatchObject([
      { status: 'delivered', attempts: [{ ok: false }, { ok: false }, { ok: true, status: 200 }] },
    ])
    expect((await owner('POST', `/apps/${desk.appId}/events/redeliver`, {})).body).toEqual({ count: 2 })
    await settled(desk, 3)
    expect(new Set(received.map((event) => event.body.event.ticket_id))).toEqual(new Set(tickets))

    const pages: Json[] = []
    for (let cursor = ''; ;) {
      const page = await owner('GET', `/deliveries?limit=2${cursor}`)
      pages.push(...page.body.items)
      if (!page.body.next_cursor) break
      cursor = `&cursor=${page.body.next_cursor}`
    }
    expect(pages.map((item) => item.subject)).toEqual(tickets.toReversed())
  })

  test('replays what happened after a position, in order, also what the app was never told', async () => {
    const desk = await newDesk(server)
    // Nobody listens yet.
    const ticketIds = [await desk.newTicket(), await desk.newTicket()]
    for (let i = 0; i < 5; i += 1)
      for (const id of ticketIds)
        await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: `${i}` } })
    const { url, received } = await plainReceiver(
      (_event, response) => void setTimeout(() => response.end(), 2),
    )
    await point(server, desk, { requestUrl: url, events: [] })
    await subscribe(desk)
    const owner = await signIn(server, desk, desk.ownerId)
    const all = await owner('POST', `/apps/${desk.appId}/events/replay`, { after: 0 })
    expect(all.body).toEqual({ count: 12 })
    await settled(desk, 12)
    const told = () =>
      received.map(({ body: { event } }) => [event.ticket?.ticket_id ?? event.ticket_id, event.text])
    const [a, b] = ticketIds
    const expected = [
      [a, undefined],
      [b, undefined],
      ...[0, 1, 2, 3, 4].flatMap((i) => [
        [a, `${i}`],
        [b, `${i}`],
      ]),
    ]
    expect(told()).toEqual(expected)
    const ids = received.map((event) => event.body.header.event_id as string)
    expect(new Set(ids).size).toBe(12)

    // From a place in the middle: the same events with the same ids.
    received.length = 0
    const [row] = (await deliveriesOf(server, desk)).slice(5, 6)
    const rest = await owner('POST', `/apps/${desk.appId}/events/replay`, { after: row!.position })
    expect(rest.body).toEqual({ count: 6 })
    await settled(desk, 12)
    expect(told()).toEqual(expected.slice(6))
    expect(received.map((event) => event.body.header.event_id)).toEqual(ids.slice(6))

    for (const body of [{}, { after: 1, since: 1 }, { after: -1 }])
      expect((await owner('POST', `/apps/${desk.appId}/events/replay`, body)).status).toBe(400)
  })

  test('the command line replays since a time', async () => {
    const desk = await newDesk(server)
    const { url, received } = await plainReceiver()
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    const before = new Date(Date.now() - 1).toISOString()
    await desk.newTicket()
    await settled(desk, 1)
    const environment = { ...process.env }
    Object.assign(process.env, {
      DATA_DIR: server.place.dataDir,
      DATABASE_URL: server.place.databaseUrl ?? '',
    })
    try {
      await cli(['events', 'replay', '--app', desk.appId, '--since', before])
    } finally {
      process.env = environment
    }
    await until('it came again', () => received.length === 2)
    expect(received[1]!.body).toEqual(received[0]!.body)
  })

  test('a key for a tenant does not open another one', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const { url } = await plainReceiver()
    await point(server, desk, { requestUrl: url })
    await subscribe(desk)
    await desk.newTicket()
    await settled(desk, 1)
    const owner = await signIn(server, other, other.ownerId)
    expect((await owner('GET', '/deliveries')).body.items).toEqual([])
    expect((await owner('POST', `/apps/${desk.appId}/events/replay`, { after: 0 })).status).toBe(404)
    expect((await owner('POST', `/apps/${desk.appId}/events/redeliver`, {})).status).toBe(404)
  })
})
