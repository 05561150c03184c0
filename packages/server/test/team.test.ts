import { describe, expect, test } from 'vitest'
import { type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { processing, start, ticketOf, waiting } from './routing-desk.ts'
import { signedIn } from './signed-in.ts'

const team = '/admin/team'

describe.skipIf(noDatabase)('the team in the console', async () => {
  const server = await newServer()

  const newOwner = async () => {
    const desk = await newDesk(server)
    const owner = await signedIn(server, desk, desk.ownerId)
    const ok = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const reply = await owner.call(method, path, body)
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      return reply.body
    }
    const agent = async (id: string): Promise<Json> =>
      (await ok('GET', team)).agents.find((one: Json) => one.agent.id === id)
    return { desk, owner, ok, agent }
  }

  test('people are found, added, given hours, skills and a limit, and taken off again', async () => {
    const { desk, owner, ok, agent } = await newOwner()
    const mei = await desk.addPerson({ name: '梅', enName: 'Mei 100%', email: 'mei@example.com' })
    await desk.addPerson({ name: 'Mei the visitor', kind: 'visitor' })
    const found = async (q: string) =>
      (await ok('GET', `${team}/people?q=${encodeURIComponent(q)}`)).items.map((one: Json) => one.id)
    expect(await found('MEI')).toEqual([mei])
    expect(await found('梅')).toEqual([mei])
    expect(await found('0%')).toEqual([mei])
    expect(await found('ada')).toEqual([])
    await ok('POST', `${team}/agents`, { agent_id: mei })
    expect(await found('mei')).toEqual([])
    const { skill_id: skillId } = await ok('POST', `${team}/skills`, {
      name: 'Books',
      conditions: [],
      agent_ids: [],
    })
    const schedule = [
      { weekday: 10, start_time: '09:00', end_time: '12:00' },
      { weekday: 5, start_time: '22:00', end_time: '02:00' },
    ]
    const path = `${team}/agents/${mei}`
    await ok('PATCH', path, { max_tickets: 3, schedule, skill_ids: [skillId], status: 'offline' })
    expect(await agent(mei)).toMatchObject({
      role: 'agent',
      status: 'offline',
      max_tickets: 3,
      open_tickets: 0,
      schedule,
      skills: [{ skill_id: skillId, name: 'Books' }],
    })
    // The Feishu API knows the same hours.
    const wire = await desk.call('GET', `/open-apis/helpdesk/v1/agents/${mei}/schedules`)
    expect(wire.body.data.agent_schedule.schedule).toMatchObject(schedule)
    // All of it or nothing.
    const bad = await owner.call('PATCH', path, {
      max_tickets: 9,
      schedule: [{ weekday: 8, start_time: '09:00', end_time: '12:00' }],
    })
    expect(bad).toMatchObject({
      status: 400,
      body: { field_violations: [{ field: 'agent_schedule.schedule.0.weekday' }] },
    })
    expect(await agent(mei)).toMatchObject({ max_tickets: 3, schedule })
    await ok('DELETE', path)
    expect(await agent(mei)).toBeUndefined()
    expect((await owner.call('DELETE', `${team}/agents/${desk.ownerId}`)).status).toBe(400)
  })

  test('a skill’s conditions decide who gets a ticket', async () => {
    const { desk, ok } = await newOwner()
    const other = await desk.addAgent({ name: 'Bo' })
    const { items } = await ok('GET', `${team}/conditions`)
    expect(items.find((one: Json) => one.fact === 'city')).toEqual({
      fact: 'city',
      kind: 'guest',
      operators: ['in', 'not_in'],
    })
    const skill = {
      name: 'Berlin',
      conditions: [{ fact: 'city', operator: 'in', values: ['Berlin', 'Potsdam'] }],
      agent_ids: [other],
    }
    const { skill_id: id } = await ok('POST', `${team}/skills`, skill)
    const skillIn = async (): Promise<Json> =>
      (await ok('GET', team)).skills.find((one: Json) => one.skill_id === id)
    expect(await skillIn()).toEqual({ skill_id: id, is_default: false, ...skill })
    await ok('PATCH', `${team}/agents/${other}`, { status: 'online' })
    const guest = await desk.addPerson({ name: 'Guest', city: 'berlin' })
    const open = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
      open_id: guest,
      human_service: true,
    })
    expect(await ticketOf(desk, open.body.data.ticket_id)).toEqual({ status: 2, owner: other })
    await ok('PATCH', `${team}/skills/${id}`, { ...skill, name: 'Anhalt', agent_ids: [] })
    expect(await skillIn()).toMatchObject({ name: 'Anhalt', agent_ids: [] })
    await ok('DELETE', `${team}/skills/${id}`)
    expect(await skillIn()).toBeUndefined()
  })

  test('a limit raised or hours begun give waiting tickets at once', async () => {
    const { desk, ok } = await newOwner()
    await ok('PATCH', `${team}/agents/${desk.agentId}`, { max_tickets: 0 })
    const ticket = await start(desk)
    expect(await ticketOf(desk, ticket)).toEqual(waiting)
    await ok('PATCH', `${team}/agents/${desk.agentId}`, { max_tickets: 1 })
    expect(await ticketOf(desk, ticket)).toEqual(processing(desk))
  })

  test('agents do not manage the team, and desks do not see each other', async () => {
    const { desk, ok } = await newOwner()
    const agent = await signedIn(server, desk, desk.agentId)
    for (const [method, path] of [
      ['GET', team],
      ['GET', `${team}/people`],
      ['DELETE', `${team}/agents/${desk.agentId}`],
    ] as const)
      expect((await agent.call(method, path)).status).toBe(403)
    const other = await newOwner()
    const change = { max_tickets: 5 }
    expect((await other.owner.call('PATCH', `${team}/agents/${desk.agentId}`, change)).status).toBe(404)
    expect((await other.owner.call('POST', `${team}/agents`, { agent_id: desk.guestId })).status).toBe(400)
    expect((await ok('GET', team)).agents).toHaveLength(2)
  })
})
