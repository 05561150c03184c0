// Kills servers with -9 while they write and deliver events to a receiver that fails in every way, and counts what
// arrived: `npm run bench -- fault [--engine sqlite|postgres] [--events 10000] [--kills 20] [--nodes 2]`.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPostgres } from '../scripts/postgres.js'
import { makeDesk, post, startReceiver, startServer } from './events-desk.js'

/** Patience and pauses of the servers; so many tries that nothing is ever parked. */
const hurry = {
  timeoutMs: 500,
  connectTimeoutMs: 500,
  leaseMs: 1500,
  retryPauses: Array.from({ length: 200 }, () => 150),
}

/** Ways in which a receiver can fail; each in one of thirty requests. */
const faults = [
  (response) => response.writeHead(500).end(),
  () => {},
  (response) => response.destroy(),
  (response, url) => response.writeHead(307, { location: url }).end(),
  // Too slow: it has done its work, but nobody has waited for the answer.
  (response) => setTimeout(() => response.end('{}'), 700),
]

/**
 * Runs once. Every message is sent until it is acknowledged, with an Idempotency-Key, so exactly `events` messages
 * exist in the end, numbered within their tickets.
 * @param {{ dataDir: string, databaseUrl?: string, events: number, kills: number, nodes?: number, tickets?: number }} options
 */
export async function runFaults({ dataDir, databaseUrl, events, kills, nodes = 1, tickets = 100 }) {
  const requests = { all: 0, failed: 0 }
  /** Event ids that were answered with 200, and how often; the numbers of each ticket in the order of first answers. */
  const taken = new Map()
  const order = new Map()
  let requestCount = 0
  const receiver = await startReceiver((body, response) => {
    requests.all += 1
    requestCount += 1
    const fault = requestCount % 30 < 5 ? faults[requestCount % 5] : undefined
    if (fault) {
      requests.failed += 1
      fault(response, receiver.url)
      return
    }
    const id = body.header.event_id
    if (!taken.has(id) && body.event.text !== undefined) {
      const { ticket, text } = body.event
      const numbers = order.get(ticket.ticket_id) ?? []
      order.set(ticket.ticket_id, [...numbers, Number(text)])
    }
    taken.set(id, (taken.get(id) ?? 0) + 1)
    response.end('{}')
  })
  const desk = await makeDesk({ dataDir, databaseUrl, tickets, urls: [receiver.url] })
  const servers = await Promise.all(Array.from({ length: nodes }, () => startServer(desk, hurry)))
  const started = performance.now()
  let written = 0
  let retried = 0
  const perTicket = Math.ceil(events / tickets)

  /** One ticket's messages, one after the other. */
  async function write(ticketId, t) {
    const count = Math.min(perTicket, events - t * perTicket)
    for (let n = 0; n < count;) {
      const server = servers[(t + retried) % servers.length]
      try {
        await post(server.url, desk, ticketId, String(n), { 'idempotency-key': `${ticketId}-${n}` })
        n += 1
        written += 1
      } catch {
        retried += 1
        await pause(50)
      }
    }
  }
  async function killAndRestart() {
    for (let kill = 0; kill < kills; kill += 1) {
      // Half of them while messages are written, half while the rest is delivered.
      const share = ((kill + 1) / (kills + 1)) * events
      while (Math.max(taken.size, kill < kills / 2 ? written : 0) < share) await pause(5)
      const i = kill % servers.length
      await servers[i].kill()
      servers[i] = await startServer(desk, hurry)
    }
  }
  const writers = desk.ticketIds.map(write)
  await Promise.all([killAndRestart(), ...writers])
  const deadline = Date.now() + 300_000
  while (taken.size < events && Date.now() < deadline) await pause(20)
  // What comes twice comes within a lease.
  await pause(hurry.leaseMs)
  for (const server of servers) await server.stop()
  receiver.close()

  const outOfOrder = [...order.values()].filter((numbers) => numbers.some((n, i) => n !== i)).length
  return {
    events,
    kills,
    nodes,
    written,
    retriedWrites: retried,
    arrived: taken.size,
    missing: events - taken.size,
    ticketsOutOfOrder: outOfOrder,
    duplicates: [...taken.values()].reduce((sum, times) => sum + times - 1, 0),
    requests: requests.all,
    failedRequests: requests.failed,
    seconds: Math.round((performance.now() - started) / 100) / 10,
  }
}

async function main() {
  const { values } = parseArgs({
    options: {
      engine: { type: 'string' },
      events: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '20' },
      nodes: { type: 'string', default: '2' },
    },
  })
  const [events, kills] = [Number(values.events), Number(values.kills)]
  const report = async (name, databaseUrl, nodes) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'pipit-fault-'))
    const result = await runFaults({ dataDir, databaseUrl, events, kills, nodes })
    console.log(name)
    console.table(result)
    rmSync(dataDir, { recursive: true, force: true })
    if (result.missing > 0 || result.ticketsOutOfOrder > 0) process.exitCode = 1
  }
  if (values.engine !== 'postgres') await report('SQLite, one process', undefined, 1)
  if (values.engine === 'sqlite') return
  const postgres = await startPostgres()
  if (!postgres) return console.log('PostgreSQL: no server programs on this machine')
  await report(`PostgreSQL, ${values.nodes} processes`, postgres.url, Number(values.nodes))
  await postgres.stop()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
