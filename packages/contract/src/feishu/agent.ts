import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const weekday = '1 to 7 Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday'

export const WeekdaySchedule = Type.Object({
  start_time: Type.Optional(Type.String({ description: "HH:MM on the clock of the desk's time zone" })),
  end_time: Type.Optional(Type.String({ description: 'HH:MM; 24:00 is the end of the day' })),
  weekday: Type.Optional(Type.Integer({ description: weekday })),
})

/** Several lines a day are a split shift; a line that ends before it starts goes on the next day. */
export const WeekdayScheduleInput = Type.Object({
  start_time: Type.String({
    pattern: '^([01]?[0-9]|2[0-3]):[0-5][0-9]$',
    description: "HH:MM on the clock of the desk's time zone",
    examples: ['09:00'],
  }),
  end_time: Type.String({
    pattern: '^(([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)$',
    description: 'HH:MM, up to 24:00; not after start_time means on the next day',
    examples: ['18:00'],
  }),
  weekday: Type.Integer({ minimum: 1, maximum: 11, description: weekday, examples: [10] }),
})

const schedule = Type.Array(WeekdayScheduleInput, {
  maxItems: 100,
  description: 'weekly schedule; an empty list means always on duty',
})

const skillIds = Type.Array(Type.String({ maxLength: 64 }), {
  maxItems: 200,
  description: 'skills the agent has besides the default one, all of them',
})

const agentIdField = Type.String({ minLength: 1, maxLength: 64, description: 'open_id of the agent' })

export const NewAgentSchedule = Type.Object({
  agent_id: agentIdField,
  schedule: Type.Optional(schedule),
  agent_skill_ids: Type.Optional(skillIds),
})

export const AgentScheduleChange = Type.Object({
  schedule: Type.Optional(schedule),
  agent_skill_ids: Type.Optional(skillIds),
  agent_id: Type.Optional(Type.String({ description: 'ignored: the path says who is meant' })),
})

export const AgentUser = Type.Object({
  id: Type.Optional(Type.String({ description: 'open_id' })),
  avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  email: Type.Optional(Type.String({ description: 'mail address' })),
  department: Type.Optional(Type.String({ description: 'department name' })),
  company_name: Type.Optional(Type.String({ description: 'name of the organisation' })),
})

export const SkillRef = Type.Object({
  id: Type.Optional(Type.String({ description: 'skill ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
  is_default: Type.Optional(Type.Boolean({ description: 'whether it is the skill everybody has' })),
})

export const AgentSchedule = Type.Object({
  status: Type.Optional(Type.Integer({ description: '1 online, 2 offline, 3 off duty, 4 removed' })),
  agent: Type.Optional(AgentUser),
  schedule: Type.Optional(Type.Array(WeekdaySchedule, { description: 'weekly schedule' })),
  agent_skills: Type.Optional(Type.Array(SkillRef, { description: 'skills the agent has' })),
})

const agentId = Type.Object({ agent_id: agentIdField })

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
        Type.String({ description: 'JSON text: an object from open_id to mail address' }),
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
    params: agentId,
    body: Type.Object({
      status: Type.Integer({ minimum: 1, maximum: 2, description: '1 online, 2 offline' }),
    }),
    response: Type.Object({}),
    errors: [150001],
  }),
}

export const agentSchedule = {
  /** Add agents with their schedules; who serves already gets the new schedule and skills. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/agent_schedules',
    summary: 'Add agents with their schedules',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      agent_schedules: Type.Array(NewAgentSchedule, {
        minItems: 1,
        maxItems: 100,
        description: 'people of the organisation who serve on the desk from now on',
      }),
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
      status: Type.Array(Type.Integer({ minimum: 1, maximum: 4 }), {
        minItems: 1,
        maxItems: 20,
        description: 'agents with one of these; repeatable: 1 online, 2 offline, 3 off duty, 4 removed',
      }),
    }),
    response: Type.Object({
      agent_schedules: Type.Optional(Type.Array(AgentSchedule, { description: 'agents with schedules' })),
    }),
    errors: [154000, 154003, 155000],
  }),
}

export const agentSchedules = {
  /** Remove an agent from the desk; their open tickets go to others. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/agents/:agent_id/schedules',
    summary: 'Remove an agent from the desk',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: agentId,
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
    params: agentId,
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
    params: agentId,
    body: Type.Object({ agent_schedule: AgentScheduleChange }),
    response: Type.Object({}),
    errors: [154000, 154003, 155000],
  }),
}
