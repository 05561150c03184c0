import { vi } from 'vitest'
import http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { Client, type ClientOptions } from '../src/index.ts'

export interface Seen {
  method: string
  url: string
  headers: http.IncomingHttpHeaders
  rawHeaders: string[]
  body: string
  bytes: Buffer
}

export interface Answer {
  status?: number
  headers?: Record<string, string>
  /** An object is sent as JSON. */
  body?: unknown
}

type Handler = (seen: Seen, response: http.ServerResponse) => Answer | undefined | Promise<Answer | undefined>

export interface Stub extends AsyncDisposable {
  readonly url: string
  readonly server: http.Server
  /** Business calls; token calls are in `tokenCalls`. */
  readonly seen: Seen[]
  readonly tokenCalls: Seen[]
  /** How the next tokens are issued. */
  issue: (seen: Seen) => Answer
  client(options?: Partial<ClientOptions>): Client
  close(): Promise<void>
}

export const spy = () => vi.fn<(...args: unknown[]) => unknown>()

export const ok = (data: unknown = {}): Answer => ({ body: { code: 0, msg: 'success', data } })

/** A server that hands out tokens and answers everything else by `handler`. */
export async function stub(handler: Handler = () => ok()): Promise<Stub> {
  const seen: Seen[] = []
  const tokenCalls: Seen[] = []
  const sockets = new Set<Socket>()
  let issued = 0
  const server = http.createServer()
  const serve = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const bytes = Buffer.concat(chunks)
    const one: Seen = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      rawHeaders: request.rawHeaders,
      body: bytes.toString('utf8'),
      bytes,
    }
    const isToken = one.url.startsWith('/open-apis/auth/v3/')
    ;(isToken ? tokenCalls : seen).push(one)
    const answer = isToken ? result.issue(one) : await handler(one, response)
    if (!answer) return
    const text = typeof answer.body === 'string' || Buffer.isBuffer(answer.body)
    response.writeHead(answer.status ?? 200, {
      'Content-Type': text ? 'text/plain' : 'application/json; charset=utf-8',
      'X-Tt-Logid': `log-${tokenCalls.length + seen.length}`,
      ...answer.headers,
    })
    response.end(text ? answer.body : JSON.stringify(answer.body ?? {}))
  }
  server.on('request', (request, response) => {
    // A client that hangs up in the middle of its request is part of some tests.
    serve(request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  const result: Stub = {
    url,
    server,
    seen,
    tokenCalls,
    issue: () => {
      issued++
      return {
        body: {
          code: 0,
          msg: 'ok',
          tenant_access_token: `t-${issued}`,
          app_access_token: `a-${issued}`,
          expire: 7200,
        },
      }
    },
    client: (options) =>
      new Client({
        appId: 'cli_a1b2c3d4e5f60718',
        appSecret: 'secret-of-app',
        domain: url,
        helpDeskId: '6626871355780366331',
        helpDeskToken: 'ht-token',
        loggerLevel: 'fatal',
        ...options,
      }),
    close,
    [Symbol.asyncDispose]: close,
  }
  return result
}

/** The reply to an expired or foreign tenant token. */
export const tokenRefused: Answer = {
  status: 400,
  body: { code: 99991663, msg: 'Invalid access token for authorization. Please make a test attempt.' },
}

export const limited = (reset?: string): Answer => ({
  status: 429,
  headers: reset === undefined ? {} : { 'x-ogw-ratelimit-reset': reset, 'x-ogw-ratelimit-limit': '10' },
  body: { code: 99991400, msg: 'request trigger frequency limit' },
})

/** What a promise was rejected with. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('It should have failed.')
}

export const ticket = { path: { ticket_id: '6626871355780366331' } }
