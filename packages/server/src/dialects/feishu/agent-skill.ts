import type { feishu } from '@pipit/contract'
import { tenantName } from '../../db/tenants.ts'
import { loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import {
  type SkillDetail,
  createSkill,
  deleteSkill,
  getSkill,
  listRuleOptions,
  listSkills,
  updateSkill,
} from '../../domain/skills.ts'
import type { Handlers } from '../handlers.ts'
import { ruleOptionToWire, rulesFromWire, skillToWire } from './agent-wire.ts'

type V1 = typeof feishu.helpdesk.v1

async function toWire(cx: Cx, skills: readonly SkillDetail[]) {
  const ids = skills.flatMap((skill) => skill.agentIds)
  const people = await loadPeople(cx.db, cx.tenantId, ids)
  const options = await listRuleOptions(cx)
  const helpdesk = { id: cx.helpdeskId, company: await tenantName(cx.db, cx.tenantId) }
  return skills.map((skill) => skillToWire(skill, options, people, helpdesk))
}

export const agentSkill: Handlers<V1['agentSkill']> = {
  create: async (cx, { body }) => {
    const agent_skill_id = await createSkill(cx, {
      name: body.name,
      rules: rulesFromWire(body.rules, 'rules'),
      agentIds: body.agent_ids,
    })
    return { agent_skill_id }
  },
  get: async (cx, { params }) => {
    const [agent_skill] = await toWire(cx, [await getSkill(cx, params.agent_skill_id)])
    return { agent_skill }
  },
  list: async (cx) => ({ agent_skills: await toWire(cx, await listSkills(cx)) }),
  patch: async (cx, { params, body }) => {
    const { name, agent_ids: agentIds } = body.agent_skill
    const rules = rulesFromWire(body.agent_skill.rules, 'agent_skill.rules')
    await updateSkill(cx, params.agent_skill_id, { name, rules, agentIds })
    return {}
  },
  delete: async (cx, { params }) => {
    await deleteSkill(cx, params.agent_skill_id)
    return {}
  },
}

export const agentSkillRule: Handlers<V1['agentSkillRule']> = {
  list: async (cx) => ({ rules: (await listRuleOptions(cx)).map(ruleOptionToWire) }),
}
