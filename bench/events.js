// Events: how long from the commit to the receiver, and how many a second, while another receiver hangs.
// `npm run bench -- events [--engine sqlite|postgres] [--events 5000]`
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startPostgres } from '../scripts/postgres.js'
import { makeDesk, post, startReceiver, startServer, writeMessages } from './events-desk.js'

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

  await server.stop()

  // What has been left behind, with nothing else to do.
  arrivals.clear()
  await writeMessages(desk, events)
  const next = await startServer(desk)
  while (arrivals.size === 0) await pause(1)
  const started = performance.now()
  while (arrivals.size < events) await pause(2)
  const seconds = (performance.now() - started) / 1000
  await next.stop()
  good.close()
  hanging.close()
  return {
    'commit to receiver, p50 (ms)': Math.round(percentile(latencies, 0.5) * 10) / 10,
    'commit to receiver, p99 (ms)': Math.round(percentile(latencies, 0.99) * 10) / 10,
    'delivered (events/s)': Math.round(events / seconds),
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
