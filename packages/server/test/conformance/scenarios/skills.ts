import { isText } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const skill = (method: string) => `helpdesk.v1.agent_skill.${method}`
const rules = 'helpdesk.v1.agent_skill_rule.list'

interface Rule {
  readonly id: string
  readonly operator_options: readonly number[]
  readonly operand: string
  readonly category: number
}

/** A skill with a condition, from the list of conditions to its end. */
export const skills: Scenario = async (run) => {
  const { world } = run
  const agent = await run.agent()
  const known = await run.sdk(rules, {}, { shared: true })
  run.shows(rules, known.rules, (all: Rule[]) =>
    all.every(({ id, operator_options: operators }) => isText(id) && operators.length > 0),
  )
  const {
    id,
    operator_options: operators,
    category,
  } = (known.rules as Rule[]).find((rule) => rule.category === 2)!
  const rule = {
    id,
    selected_operator: operators[0]!,
    operand: '["9"]',
    category,
    operator_options: operators,
  }
  const made = await run.sdk(skill('create'), {
    data: { name: 'Refunds 退款', rules: [rule], agent_ids: [agent] },
  })
  const path = { agent_skill_id: made.agent_skill_id as string }
  const expected = {
    name: 'Refunds 退款',
    helpdesk_id: world.helpdeskId,
    is_default: false,
    agent_ids: [agent],
    agents: [{ id: agent, name: isText }],
    rules: [{ id, selected_operator: operators[0], category, operand: isText, display_name: isText }],
  }
  const first = await run.sdk(skill('get'), { path })
  run.shows([skill('create'), skill('get')], first.agent_skill, expected)

  await run.sdk(skill('patch'), {
    path,
    data: { agent_skill: { name: 'Returns', rules: [{ ...rule, operand: '["14"]' }], agent_ids: [] } },
  })
  const listed = await run.sdk(skill('list'))
  const found = listed.agent_skills.find((item: { id: string }) => item.id === path.agent_skill_id)
  run.shows([skill('patch'), skill('list')], found, { name: 'Returns', rules: [{ id }], agent_ids: [] })
  run.shows(skill('list'), listed.agent_skills, (all: { is_default: boolean }[]) =>
    all.some((item) => item.is_default),
  )
  await run.inside(async (inside) => {
    const { token } = await inside.agent()
    await run.refused(skill('create'), { data: { name: 'No' } }, 154003, { token })
    await run.refused(skill('patch'), { path, data: { agent_skill: { name: 'No' } } }, 154003, { token })
    await run.refused(skill('delete'), { path }, 154003, { token })
  })

  await run.sdk(skill('delete'), { path })
  const after = await run.sdk(skill('list'))
  run.shows(
    skill('delete'),
    after.agent_skills.map((item: { id: string }) => item.id),
    (ids: string[]) => !ids.includes(path.agent_skill_id),
  )
}
