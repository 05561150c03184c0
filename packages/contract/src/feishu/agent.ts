import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const WeekdaySchedule = Type.Object({
  start_time: Type.Optional(Type.String({ description: 'HH:MM' })),
  end_time: Type.Optional(Type.String({ description: 'HH:MM (24:00 allowed in example)' })),
  weekday: Type.Optional(Type.Integer({ description: '1-7 Mon-Sun, 9 every day, 10 weekdays, 11 weekend' })),
})

export const AgentScheduleInput = Type.Object({
  schedule: Type.Optional(Type.Array(WeekdaySchedule, { description: 'weekly schedule' })),
  agent_skill_ids: Type.Optional(Type.Array(Type.String(), { description: 'skill IDs' })),
  agent_id: Type.Optional(Type.String({ description: 'agent ID (open_id)' })),
})

export const AgentUser = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  email: Type.Optional(Type.String({ description: 'mail address' })),
  department: Type.Optional(Type.String({ description: 'department name (needs permission)' })),
  company_name: Type.Optional(Type.String({ description: 'company' })),
})

export const SkillRef = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  is_default: Type.Optional(Type.Boolean({ description: 'default skill' })),
})

export const AgentSchedule = Type.Object({
  status: Type.Optional(Type.Integer({ description: '1 online, 2 offline, 3 off duty' })),
  agent: Type.Optional(AgentUser),
  schedule: Type.Optional(Type.Array(WeekdaySchedule, { description: 'weekly schedule' })),
  agent_skills: Type.Optional(Type.Array(SkillRef, { description: 'skills' })),
})

export const SkillRule = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  selected_operator: Type.Optional(
    Type.Integer({ description: '2 >=, 3 <=, 5 in, 6 not in, 7 none in, 8 any in' }),
  ),
  operand: Type.Optional(Type.String({ description: 'operand (generic; JSON string for selections)' })),
  category: Type.Optional(Type.Integer({ description: '1 knowledge base, 2 ticket info, 3 user info' })),
  operator_options: Type.Optional(Type.Array(Type.Integer(), { description: 'allowed operators' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
})

export const Skill = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  rules: Type.Optional(Type.Array(SkillRule, { description: 'skill rules' })),
  agent_ids: Type.Optional(Type.Array(Type.String(), { description: 'agents having the skill' })),
  is_default: Type.Optional(Type.Boolean({ description: 'default skill' })),
  agents: Type.Optional(Type.Array(AgentUser, { description: 'agents on the ticket' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  agent_skill_id: Type.Optional(Type.String({ description: 'skill ID' })),
})

export const agent = {
  /** List the mail addresses of the desk's agents. */
  agentEmail: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_emails',
    summary: "List the mail addresses of the desk's agents",
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    response: Type.Object({
      agents: Type.Optional(
        Type.String({
          description: 'CONFLICT: all SDKs type it string, doc example shows an object {open_id: mail}',
        }),
      ),
    }),
    errors: [154001, 154004, 155000],
  }),
  /** Set an agent online or offline. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agents/:agent_id',
    summary: 'Set an agent online or offline',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 100 },
    params: Type.Object({
      agent_id: Type.String({ description: 'agent ID (open_id)' }),
    }),
    body: Type.Object({
      status: Type.Optional(Type.Integer({ description: '1 online, 2 offline' })),
    }),
    response: Type.Object({}),
    errors: [150001],
  }),
}

export const agentSchedule = {
  /** Add agents with their schedules. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/agent_schedules',
    summary: 'Add agents with their schedules',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      agent_schedules: Type.Optional(Type.Array(AgentScheduleInput, { description: 'agent schedules' })),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
  /** List all agents' schedules. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agent_schedules',
    summary: "List all agents' schedules",
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      status: Type.Array(Type.Integer(), {
        description: 'agent status; filter repeatable: 1 online, 2 offline, 3 off duty, 4 removed',
      }),
    }),
    response: Type.Object({
      agent_schedules: Type.Optional(Type.Array(AgentSchedule, { description: 'agent schedules' })),
    }),
    errors: [154000, 154003, 155000],
  }),
}

export const agentSchedules = {
  /** Remove an agent from the schedule. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    summary: 'Remove an agent from the schedule',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      agent_id: Type.String({ description: 'agent ID (open_id)' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
  /** Get one agent's schedule. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    summary: "Get one agent's schedule",
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: Type.Object({
      agent_id: Type.String({ description: 'agent ID (open_id)' }),
    }),
    response: Type.Object({
      agent_schedule: Type.Optional(AgentSchedule),
    }),
    errors: [154000, 154003, 155000],
  }),
  /** Change one agent's schedule. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    summary: "Change one agent's schedule",
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      agent_id: Type.String({ description: 'agent ID (open_id)' }),
    }),
    body: Type.Object({
      agent_schedule: Type.Optional(AgentScheduleInput),
    }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
}

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
      name: Type.Optional(Type.String({ description: 'display name' })),
      rules: Type.Optional(Type.Array(SkillRule, { description: 'skill rules' })),
      agent_ids: Type.Optional(Type.Array(Type.String(), { description: 'agents having the skill' })),
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
    params: Type.Object({
      agent_skill_id: Type.String({ description: 'skill ID' }),
    }),
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
    params: Type.Object({
      agent_skill_id: Type.String({ description: 'skill ID' }),
    }),
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
      agent_skills: Type.Optional(Type.Array(Skill, { description: 'skills' })),
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
    params: Type.Object({
      agent_skill_id: Type.String({ description: 'skill ID' }),
    }),
    body: Type.Object({
      agent_skill: Type.Optional(Skill),
    }),
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
      rules: Type.Optional(Type.Array(SkillRule, { description: 'skill rules' })),
    }),
    errors: [154000, 154003, 155000],
  }),
}
