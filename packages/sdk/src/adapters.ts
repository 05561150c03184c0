import { EventError } from './errors.ts'
import type { EventDispatcher } from './events.ts'
import type { RequestLike } from './web.ts'

/** Bigger deliveries do not exist; a sender of more is not the platform. */
const maxBody = 10 * 1024 * 1024

interface Answer {
  readonly status: number
  readonly body: unknown
}

const contentType = 'application/json; charset=utf-8'
const notPost: Answer = { status: 405, body: { msg: 'events are sent with POST' } }
// The same whatever was wrong: a sender who is told whether decryption or the signature failed can use it.
const refused: Answer = { status: 401, body: { msg: 'refused' } }

async function answer(
  dispatcher: EventDispatcher,
  body: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Promise<Answer> {
  try {
    return { status: 200, body: await dispatcher.invoke({ body, headers }) }
  } catch (error) {
    // Nobody else sees these: the caller of the adapter is a web server.
    dispatcher.logger.error(error)
    if (error instanceof EventError) return refused
    return { status: 500, body: { msg: 'the handler failed' } }
  }
}

/** A request of node:http, or of a framework on top of it, as far as it is read. */
export interface NodeRequest extends AsyncIterable<Uint8Array | string> {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Set by body parsers. */
  readonly body?: unknown
  readonly rawBody?: unknown
}

export interface NodeResponse {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(body: string): unknown
}

export type NodeListener = (request: NodeRequest, response: NodeResponse) => void

/** Serves events at one path of a node:http server. */
export const adaptDefault = (path: string, dispatcher: EventDispatcher): NodeListener => {
  const serve = adaptExpress(dispatcher)
  return (request, response) => {
    const here = (request.url ?? '').split('?', 1)[0] === path
    if (here) serve(request, response)
    else end(response, { status: 404, body: { msg: `events are received at ${path}` } })
  }
}

/** Serves events wherever it is mounted: Express, Connect, or a server that routes by itself. */
export const adaptExpress =
  (dispatcher: EventDispatcher): NodeListener =>
  (request, response) => {
    serveNode(dispatcher, request).then(
      (served) => end(response, served),
      // The request broke off: there is nobody to answer.
      (error: unknown) => dispatcher.logger.warn('an event broke off', error),
    )
  }

async function serveNode(dispatcher: EventDispatcher, request: NodeRequest): Promise<Answer> {
  if (request.method !== 'POST') return notPost
  const body = await readBody(request)
  if (body === undefined) return { status: 413, body: { msg: 'too big for an event' } }
  return answer(dispatcher, body, request.headers)
}

/** The `Response` of the program's own type library, whichever that is. */
export type WebResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : object

/** Serves events to anything that speaks `Request` and `Response`: Hono, Deno, Bun, Cloudflare, Next.js. */
export const adaptFetch =
  (dispatcher: EventDispatcher) =>
  async (request: RequestLike): Promise<WebResponse> => {
    const headers: Record<string, string> = {}
    request.headers.forEach((value, name) => {
      headers[name.toLowerCase()] = value
    })
    const { status, body } =
      request.method === 'POST' ? await answer(dispatcher, await request.text(), headers) : notPost
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': contentType } })
  }

function end(response: NodeResponse, { status, body }: Answer): void {
  response.statusCode = status
  response.setHeader('Content-Type', contentType)
  response.end(JSON.stringify(body))
}

async function readBody(request: NodeRequest): Promise<string | undefined> {
  const parsed = request.rawBody ?? request.body
  if (typeof parsed === 'string') return parsed
  if (parsed instanceof Uint8Array) return new TextDecoder().decode(parsed)
  // Deliveries are compact JSON, so that printing a parsed one gives back what was signed.
  if (typeof parsed === 'object' && parsed !== null) return JSON.stringify(parsed)
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of request) {
    text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    if (text.length > maxBody) return undefined
  }
  return text + decoder.decode()
}
