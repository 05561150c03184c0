import { once } from 'node:events'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { expect, test, vi } from 'vitest'
import { EventDispatcher, WSClient, type WSClientOptions } from '../src/index.ts'
import { decodeFrame, encodeFrame, type Frame } from '../src/frame.ts'
import { ticketCreated } from './encrypt.ts'
import { failure, spy } from './stub.ts'

// The `ws` package comes with the official SDK; here it plays the server, so that the client meets another implementation.
interface Peer {
  on(event: 'message', listener: (data: Buffer) => void): void
  send(data: Uint8Array, options?: object): void
  ping(): void
  close(code?: number): void
  terminate(): void
}
const { WebSocketServer } = createRequire(import.meta.url)('ws') as {
  WebSocketServer: new (options: object) => {
    handleUpgrade(request: object, socket: object, head: object, done: (peer: Peer) => void): void
  }
}

interface Desk extends AsyncDisposable {
  url: string
  peers: Peer[]
  frames: Frame[]
  asked: { body: unknown; headers: http.IncomingHttpHeaders }[]
  config: Record<string, number>
  /** The reply to the question for an address, when it is not the address. */
  refusal: object | undefined
  greet: (peer: Peer) => void
  /** Headers of a refused upgrade. */
  handshake: Record<string, string> | undefined
}

const text = (bytes: Uint8Array | undefined) => JSON.parse(new TextDecoder().decode(bytes)) as unknown
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const header = (frame: Frame, name: string) => frame.headers.find(([key]) => key === name)?.[1]

