import { describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

const v1 = '/open-apis/helpdesk/v1'
const everyStatus = `${v1}/agent_schedules?status=1&status=2&status=3&status=4`
const always = [{ start_time: '00:00', end_time: '24:00', weekday: 9 }]

describe.skipIf(noDatabase)('agents', async () => {
  const server = await newServer({ jobs: false })

  const statusOf = async (desk: Desk, id: string): Promise<number | undefined> => {
    const { body } = await desk.call('GET', everyStatus)
    return body.data.agent_schedules.find((row: { agent: { id: string } }) => row.agent.id === id)?.status
  }

  test('the mail addresses are one JSON text, which is what every SDK can read', async () => {
    const desk = await newDesk(server)
    const silent = await desk.addAgent({ name: 'No address' })
    const { body } = await desk.call('GET', `${v1}/agent_emails`)
    expect(typeof body.data.agents).toBe('string')
    const emails = JSON.parse(body.data.agents) as Record<string, string>
    expect(Object.keys(emails).sort()).toEqual([desk.ownerId, desk.agentId].sort())
    expect(emails[desk.agentId]).toMatch(/^agent-.*@example\.com$/)
    expect(emails[silent]).toBeUndefined()
  })

  test('agents go online and offline themselves, managers anybody, nobody else', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const set = async (agentId: string, status: unknown, by: string) =>
      desk.call('PATCH', `${v1}/agents/${agentId}`, { status }, await desk.user(by))

    expect((await set(desk.agentId, 2, desk.agentId)).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(await statusOf(desk, desk.agentId)).toBe(2)
    expect((await set(desk.agentId, 1, desk.ownerId)).body.code).toBe(0)
    expect(await statusOf(desk, desk.agentId)).toBe(1)
    expect(await set(desk.agentId, 2, other)).toMatchObject({ status: 403, body: { code: 154003 } })
    expect(await statusOf(desk, desk.agentId)).toBe(1)
    expect(await set(desk.guestId, 1, desk.ownerId)).toMatchObject({ status: 404, body: { code: 154004 } })
    expect(await desk.events()).toEqual(['agent.changed', 'agent.changed'])
  })

  test.each([[3], [0], ['1'], [1.5], [null], [undefined]])(
    'the status %j is refused with the number of its own',
    async (status) => {
      const desk = await newDesk(server)
      const path = `${v1}/agents/${desk.agentId}`
      const reply = await desk.call('PATCH', path, { status }, await desk.user())
      expect(reply).toMatchObject({ status: 400, body: { code: 150001 } })
      expect(reply.body.error.field_violations[0].field).toBe('status')
    },
  )

  test('people become agents with a schedule and skills, and the schedule can be changed', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const person = await desk.addPerson({
      name: 'New',
      email: `new-${desk.helpdeskId}@example.com`,
      department: 'Ops',
    })
    const skill = await desk.call('POST', `${v1}/agent_skills`, { name: 'VIP' }, owner)
    const skillId = skill.body.data.agent_skill_id as string
    const split = [
      { start_time: '9:00', end_time: '12:00', weekday: 10 },
      { start_time: '13:00', end_time: '18:00', weekday: 10 },
      { start_time: '22:00', end_time: '06:00', weekday: 7 },
    ]
    const added = await desk.call(
      'POST',
      `${v1}/agent_schedules`,
      { agent_schedules: [{ agent_id: person, schedule: split, agent_skill_ids: [skillId] }] },
      owner,
    )
    expect(added.body).toEqual({ code: 0, msg: 'success', data: {} })

    const path = `${v1}/agents/${person}/schedules`
    const got = await desk.call('GET', path)
    expect(got.body.data.agent_schedule).toEqual({
      status: expect.toBeOneOf([1, 3]),
      agent: {
        id: person,
        name: 'New',
        email: `new-${desk.helpdeskId}@example.com`,
        avatar_url: '',
        department: 'Ops',
        company_name: expect.stringMatching(/^Tenant /),
      },
      schedule: [{ ...split[0], start_time: '09:00' }, split[1], split[2]],
      agent_skills: [
        { id: desk.helpdeskId, name: 'All-round', is_default: true },
        { id: skillId, name: 'VIP', is_default: false },
      ],
    })

    const change = { agent_schedule: { schedule: always, agent_skill_ids: [], agent_id: 'ignored' } }
    expect((await desk.call('PATCH', path, change, owner)).body.code).toBe(0)
    const changed = (await desk.call('GET', path)).body.data.agent_schedule
    expect(changed).toMatchObject({ status: 1, schedule: always })
    expect(changed.agent_skills).toHaveLength(1)
    // What is not given stays.
    await desk.call('PATCH', path, { agent_schedule: { agent_skill_ids: [skillId, desk.helpdeskId] } }, owner)
    const kept = (await desk.call('GET', path)).body.data.agent_schedule
    expect(kept.schedule).toEqual(always)
    expect(kept.agent_skills).toHaveLength(2)
  })

  test('an agent outside of the schedule is off duty, one that is offline is offline', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    // Two desks of one hour each around the other side of the clock: one of them is never now.
    const hour = Number(
      new Intl.DateTimeFormat('en', {
        hour: 'numeric',
        hourCycle: 'h23',
        timeZone: 'Asia/Shanghai',
      }).format(),
    )
    const two = (n: number) => String((n + 24) % 24).padStart(2, '0')
    const elsewhere = [{ start_time: `${two(hour + 6)}:00`, end_time: `${two(hour + 7)}:00`, weekday: 9 }]
    const path = `${v1}/agents/${desk.agentId}/schedules`
    await desk.call('PATCH', path, { agent_schedule: { schedule: elsewhere } }, owner)
    expect(await statusOf(desk, desk.agentId)).toBe(3)
    await desk.call('PATCH', `${v1}/agents/${desk.agentId}`, { status: 2 }, owner)
    expect(await statusOf(desk, desk.agentId)).toBe(2)
    const offDuty = await desk.call('GET', `${v1}/agent_schedules?status=3`)
    expect(offDuty.body.data.agent_schedules).toEqual([])
  })

  test('the list is filtered by any of the statuses that are asked for', async () => {
    const desk = await newDesk(server)
    await desk.call('PATCH', `${v1}/agents/${desk.agentId}`, { status: 2 }, await desk.user())
    const other = await desk.addAgent({ name: 'Online' })
    const ids = async (query: string) =>
      (await desk.call('GET', `${v1}/agent_schedules?${query}`)).body.data.agent_schedules.map(
        (row: { agent: { id: string } }) => row.agent.id,
      )
    expect(await ids('status=2')).toContain(desk.agentId)
    expect(await ids('status=2')).not.toContain(other)
    expect(await ids('status=1')).toContain(other)
    expect(await ids('status=1&status=2')).toEqual(expect.arrayContaining([desk.agentId, other]))
    for (const query of ['', 'status=', 'status=5', 'status=one', 'status=1&status=0'])
      expect({ query, ...(await desk.call('GET', `${v1}/agent_schedules?${query}`)) }).toMatchObject({
        query,
        status: 400,
        body: { code: 154000 },
      })
  })

  test('who is removed stands in old tickets, is called removed, and may do nothing any more', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const agent = await desk.user(desk.agentId)
    const path = `${v1}/agents/${desk.agentId}/schedules`
    const ticketId = await appoint(desk, desk.agentId)
    await desk.call('PUT', `${v1}/tickets/${ticketId}`, { status: 51 }, agent)

    expect((await desk.call('DELETE', path, {}, owner)).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(await statusOf(desk, desk.agentId)).toBe(4)
    expect(await desk.call('GET', path)).toMatchObject({ status: 404, body: { code: 154004 } })
    expect(JSON.parse((await desk.call('GET', `${v1}/agent_emails`)).body.data.agents)).not.toHaveProperty(
      desk.agentId,
    )
    const { body } = await desk.call('GET', `${v1}/tickets/${ticketId}`)
    expect(body.data.ticket.agents).toMatchObject([{ id: desk.agentId, name: 'Ada Agent' }])
    const refused = await desk.call('PUT', `${v1}/tickets/${ticketId}`, { comment: 'still here' }, agent)
    expect(refused).toMatchObject({ status: 403, body: { code: 154003 } })

    // Done again it is as it is; added again, the agent is back.
    expect((await desk.call('DELETE', path, {}, owner)).body.code).toBe(0)
    const again = { agent_schedules: [{ agent_id: desk.agentId }] }
    expect((await desk.call('POST', `${v1}/agent_schedules`, again, owner)).body.code).toBe(0)
    expect(await statusOf(desk, desk.agentId)).toBe(1)
    expect((await desk.call('GET', path)).body.data.agent_schedule.schedule).toEqual([])
  })

  test('the owner cannot be removed, and agents manage nobody', async () => {
    const desk = await newDesk(server)
    const other = await desk.addAgent({ name: 'Other' })
    const agent = await desk.user(desk.agentId)
    const owner = await desk.user(desk.ownerId)
    const removing = await desk.call('DELETE', `${v1}/agents/${desk.ownerId}/schedules`, {}, owner)
    expect(removing).toMatchObject({ status: 400, body: { code: 154000 } })
    const forbidden = [
      ['DELETE', `${v1}/agents/${other}/schedules`, {}],
      ['PATCH', `${v1}/agents/${desk.agentId}/schedules`, { agent_schedule: { schedule: [] } }],
      ['POST', `${v1}/agent_schedules`, { agent_schedules: [{ agent_id: desk.guestId }] }],
      ['POST', `${v1}/agent_skills`, { name: 'Mine' }],
      ['DELETE', `${v1}/agent_skills/1`, {}],
      ['PATCH', `${v1}/agent_skills/1`, { agent_skill: { name: 'Mine' } }],
    ] as const
    for (const [method, path, body] of forbidden)
      expect({ path, ...(await desk.call(method, path, body, agent)) }).toMatchObject({
        path,
        status: 403,
        body: { code: 154003 },
      })
    expect(await statusOf(desk, other)).toBe(1)
  })

  test('a schedule that means nothing is refused, with the field', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const line = { start_time: '09:00', end_time: '18:00', weekday: 1 }
    const refused = async (schedule: unknown, field: string) => {
      const body = { agent_schedules: [{ agent_id: desk.agentId, schedule }] }
      const reply = await desk.call('POST', `${v1}/agent_schedules`, body, owner)
      expect(reply).toMatchObject({ status: 400, body: { code: 154000 } })
      expect(reply.body.error.field_violations[0].field).toBe(`agent_schedules.0.schedule${field}`)
    }
    await refused([{ ...line, weekday: 8 }], '.0.weekday')
    await refused([line, { ...line, weekday: 12 }], '.1.weekday')
    await refused([{ ...line, weekday: '1' }], '.0.weekday')
    await refused([{ ...line, start_time: '24:00' }], '.0.start_time')
    await refused([{ ...line, start_time: '09:60' }], '.0.start_time')
    await refused([{ ...line, end_time: '24:01' }], '.0.end_time')
    await refused([{ ...line, end_time: '09:00' }], '.0.end_time')
    await refused([{ start_time: '09:00', weekday: 1 }], '.0.end_time')
    await refused('always', '')
  })

  test('only active people of the organisation become agents, each once, with skills of this desk', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const visitor = await desk.addPerson({ name: 'Visitor', kind: 'visitor' })
    const foreign = await other.call(
      'POST',
      `${v1}/agent_skills`,
      { name: 'Theirs' },
      await other.user(other.ownerId),
    )
    const add = (...agent_schedules: unknown[]) =>
      desk.call('POST', `${v1}/agent_schedules`, { agent_schedules }, owner)
    const refused = [
      await add({ agent_id: other.guestId }),
      await add({ agent_id: visitor }),
      await add({ agent_id: desk.guestId }, { agent_id: desk.guestId }),
      await add({ agent_id: desk.guestId, agent_skill_ids: [foreign.body.data.agent_skill_id] }),
      await add(),
      await add({}),
    ]
    for (const reply of refused) expect(reply).toMatchObject({ status: 400, body: { code: 154000 } })
    expect(await statusOf(desk, desk.guestId)).toBeUndefined()
  })

  test('another desk’s agents cannot be seen or changed', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const path = `${v1}/agents/${other.agentId}`
    const replies = [
      await desk.call('GET', `${path}/schedules`),
      await desk.call('PATCH', `${path}/schedules`, { agent_schedule: { schedule: always } }, owner),
      await desk.call('DELETE', `${path}/schedules`, undefined, owner),
      await desk.call('PATCH', path, { status: 2 }, owner),
    ]
    for (const reply of replies) expect(reply).toMatchObject({ status: 404, body: { code: 154004 } })
    expect(await statusOf(other, other.agentId)).toBe(1)
    expect(await statusOf(desk, other.agentId)).toBeUndefined()
  })
})

async function appoint(desk: Desk, agentId: string): Promise<string> {
  const { body } = await desk.call('POST', `${v1}/start_service`, {
    open_id: await desk.addPerson({ name: 'Guest' }),
    human_service: true,
    appointed_agents: [agentId],
  })
  return body.data.ticket_id as string
}
