import { type Hours, covers } from './schedules.ts'
import { type Facts, type Skill, skillsFor } from './skill-rules.ts'

/** An agent as routing sees them. */
export interface RoutableAgent {
  readonly id: string
  readonly online: boolean
  readonly hours: Hours
  /** Open tickets they own, those on hold not counted. */
  readonly load: number
  /** How many of these routing gives them at most. */
  readonly limit: number
  /** Unix ms; 0 for never. */
  readonly lastAssignedAt: number
  readonly skillIds: ReadonlySet<string>
}

export interface RoutingInput {
  /** Minutes since Monday 00:00 on the desk's clock. */
  readonly minuteOfWeek: number
  readonly agents: readonly RoutableAgent[]
  readonly skills: readonly Skill[]
  readonly facts: Facts
  /** Agents that were asked for. */
  readonly appointed: readonly string[]
  /** Set where the ticket was transferred to a skill: only its agents get it. */
  readonly wanted?: Skill | undefined
  /** Who gave the ticket back: it is for somebody else. */
  readonly except?: string | undefined
  /** Whether other tickets have waited longer: then nobody is free for this one. */
  readonly othersWait: boolean
}

/**
 * Why an agent did or did not get the ticket. `held`: free, but for tickets that have waited longer. `passed_over`:
 * free, but not among those who were asked for or have the skill. `busier` and `served_later`: had more tickets, or as
 * many and the last one more recently.
 */
export type Verdict =
  | 'chosen'
  | 'offline'
  | 'off_duty'
  | 'full'
  | 'held'
  | 'passed_over'
  | 'busier'
  | 'served_later'

/** Among whom the agent was found: those asked for, those with every skill or with some, everybody; or nobody. */
export type Pool = 'appointed' | 'skill' | 'some_skill' | 'fallback' | 'queue'

export interface Consideration {
  readonly agentId: string
  readonly verdict: Verdict
  readonly load: number
  readonly limit: number
}

/** Where a ticket goes, and why. */
export interface Decision {
  /** Nobody: the ticket waits. */
  readonly agentId: string | null
  readonly pool: Pool
  /** The skills the ticket asked for. */
  readonly skills: readonly { readonly id: string; readonly name: string }[]
  readonly appointed: readonly string[]
  /** Every agent of the desk. */
  readonly considered: readonly Consideration[]
}

const unavailable = (agent: RoutableAgent, minuteOfWeek: number): Verdict | undefined => {
  if (!agent.online) return 'offline'
  if (!covers(agent.hours, minuteOfWeek)) return 'off_duty'
  if (agent.load >= agent.limit) return 'full'
  return undefined
}

/** Whether anybody could be given a ticket now. */
export const somebodyIsFree = (agents: readonly RoutableAgent[], minuteOfWeek: number): boolean =>
  agents.some((agent) => unavailable(agent, minuteOfWeek) === undefined)

/** Tickets in the queue that nobody who is free could be given. */
export interface Blocked {
  /** Skills that nobody who is free has. */
  readonly skills: readonly string[]
  /** Skills that one person who is free has, and this person: not for what they gave back themselves. */
  readonly pairs: readonly (readonly [skillId: string, agentId: string])[]
  /** The only one who is free at all. */
  readonly onlyFree: string | undefined
}

export function blockedOf(
  agents: readonly RoutableAgent[],
  skills: readonly Skill[],
  minuteOfWeek: number,
): Blocked {
  const free = agents.filter((agent) => unavailable(agent, minuteOfWeek) === undefined)
  const having = skills.map(({ id }) => [id, free.filter((agent) => agent.skillIds.has(id))] as const)
  return {
    skills: having.filter(([, members]) => members.length === 0).map(([id]) => id),
    pairs: having
      .filter(([, members]) => members.length === 1)
      .map(([id, members]) => [id, members[0]!.id] as const),
    onlyFree: free.length === 1 ? free[0]!.id : undefined,
  }
}

/** Least busy first; of equals, who has waited longest for a ticket. The id makes it the same every time. */
const byTurn = (a: RoutableAgent, b: RoutableAgent): number =>
  a.load - b.load || a.lastAssignedAt - b.lastAssignedAt || (a.id < b.id ? -1 : 1)

