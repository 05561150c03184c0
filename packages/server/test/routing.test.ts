import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Pool,
  type RoutableAgent,
  type RoutingInput,
  type Verdict,
  explain,
  route,
  somebodyIsFree,
} from '../src/domain/routing.ts'
import { covers, hoursOf } from '../src/domain/schedules.ts'
import { type Skill, skillsFor } from '../src/domain/skill-rules.ts'

const skillIds = ['a', 'b', 'c'] as const
const ids = ['1', '2', '3', '4', '5', '6'] as const

const skill = (id: string): Skill => ({
  id,
  name: id.toUpperCase(),
  rules: [{ fact: id, operator: 'in', operand: 'yes' }],
})

const hours = fc.constantFrom(
  hoursOf([]),
  hoursOf([{ start_time: '09:00', end_time: '18:00', weekday: 10 }]),
  hoursOf([{ start_time: '22:00', end_time: '06:00', weekday: 9 }]),
)

const agent = (id: string): fc.Arbitrary<RoutableAgent> =>
  fc.record({
    id: fc.constant(id),
    online: fc.boolean(),
    hours,
    load: fc.nat(4),
    limit: fc.nat(4),
    lastAssignedAt: fc.nat(2),
    skillIds: fc.subarray([...skillIds]).map((some) => new Set<string>(some)),
  })

const input: fc.Arbitrary<RoutingInput> = fc.record({
  minuteOfWeek: fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }),
  agents: fc.subarray([...ids]).chain((some) => fc.tuple(...some.map(agent))),
  skills: fc.subarray([...skillIds]).map((some) => some.map(skill)),
  facts: fc
    .subarray([...skillIds])
    .map((some): ReadonlyMap<string, string[]> => new Map(some.map((id) => [id, ['yes']]))),
  appointed: fc.subarray(['1', '2', 'somebody else']),
  othersWait: fc.boolean(),
})

const isFree = (agent: RoutableAgent, at: number) =>
  agent.online && covers(agent.hours, at) && agent.load < agent.limit

/** The rule, written down once more: among whom the ticket's agent must be. */
function poolOf(input: RoutingInput): [Pool, RoutableAgent[]] {
  const free = input.othersWait ? [] : input.agents.filter((agent) => isFree(agent, input.minuteOfWeek))
  const asked = skillsFor(input.skills, input.facts).map(({ id }) => id)
  const knows = (agent: RoutableAgent) => asked.filter((id) => agent.skillIds.has(id)).length
  const wanted = free.filter(({ id }) => input.appointed.includes(id))
  const most = Math.max(0, ...free.map(knows))
  if (free.length === 0) return ['queue', []]
  if (wanted.length > 0) return ['appointed', wanted]
  if (most === 0) return ['fallback', free]
  if (most === asked.length) return ['skill', free.filter((agent) => knows(agent) === most)]
  return ['some_skill', free.filter((agent) => knows(agent) > 0)]
}

const comesBefore = (a: RoutableAgent, b: RoutableAgent): boolean =>
  a.load < b.load || (a.load === b.load && a.lastAssignedAt < b.lastAssignedAt)

