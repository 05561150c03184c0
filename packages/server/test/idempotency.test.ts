import { describe, expect, test } from 'vitest'
import { once } from '../src/domain/idempotency.ts'
import { type Desk, newDesk, newServer, noDatabase, password } from './harness.ts'

describe.skipIf(noDatabase)('Idempotency-Key', async () => {
  const server = await newServer()
  const messages = (desk: Desk) =>
    server.services.engine.db
      .selectFrom('messages')
      .select('text')
      .where('tenant_id', '=', desk.cx.tenantId)
      .execute()
  const send = (desk: Desk, ticketId: string, text: string, key: string) =>
    desk.call(
      'POST',
      `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`,
      { msg_type: 'text', content: JSON.stringify({ text }) },
      { ...desk.tenant, 'idempotency-key': key },
    )

  test('the same request is done once and answered alike, also when it comes many times at once', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const replies = await Promise.all(Array.from({ length: 8 }, () => send(desk, ticketId, 'hello', 'k-1')))
    expect(replies.map((reply) => reply.body)).toEqual(replies.map(() => replies[0]!.body))
    expect(replies[0]!.body).toMatchObject({ code: 0, data: { message_id: expect.stringMatching(/^om_/) } })
    expect(replies.filter((reply) => reply.headers['idempotent-replayed'] === 'true')).toHaveLength(7)
    expect(await messages(desk)).toEqual([{ text: 'hello' }])
    expect((await desk.events()).filter((type) => type === 'message.created')).toHaveLength(1)
  })

  test('another request with the key is refused, another caller has keys of its own', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const [ticketId, otherId] = [await desk.newTicket(), await other.newTicket()]
    await send(desk, ticketId, 'one', 'key')
    const clash = await send(desk, ticketId, 'two', 'key')
    expect(clash.status).toBe(409)
    expect(clash.body).toMatchObject({ code: 154000, msg: expect.stringContaining('Idempotency-Key') })
    expect((await send(other, otherId, 'two', 'key')).body.code).toBe(0)
    expect(await messages(desk)).toEqual([{ text: 'one' }])
    const user = { ...(await desk.user()), 'idempotency-key': 'key' }
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}`
    expect((await desk.call('PUT', path, { status: 51 }, user)).body.code).toBe(0)
  })

  test('what failed can be tried again with the same key', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const user = await desk.user()
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}`
    await desk.call('PUT', path, { status: 51 }, user)
    expect((await send(desk, ticketId, 'hello', 'again')).body.code).toBe(154401)
    await desk.call('PUT', path, { status: 2 }, user)
    expect((await send(desk, ticketId, 'hello', 'again')).body.code).toBe(0)
    expect(await messages(desk)).toHaveLength(1)
  })

  test('an action of the console answers with the ticket as it is after it', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const { email } = await server.services.engine.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.agentId)
      .executeTakeFirstOrThrow()
    const csrf = { 'x-pipit-csrf': '1' }
    const { headers } = await desk.call('POST', '/console/v1/session', { email, password }, csrf)
    const cookie = String(headers['set-cookie']).split(';')[0]!
    const close = () =>
      desk.call(
        'POST',
        `/console/v1/tickets/${ticketId}/close`,
        { solved: true },
        { ...csrf, cookie, 'idempotency-key': 'close' },
      )
    const first = await close()
    expect(first.body).toMatchObject({ ticket_id: ticketId, status: 'closed_by_agent', solved: true })
    // Without the key a second one is refused: the ticket is closed.
    expect((await close()).body).toEqual(first.body)
  })

  test('a day later the key is free again', async () => {
    const desk = await newDesk(server)
    const options = { key: 'day', fingerprint: 'f', waits: false }
    const at = (now: number) => once(desk.fresh({ now }), options, async (cx) => ({ at: cx.now }))
    const start = Date.now()
    await at(start)
    expect(await at(start + 86_399_000)).toEqual({ result: { at: start }, isRepeated: true })
    expect(await at(start + 86_400_000)).toEqual({ result: { at: start + 86_400_000 }, isRepeated: false })
  })

  test('where a transaction cannot wait, a second call meanwhile is refused, and one that died is forgotten', async () => {
    const desk = await newDesk(server)
    const options = { key: 'slow', fingerprint: 'f', waits: true }
    let finish: (result: object) => void = () => {}
    const started = Date.now()
    const first = once(desk.fresh({ now: started }), options, () => new Promise<object>((r) => (finish = r)))
    await new Promise((resolve) => setTimeout(resolve, 50))
    const meanwhile = once(desk.fresh({ now: started + 1 }), options, async () => ({ n: 2 }))
    await expect(meanwhile).rejects.toMatchObject({ code: 'idempotency_conflict' })
    finish({ n: 1 })
    await first
    const after = await once(desk.fresh({ now: started + 2 }), options, async () => ({ n: 3 }))
    expect(after).toEqual({ result: { n: 1 }, isRepeated: true })
  })

  test('a key that is no key is refused, a read needs none', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    expect((await send(desk, ticketId, 'hello', 'k'.repeat(256))).body.code).toBe(154000)
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}`
    const headers = { ...desk.tenant, 'idempotency-key': 'k' }
    expect((await desk.call('GET', path, undefined, headers)).body.code).toBe(0)
    expect((await desk.call('GET', `${path}/messages`, undefined, headers)).body.code).toBe(0)
  })
})
