import { sql } from 'kysely'
import { type AgentPersonRow, type AgentRow, findAgents, listAgents, setMemberships } from '../db/agents.ts'
import { toJson } from '../db/json.ts'
import { lockOpenTicketsOf } from '../db/routing.ts'
import { type SkillRow, findSkills, skillMembers } from '../db/skills.ts'
import {
  limitingHours,
  statusAfterScheduleChange,
  statusByHand,
  statusWhenFollowing,
} from './agent-status.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { holdQueue, serveQueue, usualLimit } from './queue.ts'
import { type Shift, checkSchedule, covers, minuteOfWeek } from './schedules.ts'
import { writeChange } from './ticket-changes.ts'

/** Whether an agent is there for tickets. `off_duty` is online, but outside of the schedule. */
export type Presence = 'online' | 'offline' | 'off_duty' | 'removed'

/** An agent with everything that is set for them. */
export interface AgentDetail {
  readonly agent: AgentPersonRow
  readonly presence: Presence
  readonly skills: readonly Pick<SkillRow, 'id' | 'name'>[]
}

/** Owner and admins manage the desk; a program has the rights of the owner. */
export function requireManager(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner' && cx.actor.role !== 'admin')
    throw new AppError('forbidden')
}

/** Minutes since Monday 00:00 on the desk's clock. */
async function deskMinute(cx: Cx): Promise<number> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  return minuteOfWeek(desk.timeZone, cx.now)
}

const presenceOf = (agent: AgentRow, minute: number): Presence => {
  if (agent.removed_at !== null) return 'removed'
  if (agent.status === 'offline') return 'offline'
  return covers(limitingHours(agent), minute) ? 'online' : 'off_duty'
}

/** Everybody who serves or has served on the desk. */
export async function listAgentDetails(cx: Cx): Promise<AgentDetail[]> {
  const minute = await deskMinute(cx)
  const agents = await listAgents(cx.db, cx.tenantId, cx.helpdeskId)
  const members = await skillMembers(cx.engine, cx.db, cx)
  return agents.map((agent) => ({
    agent,
    presence: presenceOf(agent, minute),
    skills: members.filter((skill) => skill.agent_id === agent.user_id),
  }))
}

/** Somebody who serves on the desk, or `agent_not_found`. */
export async function getAgentDetail(cx: Cx, agentId: string): Promise<AgentDetail> {
  const found = (await listAgentDetails(cx)).find(({ agent }) => agent.user_id === agentId)
  if (!found || found.presence === 'removed') throw new AppError('agent_not_found')
  return found
}

/** The mail addresses of those who serve on the desk, by open_id. */
export async function agentEmails(cx: Cx): Promise<Record<string, string>> {
  const agents = await listAgents(cx.db, cx.tenantId, cx.helpdeskId)
  const reachable = agents.filter((agent) => agent.removed_at === null && agent.email !== null)
  return Object.fromEntries(reachable.map((agent) => [agent.user_id, agent.email!]))
}

/** Somebody who serves on the desk; the queue is held before, so that what is changed counts for who is next. */
async function heldAgent(cx: Cx, agentId: string): Promise<AgentRow> {
  await holdQueue(cx)
  const [agent] = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, [agentId])
  if (!agent || agent.removed_at !== null) throw new AppError('agent_not_found')
  return agent
}

export interface AgentChange {
  readonly status?: 'online' | 'offline' | undefined
  readonly maxTickets?: number | undefined
  /** Whether the clock sets them online and offline by their schedule. */
  readonly followsSchedule?: boolean | undefined
}

/** Agents go online and offline themselves; owner and admins set everything of everybody. */
export const updateAgent = (cx: Cx, agentId: string, change: AgentChange): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (actorUserId(cx) !== agentId || change.maxTickets !== undefined) requireManager(cx)
    const agent = await heldAgent(cx, agentId)
    const following =
      change.followsSchedule === undefined
        ? {}
        : await statusWhenFollowing(cx, agent.schedule, change.followsSchedule)
    await write(cx, agentId, {
      ...following,
      ...(change.status !== undefined && (await statusByHand(cx, { ...agent, ...following }, change.status))),
      ...(change.maxTickets !== undefined && {
        max_tickets: change.maxTickets === usualLimit ? null : change.maxTickets,
      }),
    })
    await serveQueue(cx)
  })

async function write(cx: Cx, agentId: string, change: Partial<AgentRow>): Promise<void> {
  await cx.db
    .updateTable('agents')
    .set({ ...change, updated_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('user_id', '=', agentId)
    .execute()
  await emit(cx, 'agent.changed', { agentId })
}

export interface ScheduleChange {
  /** The whole week; empty is always on duty. */
  readonly schedule?: readonly Shift[] | undefined
  /** All skills but the default one. */
  readonly skillIds?: readonly string[] | undefined
}

/** Changes when somebody works and what they can do. */
export const updateSchedule = (cx: Cx, agentId: string, change: ScheduleChange): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const schedule = change.schedule && checkSchedule(change.schedule, 'agent_schedule.schedule')
    const agent = await heldAgent(cx, agentId)
    if (schedule) {
      const stored = storedSchedule(schedule)
      await write(cx, agentId, { schedule: stored, ...(await statusAfterScheduleChange(cx, agent, stored)) })
    } else await write(cx, agentId, {})
    if (change.skillIds) await setSkills(cx, agentId, change.skillIds, 'agent_schedule.agent_skill_ids')
    await serveQueue(cx)
  })

