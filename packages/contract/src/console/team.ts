import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { DeskAgent } from './routing.ts'
import { Person } from './session.ts'

export const Shift = Type.Object({
  start_time: Type.String({ maxLength: 5, description: 'HH:MM on the desk’s clock' }),
  end_time: Type.String({
    maxLength: 5,
    description: 'HH:MM or 24:00; one that is not after the start is on the next day',
  }),
  weekday: Type.Integer({
    description: '1 to 7 is Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday',
  }),
})

const SkillName = Type.Object({ skill_id: Type.String(), name: Type.String() })

export const TeamAgent = Type.Object({
  ...DeskAgent.properties,
  schedule: Type.Array(Shift, { description: 'empty: always on duty' }),
  skills: Type.Array(SkillName, { description: 'besides the one everybody has' }),
})

const operator = Type.Enum(['at_least', 'at_most', 'in', 'not_in', 'none_of', 'any_of'])

export const SkillCondition = Type.Object({
  fact: Type.String({ maxLength: 100 }),
  operator,
  values: Type.Array(Type.String({ maxLength: 200 }), { maxItems: 100 }),
})

export const TeamSkill = Type.Object({
  ...SkillName.properties,
  is_default: Type.Boolean({ description: 'the one everybody has; nothing about it can be changed' }),
  conditions: Type.Array(SkillCondition, {
    description: 'a ticket asks for the skill when all hold; never without one',
  }),
  agent_ids: Type.Array(Type.String()),
})

const Choice = Type.Object({ id: Type.String(), name: Type.String() })

const base = '/console/v1/admin/team'
const call = { tokens: ['session'], envelope: 'bare' } as const
const agentId = Type.Object({ agent_id: Type.String({ maxLength: 64 }) })
const skillId = Type.Object({ skill_id: Type.String({ maxLength: 64 }) })
const schedule = Type.Array(Shift, { maxItems: 50 })
const ids = Type.Array(Type.String({ maxLength: 64 }), { maxItems: 500 })

const SkillBody = Type.Object({
  name: Type.String({ maxLength: 100 }),
  conditions: Type.Array(SkillCondition, { maxItems: 50 }),
  agent_ids: ids,
})

/** Who serves on the desk, when, and for what. */
export const team = {
  get: endpoint({
    ...call,
    method: 'GET',
    path: base,
    summary: 'Get the agents and skills of the desk',
    response: Type.Object({
      time_zone: Type.String({ description: 'of the desk; schedules are on its clock' }),
      agents: Type.Array(TeamAgent),
      skills: Type.Array(TeamSkill),
    }),
  }),
  /** Active people of the organisation who do not serve on the desk yet; twenty at most. */
  people: endpoint({
    ...call,
    method: 'GET',
    path: `${base}/people`,
    summary: 'Find people who can become agents',
    query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 100 })) }),
    response: Type.Object({ items: Type.Array(Person) }),
  }),
  addAgent: endpoint({
    ...call,
    method: 'POST',
    path: `${base}/agents`,
    summary: 'Let somebody serve on the desk',
    body: agentId,
    response: Type.Object({}),
  }),
  updateAgent: endpoint({
    ...call,
    method: 'PATCH',
    path: `${base}/agents/:agent_id`,
    summary: 'Change when an agent works, for what, and how much they are given',
    params: agentId,
    body: Type.Object({
      status: Type.Optional(Type.Enum(['online', 'offline'])),
      max_tickets: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
      schedule: Type.Optional(schedule),
      skill_ids: Type.Optional(ids),
    }),
    response: Type.Object({}),
  }),
  /** What they did stays theirs; their open tickets wait for others. */
  removeAgent: endpoint({
    ...call,
    method: 'DELETE',
    path: `${base}/agents/:agent_id`,
    summary: 'Take somebody off the desk',
    params: agentId,
    response: Type.Object({}),
  }),
  /** Everything a condition of a skill can be about. */
  conditions: endpoint({
    ...call,
    method: 'GET',
    path: `${base}/conditions`,
    summary: 'List what conditions of skills can use',
    response: Type.Object({
      items: Type.Array(
        Type.Object({
          fact: Type.String(),
          kind: Type.Enum(['knowledge', 'ticket', 'guest']),
          operators: Type.Array(operator),
          name: Type.Optional(Type.String({ description: 'of a custom field' })),
          choices: Type.Optional(Type.Array(Choice, { description: 'absent where any text can be given' })),
        }),
      ),
    }),
  }),
  createSkill: endpoint({
    ...call,
    method: 'POST',
    path: `${base}/skills`,
    summary: 'Add a skill',
    body: SkillBody,
    response: skillId,
  }),
  updateSkill: endpoint({
    ...call,
    method: 'PATCH',
    path: `${base}/skills/:skill_id`,
    summary: 'Change a skill',
    params: skillId,
    body: SkillBody,
    response: Type.Object({}),
  }),
  deleteSkill: endpoint({
    ...call,
    method: 'DELETE',
    path: `${base}/skills/:skill_id`,
    summary: 'Delete a skill; its agents keep their others',
    params: skillId,
    response: Type.Object({}),
  }),
}