async function desk(): Promise<Desk> {
  const sockets = new WebSocketServer({ noServer: true })
  const server = http.createServer()
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    result.asked.push({ body: JSON.parse(body), headers: request.headers })
    const data = {
      URL: `${result.url.replace('http', 'ws')}/ws?x=1&device_id=d&service_id=7`,
      ClientConfig: result.config,
    }
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify(result.refusal ?? { code: 0, msg: '', data }))
  }
  server.on('request', (request, response) => void serve(request, response))
  server.on('upgrade', (request, socket, head) => {
    if (result.handshake) {
      const lines = Object.entries(result.handshake).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.end(
        `HTTP/1.1 ${result.handshake['Handshake-Status']} No\r\n${lines.join('')}Content-Length: 0\r\n\r\n`,
      )
      return
    }
    sockets.handleUpgrade(request, socket, head, (peer) => {
      result.peers.push(peer)
      result.greet(peer)
      peer.on('message', (data) => result.frames.push(decodeFrame(data)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const result: Desk = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    peers: [],
    frames: [],
    asked: [],
    config: { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 60 },
    refusal: undefined,
    greet: () => {},
    handshake: undefined,
    [Symbol.asyncDispose]: async () => {
      for (const peer of result.peers) peer.terminate()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return result
}

const open = (server: Desk, options: Partial<WSClientOptions> = {}) =>
  new WSClient({ appId: 'cli_1', appSecret: 's', domain: server.url, loggerLevel: 'fatal', ...options })

const event = (payload: Uint8Array, more: [string, string][] = []): Uint8Array =>
  encodeFrame({
    seqId: 5n,
    logId: 6n,
    service: 7,
    method: 1,
    headers: [
      ['type', 'event'],
      ['message_id', 'm-1'],
      ['trace_id', 't-1'],
      ...(more.length > 0
        ? more
        : ([
            ['sum', '1'],
            ['seq', '0'],
          ] as [string, string][])),
    ],
    payload,
  })

test('connects, pings, hands events out and acknowledges them', async () => {
  await using server = await desk()
  const handler = spy()
  const onReady = spy()
  const client = open(server, { onReady })
  await client.start({
    eventDispatcher: new EventDispatcher().register({ 'helpdesk.ticket.created_v1': handler }),
  })
  expect(client.connected).toBe(true)
  expect(onReady).toHaveBeenCalledOnce()
  expect(server.asked[0]).toMatchObject({
    body: { AppID: 'cli_1', AppSecret: 's' },
    headers: { locale: 'zh' },
  })
  await vi.waitFor(() =>
    expect(server.frames[0]).toMatchObject({ method: 0, service: 7, headers: [['type', 'ping']] }),
  )

  server.peers[0]?.send(event(bytes(ticketCreated)))
  await vi.waitFor(() => expect(server.frames).toHaveLength(2))
  expect(handler.mock.calls[0]?.[0]).toMatchObject({
    ticket_id: ticketCreated.event.ticket_id,
    event_id: 'ev-1',
  })
  const ack = server.frames[1]
  expect(ack).toMatchObject({ seqId: 5n, logId: 6n, service: 7, method: 1 })
  expect(text(ack?.payload)).toMatchObject({ code: 200 })
  expect(ack && header(ack, 'message_id')).toBe('m-1')
  expect(Number(ack && header(ack, 'biz_rt'))).toBeGreaterThanOrEqual(0)
  client.close()
})

test('answers 500 when the handler fails, and with its value when it has one', async () => {
  await using server = await desk()
  const dispatcher = new EventDispatcher({ loggerLevel: 'fatal' }).register({
    'helpdesk.ticket.created_v1': () => ({ toast: '好' }),
    'helpdesk.ticket.updated_v1': () => Promise.reject(new Error('boom')),
  })
  const client = open(server)
  await client.start({ eventDispatcher: dispatcher })
  server.peers[0]?.send(event(bytes(ticketCreated)))
  server.peers[0]?.send(
    event(bytes({ ...ticketCreated, header: { event_type: 'helpdesk.ticket.updated_v1' } })),
  )
  server.peers[0]?.send(event(new TextEncoder().encode('no json')))
  server.peers[0]?.send(Buffer.from([0xff, 0xff]))
  await vi.waitFor(() => expect(server.frames).toHaveLength(4))
  const replies = server.frames
    .slice(1)
    .map(({ payload }) => text(payload) as { code: number; data?: string })
  expect(replies.map(({ code }) => code).toSorted((a, b) => a - b)).toEqual([200, 500, 500])
  const value = replies.find(({ code }) => code === 200)?.data ?? ''
  expect(JSON.parse(Buffer.from(value, 'base64').toString())).toEqual({ toast: '好' })
  client.close()
})

test('puts large events together, and takes fragmented messages and pings of WebSocket', async () => {
  await using server = await desk()
  const handler = spy()
  const client = open(server)
  await client.start({
    eventDispatcher: new EventDispatcher().register({ 'helpdesk.ticket.created_v1': handler }),
  })
  const payload = bytes({ ...ticketCreated, event: { ...ticketCreated.event, text: '长'.repeat(50_000) } })
  const half = Math.ceil(payload.length / 2)
  const peer = server.peers[0]
  peer?.ping()
  peer?.send(
    event(payload.subarray(half), [
      ['sum', '2'],
      ['seq', '1'],
    ]),
  )
  const first = event(payload.subarray(0, half), [
    ['sum', '2'],
    ['seq', '0'],
  ])
  peer?.send(first.subarray(0, 10), { fin: false })
  peer?.send(first.subarray(10), { fin: true })
  await vi.waitFor(() => expect(handler).toHaveBeenCalledOnce())
  expect(handler.mock.calls[0]?.[0]).toHaveProperty('text.length', 50_000)
  await vi.waitFor(() => expect(server.frames).toHaveLength(2))
  client.close()
})

test('acknowledges an event that comes together with the answer to the handshake', async () => {
  await using server = await desk()
  server.greet = (peer) => peer.send(event(bytes(ticketCreated)))
  const client = open(server)
  await client.start({ eventDispatcher: new EventDispatcher() })
  await vi.waitFor(() =>
    expect(server.frames.map(({ method }) => method).toSorted((a, b) => a - b)).toEqual([0, 1]),
  )
  client.close()
})

test('takes new settings from a pong', async () => {
  await using server = await desk()
  const client = open(server)
  await client.start({ eventDispatcher: new EventDispatcher() })
  const config = { ...server.config, PingInterval: 1 }
  server.peers[0]?.send(
    encodeFrame({
      seqId: 0n,
      logId: 0n,
      service: 7,
      method: 0,
      headers: [['type', 'pong']],
      payload: bytes(config),
    }),
  )
  server.peers[0]?.send(
    encodeFrame({ seqId: 0n, logId: 0n, service: 7, method: 0, headers: [['type', 'pong']] }),
  )
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(client.connected).toBe(true)
  client.close()
})

test('comes back with a new address after the connection was cut, and stays away once closed', async () => {
  await using server = await desk()
  const onReconnecting = spy()
  const onReconnected = spy()
  const client = open(server, { onReconnecting, onReconnected })
  await client.start({ eventDispatcher: new EventDispatcher() })
  server.peers[0]?.terminate()
  await vi.waitFor(() => expect(onReconnected).toHaveBeenCalledOnce())
  expect(onReconnecting).toHaveBeenCalledOnce()
  expect(server.asked).toHaveLength(2)
  client.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(server.asked).toHaveLength(2)
  expect(client.connected).toBe(false)
})

test('gives up at once on credentials that will never do', async () => {
  await using server = await desk()
  server.refusal = { code: 514, msg: 'auth failed', data: {} }
  const start = open(server).start({ eventDispatcher: new EventDispatcher() })
  expect(await failure(start)).toMatchObject({ name: 'ApiError', code: 514 })
  server.refusal = undefined
  server.handshake = {
    'Handshake-Status': '514',
    'Handshake-Msg': 'too many',
    'Handshake-Autherrcode': '1000040350',
  }
  const second = open(server).start({ eventDispatcher: new EventDispatcher() })
  expect(await failure(second)).toMatchObject({
    name: 'PipitError',
    message: expect.stringContaining('514 too many'),
  })
})

test('tries again while the server is busy', async () => {
  await using server = await desk()
  server.refusal = { code: 1, msg: 'busy', data: {} }
  const warn = spy()
  const client = open(server, { logger: { debug() {}, info() {}, warn, error() {} }, loggerLevel: 'warn' })
  const started = client.start({ eventDispatcher: new EventDispatcher() })
  await vi.waitFor(() => expect(warn).toHaveBeenCalled())
  expect(client.connected).toBe(false)
  client.close()
  await failure(started)
})

test('tells onError when it must not come back', async () => {
  await using server = await desk()
  const onError = spy()
  const client = open(server, { onError, autoReconnect: false })
  await client.start({ eventDispatcher: new EventDispatcher() })
  server.peers[0]?.close(1001)
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
  expect(String(onError.mock.calls[0]?.[0])).toMatch(/closed by the server with 1001/)
})
