import { CompiledQuery, sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { buildApp } from '../src/app.ts'
import { desksThatWait } from '../src/db/routing.ts'
import { serveAllQueues } from '../src/domain/queue.ts'
import { nextDutyChange, storedHours } from '../src/domain/schedules.ts'
import { channelOpenApi, startService } from '../src/domain/tickets.ts'
import { QueueClock } from '../src/live/queue-clock.ts'
import { open } from '../src/open.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { comeOnline, processing, setLimit, setStatus, start, ticketOf, waiting } from './routing-desk.ts'

const v1 = '/open-apis/helpdesk/v1'

describe.skipIf(noDatabase)('the queue, by the clock and on several nodes', async () => {
  const server = await newServer({ jobs: false })

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
    await comeOnline(desk, [desk.agentId])
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
