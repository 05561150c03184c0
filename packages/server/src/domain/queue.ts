import { fromJson, toJson } from '../db/json.ts'
import {
  appointedFor,
  canBeServed,
  desksThatWait,
  floorOf,
  insertRouting,
  lockWaiting,
  somebodyWaits,
  touchAgent,
} from '../db/routing.ts'
import { skillMembers } from '../db/skills.ts'
import type { TicketRow } from '../db/tickets.ts'
import { type Cx, type Services, inTransaction, newCx } from './cx.ts'
import {
  type Blocked,
  type Decision,
  type RoutableAgent,
  blockedOf,
  route,
  somebodyIsFree,
} from './routing.ts'
import { minuteOfWeek, storedHours } from './schedules.ts'
import { type Skill, storedRules } from './skill-rules.ts'
import { assigned, writeChange } from './ticket-changes.ts'
import { type FactTicket, factsOf } from './ticket-facts.ts'
import { setSkills } from './ticket-skills.ts'

/** How many open tickets an agent is given at most where nothing else is set. */
export const usualLimit = 10

/** So many tickets leave the queue in one transaction: others have to wait for it. */
const maximumAtOnce = 100
const batch = 50

/** How things stand on a desk; kept up to date while tickets are given out. */
interface Floor {
  agents: RoutableAgent[]
  readonly skills: readonly Skill[]
  readonly minuteOfWeek: number
  /** Whether tickets wait. */
  waiting: boolean
}

/** A ticket with all that decides who gets it. */
type RoutedTicket = FactTicket & Pick<TicketRow, 'skill_id' | 'given_back_by'>

/**
 * Who gets a ticket that is about to go to people. Those who have waited longer are served first. Until the
 * transaction ends nobody else decides on this desk, so what is decided stays true: `recordDecision` it.
 */
export async function decide(cx: Cx, ticket: RoutedTicket, appointed: readonly string[]): Promise<Decision> {
  await holdQueue(cx)
  const floor = await loadFloor(cx)
  if (floor.waiting) await giveOut(cx, floor)
  const [facts] = await factsOf(cx, [ticket], floor.skills)
  return decideOn(floor, ticket, { facts: facts!, appointed, othersWait: floor.waiting })
}

type Case = Pick<Parameters<typeof route>[0], 'facts' | 'appointed' | 'othersWait'>

/** A skill that is gone asks for nothing any more. */
const decideOn = (floor: Floor, ticket: RoutedTicket, given: Case): Decision =>
  route({
    ...floor,
    ...given,
    wanted: floor.skills.find((skill) => skill.id === ticket.skill_id),
    except: ticket.given_back_by ?? undefined,
  })

/**
 * Gives waiting tickets to whoever is free, in their order. To be called after every change by which somebody may
 * have become free or a ticket waits, with the queue held since before the change.
 * @param newcomer A ticket that waits since this change: if it still does, the reasons are recorded.
 * @returns the tickets that have been given out, as they are now.
 */
export async function serveQueue(cx: Cx, newcomer?: TicketRow): Promise<TicketRow[]> {
  if (!(await somebodyWaits(cx.engine, cx.db, cx))) return []
  const floor = await loadFloor(cx)
  const served = await giveOut(cx, floor)
  if (newcomer && !served.some((ticket) => ticket.id === newcomer.id)) {
    const [facts] = await factsOf(cx, [newcomer], floor.skills)
    const appointed = await appointedIn(cx, [newcomer])
    const decision = decideOn(floor, newcomer, {
      facts: facts!,
      appointed: appointed.get(newcomer.id) ?? [],
      othersWait: true,
    })
    await recordDecision(cx, newcomer, decision)
  }
  return served
}

/**
 * Until the transaction ends nobody else decides on this desk or changes how much its agents have to do, on any node.
 * Tickets and chats are locked before it, never after it.
 */
export const holdQueue = (cx: Cx): Promise<void> => cx.engine.hold(cx.db, [`queue ${cx.helpdeskId}`])

async function loadFloor(cx: Cx): Promise<Floor> {
  const rows = await floorOf(cx.engine, cx.db, cx)
  const first = rows[0]
  const skills = new Map<string, Skill>()
  const skillIds = new Map<string, Set<string>>(rows.map((row) => [row.id, new Set()]))
  if (first && first.skills > 0)
    for (const row of await skillMembers(cx.engine, cx.db, cx)) {
      if (!skills.has(row.id)) skills.set(row.id, { ...row, rules: storedRules(row.rules) })
      if (row.agent_id !== null) skillIds.get(row.agent_id)?.add(row.id)
    }
  return {
    agents: rows.map((row) => ({
      id: row.id,
      online: row.status === 'online',
      // The clock sets who follows the schedule offline; see agent-status.ts.
      hours: row.follows_schedule === 1 ? [] : storedHours(row.schedule),
      load: row.load,
      limit: row.max_tickets ?? usualLimit,
      lastAssignedAt: row.last_assigned_at ?? 0,
      skillIds: skillIds.get(row.id)!,
    })),
    skills: [...skills.values()],
    minuteOfWeek: first ? minuteOfWeek(first.time_zone, cx.now) : 0,
    waiting: first ? first.waiting === 1 : false,
  }
}

