import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { AgentUser } from './agent.ts'

const operators = '2 >=, 3 <=, 5 in, 6 not in, 7 none in, 8 any in'

export const SkillRule = Type.Object({
  id: Type.Optional(Type.String({ description: 'rule ID' })),
  selected_operator: Type.Optional(Type.Integer({ description: operators })),
  operand: Type.Optional(
    Type.String({ description: 'what is compared with, as JSON; in a list of rules, what can be chosen' }),
  ),
  category: Type.Optional(Type.Integer({ description: '1 knowledge base, 2 ticket info, 3 user info' })),
  operator_options: Type.Optional(Type.Array(Type.Integer(), { description: 'operators of this rule' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
})

export const SkillRuleInput = Type.Object({
  id: Type.String({ minLength: 1, maxLength: 100, description: 'rule ID, one of agent_skill_rules' }),
  selected_operator: Type.Integer({
    minimum: 2,
    maximum: 8,
    description: `one of the rule's operator_options: ${operators}`,
  }),
  operand: Type.Union([Type.String({ maxLength: 20_000 }), Type.Object({}), Type.Array(Type.Unknown())], {
    description:
      'values to compare with: text, a list, or an object around a list of things with id and name; as JSON or as JSON text',
  }),
  category: Type.Optional(Type.Integer({ description: 'ignored: the rule says it' })),
  operator_options: Type.Optional(Type.Array(Type.Integer(), { description: 'ignored: the rule says it' })),
  display_name: Type.Optional(Type.String({ description: 'ignored: the rule says it' })),
})

export const Skill = Type.Object({
  id: Type.Optional(Type.String({ description: 'skill ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  rules: Type.Optional(
    Type.Array(SkillRule, { description: 'a ticket asks for the skill when all of them hold' }),
  ),
  agent_ids: Type.Optional(Type.Array(Type.String(), { description: 'agents having the skill' })),
  is_default: Type.Optional(Type.Boolean({ description: 'whether it is the skill everybody has' })),
  agents: Type.Optional(Type.Array(AgentUser, { description: 'agents having the skill' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  agent_skill_id: Type.Optional(Type.String({ description: 'skill ID' })),
})

const skillName = Type.String({ minLength: 1, maxLength: 100, description: 'display name' })
const skillRules = Type.Array(SkillRuleInput, {
  maxItems: 50,
  description: 'conditions; a ticket asks for the skill when all of them hold',
})
const skillAgents = Type.Array(Type.String({ maxLength: 64 }), {
  maxItems: 1000,
  description: 'open_ids of the agents having the skill',
})

/** What the SDKs' models carry besides is read-only and left alone. */
export const SkillChange = Type.Object({
  name: Type.Optional(skillName),
  rules: Type.Optional(skillRules),
  agent_ids: Type.Optional(skillAgents),
})

const skillId = Type.Object({
  agent_skill_id: Type.String({ minLength: 1, maxLength: 64, description: 'skill ID' }),
})

export const agentSkill = {
  /** Create a skill. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/agent_skills',
    summary: 'Create a skill',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      name: skillName,
      rules: Type.Optional(skillRules),
      agent_ids: Type.Optional(skillAgents),
    }),
    response: Type.Object({
      agent_skill_id: Type.Optional(Type.String({ description: 'skill ID' })),
    }),
    errors: [154000, 154003, 155000],
  }),
  /** Delete a skill. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    summary: 'Delete a skill',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: skillId,
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
  /** Get a skill. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    summary: 'Get a skill',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: skillId,
    response: Type.Object({
      agent_skill: Type.Optional(Skill),
    }),
    errors: [154000, 154003, 155000],
  }),
  /** List skills. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skills',
    summary: 'List skills',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    response: Type.Object({
      agent_skills: Type.Optional(Type.Array(Skill, { description: 'skills, the default one first' })),
    }),
    errors: [154000, 154003, 155000, 154001],
  }),
  /** Change a skill. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agent_skills/:agent_skill_id',
    summary: 'Change a skill',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: skillId,
    body: Type.Object({ agent_skill: SkillChange }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
}

export const agentSkillRule = {
  /** List the conditions a skill can use. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_skill_rules',
    summary: 'List the conditions a skill can use',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    response: Type.Object({
      rules: Type.Optional(Type.Array(SkillRule, { description: 'conditions this desk offers' })),
    }),
    errors: [154000, 154003, 155000],
  }),
}
