import { afterAll, describe, expect, test } from 'vitest'
import { openEngine } from '../src/db/engine.ts'
import { authorizationOf } from '../src/domain/helpdesks.ts'
import type { FirstRun } from '../src/seed/first-run.ts'
import { type Json, newPlace, noDatabase } from './harness.ts'
import { startProcess } from './process.ts'

interface Acknowledged {
  readonly ticketIds: string[]
  readonly messageIds: string[]
}

/** Opens tickets and writes on them from several callers until the server is gone. */
async function writeLoad(url: string, run: FirstRun, acknowledged: Acknowledged): Promise<void> {
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Json> => {
    const reply = await fetch(`${url}/open-apis${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return (await reply.json()) as Json
  }
  const credentials = { app_id: run.app_id, app_secret: run.app_secret }
  const { tenant_access_token: token } = await post('/auth/v3/tenant_access_token/internal', credentials)
  const headers = {
    authorization: `Bearer ${token}`,
    'x-lark-helpdesk-authorization': authorizationOf(run.helpdesk_id, run.helpdesk_token),
  }
  const caller = async (n: number): Promise<void> => {
    try {
      for (let i = 0; ; i += 1) {
        if (n === 0) {
          const started = await post(
            '/helpdesk/v1/start_service',
            { open_id: run.user_open_id, human_service: true },
            headers,
          )
          acknowledged.ticketIds.push(started.data.ticket_id)
        }
        const content = JSON.stringify({ text: `caller ${n}, message ${i}` })
        const sent = await post(
          `/helpdesk/v1/tickets/${run.ticket_id}/messages`,
          { msg_type: 'text', content },
          headers,
        )
        acknowledged.messageIds.push(sent.data.message_id)
      }
    } catch {
      // The server is gone.
    }
  }
  await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(caller))
}

describe.skipIf(noDatabase)('kill -9 under load', async () => {
  const place = await newPlace()
  afterAll(() => place.remove())

  test('every acknowledged write is there, and no write is there by half', async () => {
    const acknowledged: Acknowledged = { ticketIds: [], messageIds: [] }
    for (let round = 0; round < 4; round += 1) {
      const server = await startProcess(place)
      const load = writeLoad(server.url, server.firstRun, acknowledged)
      // In the middle of the load, however fast this machine is.
      const enough = acknowledged.messageIds.length + 40 + 7 * round
      while (acknowledged.messageIds.length < enough) await new Promise((resolve) => setTimeout(resolve, 5))
      await server.kill()
      await load
    }
    const last = await startProcess(place)
    expect((await fetch(`${last.url}/readyz`)).status).toBe(200)
    expect(await last.stop()).toBe(0)

    const engine = await openEngine(place)
    const { db } = engine
    const messages = await db
      .selectFrom('messages')
      .select(['id', 'message_id', 'ticket_id', 'text'])
      .orderBy('id')
      .execute()
    const known = new Set(messages.map((message) => message.message_id))
    expect(acknowledged.messageIds.length).toBeGreaterThan(100)
    expect(acknowledged.messageIds.filter((id) => !known.has(id))).toEqual([])

    const tickets = await db.selectFrom('tickets').select(['id', 'chat_id', 'status', 'preview']).execute()
    const ticketIds = new Set(tickets.map((ticket) => ticket.id))
    expect(acknowledged.ticketIds.filter((id) => !ticketIds.has(id))).toEqual([])

    // A message, its ticket's preview and its event are one write.
    const events = await db
      .selectFrom('outbox')
      .select('payload')
      .where('type', '=', 'message.created')
      .execute()
    const announced = new Set(
      events.map((event) => (JSON.parse(event.payload) as { messageId: string }).messageId),
    )
    const written = messages.filter((message) => message.text.startsWith('caller '))
    expect(written.filter((message) => !announced.has(message.id))).toEqual([])
    expect(announced.size).toBe(written.length)
    const target = tickets.find((ticket) => ticket.id === last.firstRun.ticket_id)!
    expect(written.filter((message) => message.ticket_id === target.id).map((m) => m.text)).toContain(
      target.preview,
    )

    // Every chat points at a ticket that exists and is open.
    const chats = await db
      .selectFrom('chats')
      .select(['id', 'open_ticket_id'])
      .where('open_ticket_id', 'is not', null)
      .execute()
    for (const chat of chats) {
      const open = tickets.find((ticket) => ticket.id === chat.open_ticket_id)
      expect(open?.chat_id).toBe(chat.id)
      expect(open?.status).not.toMatch(/^closed/)
    }
    await engine.close()
  }, 60_000)
})

describe.skipIf(noDatabase)('starting', async () => {
  const place = await newPlace()
  afterAll(() => place.remove())

  test('the first start prints the credentials, the second changes and prints nothing', async () => {
    const first = await startProcess(place)
    expect(first.output()).toContain(first.firstRun.owner.password)
    expect(first.firstRun).toMatchObject({
      base_url: first.url,
      owner: { email: 'owner@example.com', password: expect.any(String) },
      agent: { email: 'agent@example.com', password: expect.any(String) },
      app_id: expect.stringMatching(/^cli_[0-9a-f]{16}$/),
      app_secret: expect.any(String),
      helpdesk_id: expect.stringMatching(/^\d{19}$/),
      helpdesk_token: expect.stringMatching(/^ht-/),
      access_token: expect.stringMatching(/^eyJ/),
      ticket_id: expect.stringMatching(/^\d{19}$/),
      user_open_id: expect.stringMatching(/^ou_[0-9a-f]{32}$/),
      agent_open_id: expect.stringMatching(/^ou_[0-9a-f]{32}$/),
    })
    await first.stop()
    const second = await startProcess(place)
    expect(second.firstRun).toEqual(first.firstRun)
    expect(second.output()).not.toContain('first start')
    expect(second.output()).not.toContain(first.firstRun.owner.password)
    await second.stop()
  })

  test('PIPIT_SEED=none starts with owner, app and desk only', async () => {
    const empty = await newPlace()
    const server = await startProcess(empty, { PIPIT_SEED: 'none' })
    expect(server.firstRun).toMatchObject({
      agent: null,
      ticket_id: null,
      user_open_id: null,
      agent_open_id: expect.stringMatching(/^ou_/),
    })
    await server.stop()
    const engine = await openEngine(empty)
    const count = async (table: 'users' | 'tickets' | 'apps' | 'helpdesks') =>
      (
        await engine.db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow()
      ).n
    expect([
      await count('users'),
      await count('apps'),
      await count('helpdesks'),
      await count('tickets'),
    ]).toEqual([1, 1, 1, 0])
    await engine.close()
    await empty.remove()
  })

  test('a wrong secret key is refused with what to do', async () => {
    const message = startProcess(place, { PIPIT_SECRET_KEY: 'ab'.repeat(32) })
    await expect(message).rejects.toThrow(/another secret key. Set PIPIT_SECRET_KEY/)
  })

  test('a configuration that cannot be used is refused with every problem at once', async () => {
    const message = startProcess(place, { PORT: '99999', PIPIT_RATE_LIMIT: 'often', PIPIT_SEED: 'all' })
    await expect(message).rejects.toThrow(/PORT[^]*PIPIT_SEED[^]*PIPIT_RATE_LIMIT/)
  })
})
