// How long the routing of a day takes: `npm run bench -- routing [agents] [tickets]`. Nothing but decisions: no database.
import { explain, route, somebodyIsFree } from '../../packages/server/dist/domain/routing.js'
import { hoursOf } from '../../packages/server/dist/domain/schedules.js'
import { simulateDay } from './day.js'

const [agents = 50, tickets = 10_000] = process.argv.slice(2).map(Number)
const started = performance.now()
const day = simulateDay({ route, somebodyIsFree, hoursOf }, { agents, tickets, seed: 1 })
const seconds = (performance.now() - started) / 1000
const all = [...day.decisions].flatMap(([id, list]) => list.map((decision) => [id, decision]))
const lines = all.map(([id, decision]) => `${id}: ${explain(decision, (agent) => agent)}`)
const explained = (performance.now() - started) / 1000 - seconds

const minutes = (share) => ((day.waits[Math.floor(day.waits.length * share)] ?? 0) / 60_000).toFixed(1)
console.log(`${tickets} tickets, ${agents} agents, one day: ${all.length} decisions`)
console.log(`  routed in ${seconds.toFixed(2)} s (${Math.round(all.length / seconds)} decisions a second)`)
console.log(`  explained in ${explained.toFixed(2)} s, ${lines.length} sentences`)
console.log(`  waited (minutes): half ${minutes(0.5)}, 95% ${minutes(0.95)}, longest ${minutes(0.9999)}`)
console.log(`  still waiting at midnight: ${day.waiting.length}`)
for (const pool of ['appointed', 'skill', 'some_skill', 'fallback', 'queue'])
  console.log(`  ${pool}: ${all.filter(([, decision]) => decision.pool === pool).length}`)
console.log('\nFor example:')
for (const i of [0, Math.floor(lines.length / 3), Math.floor(lines.length / 2)]) console.log(`  ${lines[i]}`)
