import { type Endpoint, console as consoleContract, feishu, livePath, pipit, walk } from '@pipit/contract'
import type { ServerResponse } from 'node:http'
import { sql } from 'kysely'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { NoSuchCall, isTokenFace, tokenFailure } from './dialects/access-token/errors.ts'
import { mountTokenFaces } from './dialects/access-token/mount.ts'
import { accessToken as consoleAccessToken } from './dialects/console/access-token.ts'
import { admin } from './dialects/console/admin.ts'
import {
  consoleDialect,
  failureOf as consoleFailure,
  findRequestSession,
} from './dialects/console/dialect.ts'
import { draft } from './dialects/console/draft.ts'
import { file as consoleFile, image as consoleImage } from './dialects/console/file.ts'
import { knowledge } from './dialects/console/knowledge.ts'
import { knowledgeAdmin } from './dialects/console/knowledge-admin.ts'
import { oauth } from './dialects/console/oauth.ts'
import { preferences } from './dialects/console/preferences.ts'
import { overview } from './dialects/console/overview.ts'
import { presence as consolePresence } from './dialects/console/presence.ts'
import { quickReply } from './dialects/console/quick-reply.ts'
import { routing } from './dialects/console/routing.ts'
import { list } from './dialects/console/list.ts'
import { search } from './dialects/console/search.ts'
import { sla } from './dialects/console/sla.ts'
import { view } from './dialects/console/view.ts'
import { mailbox, mails } from './dialects/console/mailbox.ts'
import { notification as consoleNotification } from './dialects/console/notification.ts'
import { event as consoleEvent } from './dialects/console/event.ts'
import { explorer } from './dialects/console/explorer.ts'
import { session } from './dialects/console/session.ts'
import { team } from './dialects/console/team.ts'
import { ticketField } from './dialects/console/ticket-field.ts'
import { ticket as consoleTicket } from './dialects/console/ticket.ts'
import { ticketAction } from './dialects/console/ticket-action.ts'
import { ticketContext } from './dialects/console/ticket-context.ts'
import { changes } from './dialects/feishu/changes.ts'
import { feishuDialect } from './dialects/feishu/dialect.ts'
import { WireError, failureOf } from './dialects/feishu/errors.ts'
import { feishuEvents } from './dialects/feishu/event-wire.ts'
import { feishuHandlers } from './dialects/feishu/handlers.ts'
import { ws } from './dialects/feishu/ws.ts'
import { mountVisitor } from './dialects/visitor/mount.ts'
import { widget as consoleWidget } from './dialects/console/widget.ts'
import { InputError } from './dialects/input.ts'
import { type Failure, identify, mount, newCaller, record, sendFailure } from './dialects/mount.ts'
import type { Services } from './domain/cx.ts'
import { EventService, type EventServiceOptions } from './events/event-service.ts'
import { mountHelp } from './help/mount.ts'
import { CanonicalResponse } from './http.ts'
import { jobDefinitions } from './jobs/definitions.ts'
import { Worker } from './jobs/worker.ts'
import { EventLog } from './live/event-log.ts'
import { Presence } from './live/presence.ts'
import { QueueClock } from './live/queue-clock.ts'
import { Streams } from './live/streams.ts'
import { mountOpenApi } from './openapi.ts'
import { MailService, type MailServiceOptions } from './mail/mail-service.ts'
import { sendingMail } from './mail/send-mail.ts'
import { mountPages } from './pages.ts'
import { mountWidgetPages } from './widget-pages.ts'
import { RateLimiter } from './platform/rate-limit.ts'
import { RequestLog } from './platform/request-log.ts'

export interface AppOptions {
  readonly rateLimit: number
  readonly trustProxy?: string[] | undefined
  readonly logLevel: string
  /** How long the request log is kept; for ever when it is not said. */
  readonly logDays?: number
  /**
   * Whether this process works on the job table and looks after waiting tickets; off where `app.jobs.runDueJobs` and
   * `serveAllQueues` are called by hand.
   */
  readonly jobs?: boolean
  /** Whether events may be sent into private networks. */
  readonly allowPrivateWebhooks?: boolean
  /** Whether mail servers may be in private networks. */
  readonly allowPrivateMail?: boolean
  /** How this process reads mail; for tests. */
  readonly mail?: Partial<MailServiceOptions>
  /** How this process hands events over; for tests. */
  readonly events?: EventServiceOptions
}

const bodyLimit = 1024 * 1024