describe('routing', () => {
  test('who gets a ticket is online, on schedule and under the limit', () => {
    fc.assert(
      fc.property(input, (input) => {
        const { agentId } = route(input)
        const chosen = input.agents.find(({ id }) => id === agentId)
        expect(agentId === null || isFree(chosen!, input.minuteOfWeek)).toBe(true)
      }),
    )
  })

  test('a ticket waits only when nobody is free, or when others have waited longer', () => {
    fc.assert(
      fc.property(input, (input) => {
        const free = somebodyIsFree(input.agents, input.minuteOfWeek)
        expect(free).toBe(input.agents.some((agent) => isFree(agent, input.minuteOfWeek)))
        expect(route(input).agentId === null).toBe(!free || input.othersWait)
      }),
    )
  })

  test('those who were asked for come first, then who has the skills, then who has some, then anybody', () => {
    fc.assert(
      fc.property(input, (input) => {
        const [pool, members] = poolOf(input)
        const decision = route(input)
        expect(decision.pool).toBe(pool)
        expect(members.some(({ id }) => id === decision.agentId)).toBe(pool !== 'queue')
        expect(decision.skills.map(({ id }) => id)).toEqual(
          skillsFor(input.skills, input.facts).map(({ id }) => id),
        )
      }),
    )
  })

  test('of those, the least busy gets it; of equals, who has waited longest', () => {
    fc.assert(
      fc.property(input, (input) => {
        const [, members] = poolOf(input)
        const chosen = members.find(({ id }) => id === route(input).agentId)
        expect(members.filter((agent) => comesBefore(agent, chosen!))).toEqual([])
      }),
    )
  })

  test('every agent has one true reason', () => {
    fc.assert(
      fc.property(input, (input) => {
        const [, members] = poolOf(input)
        const { agentId, considered } = route(input)
        const chosen = input.agents.find(({ id }) => id === agentId)
        const reasonOf = (agent: RoutableAgent): Verdict => {
          if (!agent.online) return 'offline'
          if (!covers(agent.hours, input.minuteOfWeek)) return 'off_duty'
          if (agent.load >= agent.limit) return 'full'
          if (!chosen) return 'held'
          if (agent === chosen) return 'chosen'
          if (!members.includes(agent)) return 'passed_over'
          return agent.load > chosen.load ? 'busier' : 'served_later'
        }
        expect(considered).toEqual(
          input.agents.map((agent) => ({
            agentId: agent.id,
            verdict: reasonOf(agent),
            load: agent.load,
            limit: agent.limit,
          })),
        )
      }),
    )
  })

  test('the order in which agents are looked at does not matter', () => {
    fc.assert(
      fc.property(input, (input) => {
        const backwards = route({ ...input, agents: input.agents.toReversed() })
        expect({ ...backwards, considered: backwards.considered.toReversed() }).toEqual(route(input))
      }),
    )
  })

  test('a decision reads like a sentence', () => {
    const one = (id: string, change: Partial<RoutableAgent> = {}): RoutableAgent => ({
      id,
      online: true,
      hours: [],
      load: 1,
      limit: 3,
      lastAssignedAt: 0,
      skillIds: new Set(),
      ...change,
    })
    const told = (change: Partial<RoutingInput>) => {
      const usual: RoutingInput = {
        minuteOfWeek: 0,
        agents: [one('Ada'), one('Bo', { load: 2 }), one('Cy', { online: false }), one('Di', { load: 3 })],
        skills: [skill('a'), skill('b')],
        facts: new Map(),
        appointed: [],
        othersWait: false,
      }
      return explain(route({ ...usual, ...change }), (id) => id)
    }
    expect(told({})).toBe('Ada is free and had 1 of 3 tickets (1 with more tickets, 1 full, 1 offline).')
    expect(told({ appointed: ['Bo'] })).toBe(
      'Bo was asked for and had 2 of 3 tickets (1 passed over, 1 full, 1 offline).',
    )
    const facts = new Map([
      ['a', ['yes']],
      ['b', ['yes']],
    ])
    expect(told({ facts })).toMatch(/^Ada is free, unlike everybody with the skills A, B, and had/)
    expect(told({ facts, agents: [one('Bo', { skillIds: new Set(['b']) })] })).toBe(
      'Bo has some of the skills A, B and had 1 of 3 tickets.',
    )
    expect(told({ agents: [one('Di', { load: 3 })] })).toBe('Waits: nobody is free (1 full).')
    expect(told({ othersWait: true, agents: [one('Ada')] })).toBe(
      'Waits behind others (1 held for those who wait).',
    )
    expect(told({ agents: [] })).toBe('Waits: nobody serves on the desk.')
  })
})
