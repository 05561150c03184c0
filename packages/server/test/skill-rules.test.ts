import { describe, expect, test } from 'vitest'
import { answerQuery } from '../src/domain/bot-answers.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { type Operator, meets, operandValues } from '../src/domain/skill-rules.ts'
import { languageOf } from '../src/domain/ticket-facts.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

const v1 = '/open-apis/helpdesk/v1'

describe('conditions', () => {
  const holds = (operator: Operator, operand: unknown, known: string[]): boolean =>
    meets(
      { fact: 'x', operator, operand: typeof operand === 'string' ? operand : JSON.stringify(operand) },
      new Map([['x', known]]),
    )

  test.each([
    ['in', ['abc', 'xyz'], ['abc'], true],
    ['in', ['abc'], ['ABC '], true],
    ['in', ['abc'], ['ab'], false],
    ['in', ['abc'], [], false],
    ['not_in', ['abc'], ['ab'], true],
    ['not_in', ['abc'], ['abc'], false],
    ['not_in', ['abc'], [], true],
    ['any_of', ['abc', 'xyz'], ['abc', 'cde'], true],
    ['any_of', ['abc', 'xyz'], ['cde'], false],
    ['none_of', ['cde', 'xyz'], ['abc'], true],
    ['none_of', ['cde', 'xyz'], ['abc', 'xyz'], false],
    ['none_of', ['cde'], [], true],
    ['at_least', '3', ['3'], true],
    ['at_least', '3', ['2.9'], false],
    ['at_least', '10', ['9'], false],
    ['at_least', '3', ['many'], false],
    ['at_least', '3', [], false],
    ['at_most', '3', ['-1'], true],
    ['at_most', '3', ['3.5'], false],
  ] as const)('%s %j holds for %j: %s', (operator, operand, known, expected) => {
    expect(holds(operator, operand, [...known])).toBe(expected)
  })

  test('every way in which a program writes what to compare with', () => {
    const ids = ['od-1', 'od-2']
    expect(operandValues('["od-1","od-2"]')).toEqual(ids)
    expect(operandValues('[{"id":"od-1","name":"IT"},{"id":"od-2"}]')).toEqual(ids)
    expect(operandValues('{"selected_departments":[{"id":"od-1","name":"IT"},{"id":"od-2"}]}')).toEqual(ids)
    expect(operandValues('Shanghai')).toEqual(['shanghai'])
    expect(operandValues('"Shanghai"')).toEqual(['shanghai'])
    expect(operandValues('[3]')).toEqual(['3'])
    expect(operandValues('7654321098765432109')).toEqual(['7654321098765432109'])
    expect(operandValues('["", " "]')).toEqual([])
    expect(operandValues('{}')).toEqual([])
    expect(operandValues('{"selected_departments":[]}')).toEqual([])
  })

  test('the language is told from the letters', () => {
    expect(languageOf('包裹还没到')).toEqual(['zh_cn'])
    expect(languageOf('荷物が届きません')).toEqual(['ja_jp'])
    expect(languageOf('My parcel is late')).toEqual(['en_us'])
    expect(languageOf('订单 LB-1 where is it')).toEqual(['zh_cn'])
    expect(languageOf('123 !?')).toEqual([])
    expect(languageOf('')).toEqual([])
  })
})

