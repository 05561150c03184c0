// A desk with subscribed apps, and server processes, for the measurements of events.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createApp, tenantToken } from '../packages/server/dist/domain/apps.js'
import { newCx } from '../packages/server/dist/domain/cx.js'
import { authorizationOf } from '../packages/server/dist/domain/helpdesks.js'
import { postAsBot } from '../packages/server/dist/domain/messages.js'
import { changeReceiver } from '../packages/server/dist/domain/receivers.js'
import { subscribableEvents, subscribe } from '../packages/server/dist/domain/subscriptions.js'
import { startService } from '../packages/server/dist/domain/tickets.js'
import { open } from '../packages/server/dist/open.js'
import { addPerson, createOrganisation, helpdeskScopes } from '../packages/server/dist/seed/organisation.js'

const script = fileURLToPath(new URL('events-server.js', import.meta.url))

/**
 * Makes a desk with tickets and as many subscribed apps as there are request URLs (`null` is a long connection).
 * @param {{ dataDir: string, databaseUrl?: string, tickets: number, urls: (string | null)[] }} options
 */
export async function makeDesk({ dataDir, databaseUrl, tickets, urls }) {
  const secretKey = randomBytes(32).toString('hex')
  const services = await open({ dataDir, databaseUrl, secretKey, baseUrl: undefined, port: 0 })
  const system = newCx(services, { tenantId: '', helpdeskId: '', actor: { kind: 'system' }, now: Date.now() })
  const { cx, appId, appSecret, helpdeskToken } = await services.engine.transaction((db) =>
    createOrganisation(
      { ...system, db, inTransaction: true },
      { tenant: 'Bench', app: 'App 0', helpdesk: 'Desk' },
    ),
  )
  const outside = { ...system, tenantId: cx.tenantId, helpdeskId: cx.helpdeskId }
  const appIds = [appId]
  for (let i = 1; i < urls.length; i += 1) {
    const made = await createApp(outside, `App ${i}`, { requested: helpdeskScopes, granted: true })
    appIds.push(made.appId)
  }
  const ticketIds = []
  for (let i = 0; i < tickets; i += 1) {
    const guestId = await services.engine.transaction((db) =>
      addPerson({ ...outside, db, inTransaction: true }, { name: `Guest ${i}` }),
    )
    const ticket = await startService(
      { ...outside, now: Date.now() },
      { guestId, human: true, appointedAgents: [], channel: 9 },
    )
    ticketIds.push(ticket.id)
  }
  await services.engine.sequence()
  // Only what happens from now on is told.
  await new Promise((resolve) => setTimeout(resolve, 5))
  for (const [i, id] of appIds.entries()) {
    const app = { ...outside, now: Date.now(), actor: { kind: 'app', appId: id } }
    await changeReceiver(app, id, { requestUrl: urls[i], events: [] }, async () => {})
    await subscribe(app, subscribableEvents)
  }
  const { token } = tenantToken({ ...outside, now: Date.now() }, await services.registry.app(appId))
  await services.engine.close()
  return {
    dataDir,
    databaseUrl,
    secretKey,
    appIds,
    appSecret,
    ticketIds,
    tenantId: cx.tenantId,
    helpdeskId: cx.helpdeskId,
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      'x-lark-helpdesk-authorization': authorizationOf(cx.helpdeskId, helpdeskToken),
    },
  }
}

/** Writes messages straight into the database of a desk whose servers are stopped, over all of its tickets. */
export async function writeMessages(desk, count) {
  const { dataDir, databaseUrl, secretKey, tenantId, helpdeskId } = desk
  const services = await open({ dataDir, databaseUrl, secretKey, baseUrl: undefined, port: 0 })
  const cx = newCx(services, { tenantId, helpdeskId, actor: { kind: 'system' }, now: Date.now() })
  for (let from = 0; from < count; from += 100)
    await services.engine.transaction(async (db) => {
      for (let i = from; i < Math.min(count, from + 100); i += 1)
        await postAsBot({ ...cx, db, inTransaction: true }, desk.ticketIds[i % desk.ticketIds.length], {
          type: 'text',
          content: { text: `many ${i}` },
        })
    })
  await services.engine.close()
}

/** Starts a server process on a desk's database. */
export async function startServer(desk, events = {}) {
  const child = spawn(process.execPath, [script], {
    env: {
      ...process.env,
      DATA_DIR: desk.dataDir,
      DATABASE_URL: desk.databaseUrl ?? '',
      PIPIT_SECRET_KEY: desk.secretKey,
      PIPIT_RATE_LIMIT: '0',
      PIPIT_LOG_LEVEL: 'fatal',
      PIPIT_ALLOW_PRIVATE_WEBHOOKS: 'true',
      BENCH_EVENTS: JSON.stringify(events),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const url = await new Promise((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      const ready = /ready at (\S+)/.exec(output)
      if (ready) resolve(ready[1])
    })
    void gone.then((code) => reject(new Error(`The server ended with ${code}: ${output}`)))
  })
  const end = (signal) => {
    child.kill(signal)
    return gone
  }
  return { url, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** An HTTP receiver. @param {(event: any, response: import('node:http').ServerResponse) => void} take */
export async function startReceiver(take) {
  const server = createServer((request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => take(JSON.parse(Buffer.concat(chunks).toString('utf8')), response))
    request.on('error', () => {})
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Posts a message to a ticket. */
export async function post(url, desk, ticketId, text, headers = {}) {
  const reply = await fetch(`${url}/open-apis/helpdesk/v1/tickets/${ticketId}/messages`, {
    method: 'POST',
    headers: { ...desk.headers, ...headers },
    body: JSON.stringify({ msg_type: 'text', content: JSON.stringify({ text }) }),
  })
  const body = await reply.json()
  if (body.code !== 0) throw new Error(JSON.stringify(body))
  return body.data.message_id
}
