import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { helpChat } from '../db/help-center.ts'
import { identify, newCaller } from '../dialects/mount.ts'
import { type Cx, type Services, newCx } from '../domain/cx.ts'
import { AppError } from '../domain/errors.ts'
import { openShownImage } from '../domain/faq-images.ts'
import { voteOnFaq } from '../domain/faq-votes.ts'
import { HelpCounts, firstDesk, helpCatalog } from '../domain/help-center.ts'
import type { EventLog } from '../live/event-log.ts'
import { RateLimiter } from '../platform/rate-limit.ts'
import type { HelpdeskEntry } from '../platform/registry.ts'
import { languageOf } from '../sign-on-page.ts'
import { type Place, addressesOf, placeOf } from './addresses.ts'
import {
  type Answer,
  type Surroundings,
  article,
  category,
  home,
  notFound,
  search,
  suggest,
} from './answers.ts'
import { helpAssets } from './assets.ts'
import { type Html, html } from './html.ts'
import type { Site } from './layout.ts'
import { noticePage } from './pages.ts'
import { sendContent } from './reply.ts'
import { sitemapIndex, sitemapPiece } from './sitemap.ts'
import { helpTexts } from './texts.ts'

/** For each address: people type, scripts hammer. */
const limits = {
  vote: { perMinute: 20 },
  search: { perMinute: 120 },
  suggest: { perMinute: 600 },
  sitemap: { perMinute: 60 },
  sitemapPiece: { perMinute: 60 },
} as const

const isLimited = (kind: Place['kind']): kind is keyof typeof limits => Object.hasOwn(limits, kind)

/** Crawlers come back when they want. */
const sitemapFresh = 3600
const year = 365 * 24 * 3600

/** The public pages below /help, robots.txt, and nothing that needs a session. */
export function mountHelp(
  app: FastifyInstance,
  services: Services,
  options: { readonly rateLimit: number; readonly events: EventLog },
): void {
  const counts = new HelpCounts()
  options.events.subscribe((batch) => {
    for (const { type, helpdeskId } of batch)
      if (type === 'faq.changed' || type === 'category.changed') counts.changed(helpdeskId)
  })
  const limiter = new RateLimiter(options.rateLimit)
  const deskAt = desks(services)

  for (const { path, type, content } of Object.values(helpAssets))
    app.get(path, (_, reply) =>
      reply
        .headers({
          'content-type': type,
          'cache-control': `public, max-age=${year}, immutable`,
          'x-content-type-options': 'nosniff',
        })
        .send(content),
    )

  app.get('/robots.txt', async (_, reply) => {
    const found = await deskAt(undefined)
    const lines = found
      ? ['Allow: /help', 'Disallow: /', '', `Sitemap: ${services.baseUrl}/help/sitemap.xml`]
      : ['Disallow: /']
    return reply
      .headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' })
      .send(`User-agent: *\n${lines.join('\n')}\n`)
  })

  const serve = async (request: FastifyRequest, reply: FastifyReply) => {
    const caller = newCaller()
    identify(reply, caller)
    const path = request.raw.url!.split('?')[0]!
    const { deskId, place } = placeOf(path.slice('/help'.length))
    const found = await deskAt(deskId)
    const language =
      place && 'language' in place ? place.language : languageOf(request.headers['accept-language'])
    const at = addressesOf(found && found.desk.id !== found.first ? `/help/${found.desk.id}` : '/help')
    const site: Site = {
      language,
      t: helpTexts[language],
      desk: found?.desk ?? { id: '', name: 'Pipit', timeZone: 'UTC' },
      at,
      baseUrl: services.baseUrl,
      chat: undefined,
    }
    const notice = (status: number, title: string, help: string) =>
      sendContent(request, reply, { text: noticePage(site, { title, help }), status })
    if (!found) return notice(404, site.t.notFound, site.t.notFoundHelp)
    // The first desk has one address, so that nothing is known under two.
    if (deskId === found.first)
      return reply.redirect(request.raw.url!.replace(`/help/${deskId}`, '/help'), 301)
    const cx = newCx(services, {
      tenantId: found.desk.tenantId,
      helpdeskId: found.desk.id,
      actor: { kind: 'system' },
      now: caller.now,
    })
    try {
      const kind = place?.kind
      if (kind !== undefined && isLimited(kind)) {
        const refusal = limiter.take(`${kind} ${request.ip}`, limits[kind], caller.now)
        if (refusal) {
          reply.header('retry-after', String(refusal.reset))
          return notice(429, site.t.tooMany, site.t.tooManyHelp)
        }
      }
      if ((kind === 'vote') !== (request.method === 'POST'))
        return notice(405, site.t.notFound, site.t.notFoundHelp)
      if (kind === 'vote') return await vote(cx, site, place as Place & { kind: 'vote' }, request, reply)
      if (kind === 'image') return await image(cx, place as Place & { kind: 'image' }, reply)
      if (kind === 'start') {
        reply.headers({ vary: 'Accept-Language', 'cache-control': 'public, max-age=300' })
        return reply.redirect(at.home(language), 302)
      }
      if (kind === 'sitemap')
        return sendContent(request, reply, { text: await sitemapIndex(cx, at), ...asXml })
      const answer = await answerOf(cx, surroundingsOf(cx, site, kind), place, path, request)
      return 'to' in answer
        ? reply.header('cache-control', 'public, max-age=300').redirect(answer.to, 301)
        : sendContent(request, reply, answer)
    } catch (error) {
      if (error instanceof AppError && error.code.endsWith('_not_found'))
        return notice(404, site.t.notFound, site.t.notFoundHelp)
      request.log.error({ err: error, log_id: caller.logId }, 'request failed')
      return notice(500, site.t.failed, site.t.failedHelp(caller.logId))
    }
  }

  const surroundingsOf = async (cx: Cx, site: Site, kind: Place['kind'] | undefined): Surroundings => {
    const [catalog, chat] = await Promise.all([
      helpCatalog(cx, site.language, counts.read),
      kind === 'suggest' || kind === 'sitemapPiece' ? undefined : chatOf(cx),
    ])
    return [{ ...site, chat }, catalog]
  }

  async function answerOf(
    cx: Cx,
    around: Surroundings,
    place: Place | undefined,
    path: string,
    request: FastifyRequest,
  ): Promise<Answer> {
    const { q, after, before, voted } = request.query as Record<string, unknown>
    const query = typeof q === 'string' ? q.trim().slice(0, 200) : ''
    switch (place?.kind) {
      case 'home':
        return home(cx, around)
      case 'category':
        return category(cx, around, {
          id: place.id,
          path,
          before: typeof before === 'string' && /^\d{1,19}$/.test(before) ? before : undefined,
        })
      case 'article':
        return article(cx, around, {
          id: place.id,
          path,
          voted: voted === 'yes' || voted === 'no' ? voted : undefined,
        })
      case 'search': {
        const match = typeof after === 'string' ? /^([0-2])\.(\d{1,19})$/.exec(after) : null
        return search(cx, around, {
          query,
          after: match ? { tier: Number(match[1]), at: match[2]! } : undefined,
        })
      }
      case 'suggest':
        return suggest(cx, around, query)
      case 'sitemapPiece':
        return { text: await sitemapPiece(cx, around, place.from), ...asXml }
      default:
        return notFound(...(await around))
    }
  }

  for (const path of ['/help', '/help/*'])
    app.route({ method: ['GET', 'POST'], url: path, bodyLimit: 4096, handler: serve })
}

