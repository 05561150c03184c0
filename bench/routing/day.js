// A made-up day of a help desk, played with the server's own routing: who comes when, how long it takes, who works.

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** @param {number} seed @returns {() => number} from 0 to 1, the same for the same seed */
function chance(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const shifts = [
  [['06:00', '14:00']],
  [['14:00', '22:00']],
  [['22:00', '06:00']],
  [
    ['09:00', '12:00'],
    ['13:00', '18:00'],
  ],
  [],
]
const languages = ['zh_cn', 'en_us', 'ja_jp']
const cities = ['Shanghai', 'London', 'Tokyo', 'Lyon']

/** Few at night, most in the morning and after lunch. */
const busyness = [1, 1, 1, 1, 1, 2, 3, 5, 8, 10, 10, 8, 6, 8, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]

/** Events by time; what is added at one time comes out in the order it was added. */
class Agenda {
  #events = []
  #count = 0
  add(at, run) {
    const event = { at, n: this.#count++, run }
    let i = this.#events.push(event) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!this.#before(event, this.#events[parent])) break
      this.#events[i] = this.#events[parent]
      i = parent
    }
    this.#events[i] = event
  }
  next() {
    const first = this.#events[0]
    const last = this.#events.pop()
    if (this.#events.length === 0) return first
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= this.#events.length) break
      if (child + 1 < this.#events.length && this.#before(this.#events[child + 1], this.#events[child]))
        child++
      if (!this.#before(this.#events[child], last)) break
      this.#events[i] = this.#events[child]
      i = child
    }
    this.#events[i] = last
    return first
  }
  #before = (a, b) => a.at < b.at || (a.at === b.at && a.n < b.n)
}

/**
 * Plays Monday on a desk.
 * @param routing the functions `route`, `somebodyIsFree` and `hoursOf` of the server
 * @param options how many `agents` and `tickets`; the same `seed` gives the same day
 * @param {(moment: object) => void} [watch] is told of every decision and, after everything that happens, how things
 *   stand
 * @returns the decisions by ticket, and how long tickets waited
 */
export function simulateDay(
  { route, somebodyIsFree, hoursOf },
  { agents: agentCount, tickets, seed },
  watch,
) {
  const random = chance(seed)
  const pick = (list) => list[Math.floor(random() * list.length)]
  const agenda = new Agenda()

  const skills = [
    ...languages.map((language) => ({
      id: language,
      name: `Speaks ${language}`,
      rules: [{ fact: 'language', operator: 'any_of', operand: `["${language}"]` }],
    })),
    ...cities.map((city) => ({
      id: city,
      name: `Knows ${city}`,
      rules: [
        { fact: 'city', operator: 'in', operand: city },
        { fact: 'vip', operator: 'at_least', operand: '2' },
      ],
    })),
  ]
  let agents = Array.from({ length: agentCount }, (_, i) => ({
    id: `agent-${String(i).padStart(3, '0')}`,
    online: true,
    hours: hoursOf(pick(shifts).map(([start_time, end_time]) => ({ start_time, end_time, weekday: 10 }))),
    load: 0,
    limit: 4 + Math.floor(random() * 8),
    lastAssignedAt: 0,
    skillIds: new Set(skills.filter(() => random() < 0.3).map((skill) => skill.id)),
  }))
  const change = (id, how) => {
    agents = agents.map((agent) => (agent.id === id ? { ...agent, ...how(agent) } : agent))
  }

  /** @type {{ id: string, arrivedAt: number, facts: Map<string, string[]>, appointed: string[], takes: number }[]} */
  const queue = []
  const decisions = new Map()
  const waits = []
  let now = 0
  const minuteOfWeek = () => Math.floor(now / minute) % (7 * 24 * 60)

  const decide = (ticket, othersWait) => {
    const input = {
      minuteOfWeek: minuteOfWeek(),
      agents,
      skills,
      facts: ticket.facts,
      appointed: ticket.appointed,
      othersWait,
    }
    const decision = route(input)
    decisions.set(ticket.id, [...(decisions.get(ticket.id) ?? []), decision])
    watch?.({ kind: 'decision', ticket, input, decision, queue })
    if (decision.agentId === null) return false
    waits.push(now - ticket.arrivedAt)
    change(decision.agentId, (agent) => ({ load: agent.load + 1, lastAssignedAt: now }))
    agenda.add(now + ticket.takes, () => {
      change(decision.agentId, (agent) => ({ load: agent.load - 1 }))
      serve()
    })
    return true
  }
  const serve = () => {
    while (queue.length > 0 && somebodyIsFree(agents, minuteOfWeek())) {
      if (!decide(queue[0], false)) throw new Error('Somebody is free, and nobody was chosen.')
      queue.shift()
    }
  }

  const ofDay = busyness.reduce((sum, n) => sum + n)
  for (let n = 0; n < tickets; n++) {
    let rest = random() * ofDay
    let at = 0
    while (at < 23 && rest >= busyness[at]) rest -= busyness[at++]
    const ticket = {
      id: `ticket-${n}`,
      arrivedAt: at * hour + Math.floor(random() * hour),
      facts: new Map([
        ['language', [pick(languages)]],
        ['city', [pick(cities)]],
        ['vip', [String(Math.floor(random() * 4))]],
      ]),
      appointed: random() < 0.05 ? [pick(agents)?.id ?? ''] : [],
      takes: Math.ceil((2 + random() * 32) * minute),
    }
    agenda.add(ticket.arrivedAt, () => {
      serve()
      if (!decide(ticket, queue.length > 0)) queue.push(ticket)
    })
  }
  for (const agent of agents) {
    const away = Math.floor(random() * day)
    agenda.add(away, () => change(agent.id, () => ({ online: false })))
    agenda.add(away + 30 * minute, () => {
      change(agent.id, () => ({ online: true }))
      serve()
    })
  }
  // Duty begins and ends on whole minutes.
  for (let at = 0; at < day; at += minute) agenda.add(at, serve)

  for (let event = agenda.next(); event && event.at < day; event = agenda.next()) {
    now = event.at
    event.run()
    watch?.({ kind: 'moment', now, minuteOfWeek: minuteOfWeek(), agents, queue })
  }
  waits.sort((a, b) => a - b)
  return { decisions, waits, waiting: queue.map((ticket) => ticket.id), agents }
}
