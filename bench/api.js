// The API under load, against the floor, in one run: SQLite always, PostgreSQL where it is found.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { openEngine } from '../packages/server/dist/db/engine.js'
import { fill } from './fill.js'
import { startPostgres } from '../scripts/postgres.js'
import { serve, serverProgram } from '../scripts/serve.js'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '1,16,64' },
    tickets: { type: 'string', default: '100000' },
    engine: { type: 'string' },
  },
})
const seconds = Number(values.seconds)
const connections = values.connections.split(',').map(Number)
const ticketCount = Number(values.tickets)

/** One scenario at one concurrency; every reply has to be a success. */
async function measure(url, connections, requests) {
  const result = await autocannon({ url, connections, duration: seconds, requests, timeout: 10 })
  const failures = result.non2xx + result.errors + result.timeouts
  if (failures > 0) throw new Error(`${failures} of ${result.requests.total} calls failed`)
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

const pick = (list, n) => Array.from({ length: n }, (_, i) => list[Math.floor((i * list.length) / n)])

async function benchEngine(kind, databaseUrl) {
  const dataDir = mkdtempSync(join(tmpdir(), 'pipit-bench-'))
  const environment = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl ?? '',
    PIPIT_RATE_LIMIT: '0',
  }
  const server = await serve(serverProgram, environment)
  const run = JSON.parse(readFileSync(join(dataDir, 'first-run.json'), 'utf8'))
  const engine = await openEngine({ dataDir, databaseUrl })
  const desk = await engine.db
    .selectFrom('helpdesks')
    .select('tenant_id')
    .where('id', '=', run.helpdesk_id)
    .executeTakeFirstOrThrow()
  const tenantId = desk.tenant_id
  console.log(`\n## ${kind}: ${ticketCount.toLocaleString('en')} tickets`)
  const started = performance.now()
  const { guestIds, ids } = await fill(engine, {
    tenantId,
    helpdeskId: run.helpdesk_id,
    agentId: run.agent_open_id,
    guests: 60_000,
    tickets: ticketCount,
  })
  if (kind === 'postgres') await engine.script('analyze')
  console.log(`filled in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  await engine.close()

  const credentials = { app_id: run.app_id, app_secret: run.app_secret }
  const json = { 'content-type': 'application/json' }
  const token = await fetch(`${server.url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(credentials),
  }).then((reply) => reply.json())
  const headers = {
    ...json,
    authorization: `Bearer ${token.tenant_access_token}`,
    'x-lark-helpdesk-authorization': Buffer.from(`${run.helpdesk_id}:${run.helpdesk_token}`).toString(
      'base64',
    ),
  }
  const base = '/open-apis/helpdesk/v1'
  const sample = pick(ids, 500)
  const body = await fetch(`${server.url}${base}/tickets/${sample[0]}`, { headers }).then((reply) =>
    reply.text(),
  )
  const bodyFile = join(dataDir, 'body.json')
  writeFileSync(bodyFile, body)
  const floor = await serve('bench/floor.js', {
    ...environment,
    BENCH_BODY: bodyFile,
    BENCH_TENANT: tenantId,
    BENCH_DESK: run.helpdesk_id,
  })

  let guest = 0
  const text = JSON.stringify({
    msg_type: 'text',
    content: JSON.stringify({ text: 'A message of ordinary length, 一条普通长度的消息。' }),
  })
  const open = ids.filter((_, i) => i % 6 >= 3)
  const scenarios = [
    ['floor: bare select', floor.url, sample.map((id) => ({ method: 'GET', path: `/tickets/${id}` }))],
    [
      'ticket get',
      server.url,
      sample.map((id) => ({ method: 'GET', path: `${base}/tickets/${id}`, headers })),
    ],
    [
      'ticket list, 50',
      server.url,
      [1, 2, 3, 5, 8, 20, 100, 200].map((page) => ({
        method: 'GET',
        path: `${base}/tickets?page=${page}&page_size=50`,
        headers,
      })),
    ],
    [
      'message create',
      server.url,
      pick(open, 500).map((id) => ({
        method: 'POST',
        path: `${base}/tickets/${id}/messages`,
        headers,
        body: text,
      })),
    ],
    [
      'start_service',
      server.url,
      [
        {
          method: 'POST',
          path: `${base}/start_service`,
          headers,
          setupRequest: (request) => ({
            ...request,
            body: JSON.stringify({ open_id: guestIds[guest++ % guestIds.length], human_service: true }),
          }),
        },
      ],
    ],
  ]
  console.log(`ticket get replies ${Buffer.byteLength(body)} bytes; ${seconds} s for each figure\n`)
  console.log('| scenario | connections | requests/s | p50 ms | p99 ms | of the floor |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  for (const count of connections) {
    let floorRate = 0
    for (const [name, url, requests] of scenarios) {
      await autocannon({ url, connections: count, duration: 1, requests })
      const { rate, p50, p99 } = await measure(url, count, requests)
      if (url === floor.url) floorRate = rate
      console.log(
        `| ${name} | ${count} | ${Math.round(rate).toLocaleString('en')} | ${p50} | ${p99} | ${(rate / floorRate).toFixed(2)} |`,
      )
    }
  }
  await Promise.all([server.stop(), floor.stop()])
  rmSync(dataDir, { recursive: true, force: true })
}

if (values.engine !== 'postgres') await benchEngine('sqlite')
if (values.engine !== 'sqlite') {
  const postgres = await startPostgres()
  if (!postgres)
    console.log(
      '\nPostgreSQL was not found: left out. apt-get install postgresql, or set PIPIT_TEST_DATABASE_URL.',
    )
  else {
    await benchEngine('postgres', postgres.url)
    await postgres.stop()
  }
}
