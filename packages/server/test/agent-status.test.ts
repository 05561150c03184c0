import { describe, expect, test } from 'vitest'
import { followSchedules } from '../src/domain/agent-status.ts'
import { getAgentLoad } from '../src/domain/agent-loads.ts'
import { updateAgent, updateSchedule } from '../src/domain/agents.ts'
import type { Cx } from '../src/domain/cx.ts'
import { minuteOfWeek } from '../src/domain/schedules.ts'
import { browserOf, sessionHeaders } from './console-browser.ts'
import { openStream } from './event-stream.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

const hour = 3_600_000

describe.skipIf(noDatabase)('the status of agents', async () => {
  const server = await newServer({ jobs: false })
  const { services } = server

  /** Somebody who works from nine to six on weekdays, and that week's Monday at midnight on the desk's clock. */
  async function newShift() {
    const desk = await newDesk(server)
    const { timeZone } = (await services.registry.helpdesk(desk.helpdeskId))!
    const some = Date.UTC(2031, 0, 8)
    const monday = some - minuteOfWeek(timeZone, some) * 60_000
    const self = (at: number): Cx =>
      desk.fresh({ now: monday + at, actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
    const schedule = [{ start_time: '09:00', end_time: '18:00', weekday: 10 }]
    await updateSchedule(desk.fresh({ now: monday }), desk.agentId, { schedule })
    const set = (at: number, change: Parameters<typeof updateAgent>[2]) =>
      updateAgent(self(at), desk.agentId, change)
    const clock = (at: number) => followSchedules(services, monday + at)
    const status = async (at: number) => {
      const { agent, presence } = await getAgentLoad(self(at), desk.agentId)
      const until = agent.status_until === null ? undefined : (agent.status_until - monday) / hour
      return [presence, agent.status_source, until]
    }
    return { desk, set, clock, status }
  }

  test('the clock sets who follows the schedule online and offline, once for each shift', async () => {
    const { set, clock, status } = await newShift()
    await set(8 * hour, { followsSchedule: true })
    expect(await status(8 * hour)).toEqual(['offline', 'schedule', 9])
    await clock(9 * hour - 1)
    expect(await status(9 * hour - 1)).toEqual(['offline', 'schedule', 9])
    await Promise.all([clock(9 * hour), clock(9 * hour)])
    expect(await clock(9 * hour)).toBe(0)
    expect(await status(9 * hour)).toEqual(['online', 'schedule', 18])
    await clock(18 * hour)
    expect(await status(18 * hour)).toEqual(['offline', 'schedule', 33])
  })

  test('what is set by hand holds until the next shift, also after hours', async () => {
    const { set, clock, status } = await newShift()
    await set(8 * hour, { followsSchedule: true })
    await clock(9 * hour)
    await set(10 * hour, { status: 'offline' })
    await clock(17 * hour)
    expect(await status(17 * hour)).toEqual(['offline', 'agent', 18])
    await clock(18 * hour)
    await set(20 * hour, { status: 'online' })
    expect(await status(21 * hour)).toEqual(['online', 'agent', 33])
    await clock(33 * hour)
    expect(await status(33 * hour)).toEqual(['online', 'schedule', 42])
    await set(34 * hour, { followsSchedule: false })
    await clock(43 * hour)
    expect(await status(43 * hour)).toEqual(['off_duty', 'schedule', undefined])
  })

  test('a new schedule holds at once for who follows it', async () => {
    const { desk, set, status } = await newShift()
    await set(10 * hour, { followsSchedule: true })
    const schedule = [{ start_time: '12:00', end_time: '20:00', weekday: 9 }]
    const { now } = desk.fresh()
    await updateSchedule(desk.fresh({ now }), desk.agentId, { schedule })
    const [presence, source] = await status(0)
    expect(['online', 'offline']).toContain(presence)
    expect(source).toBe('schedule')
  })

  test('when a shift begins, what waits is given out', async () => {
    const { desk, set, clock } = await newShift()
    await set(8 * hour, { followsSchedule: true })
    const id = await desk.newTicket()
    const agentOf = async () =>
      (
        await services.engine.db
          .selectFrom('tickets')
          .select('agent_id')
          .where('tenant_id', '=', desk.cx.tenantId)
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
      ).agent_id
    expect(await agentOf()).toBeNull()
    await clock(9 * hour)
    expect(await agentOf()).toBe(desk.agentId)
  })

  test('is shown with its reason, and only managers set that of others', async () => {
    const desk: Desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    const owner = await browserOf(server, desk, desk.ownerId)
    const stream = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    const mine = await agent('PATCH', `/agents/${desk.agentId}`, { status: 'offline' })
    expect(mine.body).toMatchObject({ status: 'offline', status_source: 'agent', follows_schedule: false })
    await stream.find(({ data }) => data.type === 'agent.changed')
    stream.close()
    expect((await agent('PATCH', `/agents/${desk.ownerId}`, { follows_schedule: true })).status).toBe(403)
    const theirs = await owner('PATCH', `/agents/${desk.agentId}`, { status: 'online' })
    expect(theirs.body).toMatchObject({ status: 'online', status_source: 'manager' })
  })

  test('only the owner of a ticket is told that it is news', async () => {
    const desk = await newDesk(server)
    const owner = await openStream(server, await sessionHeaders(server, desk, desk.ownerId))
    const agent = await openStream(server, await sessionHeaders(server, desk, desk.agentId))
    const id = await desk.newTicket()
    const isIts = ({ data }: { data: { ticket_id?: string; news?: string } }) => data.ticket_id === id
    const called = await agent.find((frame) => isIts(frame) && frame.data.news !== undefined)
    expect(called.data).toMatchObject({ news: 'assigned' })
    await (
      await browserOf(server, desk, desk.ownerId)
    )('POST', `/tickets/${id}/take`)
    await owner.find((frame) => isIts(frame) && frame.data.type === 'ticket.updated')
    expect(owner.frames.some(({ data }) => data.news !== undefined)).toBe(false)
    owner.close()
    agent.close()
  })
})
