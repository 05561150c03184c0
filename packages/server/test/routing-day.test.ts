import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Decision,
  type RoutableAgent,
  type RoutingInput,
  explain,
  route,
  somebodyIsFree,
} from '../src/domain/routing.ts'
import { covers, hoursOf } from '../src/domain/schedules.ts'

interface Ticket {
  readonly id: string
  readonly arrivedAt: number
}

type Moment =
  | { kind: 'decision'; ticket: Ticket; input: RoutingInput; decision: Decision; queue: readonly Ticket[] }
  | {
      kind: 'moment'
      now: number
      minuteOfWeek: number
      agents: readonly RoutableAgent[]
      queue: readonly Ticket[]
    }

interface Day {
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  readonly waits: readonly number[]
  readonly waiting: readonly string[]
}

const bench: string = new URL('../../../bench/routing/day.js', import.meta.url).href
const { simulateDay } = (await import(bench)) as {
  simulateDay(
    routing: object,
    options: { agents: number; tickets: number; seed: number },
    watch?: (moment: Moment) => void,
  ): Day
}

/** Plays a day and holds what must be true at every moment of it. */
function watchedDay(options: { agents: number; tickets: number; seed: number }): Day {
  const arrivals: number[] = []
  const day = simulateDay({ route, somebodyIsFree, hoursOf }, options, (moment) => {
    if (moment.kind === 'decision') {
      const { decision, input, ticket, queue } = moment
      const chosen = input.agents.find(({ id }) => id === decision.agentId)
      if (!chosen) return
      if (!chosen.online) throw new Error(`${ticket.id} went to somebody who is offline`)
      if (!covers(chosen.hours, input.minuteOfWeek))
        throw new Error(`${ticket.id} went to somebody off schedule`)
      if (chosen.load >= chosen.limit) throw new Error(`${ticket.id} went to somebody over the limit`)
      const overtaken = queue.find((other) => other.id !== ticket.id)
      if (queue.length > 0 && queue[0]!.id !== ticket.id)
        throw new Error(`${ticket.id} overtook ${overtaken?.id}`)
      arrivals.push(ticket.arrivedAt)
    } else {
      const over = moment.agents.find((agent) => agent.load > agent.limit)
      if (over) throw new Error(`${over.id} has more than the limit`)
      if (moment.queue.length > 0 && somebodyIsFree(moment.agents, moment.minuteOfWeek))
        throw new Error(`${moment.queue[0]!.id} waits although somebody is free`)
    }
  })
  expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b))
  expect(day.decisions.size).toBe(options.tickets)
  const given = [...day.decisions.values()].filter((list) => list.at(-1)!.agentId !== null).length
  expect(given + day.waiting.length).toBe(options.tickets)
  return day
}

describe('a day of routing', () => {
  test('10,000 tickets and 50 agents: nobody over the limit or off schedule, none forgotten, order kept, all explained', () => {
    const day = watchedDay({ agents: 50, tickets: 10_000, seed: 1 })
    expect(day.waiting).toEqual([])
    const all = [...day.decisions.values()]
    // One decision, or two: to wait, and then who.
    expect(all.filter((decisions) => decisions.length > 2)).toEqual([])
    expect(all.filter((decisions) => decisions.at(-1)!.agentId === null)).toEqual([])
    expect(all.flat().filter(({ considered }) => considered.length !== 50)).toEqual([])
    const sentences = all.flat().map((decision) => explain(decision, (agent) => agent))
    expect(
      sentences.filter((text) => !/^(agent-\d{3} (was asked for|has|is free)|Waits)/.test(text)),
    ).toEqual([])
    const pools = new Set(all.flat().map(({ pool }) => pool))
    expect([...pools].sort()).toEqual(['appointed', 'fallback', 'queue', 'skill', 'some_skill'])
  })

  test('any small desk on any day keeps the same promises', () => {
    fc.assert(
      fc.property(fc.nat(8), fc.nat(150), fc.nat(), (agents, tickets, seed) => {
        expect(watchedDay({ agents, tickets, seed }).decisions.size).toBe(tickets)
      }),
      { numRuns: 40 },
    )
  })
})