/** The whole server, ready to listen or to be injected into; closing it closes the database as well. */
export async function buildApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: options.logLevel },
    // The request log says more than Fastify's two lines for each request would.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit,
    // The largest upload over a slow line; the headers alone have a minute.
    requestTimeout: 300_000,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 1000 },
    trustProxy: options.trustProxy ?? false,
    http: { ServerResponse: CanonicalResponse as never },
    frameworkErrors: (error, request, reply) => void refuse(request, reply, error),
  })
  const log = new RequestLog(services.engine)
  const events = new EventLog(services.engine)
  await events.start()
  const presence = new Presence(services.engine)
  const streams = new Streams(services.engine, events, presence)
  const mailPolicy = { allowPrivate: options.allowPrivateMail ?? false }
  const mailFailed = (error: unknown, logId: string): void =>
    app.log.error({ err: error, log_id: logId }, 'a mail server did not answer as it should')
  const mail = new MailService(services, { policy: mailPolicy, onError: mailFailed, ...options.mail })
  const jobs = new Worker(services, {
    definitions: { ...jobDefinitions, 'mail.send': sendingMail(mailPolicy, mailFailed) },
    onError: (error, job) =>
      app.log.error({ err: error, job_id: job?.id, job_type: job?.type }, 'job failed'),
  })
  const clock = new QueueClock(services, {
    onError: (error) => app.log.error({ err: error }, 'looking after the queues failed'),
  })
  const outbound = new EventService(services, {
    face: feishuEvents,
    allowPrivate: options.allowPrivateWebhooks ?? false,
    onError: (error) => app.log.error({ err: error }, 'an event was not handled'),
    ...options.events,
  })
  events.subscribe((batch) => {
    outbound.dispatcher.wake(batch.at(-1)!.position)
    for (const { type, payload } of batch) {
      if (type === 'app.changed') services.registry.forget(payload.appId as string)
      if (type === 'mailbox.changed' && options.jobs !== false) mail.look()
      if (type === 'helpdesk.changed') services.registry.forget(payload.helpdeskId as string)
      if (type.startsWith('access_token')) services.registry.accessTokens.forgetAll()
      if (type === 'agent.changed') services.registry.accessTokens.forgetUser(payload.agentId as string)
      if (type === 'user.changed') services.registry.accessTokens.forgetUser(payload.userId as string)
    }
  })

  readBodiesAsBytes(app)

  /** What Fastify itself refuses, said in the words of the face that was called. */
  function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const started = performance.now()
    const caller = newCaller()
    identify(reply, caller)
    const endpoint = endpointOf(request)
    const failure: Failure = isOpenPlatform(request)
      ? failureOf(asInputError(error), endpoint, caller, services.baseUrl)
      : isTokenFace(pathOf(request))
        ? tokenFailure(asInputError(error), pathOf(request), caller)
        : consoleFailure(asInputError(error), caller)
    if (failure.status >= 500) request.log.error({ err: error, log_id: caller.logId }, 'request failed')
    record(log, request, endpoint?.path ?? null, caller, started, failure, undefined)
    return sendFailure(reply, failure)
  }
  // Before the routes: each keeps the handler that was set when it was added.
  app.setErrorHandler((error, request, reply) => refuse(request, reply, error))

  const openPlatform = feishuDialect(services, new RateLimiter(options.rateLimit))
  mount(app, log, openPlatform, feishu, { ...feishuHandlers, ws: ws(outbound.longConnections) })
  mount(app, log, openPlatform, pipit, { v1: { changes } })
  mount(app, log, consoleDialect(services), consoleContract, {
    session,
    ticket: consoleTicket,
    ticketAction,
    ticketContext,
    admin,
    accessToken: consoleAccessToken,
    notification: consoleNotification,
    event: consoleEvent({ challenge: outbound.challenge, face: feishuEvents }),
    explorer,
    draft,
    quickReply,
    file: consoleFile,
    image: consoleImage,
    knowledge,
    knowledgeAdmin,
    mailbox: mailbox(mailPolicy),
    mails,
    team,
    ticketField,
    oauth,
    overview,
    preferences,
    presence: consolePresence,
    routing,
    search,
    widget: consoleWidget,
    list,
    view,
    sla,
  })

  mountTokenFaces(app, log, services, new RateLimiter(options.rateLimit))
  mountVisitor(app, log, services, events, options.rateLimit)

  app.get(livePath, (request, reply) => openStream(services, streams, request, reply))
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    try {
      await sql`select 1`.execute(services.engine.db)
      return { status: 'ready' }
    } catch {
      return reply.code(503).send({ status: 'database away' })
    }
  })
  mountOpenApi(app)
  mountHelp(app, services, { rateLimit: options.rateLimit, events })
  await mountWidgetPages(app, services)
  const page = await mountPages(app, services, log)

  app.setNotFoundHandler((request, reply) => {
    if (isOpenPlatform(request)) {
      const allowed = methodsOf(request)
      return refuse(
        request,
        reply,
        allowed.length === 0
          ? new WireError(404, 99991201, `not found: there is no API ${request.method} ${pathOf(request)}`)
          : new WireError(405, 99991301, `method not allowed: use ${allowed.join(' or ')}`, {
              headers: { allow: allowed.join(', ') },
            }),
      )
    }
    if (isTokenFace(pathOf(request))) return refuse(request, reply, new NoSuchCall())
    if (request.method === 'GET' && request.headers.accept?.includes('text/html'))
      return page(reply.code(404))
    return reply.code(404).send({ code: 'not_found', message: `There is nothing at ${pathOf(request)}.` })
  })

  outbound.attach(app.server)
  app.addHook('onReady', async () => outbound.start())
  app.addHook('preClose', async () => {
    streams.close()
    // Acknowledgements of what is on its way are still waited for.
    await outbound.stop()
  })
  if (options.jobs !== false)
    app.addHook('onReady', async () => {
      jobs.start()
      clock.start()
      mail.start()
    })
  const prune = setInterval(() => {
    const before = Date.now() - (options.logDays ?? Infinity) * 24 * 3600_000
    if (before > 0)
      log.prune(before).catch((error: unknown) => app.log.error({ err: error }, 'request log not pruned'))
  }, 3600_000)
  prune.unref()
  app.addHook('onClose', async () => {
    clearInterval(prune)
    await mail.stop()
    await jobs.stop()
    await clock.stop()
    await log.close()
    await events.close()
    presence.close()
    services.storage.close()
    await services.engine.close()
  })
  app.decorate('requestLog', log)
  app.decorate('jobs', jobs)
  app.decorate('outbound', outbound)
  return app
}

