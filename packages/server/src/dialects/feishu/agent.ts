import type { feishu } from '@pipit/contract'
import { tenantName } from '../../db/tenants.ts'
import {
  type AgentDetail,
  addAgents,
  agentEmails,
  getAgentDetail,
  listAgentDetails,
  removeAgent,
  updateAgent,
  updateSchedule,
} from '../../domain/agents.ts'
import type { Cx } from '../../domain/cx.ts'
import { defaultSkill } from '../../domain/skills.ts'
import type { Handlers } from '../handlers.ts'
import { agentScheduleToWire, presenceNumbers } from './agent-wire.ts'

type V1 = typeof feishu.helpdesk.v1

async function toWire(cx: Cx, agents: readonly AgentDetail[]) {
  const company = await tenantName(cx.db, cx.tenantId)
  return agents.map((agent) => agentScheduleToWire(agent, defaultSkill(cx), company))
}

export const agent: Handlers<V1['agent']> = {
  // Every SDK types this as text, where the vendor's page shows an object.
  agentEmail: async (cx) => ({ agents: JSON.stringify(await agentEmails(cx)) }),
  patch: async (cx, { params, body }) => {
    await updateAgent(cx, params.agent_id, { status: body.status === 1 ? 'online' : 'offline' })
    return {}
  },
}

export const agentSchedule: Handlers<V1['agentSchedule']> = {
  create: async (cx, { body }) => {
    await addAgents(
      cx,
      body.agent_schedules.map(({ agent_id, schedule, agent_skill_ids }) => ({
        agentId: agent_id,
        schedule,
        skillIds: agent_skill_ids,
      })),
    )
    return {}
  },
  list: async (cx, { query }) => {
    const agents = await listAgentDetails(cx)
    const wanted = new Set<number>(query.status)
    return {
      agent_schedules: await toWire(
        cx,
        agents.filter(({ presence }) => wanted.has(presenceNumbers[presence])),
      ),
    }
  },
}

export const agentSchedules: Handlers<V1['agentSchedules']> = {
  get: async (cx, { params }) => {
    const [agent_schedule] = await toWire(cx, [await getAgentDetail(cx, params.agent_id)])
    return { agent_schedule }
  },
  patch: async (cx, { params, body }) => {
    const { schedule, agent_skill_ids: skillIds } = body.agent_schedule
    await updateSchedule(cx, params.agent_id, { schedule, skillIds })
    return {}
  },
  delete: async (cx, { params }) => {
    await removeAgent(cx, params.agent_id)
    return {}
  },
}
