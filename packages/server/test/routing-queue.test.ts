import { CompiledQuery, sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { buildApp } from '../src/app.ts'
import { desksThatWait } from '../src/db/routing.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { serveAllQueues } from '../src/domain/queue.ts'
import { nextDutyChange, storedHours } from '../src/domain/schedules.ts'
import { signIn } from '../src/domain/sessions.ts'
import { channelOpenApi, startService } from '../src/domain/tickets.ts'
import { QueueClock } from '../src/live/queue-clock.ts'
import { open } from '../src/open.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase, password } from './harness.ts'

const v1 = '/open-apis/helpdesk/v1'

describe.skipIf(noDatabase)('the queue', async () => {
  const server = await newServer({ jobs: false })

  async function browserOf(desk: Desk, userId: string) {
    const { email } = await server.services.engine.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    const signed = await signIn(server.services, {
      email: email!,
      password,
      userAgent: undefined,
      now: Date.now(),
    })
    const headers = { cookie: `pipit_session=${signed.cookie}`, 'x-pipit-csrf': '1' }
    return (method: string, path: string, body?: unknown) =>
      desk.call(method, `/console/v1${path}`, body, headers)
  }

  const ticketOf = async (desk: Desk, id: string): Promise<{ status: number; owner: string | undefined }> => {
    const { body } = await desk.call('GET', `${v1}/tickets/${id}`)
    return { status: body.data.ticket.status, owner: body.data.ticket.agent_owner?.id }
  }
  const start = async (desk: Desk, more: object = {}): Promise<string> => {
    const open_id = await desk.addPerson({ name: 'Guest' })
    const { body } = await desk.call('POST', `${v1}/start_service`, { open_id, human_service: true, ...more })
    return body.data.ticket_id as string
  }
  const setStatus = async (desk: Desk, agentId: string, status: 1 | 2) => {
    const reply = await desk.call(
      'PATCH',
      `${v1}/agents/${agentId}`,
      { status },
      await desk.user(desk.ownerId),
    )
    expect(reply.body.code).toBe(0)
  }
  const setLimit = async (desk: Desk, agentId: string, max_tickets: number) => {
    const owner = await browserOf(desk, desk.ownerId)
    const reply = await owner('PATCH', `/agents/${agentId}`, { max_tickets })
    expect(reply).toMatchObject({ status: 200, body: { max_tickets } })
  }
  const processing = (desk: Desk) => ({ status: 2, owner: desk.agentId })
  const waiting = { status: 3, owner: undefined }

  test('a ticket for people goes to whoever is online, and says why', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    expect(await ticketOf(desk, id)).toEqual(processing(desk))
    expect(await desk.events()).toEqual(['ticket.created'])

    const agent = await browserOf(desk, desk.agentId)
    const { body } = await agent('GET', `/tickets/${id}/routing`)
    expect(body.items).toEqual([
      {
        decided_at: expect.any(Number),
        agent: expect.objectContaining({ id: desk.agentId, name: 'Ada Agent' }),
        pool: 'fallback',
        text: 'Ada Agent is free and had 0 of 10 tickets (1 offline).',
        skills: [],
        appointed: [],
        considered: expect.arrayContaining([
          {
            agent: expect.objectContaining({ id: desk.ownerId }),
            verdict: 'offline',
            open_tickets: 0,
            max_tickets: 10,
          },
        ]),
      },
    ])
    const other = await newDesk(server)
    expect((await (await browserOf(other, other.agentId))('GET', `/tickets/${id}/routing`)).status).toBe(404)
  })

  test('a ticket with the bot goes to nobody until people are asked for', async () => {
    const desk = await newDesk(server)
    const body = { open_id: desk.guestId }
    await desk.call('POST', `${v1}/start_service`, body)
    const { body: list } = await desk.call('GET', `${v1}/tickets`)
    const id = list.data.tickets[0].ticket_id as string
    expect(await ticketOf(desk, id)).toEqual({ status: 1, owner: undefined })
    await desk.call('POST', `${v1}/start_service`, { ...body, human_service: true })
    expect(await ticketOf(desk, id)).toEqual(processing(desk))
  })

  test('what a program hands over to people is routed too', async () => {
    const desk = await newDesk(server)
    await desk.call('POST', `${v1}/start_service`, { open_id: desk.guestId })
    const { body: list } = await desk.call('GET', `${v1}/tickets`)
    const id = list.data.tickets[0].ticket_id as string
    const owner = await desk.user(desk.ownerId)
    await desk.call('PUT', `${v1}/tickets/${id}`, { ticket_type: 2 }, owner)
    expect(await ticketOf(desk, id)).toEqual(processing(desk))
  })

  test('when nobody is free tickets wait, and are given out in order as soon as somebody comes', async () => {
    const desk = await newDesk(server)
    await setStatus(desk, desk.agentId, 2)
    const ids = [await start(desk), await start(desk), await start(desk)]
    for (const id of ids) expect(await ticketOf(desk, id)).toEqual(waiting)
    await setLimit(desk, desk.agentId, 2)
    await setStatus(desk, desk.agentId, 1)
    expect(await ticketOf(desk, ids[0]!)).toEqual(processing(desk))
    expect(await ticketOf(desk, ids[1]!)).toEqual(processing(desk))
    expect(await ticketOf(desk, ids[2]!)).toEqual(waiting)
    await setLimit(desk, desk.agentId, 3)
    expect(await ticketOf(desk, ids[2]!)).toEqual(processing(desk))

    const agent = await browserOf(desk, desk.agentId)
    const { body } = await agent('GET', `/tickets/${ids[2]}/routing`)
    expect(body.items.map((item: Json) => item.text)).toEqual([
      'Waits: nobody is free (2 offline).',
      'Ada Agent is free and had 2 of 3 tickets (1 offline).',
    ])
  })

  test.each<[string, (id: string) => [method: string, path: string, body?: object]]>([
    ['closes one', (id: string) => ['POST', `/tickets/${id}/close`, {}]],
    ['puts one on hold', (id: string) => ['POST', `/tickets/${id}/hold`]],
  ])('an agent at the limit who %s is given the next', async (_, action) => {
    const desk = await newDesk(server)
    await setLimit(desk, desk.agentId, 1)
    const ids = [await start(desk), await start(desk), await start(desk)]
    expect(await ticketOf(desk, ids[1]!)).toEqual(waiting)
    const agent = await browserOf(desk, desk.agentId)
    const [method, path, body] = action(ids[0]!)
    expect((await agent(method, path, body)).status).toBe(200)
    expect(await ticketOf(desk, ids[1]!)).toEqual(processing(desk))
    expect(await ticketOf(desk, ids[2]!)).toEqual(waiting)
  })

  test('a ticket that a program closes makes room as well', async () => {
    const desk = await newDesk(server)
    await setLimit(desk, desk.agentId, 1)
    const [first, second] = [await start(desk), await start(desk)]
    await desk.call('PUT', `${v1}/tickets/${first}`, { status: 51 }, await desk.user())
    expect(await ticketOf(desk, second)).toEqual(processing(desk))
  })

  test('a colleague who takes a ticket makes room for the next', async () => {
    const desk = await newDesk(server)
    await setLimit(desk, desk.agentId, 1)
    const [first, second] = [await start(desk), await start(desk)]
    const owner = await browserOf(desk, desk.ownerId)
    await owner('POST', `/tickets/${first}/take`)
    expect(await ticketOf(desk, first)).toEqual({ status: 2, owner: desk.ownerId })
    expect(await ticketOf(desk, second)).toEqual(processing(desk))
  })

  test('a new ticket does not overtake those who wait', async () => {
    const desk = await newDesk(server)
    await setStatus(desk, desk.agentId, 2)
    const first = await start(desk)
    // Room that nobody was told of: what a schedule that has just begun looks like.
    await server.services.engine.transaction((db) =>
      db
        .updateTable('agents')
        .set({ status: 'online', max_tickets: 1 })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('user_id', '=', desk.agentId)
        .execute(),
    )
    const second = await start(desk)
    expect(await ticketOf(desk, first)).toEqual(processing(desk))
    expect(await ticketOf(desk, second)).toEqual(waiting)
  })

  test('tickets are spread: least busy first, then who has waited longest', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const owners: (string | undefined)[] = []
    for (let i = 0; i < 4; i++) owners.push((await ticketOf(desk, await start(desk))).owner)
    expect(new Set(owners.slice(0, 2))).toEqual(new Set([desk.agentId, other]))
    expect(owners.slice(2)).toEqual(owners.slice(0, 2))
  })

  test('who is asked for gets the ticket while they are free, however busy; else it goes the usual way', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const appointed = { appointed_agents: [desk.agentId] }
    await setLimit(desk, desk.agentId, 2)
    for (let i = 0; i < 2; i++)
      expect(await ticketOf(desk, await start(desk, appointed))).toEqual(processing(desk))
    const third = await start(desk, appointed)
    expect(await ticketOf(desk, third)).toEqual({ status: 2, owner: other })
    const agent = await browserOf(desk, desk.agentId)
    const { body } = await agent('GET', `/tickets/${third}/routing`)
    expect(body.items[0]).toMatchObject({ pool: 'fallback', appointed: [{ id: desk.agentId }] })

    // Asked for again from the queue: whoever was wanted is preferred when both are free again.
    await setStatus(desk, desk.agentId, 2)
    await setStatus(desk, other, 2)
    const fourth = await start(desk, appointed)
    expect(await ticketOf(desk, fourth)).toEqual(waiting)
    await setLimit(desk, desk.agentId, 10)
    await server.services.engine.transaction((db) =>
      db
        .updateTable('agents')
        .set({ status: 'online' })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('user_id', 'in', [desk.agentId, other])
        .execute(),
    )
    expect(await serveAllQueues(server.services, Date.now())).toBe(1)
    expect(await ticketOf(desk, fourth)).toEqual(processing(desk))
  })

  test('only agents of this desk can be asked for', async () => {
    const desk = await newDesk(server)
    const removed = await desk.addAgent({ name: 'Removed' })
    const path = `${v1}/agents/${removed}/schedules`
    await desk.call('DELETE', path, {}, await desk.user(desk.ownerId))
    for (const id of [desk.guestId, removed]) {
      const body = { open_id: desk.guestId, human_service: true, appointed_agents: [desk.agentId, id] }
      const reply = await desk.call('POST', `${v1}/start_service`, body)
      expect(reply).toMatchObject({ status: 400, body: { code: 154000 } })
      expect(reply.body.error.field_violations[0].field).toBe('appointed_agents.1')
    }
    expect((await desk.call('GET', `${v1}/tickets`)).body.data.total).toBe(0)
  })

  test('tickets wait for a schedule to begin, and nobody is given any after it ends', async () => {
    const desk = await newDesk(server)
    const schedule = [{ start_time: '09:00', end_time: '18:00', weekday: 9 }]
    await desk.call(
      'PATCH',
      `${v1}/agents/${desk.agentId}/schedules`,
      { agent_schedule: { schedule } },
      await desk.user(desk.ownerId),
    )
    const hours = storedHours(JSON.stringify(schedule))
    const evening = Date.parse('2027-03-01T18:00:00+08:00')
    const morning = nextDutyChange(hours, 'Asia/Shanghai', evening)!
    expect(morning).toBe(Date.parse('2027-03-02T09:00:00+08:00'))

    const started = (now: number, guestId: string) =>
      startService(desk.fresh({ now }), {
        guestId,
        human: true,
        appointedAgents: [],
        channel: channelOpenApi,
      })
    const late = await started(evening, desk.guestId)
    expect(late.status).toBe('queueing')
    expect(await serveAllQueues(server.services, morning - 1)).toBe(0)
    expect(await serveAllQueues(server.services, morning)).toBe(1)
    expect(await serveAllQueues(server.services, morning)).toBe(0)
    expect(await ticketOf(desk, late.id)).toEqual(processing(desk))
    const early = await started(evening - 1, await desk.addPerson({ name: 'Early' }))
    expect(early.agent_id).toBe(desk.agentId)
  })

  test('the clock of a running server finds who waits although somebody is free', async () => {
    const desk = await newDesk(server)
    await setStatus(desk, desk.agentId, 2)
    const id = await start(desk)
    await server.services.engine.transaction((db) =>
      db
        .updateTable('agents')
        .set({ status: 'online' })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('user_id', '=', desk.agentId)
        .execute(),
    )
    expect(await ticketOf(desk, id)).toEqual(waiting)
    const clock = new QueueClock(server.services, {
      interval: 5,
      onError: (error) => expect.fail(String(error)),
    })
    clock.start()
    await vi.waitFor(async () => expect(await ticketOf(desk, id)).toEqual(processing(desk)))
    await clock.stop()
  })

  test('the clock looks once into an index for each desk, however many tickets there are', async () => {
    const { engine } = server.services
    const asked: CompiledQuery[] = []
    const listening = {
      ...engine,
      read: async (query: CompiledQuery) => {
        asked.push(query)
        return []
      },
    }
    expect(await desksThatWait(listening, {})).toEqual([])
    const [{ sql: text, parameters }] = asked as [CompiledQuery]
    const plan = await engine.transaction(async (db) => {
      // A table without rows is read as it is, unless that costs too much.
      if (engine.kind === 'postgres') await sql`set local enable_seqscan = off`.execute(db)
      const explain = engine.kind === 'postgres' ? 'explain' : 'explain query plan'
      return (await db.executeQuery(CompiledQuery.raw(`${explain} ${text}`, [...parameters]))).rows
    })
    expect(JSON.stringify(plan)).toMatch(/tickets_waiting/)
    expect(JSON.stringify(plan)).not.toMatch(/scan tickets|seq scan on tickets|any\(/i)
  })

  test('the open tickets of somebody who is removed go to others, what the guest owes an answer when it comes', async () => {
    const desk = await newDesk(server)
    const answered = await start(desk)
    const agent = await browserOf(desk, desk.agentId)
    await agent('POST', `/tickets/${answered}/messages`, { text: 'Which order is it?' })
    const open = await start(desk)
    const other = await desk.addAgent({ name: 'Other' })
    await desk.call('DELETE', `${v1}/agents/${desk.agentId}/schedules`, {}, await desk.user(desk.ownerId))
    expect(await ticketOf(desk, open)).toEqual({ status: 2, owner: other })
    expect(await ticketOf(desk, answered)).toEqual({ status: 5, owner: undefined })
    await postAsGuest(desk.fresh(), answered, { type: 'text', content: { text: 'LB-1' } })
    expect(await ticketOf(desk, answered)).toEqual({ status: 2, owner: other })
    // The session of the removed agent is over.
    expect((await agent('GET', '/session')).status).toBe(401)
  })

  test('a ticket that is opened again goes back to its agent, or to others if they have left', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const id = await start(desk, { appointed_agents: [other] })
    const owner = await browserOf(desk, desk.ownerId)
    await owner('POST', `/tickets/${id}/close`, {})
    await owner('POST', `/tickets/${id}/reopen`)
    expect(await ticketOf(desk, id)).toEqual({ status: 2, owner: other })
    await owner('POST', `/tickets/${id}/close`, {})
    await desk.call('DELETE', `${v1}/agents/${other}/schedules`, {}, await desk.user(desk.ownerId))
    await owner('POST', `/tickets/${id}/reopen`)
    expect(await ticketOf(desk, id)).toEqual(processing(desk))
  })

  test('the console lists who serves, and lets agents change only their own status', async () => {
    const desk = await newDesk(server)
    await start(desk)
    const agent = await browserOf(desk, desk.agentId)
    const { body } = await agent('GET', '/agents')
    const byRole = body.items.toSorted((a: Json, b: Json) => (a.role < b.role ? 1 : -1))
    expect(byRole).toEqual([
      expect.objectContaining({ role: 'owner', status: 'offline', open_tickets: 0 }),
      {
        agent: expect.objectContaining({ id: desk.agentId }),
        role: 'agent',
        status: 'online',
        open_tickets: 1,
        max_tickets: 10,
      },
    ])
    expect((await agent('PATCH', `/agents/${desk.agentId}`, { status: 'offline' })).body.status).toBe(
      'offline',
    )
    expect((await agent('PATCH', `/agents/${desk.agentId}`, { max_tickets: 99 })).status).toBe(403)
    expect((await agent('PATCH', `/agents/${desk.ownerId}`, { status: 'online' })).status).toBe(403)
    expect((await agent('PATCH', `/agents/${desk.guestId}`, { status: 'online' })).status).toBe(403)
    const owner = await browserOf(desk, desk.ownerId)
    expect((await owner('PATCH', `/agents/${desk.guestId}`, { status: 'online' })).status).toBe(404)
    expect((await owner('PATCH', `/agents/${desk.agentId}`, { max_tickets: -1 })).status).toBe(400)
  })

  test('two nodes at once never push an agent over the limit, and forget no ticket', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const limit = 3
    await setLimit(desk, desk.agentId, limit)
    await setLimit(desk, other, limit)
    const services = await open({
      ...server.place,
      secretKey: undefined,
      baseUrl: 'http://second.test',
      port: 0,
    })
    const second = await buildApp(services, { rateLimit: 0, logLevel: 'silent', jobs: false })
    const guests: string[] = []
    for (let i = 0; i < 24; i++) guests.push(await desk.addPerson({ name: `Guest ${i}` }))
    const on = (node: number) => desk.fresh(node === 0 ? {} : { ...services, db: services.engine.db })
    const loads = async () => {
      const { rows } = await owned(desk)
      return new Map(rows.map((row) => [row.agent_id, row.tickets.length]))
    }
    const owned = async (desk: Desk) => {
      const tickets = await desk.cx.engine.db
        .selectFrom('tickets')
        .select(['id', 'agent_id', 'status'])
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('status', 'in', ['processing', 'queueing'])
        .execute()
      const ids = [...new Set(tickets.map((ticket) => ticket.agent_id))]
      return {
        rows: ids.map((agent_id) => ({ agent_id, tickets: tickets.filter((t) => t.agent_id === agent_id) })),
      }
    }
    try {
      await Promise.all(
        guests.map((guestId, i) =>
          startService(on(i % 2), { guestId, human: true, appointedAgents: [], channel: channelOpenApi }),
        ),
      )
      expect(await loads()).toEqual(
        new Map([
          [desk.agentId, limit],
          [other, limit],
          [null, guests.length - 2 * limit],
        ]),
      )
      // Both agents close all they have, again and again, on both nodes at once.
      const headers = await desk.user(desk.ownerId)
      for (let round = 0; round < 4; round++) {
        const { rows } = await owned(desk)
        const closing = rows.filter((row) => row.agent_id !== null).flatMap((row) => row.tickets)
        const replies = await Promise.all(
          closing.map(({ id }, i) =>
            (i % 2 === 0 ? server.app : second).inject({
              method: 'PUT',
              url: `${v1}/tickets/${id}`,
              headers: { ...headers, 'content-type': 'application/json' },
              payload: '{"status":51}',
            }),
          ),
        )
        expect(replies.map((reply) => reply.statusCode)).toEqual(closing.map(() => 200))
        const after = await loads()
        expect(after.get(desk.agentId) ?? 0).toBeLessThanOrEqual(limit)
        expect(after.get(other) ?? 0).toBeLessThanOrEqual(limit)
      }
      // Room for six in each of four rounds: everybody has been served.
      expect(await serveAllQueues(server.services, Date.now())).toBe(0)
      expect(await loads()).toEqual(new Map())
    } finally {
      await second.close()
    }
  })
})
