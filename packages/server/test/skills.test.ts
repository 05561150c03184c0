import { describe, expect, test } from 'vitest'
import { explainRouting } from '../src/domain/routing-log.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'

const v1 = '/open-apis/helpdesk/v1'

describe.skipIf(noDatabase)('skills', async () => {
  const server = await newServer({ jobs: false })

  const create = async (desk: Desk, body: object): Promise<string> => {
    const reply = await desk.call('POST', `${v1}/agent_skills`, body, await desk.user(desk.ownerId))
    expect(reply.body).toMatchObject({ code: 0, data: { agent_skill_id: expect.stringMatching(/^\d{19}$/) } })
    return reply.body.data.agent_skill_id as string
  }
  const list = async (desk: Desk): Promise<Json[]> =>
    (await desk.call('GET', `${v1}/agent_skills`)).body.data.agent_skills

  test('every desk has the default skill: everybody has it, and it cannot be changed or deleted', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const [standard, ...others] = await list(desk)
    expect(others).toEqual([])
    expect(standard).toMatchObject({
      name: 'All-round',
      is_default: true,
      rules: [],
      helpdesk_id: desk.helpdeskId,
    })
    expect(standard.agent_ids.toSorted()).toEqual([desk.ownerId, desk.agentId].sort())
    const path = `${v1}/agent_skills/${standard.id}`
    for (const reply of [
      await desk.call('DELETE', path, {}, owner),
      await desk.call('PATCH', path, { agent_skill: { name: 'Nobody' } }, owner),
    ])
      expect(reply).toMatchObject({ status: 400, body: { code: 154000 } })
    const newcomer = await desk.addAgent({ name: 'New' })
    expect((await list(desk))[0].agent_ids).toContain(newcomer)
    expect((await desk.call('GET', path)).body.data.agent_skill).toEqual((await list(desk))[0])
  })

  test('a skill is created, read, changed and deleted', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const rule = { id: '3', selected_operator: 5, operand: '["Chengdu","成都"]' }
    const id = await create(desk, { name: ' 成都 ', rules: [rule], agent_ids: [desk.agentId] })
    const path = `${v1}/agent_skills/${id}`
    const { body } = await desk.call('GET', path)
    expect(body.data.agent_skill).toEqual({
      id,
      agent_skill_id: id,
      helpdesk_id: desk.helpdeskId,
      name: '成都',
      is_default: false,
      rules: [
        { ...rule, operator_options: [5, 6], category: 3, display_name: expect.stringContaining('City') },
      ],
      agent_ids: [desk.agentId],
      agents: [expect.objectContaining({ id: desk.agentId, name: 'Ada Agent', department: 'Support' })],
    })

    // The SDKs send back the whole model; what is read-only is left alone.
    const sent = { ...body.data.agent_skill, name: 'Chengdu', is_default: true, agent_ids: [], agents: [] }
    expect((await desk.call('PATCH', path, { agent_skill: sent }, owner)).body).toEqual({
      code: 0,
      msg: 'success',
      data: {},
    })
    const changed = (await desk.call('GET', path)).body.data.agent_skill
    expect(changed).toMatchObject({ name: 'Chengdu', is_default: false, agent_ids: [], rules: [rule] })
    await desk.call('PATCH', path, { agent_skill: { agent_ids: [desk.ownerId] } }, owner)
    expect((await desk.call('GET', path)).body.data.agent_skill).toMatchObject({
      name: 'Chengdu',
      agent_ids: [desk.ownerId],
      rules: [rule],
    })

    expect((await desk.call('DELETE', path, {}, owner)).body.code).toBe(0)
    expect(await desk.call('GET', path)).toMatchObject({ status: 404, body: { code: 154004 } })
    expect(await desk.call('DELETE', path, {}, owner)).toMatchObject({ status: 404 })
    expect(await list(desk)).toHaveLength(1)
    const agent = await desk.call('GET', `${v1}/agents/${desk.ownerId}/schedules`)
    expect(agent.body.data.agent_schedule.agent_skills).toHaveLength(1)
  })

  test('what a rule compares with is taken as text or as JSON, and answered as text', async () => {
    const desk = await newDesk(server)
    const operand = { selected_departments: [{ id: 'od-1', name: 'IT' }] }
    const id = await create(desk, { name: 'IT', rules: [{ id: '12', selected_operator: 8, operand }] })
    const { body } = await desk.call('GET', `${v1}/agent_skills/${id}`)
    expect(body.data.agent_skill.rules[0].operand).toBe(JSON.stringify(operand))
  })

  test('the rules that can be used are listed with their operators and choices', async () => {
    const desk = await newDesk(server)
    const field = { field_type: 'string', position: '1', description: '', visible: true, required: false }
    const owner = await desk.user(desk.ownerId)
    const add = async (more: object) =>
      (await desk.call('POST', `${v1}/ticket_customized_fields`, { ...field, ...more }, owner)).body.code
    expect(await add({ key_name: 'amount', display_name: 'Amount' })).toBe(0)
    const dropdown_options = {
      children: [{ tag: 'g', display_name: 'Goods', children: [{ tag: 'b', display_name: 'Books' }] }],
    }
    const nested = { key_name: 'kind', display_name: 'Kind', field_type: 'dropdown_nested', dropdown_options }
    expect(await add(nested)).toBe(0)
    const { body } = await desk.call('GET', `${v1}/agent_skill_rules`)
    const rules = new Map<string, Json>(body.data.rules.map((rule: Json) => [rule.id, rule]))
    for (const rule of rules.values()) {
      expect(rule).toMatchObject({ category: expect.toBeOneOf([1, 2, 3]), operand: expect.any(String) })
      expect(JSON.parse(rule.operand)).toEqual({ options: expect.any(Array) })
      expect(rule.operator_options.every((n: number) => [2, 3, 5, 6, 7, 8].includes(n))).toBe(true)
    }
    expect([...rules.keys()]).toEqual(
      expect.arrayContaining(['3', '9', '10', '11', '12', '14', '15', '16', 'channel', 'country', 'tags']),
    )
    expect(rules.get('10')).toMatchObject({ category: 3, operator_options: [7, 8] })
    expect(JSON.parse(rules.get('10').operand).options.map((o: Json) => o.id)).toEqual([
      'zh_cn',
      'en_us',
      'ja_jp',
    ])
    const named = (name: string) => body.data.rules.find((rule: Json) => rule.display_name === name)
    expect(named('Amount')).toMatchObject({ category: 2, operator_options: [2, 3, 5, 6] })
    expect(named('Kind')).toMatchObject({ category: 2, operator_options: [7, 8] })
    expect(JSON.parse(named('Kind').operand).options.map((o: Json) => o.id)).toEqual(['Goods', 'Goods/Books'])

    // And they are used: for a number that is large enough, and for a choice by what stands above it.
    const expert = await desk.addAgent({ name: 'Expert' })
    await desk.call('PATCH', `${v1}/agents/${desk.agentId}`, { status: 2 }, owner)
    await create(desk, {
      name: 'Large orders of goods',
      rules: [
        { id: named('Amount').id, selected_operator: 2, operand: '1000' },
        { id: named('Kind').id, selected_operator: 8, operand: '["Goods"]' },
      ],
      agent_ids: [expert],
    })
    await desk.call('POST', `${v1}/start_service`, { open_id: desk.guestId })
    const id = (await desk.call('GET', `${v1}/tickets`)).body.data.tickets[0].ticket_id as string
    await desk.call('PATCH', `${v1}/agents/${desk.agentId}`, { status: 1 }, owner)
    const customized_fields = [
      { key_name: 'amount', value: '2500' },
      { key_name: 'kind', value: 'Goods/Books' },
    ]
    const handedOver = { customized_fields, ticket_type: 2 }
    expect((await desk.call('PUT', `${v1}/tickets/${id}`, handedOver, owner)).body.code).toBe(0)
    const { decisions } = await explainRouting(desk.fresh(), id)
    expect(decisions.at(-1)).toMatchObject({ agentId: expert, pool: 'skill' })
  })

  test('a skill that means nothing is refused, with the field', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const rule = { id: '3', selected_operator: 5, operand: '["Chengdu"]' }
    const refused = async (body: object, field: string) => {
      const reply = await desk.call('POST', `${v1}/agent_skills`, body, owner)
      expect({ field, ...reply }).toMatchObject({ status: 400, body: { code: 154000 } })
      expect(reply.body.error.field_violations[0].field).toBe(field)
    }
    const withRule = (change: object) => ({ name: 'X', rules: [{ ...rule, ...change }] })
    await refused({}, 'name')
    await refused({ name: '   ' }, 'name')
    await refused({ name: 'X'.repeat(101) }, 'name')
    await refused(withRule({ id: '17' }), 'rules.0.id')
    await refused(withRule({ id: undefined }), 'rules.0.id')
    await refused(withRule({ selected_operator: 8 }), 'rules.0.selected_operator')
    await refused(withRule({ selected_operator: 4 }), 'rules.0.selected_operator')
    await refused(withRule({ selected_operator: '5' }), 'rules.0.selected_operator')
    await refused(withRule({ operand: '[]' }), 'rules.0.operand')
    await refused(withRule({ operand: {} }), 'rules.0.operand')
    await refused({ name: 'X', agent_ids: [desk.agentId, desk.guestId] }, 'agent_ids.1')
    await refused({ name: 'X', agent_ids: [other.agentId] }, 'agent_ids.0')
    expect(await list(desk)).toHaveLength(1)
  })

  test('another desk’s skills cannot be seen or changed', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const path = `${v1}/agent_skills/${await create(other, { name: 'Theirs' })}`
    const owner = await desk.user(desk.ownerId)
    for (const reply of [
      await desk.call('GET', path),
      await desk.call('PATCH', path, { agent_skill: { name: 'Mine' } }, owner),
      await desk.call('DELETE', path, {}, owner),
    ])
      expect(reply).toMatchObject({ status: 404, body: { code: 154004 } })
    expect((await other.call('GET', path)).body.data.agent_skill.name).toBe('Theirs')
    expect(await list(desk)).toHaveLength(1)
  })
})
