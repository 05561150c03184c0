import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import * as lark from '@larksuiteoapi/node-sdk'
import { type ReceiverChange, changeReceiver } from '../src/domain/receivers.ts'
import type { Desk, Json, TestServer } from './harness.ts'

export const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} }

const servers = new Set<Server>()

/** An HTTP server somewhere else. @returns its address. */
export async function listener(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(handle)
  servers.add(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

export function closeListeners(): void {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  servers.clear()
}

export const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

export interface Received {
  readonly headers: IncomingMessage['headers']
  readonly raw: string
  readonly body: Json
}

/** A receiver that answers the verification and then as `answer` says; it keeps what it was sent. */
export async function plainReceiver(
  answer: (event: Received, response: ServerResponse) => void = (_event, response) => response.end('{}'),
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const take = async (request: IncomingMessage, response: ServerResponse) => {
    const raw = await bodyOf(request)
    const event = { headers: request.headers, raw, body: JSON.parse(raw) }
    if (event.body.type === 'url_verification') {
      response.end(JSON.stringify({ challenge: event.body.challenge }))
    } else {
      received.push(event)
      answer(event, response)
    }
  }
  const url = await listener((request, response) => void take(request, response))
  return { url, received }
}

/** Everything that the official dispatcher hands to handlers, flattened as it does. */
export function officialDispatcher(options: { encryptKey?: string; verificationToken?: string } = {}) {
  const received: Json[] = []
  const take = (data: Json) => {
    received.push(data)
  }
  const dispatcher = new lark.EventDispatcher({ ...options, logger: silent }).register({
    'helpdesk.ticket.created_v1': take,
    'helpdesk.ticket.updated_v1': take,
    'helpdesk.ticket_message.created_v1': take,
    'helpdesk.notification.approve_v1': take,
    'im.message.receive_v1': take,
  } as Json)
  return { dispatcher, received }
}

/** Points a desk's app at a receiver. */
export const point = (server: TestServer, desk: Desk, change: ReceiverChange) =>
  changeReceiver(desk.fresh({ actor: { kind: 'system' } }), desk.appId, change, server.app.outbound.challenge)

export const everyEvent = [
  { type: 'helpdesk.ticket', subtype: 'ticket.created_v1' },
  { type: 'helpdesk.ticket', subtype: 'ticket.updated_v1' },
  { type: 'helpdesk.ticket_message', subtype: 'ticket_message.created_v1' },
  { type: 'helpdesk.notification', subtype: 'notification.approve_v1' },
]

export const subscribe = (desk: Desk) =>
  desk.call('POST', '/open-apis/helpdesk/v1/events/subscribe', { events: everyEvent })

/** Waits until something is so; a test that waits in vain fails with what it waited for. */
export async function until(
  what: string,
  test: () => boolean | Promise<boolean>,
  ms = 10_000,
): Promise<void> {
  const deadline = Date.now() + ms
  while (!(await test())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`)
    await pause(10)
  }
}

export const deliveriesOf = (server: TestServer, desk: Desk) =>
  server.services.engine.db
    .selectFrom('deliveries')
    .selectAll()
    .where('tenant_id', '=', desk.cx.tenantId)
    .orderBy('position')
    .orderBy('event_type')
    .execute()
