// Events: how long from the commit to the receiver, and how many a second, while another receiver hangs.
// `npm run bench -- events [--engine sqlite|postgres] [--events 5000]`
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startPostgres } from '../scripts/postgres.js'
import { makeDesk, post, startReceiver, startServer } from './events-desk.js'

const { values } = parseArgs({
  options: { engine: { type: 'string' }, events: { type: 'string', default: '5000' } },
})
const events = Number(values.events)
const tickets = 200

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]

async function measure(dataDir, databaseUrl) {
  /** When each message arrived, by its text. */
  const arrivals = new Map()
  const good = await startReceiver((body, response) => {
    arrivals.set(body.event.text, Date.now())
    response.end('{}')
  })
  const hanging = await startReceiver(() => {})
  const desk = await makeDesk({ dataDir, databaseUrl, tickets, urls: [good.url, hanging.url] })
  const server = await startServer(desk)
  const ticketOf = (i) => desk.ticketIds[i % tickets]

  // One at a time: the reply to the write is the latest moment at which it can have been committed.
  const latencies = []
  for (let i = 0; i < 300; i += 1) {
    const text = `single ${i}`
    const sent = Date.now()
    await post(server.url, desk, ticketOf(i), text)
    const committed = Date.now()
    while (!arrivals.has(text)) await pause(1)
    // From the middle of the write: it was committed somewhere in it.
    latencies.push(arrivals.get(text) - (sent + committed) / 2)
  }
  latencies.sort((a, b) => a - b)

  // As fast as eight callers write.
  const started = performance.now()
  let next = 0
  const caller = async () => {
    while (next < events) {
      const i = next++
      await post(server.url, desk, ticketOf(i), `many ${i}`)
    }
  }
  await Promise.all(Array.from({ length: 8 }, caller))
  const writtenAt = performance.now()
  while (arrivals.size < events + 300) await pause(2)
  const arrivedAt = performance.now()
  await server.stop()
  good.close()
  hanging.close()
  return {
    'latency p50 (ms)': Math.round(percentile(latencies, 0.5) * 10) / 10,
    'latency p99 (ms)': Math.round(percentile(latencies, 0.99) * 10) / 10,
    'written (events/s)': Math.round(events / ((writtenAt - started) / 1000)),
    'delivered (events/s)': Math.round(events / ((arrivedAt - started) / 1000)),
    'behind at the end (ms)': Math.round(arrivedAt - writtenAt),
  }
}

async function report(name, databaseUrl) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-bench-events-'))
  console.log(`${name}, ${events} events to one receiver while another hangs`)
  console.table(await measure(dataDir, databaseUrl))
  rmSync(dataDir, { recursive: true, force: true })
}

if (values.engine !== 'postgres') await report('SQLite', undefined)
if (values.engine !== 'sqlite') {
  const postgres = await startPostgres()
  if (postgres) {
    await report('PostgreSQL', postgres.url)
    await postgres.stop()
  } else console.log('PostgreSQL: no server programs on this machine')
}
