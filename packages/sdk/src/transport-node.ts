import type { Agent, ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import { ConfigError } from './errors.ts'
import { abortError, connectionError, halfResponse, timeoutError } from './failure.ts'
import { isStream, type Transport, type TransportRequest, type TransportResponse } from './transport.ts'

type Send = (options: RequestOptions) => ClientRequest

interface Target {
  readonly send: Send
  readonly agent: Agent
  readonly hostname: string
  readonly port: string
  readonly host: string
}

/**
 * Keep-alive connections over node:http(s): several times the rate of the built-in `fetch` of Node 20, see
 * bench/sdk. The modules are loaded by the first call, because loading them takes longer than all the rest.
 */
export function nodeTransport(options: { agent?: Agent } = {}): Transport {
  const targets = new Map<string, Target>()

  const open = (origin: string): Target => {
    const { protocol, hostname, port, host } = new URL(origin)
    const secure = protocol === 'https:'
    const http = process.getBuiltinModule(secure ? 'node:https' : 'node:http') as typeof import('node:http')
    const target = {
      send: http.request as Send,
      agent: options.agent ?? new http.Agent({ keepAlive: true, scheduling: 'lifo' }),
      hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
      port: port || (secure ? '443' : '80'),
      host,
    }
    targets.set(origin, target)
    return target
  }

  return (request) => exchange(targets.get(request.origin) ?? open(request.origin), request)
}

function exchange(target: Target, request: TransportRequest): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    const { signal, timeout, body } = request
    if (signal?.aborted) return reject(abortError(signal.reason))
    let outgoing: ClientRequest
    let timer: ReturnType<typeof setTimeout> | undefined

    const settle = () => {
      if (timer !== undefined) clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    const fail = (error: unknown) => {
      settle()
      reject(error)
      outgoing.destroy()
    }
    const onAbort = () => fail(abortError(signal?.reason))

    try {
      outgoing = target.send({
        hostname: target.hostname,
        port: target.port,
        method: request.method,
        path: request.path,
        agent: target.agent,
        // A flat list is written to the socket as it is, without a header table in between.
        headers: flatten(target.host, request),
      })
    } catch (cause) {
      return reject(badRequest(cause))
    }
    outgoing.on('error', (cause) => {
      settle()
      reject(connectionError(request, cause))
    })
    outgoing.on('response', (incoming) => {
      if (request.stream && (incoming.statusCode ?? 0) < 300) {
        settle()
        resolve(new NodeResponse(incoming, '', pour(request, incoming)))
        return
      }
      collect(request, incoming, (error, text) => {
        settle()
        if (error) reject(error)
        else resolve(new NodeResponse(incoming, text))
      })
    })
    if (timeout > 0) timer = setTimeout(() => fail(timeoutError(request)), timeout)
    signal?.addEventListener('abort', onAbort)

    if (isStream(body)) pump(body, outgoing).catch(fail)
    else outgoing.end(body)
  })
}

function flatten(host: string, { headers, body }: TransportRequest): string[] {
  const list = ['Host', host]
  for (const name in headers) list.push(name, headers[name] ?? '')
  if (isStream(body)) list.push('Transfer-Encoding', 'chunked')
  else if (body !== undefined) list.push('Content-Length', String(Buffer.byteLength(body)))
  return list
}

function badRequest(cause: unknown): ConfigError {
  const message = cause instanceof Error ? cause.message : String(cause)
  const field = /header/i.test(message) ? 'headers' : 'path'
  return new ConfigError(
    field,
    `${field} cannot be sent: ${message}. Remove line breaks and control characters.`,
    {
      cause,
    },
  )
}

/** Reads a body to its end. */
function collect(
  request: TransportRequest,
  incoming: IncomingMessage,
  done: (error: unknown, text: string) => void,
): void {
  const chunks: Buffer[] = []
  let size = 0
  incoming.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    size += chunk.length
  })
  incoming.on('end', () => {
    const only = chunks.length === 1 ? chunks[0] : undefined
    done(undefined, (only ?? Buffer.concat(chunks, size)).toString('utf8'))
  })
  incoming.on('error', (cause) => done(halfResponse(request, size, cause), ''))
}

/** Hands a body out; a server that stalls for `timeout` or hangs up is an error, not the end. */
async function* pour(request: TransportRequest, incoming: IncomingMessage): AsyncGenerator<Uint8Array> {
  const { signal, timeout } = request
  let size = 0
  let failure: unknown
  const stop = (error: unknown) => {
    failure = error
    incoming.destroy()
  }
  const onAbort = () => stop(abortError(signal?.reason))
  const onTimeout = () => stop(timeoutError(request))
  if (timeout > 0) incoming.setTimeout(timeout, onTimeout)
  signal?.addEventListener('abort', onAbort)
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      size += chunk.length
      yield chunk
    }
    if (failure !== undefined) throw failure
    if (!incoming.complete) throw halfResponse(request, size)
  } catch (cause) {
    throw failure ?? (cause instanceof Error && 'code' in cause ? halfResponse(request, size, cause) : cause)
  } finally {
    signal?.removeEventListener('abort', onAbort)
    incoming.socket?.removeListener('timeout', onTimeout)
    incoming.destroy()
  }
}

async function pump(body: AsyncIterable<Uint8Array>, outgoing: ClientRequest): Promise<void> {
  for await (const chunk of body) {
    if (!outgoing.write(chunk)) {
      await new Promise<void>((resolve) => {
        outgoing.once('drain', resolve)
        outgoing.once('close', resolve)
      })
    }
    if (outgoing.destroyed) return
  }
  outgoing.end()
}

/** The answer; Node builds the table of headers when it is first read, which most calls never do. */
class NodeResponse implements TransportResponse {
  readonly status: number
  readonly text: string
  readonly stream: AsyncIterable<Uint8Array> | undefined
  readonly #incoming: IncomingMessage

  constructor(incoming: IncomingMessage, text: string, stream?: AsyncIterable<Uint8Array>) {
    this.status = incoming.statusCode ?? 0
    this.text = text
    this.stream = stream
    this.#incoming = incoming
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#incoming.headers as Record<string, string>
  }
}
