import type { AgentRow } from '../db/agents.ts'
import { agentsToChange, desksWithShiftChange } from '../db/agent-status.ts'
import { type Cx, type Services, actorUserId, inTransaction, newCx } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { holdQueue, serveQueue } from './queue.ts'
import { type Hours, isOnDuty, nextDutyChange, storedHours } from './schedules.ts'

type Status = AgentRow['status']
type Source = NonNullable<AgentRow['status_source']>

/** The columns that say whether somebody is online, why, and until when. */
export type StatusColumns = Pick<
  AgentRow,
  'status' | 'status_source' | 'status_since' | 'status_until' | 'follows_schedule'
>

/**
 * The hours outside of which somebody who is online is given nothing. Who follows the schedule has none: the clock sets
 * them offline when their shift ends, and what they set themselves after it counts.
 */
export const limitingHours = (agent: Pick<AgentRow, 'schedule' | 'follows_schedule'>): Hours =>
  agent.follows_schedule === 1 ? [] : storedHours(agent.schedule)

async function timeZoneOf(cx: Cx): Promise<string> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  return desk.timeZone
}

const sourceOf = (cx: Cx, agentId: string): Source =>
  cx.actor.kind !== 'user' ? 'program' : actorUserId(cx) === agentId ? 'agent' : 'manager'

/** What somebody sets by hand; for who follows the schedule it holds until their next shift begins or ends. */
export async function statusByHand(cx: Cx, agent: AgentRow, status: Status): Promise<Partial<StatusColumns>> {
  const follows = agent.follows_schedule === 1
  return {
    status,
    status_source: sourceOf(cx, agent.user_id),
    status_since: cx.now,
    status_until: follows
      ? (nextDutyChange(storedHours(agent.schedule), await timeZoneOf(cx), cx.now) ?? null)
      : null,
  }
}

const statusBySchedule = (schedule: string | null, timeZone: string, now: number): StatusColumns => {
  const hours = storedHours(schedule)
  return {
    follows_schedule: 1,
    status: isOnDuty(hours, timeZone, now) ? 'online' : 'offline',
    status_source: 'schedule',
    status_since: now,
    status_until: nextDutyChange(hours, timeZone, now) ?? null,
  }
}

/** Whether the clock sets somebody online and offline from now on, by this schedule. */
export async function statusWhenFollowing(
  cx: Cx,
  schedule: string | null,
  follows: boolean,
): Promise<Partial<StatusColumns>> {
  if (!follows) return { follows_schedule: 0, status_until: null }
  return statusBySchedule(schedule, await timeZoneOf(cx), cx.now)
}

/** Another schedule means other shifts; what was set by hand stays, until the first of them. */
export async function statusAfterScheduleChange(
  cx: Cx,
  agent: AgentRow,
  schedule: string | null,
): Promise<Partial<StatusColumns>> {
  if (agent.follows_schedule !== 1) return {}
  const next = statusBySchedule(schedule, await timeZoneOf(cx), cx.now)
  return agent.status_source === 'schedule' ? next : { status_until: next.status_until }
}

/**
 * Sets everybody online or offline whose shift has begun or ended and who follows their schedule. Any number of nodes
 * may do this at once.
 * @returns how many agents were changed.
 */
export async function followSchedules(services: Services, now: number): Promise<number> {
  let changed = 0
  for (const desk of await desksWithShiftChange(services.engine, { now })) {
    const cx = newCx(services, { ...desk, actor: { kind: 'system' }, now })
    changed += await inTransaction(cx, followOnDesk)
  }
  return changed
}

async function followOnDesk(cx: Cx): Promise<number> {
  await holdQueue(cx)
  const agents = await agentsToChange(cx.db, cx)
  if (agents.length === 0) return 0
  const timeZone = await timeZoneOf(cx)
  for (const agent of agents) {
    await cx.db
      .updateTable('agents')
      .set({ ...statusBySchedule(agent.schedule, timeZone, cx.now), updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('user_id', '=', agent.user_id)
      .execute()
    await emit(cx, 'agent.changed', { agentId: agent.user_id })
  }
  await serveQueue(cx)
  return agents.length
}
