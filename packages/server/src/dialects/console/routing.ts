import type { console as contract, Output } from '@pipit/contract'
import { type AgentLoad, getAgentLoad, listAgentLoads } from '../../domain/agent-loads.ts'
import { updateAgent } from '../../domain/agents.ts'
import { explain } from '../../domain/routing.ts'
import { explainRouting } from '../../domain/routing-log.ts'
import type { Handlers } from '../handlers.ts'
import { personOf, someone } from './wire.ts'

type Routing = typeof contract.routing

/** Somebody who serves on the desk, with how much they have to do. */
export const agentOf = ({
  agent,
  presence,
  nextChangeAt,
  load,
  limit,
}: AgentLoad): Output<Routing['updateAgent']> => ({
  agent: personOf({ ...agent, id: agent.user_id }),
  role: agent.role,
  status: presence === 'removed' ? 'offline' : presence,
  next_change_at: nextChangeAt,
  has_schedule: agent.schedule !== null,
  follows_schedule: agent.follows_schedule === 1,
  status_source: agent.status_source ?? undefined,
  status_since: agent.status_since ?? undefined,
  status_until: agent.status_until ?? undefined,
  open_tickets: load,
  max_tickets: limit,
})

export const routing: Handlers<Routing> = {
  explain: async (cx, { params }) => {
    const { decisions, people } = await explainRouting(cx, params.ticket_id)
    return {
      items: decisions.map((decision) => ({
        decided_at: decision.decidedAt,
        agent: decision.agentId === null ? undefined : someone(decision.agentId, people),
        pool: decision.pool,
        text: explain(decision, (id) => someone(id, people).name),
        skills: [...decision.skills],
        appointed: decision.appointed.map((id) => someone(id, people)),
        considered: decision.considered.map(({ agentId, verdict, load, limit }) => ({
          agent: someone(agentId, people),
          verdict,
          open_tickets: load,
          max_tickets: limit,
        })),
      })),
    }
  },
  agents: async (cx) => ({ items: (await listAgentLoads(cx)).map(agentOf) }),
  updateAgent: async (cx, { params, body }) => {
    const { status, max_tickets: maxTickets, follows_schedule: followsSchedule } = body
    if (status !== undefined || maxTickets !== undefined || followsSchedule !== undefined)
      await updateAgent(cx, params.agent_id, { status, maxTickets, followsSchedule })
    return agentOf(await getAgentLoad(cx, params.agent_id))
  },
}
