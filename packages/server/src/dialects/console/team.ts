import type { console as contract, Input } from '@pipit/contract'
import { fromJson } from '../../db/json.ts'
import { agentCandidates } from '../../domain/agent-candidates.ts'
import { listAgentLoads } from '../../domain/agent-loads.ts'
import { addAgents, removeAgent, updateAgent, updateSchedule } from '../../domain/agents.ts'
import { type Cx, inTransaction } from '../../domain/cx.ts'
import { getHelpdesk } from '../../domain/helpdesks.ts'
import type { Shift } from '../../domain/schedules.ts'
import { type SkillRule, operandValues } from '../../domain/skill-rules.ts'
import { createSkill, deleteSkill, listRuleOptions, listSkills, updateSkill } from '../../domain/skills.ts'
import type { Handlers } from '../handlers.ts'
import { agentOf } from './routing.ts'
import { personOf } from './wire.ts'

type Team = typeof contract.team
type Condition = Input<Team['createSkill']>['body']['conditions'][number]

/** A list of texts is shown as it was written; whatever else programs write, as it is compared. */
function valuesOf({ operand }: SkillRule): string[] {
  try {
    const given: unknown = JSON.parse(operand)
    if (Array.isArray(given) && given.every((value) => typeof value === 'string')) return given
  } catch {
    // A plain value.
  }
  return operandValues(operand)
}

const ruleOf = ({ fact, operator, values }: Condition): SkillRule => ({
  fact,
  operator,
  operand: JSON.stringify(values),
})

const skillInput = ({ name, conditions, agent_ids: agentIds }: Input<Team['createSkill']>['body']) => ({
  name,
  rules: conditions.map(ruleOf),
  agentIds,
})

const candidates = 20

export const team: Handlers<Team> = {
  get: async (cx) => {
    const [desk, agents, skills] = await Promise.all([getHelpdesk(cx), listAgentLoads(cx), listSkills(cx)])
    return {
      time_zone: desk.time_zone,
      agents: agents.map((load) => ({
        ...agentOf(load),
        schedule: load.agent.schedule === null ? [] : fromJson<Shift[]>(load.agent.schedule),
        skills: load.skills.map(({ id, name }) => ({ skill_id: id, name })),
      })),
      skills: skills.map((skill) => ({
        skill_id: skill.id,
        name: skill.name,
        is_default: skill.isDefault,
        conditions: skill.rules.map((rule) => ({
          fact: rule.fact,
          operator: rule.operator,
          values: valuesOf(rule),
        })),
        agent_ids: [...skill.agentIds],
      })),
    }
  },
  people: async (cx, { query }) => ({
    items: (await agentCandidates(cx, query.q ?? '', candidates)).map(personOf),
  }),
  addAgent: async (cx, { body }) => {
    await addAgents(cx, [{ agentId: body.agent_id }])
    return {}
  },
  updateAgent: async (cx, { params, body }) => {
    const { status, max_tickets: maxTickets, schedule, skill_ids: skillIds } = body
    await inTransaction(cx, async (cx: Cx) => {
      if (status !== undefined || maxTickets !== undefined)
        await updateAgent(cx, params.agent_id, { status, maxTickets })
      if (schedule !== undefined || skillIds !== undefined)
        await updateSchedule(cx, params.agent_id, { schedule, skillIds })
    })
    return {}
  },
  removeAgent: async (cx, { params }) => {
    await removeAgent(cx, params.agent_id)
    return {}
  },
  conditions: async (cx) => ({
    items: (await listRuleOptions(cx)).map(({ fact, kind, operators, options, displayName }) => ({
      fact,
      kind,
      operators: [...operators],
      name: displayName,
      choices: options?.map(({ id, name }) => ({ id, name })),
    })),
  }),
  createSkill: async (cx, { body }) => ({ skill_id: await createSkill(cx, skillInput(body)) }),
  updateSkill: async (cx, { params, body }) => {
    await updateSkill(cx, params.skill_id, skillInput(body))
    return {}
  },
  deleteSkill: async (cx, { params }) => {
    await deleteSkill(cx, params.skill_id)
    return {}
  },
}
