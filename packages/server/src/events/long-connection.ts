import { createHmac } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { connectionsElsewhere, noteConnections } from '../db/event-connections.ts'
import { type Services, newCx } from '../domain/cx.ts'
import { noteListener } from '../domain/receivers.ts'
import { newId } from '../platform/ids.ts'
import { sameHash } from '../platform/secrets.ts'
import { type Connections, maximumConnections } from './connections.ts'

export const connectionPath = '/callback/ws/v2'

/** An address is good for one connection made soon. */
const ticketLifetime = 5 * 60_000
const serviceId = 1
/** How long a node's count of its connections is believed, and how often it is renewed. */
const countLifetime = 45_000

/** Refusals as the clients know them: 403 and, of 514, only this code end their attempts. */
export const tooManyConnections = 1000040350

export interface LongConnections {
  /** The query of an address at which an app may connect once, or nothing when it holds too many connections. */
  ticketFor(appId: string, now: number): Promise<string | undefined>
  /** Takes over the upgrades of an HTTP server. */
  attach(server: Server): void
  /** Writes down how many connections there are. */
  note(appId: string): void
  close(): Promise<void>
}

/** Lets apps connect, at any node that holds the same key. */
export function longConnections(services: Services, connections: Connections, node: string): LongConnections {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024 * 1024, perMessageDeflate: false })
  const { engine } = services
  let isClosed = false
  let written = Promise.resolve()
  const write = (counts: readonly (readonly [string, number])[]) => {
    if (counts.length === 0 || isClosed) return
    const writing = () =>
      engine.transaction((db) => noteConnections(db, node, counts, Date.now() + countLifetime))
    // A count that is not written is only wrong for a moment.
    written = written.then(writing).catch(() => {})
  }
  const renewal = setInterval(() => write(connections.counts()), countLifetime / 3)
  renewal.unref()
  const hasRoom = async (appId: string) =>
    connections.count(appId) + (await connectionsElsewhere(engine.db, appId, node, Date.now())) <
    maximumConnections

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(request.url ?? '', 'ws://localhost')
    if (url.pathname !== connectionPath) return refuse(socket, 404, 'there is no connection here')
    const appId = readTicket(services.keys.signing, url.searchParams.get('ticket') ?? '', Date.now())
    const app = appId === undefined ? undefined : await services.registry.app(appId)
    if (!app?.enabled) return refuse(socket, 403, 'ask /callback/ws/endpoint for a new address')
    if (!(await hasRoom(app.id)))
      return refuse(socket, 514, 'the app has too many connections', tooManyConnections)
    const cx = newCx(services, {
      tenantId: app.homeTenantId,
      helpdeskId: '',
      actor: { kind: 'app', appId: app.id },
      now: Date.now(),
    })
    await noteListener(cx, app.id)
    sockets.handleUpgrade(request, socket, head, (client) => connections.add(app.id, client, serviceId))
  }

  return {
    ticketFor: async (appId, now) => {
      if (!(await hasRoom(appId))) return undefined
      const ticket = signTicket(services.keys.signing, appId, now + ticketLifetime)
      return `ticket=${ticket}&device_id=${newId(now)}&service_id=${serviceId}`
    },
    attach: (server) => {
      server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
        socket.on('error', () => socket.destroy())
        upgrade(request, socket, head).catch(() => refuse(socket, 500, 'something failed on our side'))
      })
    },
    note: (appId) => write([[appId, connections.count(appId)]]),
    close: async () => {
      clearInterval(renewal)
      write(connections.counts().map(([appId]) => [appId, 0]))
      isClosed = true
      connections.close()
      sockets.close()
      await written
    },
  }
}

function refuse(socket: Duplex, status: number, message: string, code?: number): void {
  const headers = [
    `HTTP/1.1 ${status} Refused`,
    `Handshake-Status: ${status}`,
    `Handshake-Msg: ${message}`,
    ...(code === undefined ? [] : [`Handshake-Autherrcode: ${code}`]),
    'Content-Length: 0',
    'Connection: close',
  ]
  socket.end(`${headers.join('\r\n')}\r\n\r\n`)
}

const proofOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(`long connection ${text}`).digest('base64url')

const signTicket = (key: Buffer, appId: string, expiresAt: number): string =>
  `${appId}.${expiresAt}.${proofOf(key, `${appId}.${expiresAt}`)}`

function readTicket(key: Buffer, ticket: string, now: number): string | undefined {
  const [appId = '', expiresAt = '', proof = ''] = ticket.split('.')
  const expected = Buffer.from(proofOf(key, `${appId}.${expiresAt}`))
  return sameHash(Buffer.from(proof), expected) && Number(expiresAt) > now ? appId : undefined
}
