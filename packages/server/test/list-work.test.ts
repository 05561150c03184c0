import { describe, expect, test } from 'vitest'
import { postAsGuest } from '../src/domain/messages.ts'
import { recountSla } from '../src/domain/sla-policy.ts'
import { addVisitor } from '../src/domain/visitors.ts'
import { browserOf } from './console-browser.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

const minute = 60_000

describe.skipIf(noDatabase)('work on lists of tickets', async () => {
  const server = await newServer()

  test("saved views are their maker's, shared ones everybody's; owner and admins tend the shared", async () => {
    const desk = await newDesk(server)
    const ada = await browserOf(server, desk, desk.agentId)
    const olga = await browserOf(server, desk, desk.ownerId)
    const filter = { view: 'open', priority: ['urgent'], sort: 'waiting' }
    const make = (call: typeof ada, name: string, shared: boolean) =>
      call('POST', '/saved_views', { name, filter, shared })
    const own = (await make(ada, ' Urgent ', false)).body
    expect(own).toMatchObject({ name: 'Urgent', filter, shared: false, editable: true })
    const shared = (await make(ada, 'For all', true)).body
    const names = async (call: typeof ada) =>
      (await call('GET', '/saved_views')).body.items.map((item: { name: string }) => item.name)
    expect([await names(ada), await names(olga)]).toEqual([['Urgent', 'For all'], ['For all']])

    expect((await olga('PATCH', `/saved_views/${own.id}`, { name: 'Mine now' })).status).toBe(404)
    expect((await olga('PATCH', `/saved_views/${shared.id}`, { name: 'Renamed' })).body.name).toBe('Renamed')
    expect((await olga('PATCH', `/saved_views/${shared.id}`, { shared: false })).status).toBe(403)
    const olgas = (await make(olga, 'Of the owner', true)).body
    expect(olgas.editable).toBe(true)
    expect((await ada('DELETE', `/saved_views/${olgas.id}`)).status).toBe(403)
    expect((await ada('PUT', '/saved_view_order', { view_ids: [olgas.id, shared.id] })).status).toBe(200)
    expect(await names(ada)).toEqual(['Of the owner', 'Renamed', 'Urgent'])
    expect(await names(olga)).toEqual(['Renamed', 'Of the owner'])

    const id = await desk.newTicket()
    await ada('POST', '/ticket_bulk', {
      changes: [{ ticket_id: id, change: { kind: 'priority', priority: 'urgent' } }],
    })
    expect((await ada('GET', '/ticket_counts')).body.saved).toContainEqual({
      id: own.id,
      count: 1,
      at_least: false,
    })
    expect((await olga('DELETE', `/saved_views/${shared.id}`)).status).toBe(200)
    expect(await names(ada)).toEqual(['Of the owner', 'Urgent'])
    const stranger = await newDesk(server)
    const other = await browserOf(server, stranger, stranger.ownerId)
    expect((await other('DELETE', `/saved_views/${olgas.id}`)).status).toBe(404)
  })

  test('many tickets change at once, one that cannot stays as it was, and all of it can be taken back', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(server, desk, desk.agentId)
    const [first, second] = [await desk.newTicket(), await desk.newTicket()]
    await call('POST', `/tickets/${second}/close`, {})
    const bulk = async (changes: unknown[]) => (await call('POST', '/ticket_bulk', { changes })).body.items
    const every = (ids: string[], change: object) => ids.map((ticket_id) => ({ ticket_id, change }))

    const closed = await bulk(every([first, second, '1234567890123456789'], { kind: 'close' }))
    expect(closed).toMatchObject([
      { ticket_id: first, ok: true, ticket: { status: 'closed_by_agent' }, undo: { kind: 'reopen' } },
      { ticket_id: second, ok: false, error: { code: 'ticket_closed' } },
      { ok: false, error: { code: 'ticket_not_found' } },
    ])
    const [undone] = await bulk([{ ticket_id: first, change: closed[0].undo }])
    expect(undone.ticket.status).not.toMatch(/^closed/)

    await bulk(every([first], { kind: 'tags', add: ['退款', 'VIP'] }))
    const [retagged] = await bulk(every([first], { kind: 'tags', add: ['late'], remove: ['VIP'] }))
    expect(retagged.ticket.tags.map((tag: { name: string }) => tag.name)).toEqual(['退款', 'late'])
    const [back] = await bulk([{ ticket_id: first, change: retagged.undo }])
    expect(back.ticket.tags.map((tag: { name: string }) => tag.name)).toEqual(['退款', 'VIP'])

    const before = (await call('GET', `/tickets/${first}`)).body.agent?.id
    const target = before === desk.ownerId ? desk.agentId : desk.ownerId
    const [given] = await bulk(every([first], { kind: 'assign', agent_id: target }))
    expect(given).toMatchObject({
      ok: true,
      ticket: { agent: { id: target } },
      undo: { kind: 'assign', agent_id: before },
    })
    const [refused] = await bulk(every([first], { kind: 'assign', agent_id: desk.guestId }))
    expect(refused.error.code).toBe('agent_not_found')
    expect((await call('GET', `/tickets/${first}`)).body.agent.id).toBe(target)
    const until = Date.now() + 3_600_000
    const [held] = await bulk(every([first], { kind: 'hold', until }))
    expect(held).toMatchObject({
      ticket: { status: 'pending', snoozed_until: until },
      undo: { kind: 'resume' },
    })
    expect((await call('POST', '/ticket_bulk', { changes: [] })).status).toBe(400)
  })

  test('what is promised is owed, until it is kept; only owner and admins promise', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    const owner = await browserOf(server, desk, desk.ownerId)
    const targets = { medium: { first_response: 30, next_response: 10 } }
    const waiting = await desk.newTicket()
    expect((await agent('GET', '/tickets?view=open')).body.items[0].due).toBeUndefined()
    expect((await agent('PUT', '/admin/sla', { targets, schedule: [] })).status).toBe(403)
    const wrong = [{ weekday: 8, start_time: '09:00', end_time: '18:00' }]
    expect(
      (await owner('PUT', '/admin/sla', { targets, schedule: wrong })).body.field_violations[0].field,
    ).toBe('schedule.0.weekday')
    expect((await owner('PUT', '/admin/sla', { targets, schedule: [] })).body).toMatchObject({ targets })
    expect((await agent('GET', '/sla')).body).toMatchObject({ targets, schedule: [] })

    // The job does this soon after; here it is done at once.
    await recountSla(desk.fresh(), { after: '' })
    const { due, waiting_since: since } = (await agent('GET', `/tickets/${waiting}`)).body
    expect(due).toEqual({ kind: 'first_response', at: since + 30 * minute })
    await agent('POST', `/tickets/${waiting}/messages`, { text: 'On it.' })
    expect((await agent('GET', `/tickets/${waiting}`)).body.due).toBeUndefined()
    const { created_at: asked } = await postAsGuest(desk.fresh(), waiting, {
      type: 'text',
      content: { text: 'And?' },
    })
    expect((await agent('GET', '/tickets?view=open&sort=due')).body.items[0].due).toEqual({
      kind: 'next_response',
      at: asked + 10 * minute,
    })
    expect((await agent('GET', '/tickets?view=open&sla=overdue')).body.items).toEqual([])
    expect((await agent('GET', '/tickets?view=open&sla=soon')).body.items).toHaveLength(1)
  })

  test('people are found by name, e-mail and mobile, in two Chinese characters as well', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(server, desk, desk.agentId)
    const id = await addVisitor(desk.fresh(), {
      name: '欧阳思远',
      email: 'siyuan@example.net',
      mobile: '+8613912345678',
    })
    await desk.call('POST', '/open-apis/helpdesk/v1/start_service', { open_id: id, human_service: true })
    const people = async (q: string) =>
      (await call('GET', `/search?q=${encodeURIComponent(q)}`)).body.people.map(
        (found: { person: { id: string } }) => found.person.id,
      )
    expect(await people('思远')).toEqual([id])
    expect(await people('siyuan@')).toEqual([id])
    expect(await people('139 1234')).toEqual([id])
    expect(await people('ada')).toContain(desk.agentId)
    expect(await people('远思')).toEqual([])
    const stranger = await newDesk(server)
    const other = await browserOf(server, stranger, stranger.agentId)
    expect((await other('GET', `/search?q=siyuan@`)).body.people).toEqual([])
  })
})
