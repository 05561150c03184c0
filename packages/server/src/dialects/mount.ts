import { type Endpoint, type Endpoints, walk } from '@pipit/contract'
import fastJson from 'fast-json-stringify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import type { Cx } from '../domain/cx.ts'
import { newLogId } from '../platform/ids.ts'
import { type RequestLog, excerpt, withoutTokens } from '../platform/request-log.ts'
import { type Binary, sendBinary } from './binary.ts'
import { type Exchange, type Handlers, alreadySent } from './handlers.ts'
import { runOnce } from './idempotency.ts'
import { inputReader, isForm, parseBody, parseForm } from './input.ts'
import { readUpload } from './upload.ts'

/** Who called, as far as it is known yet; filled in while a request is checked, so that refusals are logged too. */
export interface Caller {
  readonly logId: string
  readonly now: number
  tenantId?: string
  appId?: string
  userId?: string
}

export interface Failure {
  readonly status: number
  /** The wire's number of the error, for the log. */
  readonly code: number
  readonly message: string
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** What differs between the faces of the server: who may call, and how success and failure are written. */
export interface Dialect {
  /** Pages read all the time: of their calls only changes and failures get a line in the request log. */
  readonly quietReads?: boolean
  /** What guests do all day is no administration: only their failures get a line. */
  readonly quietSuccess?: boolean
  /** Checks the caller and makes the context, or throws. */
  authenticate(endpoint: Endpoint, name: string, request: FastifyRequest, caller: Caller): Promise<Cx>
  /** The schema of the whole reply. */
  schema(endpoint: Endpoint): TSchema
  /** The whole reply. */
  ok(endpoint: Endpoint, result: unknown): unknown
  fail(error: unknown, endpoint: Endpoint | undefined, caller: Caller, request: FastifyRequest): Failure
}

const json = 'application/json; charset=utf-8'

/** Mounts the endpoints of a contract tree. */
export function mount<T extends Endpoints>(
  app: FastifyInstance,
  log: RequestLog,
  dialect: Dialect,
  tree: T,
  handlers: Handlers<T>,
): void {
  for (const [name, endpoint] of walk(tree)) {
    const handler = handlerAt(handlers, name)
    const route = routeHandler(log, dialect, endpoint, name, handler)
    if (endpoint.upload) {
      // In a scope of its own, where the body is left on the wire for the handler to read.
      void app.register(async (scope) => {
        scope.removeAllContentTypeParsers()
        scope.addContentTypeParser('*', (_request, _body, done) => done(null))
        scope.route({ method: endpoint.method, url: endpoint.path, handler: route })
      })
      continue
    }
    app.route({ method: endpoint.method, url: endpoint.path, handler: route })
    // Old documents write the token endpoints with a slash at the end.
    if (endpoint.path.startsWith('/open-apis/auth/'))
      app.route({ method: endpoint.method, url: `${endpoint.path}/`, handler: route })
  }
}

type AnyHandler = (cx: Cx, input: unknown, exchange: Exchange) => Promise<unknown>

function handlerAt(handlers: object, name: string): AnyHandler {
  let found: unknown = handlers
  for (const key of name.split('.')) found = (found as Record<string, unknown> | undefined)?.[key]
  if (typeof found !== 'function') throw new Error(`The endpoint ${name} has no handler.`)
  return found as AnyHandler
}

function routeHandler(
  log: RequestLog,
  dialect: Dialect,
  endpoint: Endpoint,
  name: string,
  handler: AnyHandler,
) {
  const readInput = inputReader(endpoint)
  let serialize: ((value: unknown) => string) | undefined

  return async (request: FastifyRequest, reply: FastifyReply) => {
    const started = performance.now()
    const caller = newCaller()
    identify(reply, caller)
    let body: unknown
    try {
      const cx = await dialect.authenticate(endpoint, name, request, caller)
      const upload = endpoint.upload && (await readUpload(request.raw, endpoint.upload, cx.storage))
      let result: unknown
      try {
        if (upload) body = upload.body
        else body = endpoint.form && isForm(request) ? parseForm(request.body) : parseBody(request.body)
        const input = readInput({ params: request.params, query: request.query, body })
        const exchange = { request, reply, caller, file: upload?.file }
        result = await runOnce(cx, endpoint, { request, reply, body }, (cx) => handler(cx, input, exchange))
      } finally {
        await upload?.file?.discard()
      }
      const kind = endpoint.envelope ?? 'data'
      // Compiled on first use, like the validators. Before the log line: a reply that cannot be written is a failure.
      let text = ''
      if (kind !== 'redirect' && kind !== 'binary' && result !== alreadySent) {
        serialize ??= fastJson(dialect.schema(endpoint)) as (value: unknown) => string
        text = serialize(dialect.ok(endpoint, result))
      }
      const status = kind === 'redirect' ? 302 : 200
      const isQuiet =
        dialect.quietSuccess || (dialect.quietReads && (request.method === 'GET' || endpoint.quiet))
      if (!isQuiet) record(log, request, endpoint.path, caller, started, { status, code: 0 }, body)
      if (result === alreadySent) return reply
      if (kind === 'redirect')
        return reply.header('cache-control', 'no-store').redirect(result as string, 302)
      if (kind === 'binary') return sendBinary(reply, result as Binary)
      return reply.header('content-type', json).send(text)
    } catch (error) {
      const failure = dialect.fail(error, endpoint, caller, request)
      record(log, request, endpoint.path, caller, started, failure, body)
      return sendFailure(reply, failure)
    }
  }
}

export const newCaller = (): Caller => {
  const now = Date.now()
  return { logId: newLogId(now), now }
}

/** The log id is on every reply; Go and Java fall back to the second name. */
export function identify(reply: FastifyReply, caller: Caller): void {
  reply.header('x-tt-logid', caller.logId)
  reply.header('x-request-id', caller.logId)
}

export function sendFailure(reply: FastifyReply, failure: Failure): FastifyReply {
  if (failure.headers) reply.headers(failure.headers)
  return reply.code(failure.status).header('content-type', json).send(JSON.stringify(failure.body))
}

/** Writes one line of the request log. */
export function record(
  log: RequestLog,
  request: FastifyRequest,
  endpoint: string | null,
  caller: Caller,
  started: number,
  outcome: Pick<Failure, 'status' | 'code'> & Partial<Failure>,
  body: unknown,
): void {
  const url = request.raw.url ?? ''
  const query = url.indexOf('?')
  const parts = {
    ...(query >= 0 && { query: request.query }),
    ...(body !== undefined && { body }),
  }
  log.add({
    tenant_id: caller.tenantId ?? '',
    log_id: caller.logId,
    at: caller.now,
    method: request.method,
    path: withoutTokens(query < 0 ? url : url.slice(0, query)).slice(0, 500),
    endpoint,
    status: outcome.status,
    code: outcome.code,
    message: outcome.message === undefined ? null : withoutTokens(outcome.message),
    duration_ms: Math.round((performance.now() - started) * 1000) / 1000,
    app_id: caller.appId ?? null,
    user_id: caller.userId ?? null,
    ip: request.ip,
    user_agent: request.headers['user-agent']?.slice(0, 200) ?? null,
    request: excerpt(parts),
    response: outcome.body === undefined ? null : excerpt(outcome.body),
  })
}