/**
 * Decides who gets a ticket: somebody who is online, on schedule and under their limit. First those who were asked for,
 * then those with every skill the ticket asks for, then with one of them, then anybody.
 */
export function route(input: RoutingInput): Decision {
  const { wanted } = input
  const asked = wanted ? [wanted] : skillsFor(input.skills, input.facts)
  const isMeant = (agent: RoutableAgent): boolean =>
    agent.id !== input.except && (!wanted || agent.skillIds.has(wanted.id))
  const free = input.agents.filter(
    (agent) => isMeant(agent) && unavailable(agent, input.minuteOfWeek) === undefined,
  )
  const [pool, members] = input.othersWait ? nobody : firstPool(free, input.appointed, asked)
  const best = members.toSorted(byTurn)[0]
  const inPool = new Set(members)
  return {
    agentId: best?.id ?? null,
    pool,
    skills: asked.map(({ id, name }) => ({ id, name })),
    appointed: input.appointed,
    considered: input.agents.map((agent) => ({
      agentId: agent.id,
      verdict: verdictOn(agent),
      load: agent.load,
      limit: agent.limit,
    })),
  }

  function verdictOn(agent: RoutableAgent): Verdict {
    const why = unavailable(agent, input.minuteOfWeek)
    if (why) return why
    if (!isMeant(agent)) return 'passed_over'
    if (!best) return 'held'
    if (agent === best) return 'chosen'
    if (!inPool.has(agent)) return 'passed_over'
    return agent.load > best.load ? 'busier' : 'served_later'
  }
}

type Found = readonly [Pool, readonly RoutableAgent[]]
const nobody: Found = ['queue', []]

function firstPool(
  free: readonly RoutableAgent[],
  appointed: readonly string[],
  asked: readonly Skill[],
): Found {
  const pools: Found[] = [
    ['appointed', free.filter((agent) => appointed.includes(agent.id))],
    ...(asked.length === 0
      ? []
      : [
          ['skill', free.filter((agent) => asked.every((skill) => agent.skillIds.has(skill.id)))] as const,
          [
            'some_skill',
            free.filter((agent) => asked.some((skill) => agent.skillIds.has(skill.id))),
          ] as const,
        ]),
    ['fallback', free],
  ]
  return pools.find(([, members]) => members.length > 0) ?? nobody
}

/** A decision in one line, for people. */
export function explain(decision: Decision, nameOf: (agentId: string) => string): string {
  const tally = new Map<Verdict, number>()
  for (const { verdict } of decision.considered) tally.set(verdict, (tally.get(verdict) ?? 0) + 1)
  const others = refusals.flatMap(([verdict, words]) =>
    tally.has(verdict) ? [`${tally.get(verdict)} ${words}`] : [],
  )
  const rest = others.length > 0 ? ` (${others.join(', ')})` : ''
  const chosen = decision.considered.find((c) => c.verdict === 'chosen')
  if (!chosen) {
    if (decision.considered.length === 0) return 'Waits: nobody serves on the desk.'
    return tally.has('held') ? `Waits behind others${rest}.` : `Waits: nobody is free${rest}.`
  }
  const names = decision.skills.map((skill) => skill.name).join(', ')
  const skills = `the skill${decision.skills.length > 1 ? 's' : ''} ${names}`
  const because = {
    appointed: 'was asked for',
    skill: `has ${skills}`,
    some_skill: `has some of ${skills}`,
    fallback: decision.skills.length > 0 ? `is free, unlike everybody with ${skills},` : 'is free',
    queue: '',
  }[decision.pool]
  return `${nameOf(chosen.agentId)} ${because} and had ${chosen.load} of ${chosen.limit} tickets${rest}.`
}

const refusals: readonly (readonly [Verdict, string])[] = [
  ['busier', 'with more tickets'],
  ['served_later', 'with as many, served later'],
  ['passed_over', 'passed over'],
  ['held', 'held for those who wait'],
  ['full', 'full'],
  ['off_duty', 'off duty'],
  ['offline', 'offline'],
]
