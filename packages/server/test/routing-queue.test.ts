import { describe, expect, test } from 'vitest'
import { postAsGuest } from '../src/domain/messages.ts'
import { serveAllQueues } from '../src/domain/queue.ts'
import { type Json, newDesk, newServer, noDatabase } from './harness.ts'
import {
  browserOf,
  comeOnline,
  processing,
  setLimit,
  setStatus,
  start,
  ticketOf,
  waiting,
} from './routing-desk.ts'

const v1 = '/open-apis/helpdesk/v1'

describe.skipIf(noDatabase)('the queue', async () => {
  const server = await newServer({ jobs: false })

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
    await comeOnline(desk, [desk.agentId], 1)
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
    await comeOnline(desk, [desk.agentId, other])
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
        has_schedule: false,
        follows_schedule: false,
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
})