declare module 'fastify' {
  interface FastifyInstance {
    requestLog: RequestLog
    jobs: Worker
    outbound: EventService
  }
}

/** The SDKs send bodies with GET, empty JSON bodies, and content types of their own: bytes first, meaning later. */
function readBodiesAsBytes(app: FastifyInstance): void {
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  // Go and Node name a content type on every GET; without a body there is nothing to wait for.
  app.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw
    if (headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
      delete headers['content-type']
    done()
  })
}

async function openStream(
  services: Services,
  streams: Streams,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | void> {
  const caller = newCaller()
  const session = await findRequestSession(services, request, caller.now)
  if (!session) return reply.code(401).send({ code: 'not_signed_in', message: 'Sign in first.' })
  if (session.role === undefined)
    return reply.code(403).send({ code: 'forbidden', message: 'You serve on no desk.' })
  const given = request.headers['last-event-id'] ?? (request.query as { after?: string }).after
  const after = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : undefined
  reply.hijack()
  endAt(reply.raw, session.signOn?.expiresAt)
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A stream that the stopping server has ended must not keep its connection, and so the server, open.
    connection: 'close',
    'x-tt-logid': caller.logId,
  })
  await streams.open(
    {
      tenantId: session.tenantId,
      helpdeskId: session.helpdeskId,
      sessionId: session.sessionId,
      userId: session.user.id,
    },
    reply.raw,
    after,
  )
}

/** Ends a stream when the token behind its session does. */
function endAt(response: ServerResponse, expiresAt: number | undefined): void {
  if (expiresAt === undefined) return
  // A timer holds 24 days at most; streams do not, they come back and are asked again.
  const wait = Math.min(Math.max(0, expiresAt - Date.now()), 2 ** 31 - 1)
  const timer = setTimeout(() => response.end(), wait).unref()
  response.on('close', () => clearTimeout(timer))
}

const pathOf = (request: FastifyRequest): string => (request.raw.url ?? '').split('?')[0]!.slice(0, 200)
const isOpenPlatform = (request: FastifyRequest): boolean =>
  /^\/(open-apis|oauth|callback)\//.test(pathOf(request))

const patterns = [...walk(feishu), ...walk(pipit)].map(([, endpoint]) => ({
  endpoint,
  pattern: new RegExp(`^${endpoint.path.replace(/:\w+/g, '[^/]+')}/?$`),
}))

const endpointOf = (request: FastifyRequest): Endpoint | undefined =>
  patterns.find((p) => p.endpoint.method === request.method && p.pattern.test(pathOf(request)))?.endpoint

const methodsOf = (request: FastifyRequest): string[] =>
  patterns
    .filter((p) => p.pattern.test(pathOf(request)) && p.endpoint.method !== request.method)
    .map((p) => p.endpoint.method)

function asInputError(error: unknown): unknown {
  const { code, statusCode } = error as { code?: unknown; statusCode?: number }
  if (typeof code !== 'string') return error
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new InputError([{ field: 'body', value: '', description: `is larger than ${bodyLimit} bytes` }])
  // The message would say the whole address, and with it what must not be written down.
  if (code === 'FST_ERR_BAD_URL')
    return new InputError([
      { field: 'request', value: '', description: 'has an address that cannot be read' },
    ])
  if (code.startsWith('FST_ERR_') && statusCode !== undefined && statusCode < 500)
    return new InputError([{ field: 'request', value: '', description: (error as Error).message }])
  return error
}
