import { visitor, visitorLivePath } from '@pipit/contract'
import type { FastifyInstance } from 'fastify'
import type { Services } from '../../domain/cx.ts'
import { AppError } from '../../domain/errors.ts'
import type { EventLog } from '../../live/event-log.ts'
import { VisitorStreams } from '../../live/visitor-streams.ts'
import { RateLimiter } from '../../platform/rate-limit.ts'
import type { RequestLog } from '../../platform/request-log.ts'
import { failureOf } from '../console/dialect.ts'
import { identify, mount, newCaller, sendFailure } from '../mount.ts'
import { chat } from './chat.ts'
import { requestVisit, requireOwnPage, visitorDialect } from './dialect.ts'
import { faq } from './faq.ts'
import { file } from './file.ts'
import { session, widget } from './session.ts'
import { visibleTicketOf } from './wire.ts'

/** A browser has a stream for each of its tabs; more than this is no browser. */
const streamsPerVisit = 8

/** Mounts what the chat on other people's pages calls. */
export function mountVisitor(
  app: FastifyInstance,
  log: RequestLog,
  services: Services,
  events: EventLog,
  rateLimit: number,
): void {
  const streams = new VisitorStreams(services, events, {
    toWire: visibleTicketOf,
    onError: (error) => app.log.error({ err: error }, 'a visitor was not told'),
  })
  app.addHook('preClose', async () => streams.close())
  mount(app, log, visitorDialect(services, new RateLimiter(rateLimit)), visitor, {
    widget,
    session: session(services),
    chat: chat(() => streams.position),
    faq,
    file,
  })
  app.get(visitorLivePath, async (request, reply) => {
    const caller = newCaller()
    identify(reply, caller)
    try {
      requireOwnPage(services, request)
      const visit = await requestVisit(services, request, caller.now)
      if (!visit || streams.countOf(visit.id) >= streamsPerVisit) throw new AppError('not_signed_in')
      const { after } = request.query as { after?: string }
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        connection: 'close',
        'x-tt-logid': caller.logId,
      })
      await streams.open(
        {
          tenantId: visit.widget.tenant_id,
          helpdeskId: visit.widget.helpdesk_id,
          userId: visit.userId ?? '',
          visitId: visit.id,
        },
        reply.raw,
        after !== undefined && /^\d{1,15}$/.test(after) ? Number(after) : undefined,
      )
      return undefined
    } catch (error) {
      return sendFailure(reply, failureOf(error, caller))
    }
  })
}