const blockedNow = ({ agents, skills, minuteOfWeek }: Floor): Blocked =>
  blockedOf(agents, skills, minuteOfWeek)

/** Leaves `floor` as it is afterwards. */
async function giveOut(cx: Cx, floor: Floor): Promise<TicketRow[]> {
  const served: TicketRow[] = []
  while (served.length < maximumAtOnce && somebodyIsFree(floor.agents, floor.minuteOfWeek)) {
    const tickets = await lockWaiting(cx.db, cx.tenantId, cx.helpdeskId, blockedNow(floor), batch)
    if (tickets.length === 0) {
      floor.waiting = false
      break
    }
    const facts = await factsOf(cx, tickets, floor.skills)
    const appointed = await appointedIn(cx, tickets)
    for (const [i, ticket] of tickets.entries()) {
      const decision = decideOn(floor, ticket, {
        facts: facts[i]!,
        appointed: appointed.get(ticket.id) ?? [],
        othersWait: false,
      })
      // Whom this one waits for is busy since the batch was read; those behind it may wait for others.
      if (decision.agentId === null) continue
      served.push(await giveTo(cx, ticket, decision.agentId, decision))
      floor.agents = floor.agents.map((agent) =>
        agent.id === decision.agentId ? { ...agent, load: agent.load + 1, lastAssignedAt: cx.now } : agent,
      )
    }
  }
  return served
}

async function giveTo(cx: Cx, ticket: TicketRow, agentId: string, decision: Decision): Promise<TicketRow> {
  // Whoever happens to have made room has not chosen who gets it.
  const next = await writeChange({ ...cx, actor: { kind: 'system' } }, ticket, {
    ...assigned(ticket, agentId, cx.now),
    stage: 'human',
    status: 'processing',
  })
  await recordDecision(cx, next, decision)
  return next
}

async function appointedIn(cx: Cx, tickets: readonly TicketRow[]): Promise<Map<string, string[]>> {
  const rows = await appointedFor(
    cx.db,
    cx.tenantId,
    tickets.map((ticket) => ticket.id),
  )
  return new Map([...rows].map(([id, text]) => [id, fromJson<string[]>(text)]))
}

/** What is kept of a decision; short, because every agent of the desk is in it. */
export interface StoredReasons {
  readonly pool: Decision['pool']
  readonly skills: Decision['skills']
  readonly considered: readonly (readonly [agentId: string, verdict: string, load: number, limit: number])[]
}

/** Keeps why a ticket went where it goes, by the version of the ticket that says so. */
export async function recordDecision(
  cx: Cx,
  ticket: Pick<TicketRow, 'id' | 'version'>,
  decision: Decision,
): Promise<void> {
  const reasons: StoredReasons = {
    pool: decision.pool,
    skills: decision.skills,
    considered: decision.considered.map((c) => [c.agentId, c.verdict, c.load, c.limit]),
  }
  await setSkills(cx, ticket, decision.skills)
  await insertRouting(cx.engine, cx.db, {
    tenant_id: cx.tenantId,
    ticket_id: ticket.id,
    seq: ticket.version,
    agent_id: decision.agentId,
    appointed: decision.appointed.length === 0 ? null : toJson(decision.appointed),
    reasons: toJson(reasons),
    decided_at: cx.now,
  })
  if (decision.agentId !== null)
    await touchAgent(cx.engine, cx.db, { ...deskOf(cx), agentId: decision.agentId, now: cx.now })
}

const deskOf = ({ tenantId, helpdeskId }: Cx) => ({ tenantId, helpdeskId })

/**
 * Serves every desk on which a ticket waits although somebody is free: duty has begun since, or a ticket was locked
 * when its turn came. Any number of nodes may do this at once, as often as they like.
 * @returns how many tickets were given out.
 */
export async function serveAllQueues(services: Services, now: number): Promise<number> {
  let served = 0
  for (const desk of await desksThatWait(services.engine, {})) {
    const cx = newCx(services, { ...desk, actor: { kind: 'system' }, now })
    // Read first: a desk on which nobody is free costs no transaction.
    for (let given = maximumAtOnce; given >= maximumAtOnce; served += given) {
      const floor = await loadFloor(cx)
      if (!somebodyIsFree(floor.agents, floor.minuteOfWeek)) break
      if (!(await canBeServed(cx.db, cx.tenantId, cx.helpdeskId, blockedNow(floor)))) break
      given = await inTransaction(cx, async (cx) => {
        await holdQueue(cx)
        return (await serveQueue(cx)).length
      })
    }
  }
  return served
}