describe.skipIf(noDatabase)('skills decide who gets a ticket', async () => {
  const server = await newServer({ jobs: false })

  const create = async (desk: Desk, body: object): Promise<string> => {
    const reply = await desk.call('POST', `${v1}/agent_skills`, body, await desk.user(desk.ownerId))
    expect(reply.body).toMatchObject({ code: 0, data: { agent_skill_id: expect.stringMatching(/^\d{19}$/) } })
    return reply.body.data.agent_skill_id as string
  }

  /** A desk with a busy agent who has the skill and one without, who is free. */
  async function skilledDesk(rules: object[]) {
    const desk = await newDesk(server)
    const expert = await desk.addAgent({ name: 'Expert' })
    await create(desk, { name: 'Special', rules, agent_ids: [expert] })
    const ownerOf = async (id: string) =>
      (await desk.call('GET', `${v1}/tickets/${id}`)).body.data.ticket.agent_owner?.id as string | undefined
    const start = async (guestId: string, human = true): Promise<string> => {
      const body = { open_id: guestId, human_service: human }
      await desk.call('POST', `${v1}/start_service`, body)
      const { body: all } = await desk.call('GET', `${v1}/tickets?guest_id=${guestId}`)
      return all.data.tickets[0].ticket_id as string
    }
    // The expert already has a ticket, so that only the skill can be the reason for another.
    const first = { open_id: await desk.addPerson({ name: 'First' }), human_service: true }
    await desk.call('POST', `${v1}/start_service`, { ...first, appointed_agents: [expert] })
    return { desk, expert, start, ownerOf }
  }

  test('by the city of the guest', async () => {
    const rule = { id: '3', selected_operator: 5, operand: 'chengdu' }
    const { desk, expert, start, ownerOf } = await skilledDesk([rule])
    const elsewhere = await desk.addPerson({ name: 'Elsewhere', city: 'Lyon' })
    expect(await ownerOf(await start(elsewhere))).toBe(desk.agentId)
    expect(await ownerOf(await start(desk.guestId))).toBe(expert)
  })

  test('all conditions of a skill must hold', async () => {
    const { desk, expert, start, ownerOf } = await skilledDesk([
      { id: '3', selected_operator: 5, operand: 'chengdu' },
      { id: 'country', selected_operator: 6, operand: '["CN"]' },
    ])
    const home = await desk.addPerson({ name: 'Home', city: 'Chengdu', country: 'CN' })
    expect(await ownerOf(await start(home))).toBe(desk.agentId)
    const abroad = await desk.addPerson({ name: 'Abroad', city: 'Chengdu', country: 'FR' })
    expect(await ownerOf(await start(abroad))).toBe(expert)
  })

  test('by the department of the guest, and those above it', async () => {
    const { desk, expert, start, ownerOf } = await skilledDesk([
      { id: '12', selected_operator: 8, operand: { selected_departments: [{ id: 'Finance' }] } },
    ])
    const finance = await desk.addPerson({ name: 'Wang', department: 'Finance' })
    const sales = await desk.addPerson({ name: 'Liu', department: 'Sales' })
    expect(await ownerOf(await start(sales))).toBe(desk.agentId)
    expect(await ownerOf(await start(finance))).toBe(expert)
  })

  test('by what the guest has written to the bot', async () => {
    const { desk, expert, start, ownerOf } = await skilledDesk([
      { id: '10', selected_operator: 8, operand: '["ja_jp"]' },
    ])
    const id = await start(desk.guestId, false)
    await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: '荷物が届きません' } })
    await start(desk.guestId)
    expect(await ownerOf(id)).toBe(expert)
  })

  test('by the tags and fields a program has set', async () => {
    const { desk, expert, start, ownerOf } = await skilledDesk([
      { id: 'tags', selected_operator: 8, operand: ['urgent'] },
    ])
    const id = await start(desk.guestId, false)
    const change = { tag_names: ['urgent', 'parcel'], ticket_type: 2 }
    await desk.call('PUT', `${v1}/tickets/${id}`, change, await desk.user(desk.ownerId))
    expect(await ownerOf(id)).toBe(expert)
  })

  test('by the category of the FAQs the bot has answered with', async () => {
    const { desk, expert, start, ownerOf } = await skilledDesk([])
    const owner = await desk.user(desk.ownerId)
    const category = async (name: string, parent_id = '0') =>
      (await desk.call('POST', `${v1}/categories`, { name, parent_id, language: 'zh_cn' }, owner)).body.data
        .category.category_id as string
    const parent = await category('物流')
    const child = await category('破损', parent)
    const faq = { category_id: child, question: '书坏了怎么办', answer: '我们会补寄。' }
    const made = await desk.call('POST', `${v1}/faqs`, { faq }, owner)
    await create(desk, {
      name: 'Logistics',
      rules: [{ id: '14', selected_operator: 8, operand: { selected: [{ id: parent, name: '物流' }] } }],
      agent_ids: [expert],
    })
    const id = await start(desk.guestId, false)
    await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: '书坏了' } })
    const event = await desk.cx.engine.db
      .selectFrom('outbox')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('type', '=', 'message.created')
      .executeTakeFirstOrThrow()
    await answerQuery(desk.fresh(), id, event.id, [{ id: made.body.data.faq.id }])
    await start(desk.guestId)
    expect(await ownerOf(id)).toBe(expert)
  })

  test('while nobody with the skill is free anybody is given the ticket', async () => {
    const rule = { id: '3', selected_operator: 5, operand: 'chengdu' }
    const { desk, expert, start, ownerOf } = await skilledDesk([rule])
    await desk.call('PATCH', `${v1}/agents/${expert}`, { status: 2 }, await desk.user(desk.ownerId))
    expect(await ownerOf(await start(desk.guestId))).toBe(desk.agentId)
  })
})
