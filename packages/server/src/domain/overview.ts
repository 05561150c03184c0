import { type Outcome, countOpen, listOutcomes } from '../db/outcomes.ts'
import { type PersonRow, loadPeople } from '../db/users.ts'
import { type Presence, listAgentDetails, requireManager } from './agents.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { type DayStatistic, dailyStatistics, localDay, quarter } from './statistics.ts'

const day = 24 * 3600 * 1000

export interface Ratings {
  bad: number
  fair: number
  good: number
}

export interface AgentResult {
  readonly person: PersonRow
  readonly presence: Presence
  readonly open: number
  closed: number
  firstResponses: number
  firstResponseMs: number
  readonly ratings: Ratings
}

export interface Overview {
  readonly open: number
  readonly unassigned: number
  readonly queueing: number
  /** Unix ms. */
  readonly longestWaitingSince: number | undefined
  readonly agentsOnline: number
  readonly days: DayStatistic[]
  readonly agents: AgentResult[]
  readonly ratings: Ratings
  readonly closed: number
  readonly closedByBot: number
}

const noRatings = (): Ratings => ({ bad: 0, fair: 0, good: 0 })

/** The vendor's scores: 1 bad, 2 fair, 3 good. */
const scoreNames = { 1: 'bad', 2: 'fair', 3: 'good' } as const

const rate = (ratings: Ratings, { score, closed }: Outcome): void => {
  if (score === 1 || score === 2 || score === 3) ratings[scoreNames[score]] += closed
}

/** How the desk does now and how it did in the last days, today with them. For owner and admins. */
export async function deskOverview(cx: Cx, dayCount: number): Promise<Overview> {
  requireManager(cx)
  const [days, open, outcomes, details] = await Promise.all([
    dailyStatistics(cx, {}, dayCount),
    countOpen(cx.db, cx.tenantId, cx.helpdeskId),
    outcomesOf(cx, dayCount),
    listAgentDetails(cx),
  ])
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    details.map(({ agent }) => agent.user_id),
  )
  const agents = new Map<string, AgentResult>()
  for (const { agent, presence } of details) {
    const person = people.get(agent.user_id)
    if (!person) continue
    agents.set(agent.user_id, {
      person,
      presence,
      open: open.filter((row) => row.agentId === agent.user_id).reduce((sum, row) => sum + row.tickets, 0),
      closed: 0,
      firstResponses: 0,
      firstResponseMs: 0,
      ratings: noRatings(),
    })
  }
  const ratings = noRatings()
  for (const outcome of outcomes) {
    rate(ratings, outcome)
    const agent = outcome.agentId === null ? undefined : agents.get(outcome.agentId)
    if (!agent) continue
    agent.closed += outcome.closed
    agent.firstResponses += outcome.answered
    agent.firstResponseMs += outcome.waitedMs
    rate(agent.ratings, outcome)
  }
  const sum = (rows: typeof open) => rows.reduce((total, row) => total + row.tickets, 0)
  const queue = open.filter((row) => row.status === 'queueing')
  const waits = queue.flatMap((row) => (row.waitingSince === null ? [] : [row.waitingSince]))
  return {
    open: sum(open),
    unassigned: sum(open.filter((row) => row.agentId === null)),
    queueing: sum(queue),
    longestWaitingSince: waits.length > 0 ? Math.min(...waits) : undefined,
    agentsOnline: details.filter(({ presence }) => presence === 'online').length,
    days,
    agents: [...agents.values()]
      .filter(({ presence, open, closed }) => presence !== 'removed' || open + closed > 0)
      .toSorted((a, b) => b.closed - a.closed || b.open - a.open),
    ratings,
    closed: outcomes.reduce((total, outcome) => total + outcome.closed, 0),
    closedByBot: outcomes
      .filter(({ stage }) => stage === 'bot')
      .reduce((total, outcome) => total + outcome.closed, 0),
  }
}

/** What was closed on the same days that the daily figures are about. */
async function outcomesOf(cx: Cx, dayCount: number): Promise<Outcome[]> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk) throw new AppError('helpdesk_not_found')
  const dayOf = localDay(desk.timeZone)
  const first = new Date(Date.parse(`${dayOf(cx.now)}T12:00:00Z`) - (dayCount - 1) * day)
    .toISOString()
    .slice(0, 10)
  const rows = await listOutcomes(cx.db, cx.tenantId, cx.helpdeskId, cx.now - (dayCount + 1) * day, quarter)
  return rows.filter((row) => dayOf(row.quarter * quarter) >= first)
}