const asXml = { type: 'application/xml; charset=utf-8', fresh: sitemapFresh }

interface FoundDesk {
  readonly desk: HelpdeskEntry
  /** The desk at /help itself. */
  readonly first: string
}

/** Finds the desk of an address, where its help centre is published. */
function desks({ engine, registry }: Services): (id: string | undefined) => Promise<FoundDesk | undefined> {
  let first: string | undefined
  return async (id) => {
    first ??= await firstDesk(engine)
    const asked = id ?? first
    const desk = asked === undefined ? undefined : await registry.helpdesk(asked)
    return desk?.helpCenter ? { desk, first: first! } : undefined
  }
}

/** What brings the desk's chat into a page, where it is switched on. */
async function chatOf(cx: Cx): Promise<Html | undefined> {
  const [widget] = await helpChat(cx.engine, cx)
  return widget ? html`<script src="/widget/pipit.js" data-desk="${widget.id}" defer></script>` : undefined
}

async function image(cx: Cx, place: Place & { kind: 'image' }, reply: FastifyReply): Promise<FastifyReply> {
  const { file, content } = await openShownImage(cx, place.faqId, place.imageKey)
  return reply
    .headers({
      'content-type': file.content_type,
      'content-length': content.size,
      'content-disposition': 'inline',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      // A key never gets other bytes, but its FAQ may be taken down.
      'cache-control': 'public, max-age=3600',
    })
    .send(content.stream)
}

const voterCookie = 'pipit_reader'

/** Counts a vote. Nobody is recognised by it: the cookie is random, and only its hash is kept. */
async function vote(
  cx: Cx,
  { at, language }: Site,
  place: Place & { kind: 'vote' },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const site = request.headers['sec-fetch-site']
  const given = new URLSearchParams(request.body instanceof Buffer ? request.body.toString('utf8') : '').get(
    'helpful',
  )
  if ((given !== 'yes' && given !== 'no') || (site !== undefined && site !== 'same-origin'))
    throw new AppError('faq_not_found')
  const known = new RegExp(`(?:^|;\\s*)${voterCookie}=([\\w-]{22})(?:;|$)`).exec(
    request.headers.cookie ?? '',
  )?.[1]
  const reader = known ?? randomBytes(16).toString('base64url')
  const voter = createHash('sha256').update(`${cx.helpdeskId} ${reader}`).digest('base64url')
  const faq = await voteOnFaq(cx, place.id, { voter, helpful: given === 'yes' })
  const secure = request.protocol === 'https' ? '; Secure' : ''
  return reply
    .headers({
      'set-cookie': `${voterCookie}=${reader}; Path=/help; Max-Age=${year}; HttpOnly; SameSite=Lax${secure}`,
      'cache-control': 'no-store',
    })
    .redirect(`${at.article(language, faq)}?voted=${given}#vote`, 303)
}
