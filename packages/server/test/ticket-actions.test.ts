import { describe, expect, test } from 'vitest'
import { postAsGuest } from '../src/domain/messages.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { browserOf, setStatus, start } from './routing-desk.ts'

const v1 = '/open-apis/helpdesk/v1'
const minute = 60_000

describe.skipIf(noDatabase)('what an agent does with a ticket', async () => {
  const server = await newServer({ jobs: false })

  const newField = async (desk: Desk, more: object): Promise<string> => {
    const field = { help_desk_id: desk.helpdeskId, position: '1', description: '', visible: true, ...more }
    const reply = await desk.call(
      'POST',
      `${v1}/ticket_customized_fields`,
      { editable: true, required: false, ...field },
      await desk.user(desk.ownerId),
    )
    expect(reply.body.code).toBe(0)
    const { body } = await (await browserOf(desk, desk.ownerId))('GET', '/ticket_fields')
    return body.items.at(-1).id as string
  }
  const say = (desk: Desk, id: string, text: string, now = Date.now()) =>
    postAsGuest(desk.fresh({ now }), id, { type: 'text', content: { text } })
  const kinds = (history: Json): string[] => history.items.map((item: Json) => item.kind)

  test('a ticket goes to a colleague with a note, and its history says so', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const bob = await desk.addAgent({ name: 'Bob' })
    const call = await browserOf(desk, desk.agentId)
    const { body } = await call('POST', `/tickets/${id}/assign`, { agent_id: bob, note: 'knows invoices' })
    expect(body).toMatchObject({ agent: { id: bob }, remarks: [{ content: 'knows invoices' }] })
    const nobody = await call('POST', `/tickets/${id}/assign`, { agent_id: desk.guestId })
    expect([nobody.status, nobody.body.field_violations[0].field]).toEqual([400, 'agent_id'])
    const { body: history } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(history)).toEqual(['created', 'assigned', 'assigned'])
    expect(history.items[1]).toMatchObject({
      by_kind: 'system',
      people: [{ id: desk.agentId }],
      routing: { pool: 'fallback', open_tickets: 0, max_tickets: 10 },
    })
    expect(history.items[2]).toMatchObject({ by: { id: desk.agentId }, people: [{ id: bob }] })
    const other = await newDesk(server)
    const stranger = await browserOf(other, other.agentId)
    expect((await stranger('GET', `/tickets/${id}/history`)).status).toBe(404)
    expect((await stranger('POST', `/tickets/${id}/assign`, {})).status).toBe(404)
  })

  test('what is given back waits for somebody else, also when only its giver is free', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    expect((await call('POST', `/tickets/${id}/assign`, {})).body).toMatchObject({ status: 'queueing' })
    const next = await start(desk)
    // It holds nobody up behind it.
    expect((await call('GET', `/tickets/${next}`)).body.agent.id).toBe(desk.agentId)
    await setStatus(desk, desk.ownerId, 1)
    expect((await call('GET', `/tickets/${id}`)).body).toMatchObject({
      status: 'processing',
      agent: { id: desk.ownerId },
    })
  })

  test('a ticket for a skill waits for its agents, and says why', async () => {
    const desk = await newDesk(server)
    const bob = await desk.addAgent({ name: 'Bob' })
    await setStatus(desk, bob, 2)
    const owner = await desk.user(desk.ownerId)
    const made = await desk.call('POST', `${v1}/agent_skills`, { name: 'Invoices', agent_ids: [bob] }, owner)
    const skill = made.body.data.agent_skill_id as string
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    expect((await call('GET', '/skills')).body.items[1]).toMatchObject({
      id: skill,
      name: 'Invoices',
      agents: [{ id: bob }],
    })
    const moved = await call('POST', `/tickets/${id}/assign`, { skill_id: skill })
    expect(moved.body).toMatchObject({ status: 'queueing', skill: { id: skill, name: 'Invoices' } })
    expect(moved.body.agent).toBeUndefined()
    await setStatus(desk, desk.ownerId, 1)
    expect((await call('GET', `/tickets/${id}`)).body.agent).toBeUndefined()
    await setStatus(desk, bob, 1)
    expect((await call('GET', `/tickets/${id}`)).body).toMatchObject({ agent: { id: bob } })
    const { body } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(body)).toEqual(['created', 'assigned', 'transferred', 'waiting', 'assigned'])
    expect(body.items[2].names).toEqual(['Invoices'])
    expect(body.items[3].routing.others).toEqual(
      expect.arrayContaining([{ verdict: 'passed_over', count: 1 }]),
    )
    expect(body.items[4].routing).toMatchObject({ pool: 'skill', skills: ['Invoices'] })
    const empty = await desk.call('POST', `${v1}/agent_skills`, { name: 'Nobody' }, owner)
    const refused = await call('POST', `/tickets/${id}/assign`, { skill_id: empty.body.data.agent_skill_id })
    expect(refused.body.field_violations[0].field).toBe('skill_id')
  })

  test('a snoozed ticket comes back at its time, once', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    const until = Date.now() + 60 * minute
    const past = await call('POST', `/tickets/${id}/hold`, { until: Date.now() - 1 })
    expect(past.body.field_violations[0].field).toBe('until')
    await call('POST', `/tickets/${id}/hold`, { until: until - 30 * minute })
    expect((await call('POST', `/tickets/${id}/hold`, { until })).body).toMatchObject({
      status: 'pending',
      snoozed_until: until,
    })
    await server.app.jobs.runDueJobs(until - 1)
    expect((await call('GET', `/tickets/${id}`)).body.status).toBe('pending')
    await server.app.jobs.runDueJobs(until)
    await server.app.jobs.runDueJobs(until + 10 * minute)
    const awake = (await call('GET', `/tickets/${id}`)).body
    expect(awake).toMatchObject({ status: 'processing', agent: { id: desk.agentId } })
    expect(awake.snoozed_until).toBeUndefined()
    const { body } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(body)).toEqual(['created', 'assigned', 'snoozed', 'snoozed', 'status'])
    expect(body.items[4]).toMatchObject({ by_kind: 'system', from: 'pending', to: 'processing' })
  })

  test('the guest wakes a snoozed ticket, but not one on hold without an end', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const [snoozed, held] = [await start(desk), await start(desk)]
    const until = Date.now() + 60 * minute
    await call('POST', `/tickets/${snoozed}/hold`, { until })
    await call('POST', `/tickets/${held}/hold`)
    for (const id of [snoozed, held]) await say(desk, id, 'still there?')
    expect((await call('GET', `/tickets/${snoozed}`)).body.status).toBe('processing')
    expect((await call('GET', `/tickets/${held}`)).body.status).toBe('pending')
    // Put on hold again, for good: the clock of the first time does not end it.
    await call('POST', `/tickets/${snoozed}/hold`)
    await server.app.jobs.runDueJobs(until + minute)
    expect((await call('GET', `/tickets/${snoozed}`)).body.status).toBe('pending')
  })

  test('tags are added and taken away one by one, and are offered again', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    await call('POST', `/tickets/${id}/tags`, { add: ['VIP', '退款'] })
    const { body } = await call('POST', `/tickets/${id}/tags`, { add: ['Paris'], remove: ['VIP'] })
    expect(body.tags.map((tag: Json) => tag.name)).toEqual(['退款', 'Paris'])
    expect((await call('GET', '/tags?q=vi')).body.items).toMatchObject([{ name: 'VIP' }])
    expect((await call('GET', '/tags?q=%25')).body.items).toEqual([])
    const { body: history } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(history).slice(2)).toEqual(['tags_added', 'tags_added', 'tags_removed'])
  })

  test('fields are set by their type, refused where they cannot be, and required to close', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    const reason = await newField(desk, {
      key_name: 'reason',
      display_name: 'Reason',
      field_type: 'dropdown',
      required: true,
      dropdown_allow_multiple: true,
      dropdown_options: {
        children: [
          { tag: 'a', display_name: 'Delivery' },
          { tag: 'b', display_name: 'Refund' },
        ],
      },
    })
    const order = await newField(desk, { key_name: 'order', display_name: 'Order', field_type: 'string' })
    const { body: fields } = await call('GET', '/ticket_fields')
    expect(fields.items).toHaveLength(2)
    expect(fields.items.find((field: Json) => field.id === reason)).toMatchObject({
      type: 'dropdown',
      allow_multiple: true,
      options: [{ path: 'Delivery', depth: 0 }, { path: 'Refund' }],
    })
    const early = await call('POST', `/tickets/${id}/close`, {})
    expect([early.status, early.body.code, early.body.field_violations[0].field]).toEqual([
      409,
      'fields_required',
      `fields.${reason}`,
    ])
    const wrong = await call('PATCH', `/tickets/${id}`, {
      fields: [
        { id: order, value: 'LB-1' },
        { id: reason, value: '["Weather"]' },
      ],
    })
    expect(wrong.body.field_violations[0].field).toBe('customized_fields.1.value')
    const { body } = await call('PATCH', `/tickets/${id}`, {
      title: 'Late parcel',
      priority: 'high',
      fields: [{ id: reason, value: '["Refund","Delivery"]' }],
    })
    expect(body).toMatchObject({
      title: 'Late parcel',
      priority: 'high',
      fields: [{ id: reason, value: 'Delivery, Refund', stored: '["Delivery","Refund"]' }],
    })
    expect((await call('POST', `/tickets/${id}/close`, {})).body.status).toBe('closed_by_agent')
    const { body: history } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(history).slice(2)).toEqual(['priority', 'title', 'field', 'status'])
    expect(history.items[4]).toMatchObject({ names: ['Reason'], to: 'Delivery, Refund' })
  })

  test('colleagues can follow a ticket and stop again', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const call = await browserOf(desk, desk.agentId)
    const path = `/tickets/${id}/collaborators`
    expect((await call('POST', path, { add: [desk.ownerId] })).body.collaborators).toMatchObject([
      { id: desk.ownerId },
    ])
    const wire = await desk.call('GET', `${v1}/tickets/${id}`)
    expect(wire.body.data.ticket.collaborators).toMatchObject([{ id: desk.ownerId }])
    const olga = await browserOf(desk, desk.ownerId)
    expect((await olga('GET', '/tickets?view=following')).body.items).toMatchObject([{ ticket_id: id }])
    expect((await olga('GET', '/ticket_counts')).body.following).toBe(1)
    expect((await call('GET', '/tickets?view=following')).body.items).toEqual([])
    const refused = await call('POST', path, { add: [desk.guestId] })
    expect(refused.body.field_violations[0].field).toBe('add')
    expect((await call('POST', path, { remove: [desk.ownerId] })).body.collaborators).toEqual([])
    const { body } = await call('GET', `/tickets/${id}/history`)
    expect(kinds(body).slice(2)).toEqual(['collaborators_added', 'collaborators_removed'])
  })

  test('two agents at once: the later is told who changed what, unless it was something else', async () => {
    const desk = await newDesk(server)
    const id = await start(desk)
    const ada = await browserOf(desk, desk.agentId)
    const olga = await browserOf(desk, desk.ownerId)
    const version = (await ada('GET', `/tickets/${id}`)).body.version as number
    await say(desk, id, 'a message is no conflict')
    await olga('POST', `/tickets/${id}/tags`, { add: ['x'] })
    await olga('PATCH', `/tickets/${id}`, { priority: 'low', version })
    expect((await ada('POST', `/tickets/${id}/hold`, { version })).status).toBe(200)
    const late = await ada('PATCH', `/tickets/${id}`, { priority: 'high', version })
    expect([late.status, late.body.code]).toEqual([409, 'ticket_changed'])
    expect(late.body.details).toMatchObject({
      changes: [{ by: { id: desk.ownerId, name: 'Olga Owner' }, aspects: ['priority'] }],
    })
    const again = { priority: 'high', version: late.body.details.version }
    expect((await ada('PATCH', `/tickets/${id}`, again)).body.priority).toBe('high')

    await olga('POST', `/tickets/${id}/take`, {})
    const closing = await ada('POST', `/tickets/${id}/close`, { version })
    expect(closing.body.details.changes[0].aspects).toEqual(['agent'])
    expect((await ada('GET', `/tickets/${id}`)).body.status).toBe('pending')
  })

  test('beside the ticket stand its guest with their other tickets, and FAQs for what they ask', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const first = await desk.call('POST', `${v1}/start_service`, {
      open_id: desk.guestId,
      human_service: true,
    })
    const old = first.body.data.ticket_id as string
    await call('POST', `/tickets/${old}/close`, {})
    const second = await desk.call('POST', `${v1}/start_service`, {
      open_id: desk.guestId,
      human_service: true,
    })
    const id = second.body.data.ticket_id as string
    const { body } = await call('GET', `/tickets/${id}/requester`)
    expect(body).toMatchObject({
      person: { id: desk.guestId, city: 'Chengdu' },
      kind: 'employee',
      tickets: [{ ticket_id: old, status: 'closed_by_agent' }],
      has_more: false,
    })
    const faq = { question: '怎么开发票？', answer: '在订单里申请。' }
    await desk.call('POST', `${v1}/faqs`, { faq }, await desk.user(desk.ownerId))
    await say(desk, id, '请问发票怎么开')
    expect((await call('GET', `/tickets/${id}/suggestions`)).body.items).toMatchObject([faq])
  })
})
