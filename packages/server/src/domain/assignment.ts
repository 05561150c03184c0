import { toJson } from '../db/json.ts'
import type { TicketRow } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { actingAgent, requireAgents } from './desk-agents.ts'
import { invalid } from './errors.ts'
import { addRemark } from './remarks.ts'
import { getSkill } from './skills.ts'
import { openTicketOf } from './ticket-actions.ts'
import { requireUnchanged } from './ticket-conflicts.ts'
import { type TicketChange, assigned, changeTicket, resumed } from './tickets.ts'

/** To whom a ticket goes: an agent, whoever routing finds among those with a skill, or with neither into the queue. */
export interface Assignment {
  readonly agentId?: string | undefined
  readonly skillId?: string | undefined
  /** An internal remark for whoever gets it. */
  readonly note?: string | undefined
  readonly seen?: number | undefined
}

/** Hands an open ticket over. Whoever gives one back to the queue is not the one who gets it from there. */
export const assignTicket = (cx: Cx, ticketId: string, to: Assignment): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    if (to.agentId !== undefined && to.skillId !== undefined)
      throw invalid('skill_id', to.skillId, 'must be absent when agent_id is given')
    const ticket = await openTicketOf(cx, ticketId)
    await requireUnchanged(cx, ticket, to.seen, ['agent', 'skill'])
    const change =
      to.agentId === undefined ? await toQueue(cx, ticket, to.skillId) : await toAgent(cx, ticket, to.agentId)
    const remark = to.note === undefined ? undefined : await addRemark(cx, ticketId, to.note)
    if (!change && !remark) return ticket
    return changeTicket(cx, ticket, { ...change, ...(remark && { remark: toJson(remark) }) })
  })

async function toAgent(cx: Cx, ticket: TicketRow, agentId: string): Promise<TicketChange | undefined> {
  await requireAgents(cx, [agentId], 'agent_id')
  if (ticket.agent_id === agentId) return undefined
  return {
    ...assigned(ticket, agentId, cx.now),
    stage: 'human',
    ...((ticket.status === 'created' || ticket.status === 'queueing') && { status: 'processing' }),
  }
}

async function toQueue(
  cx: Cx,
  ticket: TicketRow,
  skillId: string | undefined,
): Promise<TicketChange | undefined> {
  const skill = skillId === undefined ? undefined : await getSkill(cx, skillId)
  if (skill && skill.agentIds.length === 0)
    throw invalid('skill_id', skill.name, 'is a skill that nobody has')
  const wanted = skill && !skill.isDefault ? skill.id : null
  if (ticket.agent_id === null && ticket.status === 'queueing' && ticket.skill_id === wanted) return undefined
  return {
    ...resumed(ticket, cx.now),
    agent_id: null,
    stage: 'human',
    status: 'queueing',
    skill_id: wanted,
    given_back_by: ticket.agent_id ?? ticket.given_back_by,
  }
}
