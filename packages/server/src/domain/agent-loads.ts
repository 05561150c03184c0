import { floorOf } from '../db/routing.ts'
import { type AgentDetail, listAgentDetails } from './agents.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { usualLimit } from './queue.ts'
import { nextDutyChange, storedHours } from './schedules.ts'

/** An agent of the desk with how much they have to do. */
export interface AgentLoad extends AgentDetail {
  readonly load: number
  readonly limit: number
  /** When duty begins or ends next, Unix ms; nothing for whoever is always on duty. */
  readonly nextChangeAt: number | undefined
}

/** Everybody who serves on the desk. */
export async function listAgentLoads(cx: Cx): Promise<AgentLoad[]> {
  const floor = await floorOf(cx.engine, cx.db, cx)
  const details = await listAgentDetails(cx)
  return details
    .filter(({ presence }) => presence !== 'removed')
    .map((detail) => {
      const { agent } = detail
      const row = floor.find(({ id }) => id === agent.user_id)
      return {
        ...detail,
        load: row?.load ?? 0,
        limit: agent.max_tickets ?? usualLimit,
        nextChangeAt: row && nextDutyChange(storedHours(agent.schedule), row.time_zone, cx.now),
      }
    })
}

export async function getAgentLoad(cx: Cx, agentId: string): Promise<AgentLoad> {
  const found = (await listAgentLoads(cx)).find(({ agent }) => agent.user_id === agentId)
  if (!found) throw new AppError('agent_not_found')
  return found
}
