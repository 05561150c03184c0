import type { AgentSchedule, AgentUser } from '@pipit/contract/feishu/agent'
import type { Skill, SkillRule, SkillRuleInput } from '@pipit/contract/feishu/agent-skill'
import type { Static } from 'typebox'
import { fromJson, toJson } from '../../db/json.ts'
import type { PersonRow } from '../../db/users.ts'
import type { AgentDetail, Presence } from '../../domain/agents.ts'
import { invalid } from '../../domain/errors.ts'
import type { Shift } from '../../domain/schedules.ts'
import type { Operator, RuleOption, SkillRule as Rule } from '../../domain/skill-rules.ts'
import type { SkillDetail } from '../../domain/skills.ts'
import { invert } from './wire.ts'

export const presenceNumbers = {
  online: 1,
  offline: 2,
  off_duty: 3,
  removed: 4,
} as const satisfies Record<Presence, number>

export const operatorNumbers = {
  at_least: 2,
  at_most: 3,
  in: 5,
  not_in: 6,
  none_of: 7,
  any_of: 8,
} as const satisfies Record<Operator, number>

const operatorWords = invert(operatorNumbers)

const kindNumbers = { knowledge: 1, ticket: 2, guest: 3 } as const satisfies Record<
  RuleOption['kind'],
  number
>

/** The vendor's rules have numbers (docs/compat/feishu.md, Agents); ours that it does not have are called by name. */
const ruleIds: Readonly<Record<string, string>> = {
  city: '3',
  source: '9',
  language: '10',
  guest: '11',
  department: '12',
  category_zh_cn: '14',
  category_en_us: '15',
  category_ja_jp: '16',
}
const factsById = new Map(Object.entries(ruleIds).map(([fact, id]) => [id, fact]))

const ruleNames: Readonly<Record<string, string>> = {
  city: '城市 City',
  country: '国家 Country',
  source: '来源 Source',
  channel: '渠道 Channel',
  tags: '标签 Tags',
  language: '语言 Language',
  guest: '姓名/邮箱 Person',
  department: '部门 Department',
  category_zh_cn: '中文知识库分类 Chinese FAQ category',
  category_en_us: '英文知识库分类 English FAQ category',
  category_ja_jp: '日文知识库分类 Japanese FAQ category',
}

type AgentPerson = Pick<PersonRow, 'name' | 'email' | 'avatar_url' | 'department'>

export const agentUserToWire = (
  id: string,
  person: AgentPerson,
  company: string,
): Static<typeof AgentUser> => ({
  id,
  avatar_url: person.avatar_url ?? '',
  name: person.name,
  email: person.email ?? '',
  department: person.department ?? '',
  company_name: company,
})

export function agentScheduleToWire(
  { agent, presence, skills }: AgentDetail,
  defaultSkill: { readonly id: string; readonly name: string },
  company: string,
): Static<typeof AgentSchedule> {
  return {
    status: presenceNumbers[presence],
    agent: agentUserToWire(agent.user_id, agent, company),
    schedule: agent.schedule === null ? [] : fromJson<Shift[]>(agent.schedule),
    agent_skills:
      presence === 'removed'
        ? []
        : [
            { id: defaultSkill.id, name: defaultSkill.name, is_default: true },
            ...skills.map(({ id, name }) => ({ id, name, is_default: false })),
          ],
  }
}

/** A rule of a skill as the wire names it, or as it was stored when the desk no longer offers it. */
function ruleToWire(rule: Rule, options: readonly RuleOption[]): Static<typeof SkillRule> {
  const option = options.find(({ fact }) => fact === rule.fact)
  return {
    id: ruleIds[rule.fact] ?? rule.fact,
    selected_operator: operatorNumbers[rule.operator],
    operand: rule.operand,
    ...(option && { ...ruleOptionToWire(option), operand: rule.operand }),
  }
}

export const ruleOptionToWire = (option: RuleOption): Static<typeof SkillRule> => ({
  id: ruleIds[option.fact] ?? option.fact,
  operator_options: option.operators.map((operator) => operatorNumbers[operator]),
  operand: toJson({ options: option.options ?? [] }),
  category: kindNumbers[option.kind],
  display_name: option.displayName ?? ruleNames[option.fact] ?? option.fact,
})

export const rulesFromWire = (
  rules: readonly Static<typeof SkillRuleInput>[] | undefined,
  field: string,
): Rule[] | undefined =>
  rules?.map((rule, i) => {
    const operator = operatorWords.get(rule.selected_operator)
    if (!operator)
      throw invalid(
        `${field}.${i}.selected_operator`,
        rule.selected_operator,
        `must be one of ${[...operatorWords.keys()].join(', ')}`,
      )
    return {
      fact: factsById.get(rule.id) ?? rule.id,
      operator,
      operand: typeof rule.operand === 'string' ? rule.operand : toJson(rule.operand),
    }
  })

export const skillToWire = (
  skill: SkillDetail,
  options: readonly RuleOption[],
  people: ReadonlyMap<string, AgentPerson>,
  helpdesk: { readonly id: string; readonly company: string },
): Static<typeof Skill> => ({
  id: skill.id,
  agent_skill_id: skill.id,
  helpdesk_id: helpdesk.id,
  name: skill.name,
  rules: skill.rules.map((rule) => ruleToWire(rule, options)),
  agent_ids: [...skill.agentIds],
  is_default: skill.isDefault,
  agents: skill.agentIds.flatMap((id) => {
    const person = people.get(id)
    return person ? [agentUserToWire(id, person, helpdesk.company)] : []
  }),
})