const storedSchedule = (schedule: readonly Shift[]): string | null =>
  schedule.length === 0 ? null : toJson(schedule)

async function setSkills(cx: Cx, agentId: string, given: readonly string[], field: string): Promise<void> {
  const ids = given.filter((id) => id !== cx.helpdeskId)
  const known = new Set((await findSkills(cx.db, cx.tenantId, cx.helpdeskId, ids)).map((skill) => skill.id))
  given.forEach((id, i) => {
    if (id !== cx.helpdeskId && !known.has(id))
      throw invalid(`${field}.${i}`, id, 'is not a skill of this help desk')
  })
  await setMemberships(cx.db, cx.tenantId, cx.helpdeskId, { agentId }, [...known])
}

/** Lets people of the organisation serve on the desk. Who serves already gets the new schedule and skills. */
export const addAgents = (
  cx: Cx,
  agents: readonly (ScheduleChange & { readonly agentId: string })[],
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const schedules = agents.map(({ schedule }, i) =>
      checkSchedule(schedule ?? [], `agent_schedules.${i}.schedule`),
    )
    await requirePeople(
      cx,
      agents.map((agent) => agent.agentId),
    )
    await holdQueue(cx)
    for (const [i, { agentId, skillIds }] of agents.entries()) {
      const schedule = storedSchedule(schedules[i]!)
      await cx.db
        .insertInto('agents')
        .values({
          tenant_id: cx.tenantId,
          helpdesk_id: cx.helpdeskId,
          user_id: agentId,
          role: 'agent',
          status: 'online',
          schedule,
          follows_schedule: 0,
          created_at: cx.now,
          updated_at: cx.now,
        })
        .onConflict((c) =>
          c.columns(['tenant_id', 'helpdesk_id', 'user_id']).doUpdateSet({
            // Who comes back begins anew.
            role: sql`case when agents.removed_at is null then agents.role else excluded.role end`,
            status: sql`case when agents.removed_at is null then agents.status else excluded.status end`,
            schedule,
            follows_schedule: sql`case when agents.removed_at is null then agents.follows_schedule else 0 end`,
            // The clock looks at once whether the new schedule has them on duty.
            status_until: sql`case when agents.removed_at is null and agents.follows_schedule = 1 then excluded.created_at end`,
            removed_at: null,
            updated_at: cx.now,
          }),
        )
        .execute()
      await setSkills(cx, agentId, skillIds ?? [], `agent_schedules.${i}.agent_skill_ids`)
      await emit(cx, 'agent.changed', { agentId })
    }
    await serveQueue(cx)
  })

async function requirePeople(cx: Cx, ids: readonly string[]): Promise<void> {
  const people = await cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', ids)
    .where('kind', '=', 'employee')
    .where('status', '=', 'active')
    .execute()
  const known = new Set(people.map((person) => person.id))
  ids.forEach((id, i) => {
    const field = `agent_schedules.${i}.agent_id`
    if (!known.has(id)) throw invalid(field, id, 'is not an active person of this organisation')
    if (ids.indexOf(id) !== i) throw invalid(field, id, 'is given twice')
  })
}

/**
 * Takes somebody off the desk. What they did stays theirs; their open tickets wait for others. First nothing new goes
 * to them, then what they have is taken back: done again, it finishes what was cut off.
 */
export async function removeAgent(cx: Cx, agentId: string): Promise<void> {
  requireManager(cx)
  await inTransaction(cx, async (cx) => {
    await holdQueue(cx)
    const [agent] = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, [agentId])
    if (!agent) throw new AppError('agent_not_found')
    if (agent.role === 'owner') throw invalid('agent_id', agentId, 'is the owner of the help desk')
    if (agent.removed_at !== null) return
    await write(cx, agentId, { removed_at: cx.now })
    await setMemberships(cx.db, cx.tenantId, cx.helpdeskId, { agentId }, [])
    await endSessionsOf(cx, agentId)
  })
  await inTransaction(cx, async (cx) => {
    const tickets = await lockOpenTicketsOf(cx.db, cx.tenantId, cx.helpdeskId, agentId)
    await holdQueue(cx)
    for (const ticket of tickets) {
      const paused = ticket.status === 'pending' || ticket.status === 'waiting_for_guest'
      await writeChange(cx, ticket, { agent_id: null, ...(!paused && { status: 'queueing' }) })
    }
    await serveQueue(cx)
  })
}

/** Signs somebody out everywhere who serves on no desk any more. */
async function endSessionsOf(cx: Cx, userId: string): Promise<void> {
  const desk = await cx.db
    .selectFrom('agents')
    .select('helpdesk_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (desk) return
  const sessions = await cx.db
    .deleteFrom('sessions')
    .where('tenant_id', '=', cx.tenantId)
    .where('user_id', '=', userId)
    .returning('id')
    .execute()
  for (const { id } of sessions) await emit(cx, 'session.ended', { sessionId: id })
}
