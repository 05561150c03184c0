import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { findWidgetById, onlyWidgetId } from './db/widgets.ts'
import { ownOrigins } from './dialects/visitor/dialect.ts'
import type { Services } from './domain/cx.ts'
import { ancestorsOf, lookOf, mayHold } from './domain/widgets.ts'

const built = fileURLToPath(new URL('../../widget/dist/', import.meta.url))

const policy = (ancestors: string, more = ''): string =>
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data: https:; connect-src 'self'; " +
  `base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}${more}`

const html = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex',
}

/** Says why, to people in the frame and to the page's console. Its only script is known by its hash. */
function refusal(reply: FastifyReply, status: number, reason: string, origin: string): FastifyReply {
  const script = `parent.postMessage({pipit:'refused',reason:document.querySelector('p').textContent},${JSON.stringify(origin).replaceAll('<', '\\u003c')})`
  const hash = createHash('sha256').update(script).digest('base64')
  const safe = URL.canParse(origin) ? `<script>${script}</script>` : ''
  return reply
    .code(status)
    .headers({
      ...html,
      'content-security-policy': `default-src 'none'; script-src 'sha256-${hash}'; style-src 'self'`,
    })
    .send(
      `<!doctype html><meta charset="utf-8"><title>Pipit</title><link rel="stylesheet" href="/widget/demo.css"><main><p>${escaped(reason)}</p></main>${safe}`,
    )
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** What the address of the demo page lets one try. */
const attributesOf = (query: Record<string, unknown>): string =>
  ['locale', 'theme', 'position', 'color']
    .flatMap((name) => {
      const value = query[name]
      return typeof value === 'string' && /^#?\w{1,12}$/.test(value) ? [` data-${name}="${value}"`] : []
    })
    .join('')

/** Serves the loader, the chat's frame and a page to try it on. */
export async function mountWidgetPages(app: FastifyInstance, services: Services): Promise<void> {
  const page = (name: string) => (existsSync(built + name) ? readFileSync(built + name, 'utf8') : undefined)
  const chat = page('app.html')
  const demo = page('demo.html')
  const missing = (reply: FastifyReply) =>
    reply.code(503).type('text/plain').send('The widget has not been built: npm run build')

  app.get('/widget/app', async (request, reply) => {
    if (chat === undefined) return missing(reply)
    const { desk = '', origin = '' } = request.query as { desk?: string; origin?: string }
    const widget = await findWidgetById(services.engine.db, String(desk))
    if (!widget || widget.enabled === 0)
      return refusal(reply, 404, 'There is no such chat, or it is switched off.', String(origin))
    if (origin !== '' && !mayHold(widget, String(origin), ownOrigins(services, request)))
      return refusal(
        reply,
        403,
        `The page ${String(origin).slice(0, 200)} is not among the pages that may hold the chat of ` +
          `${lookOf(widget).name}. Its admins add it under Admin, Widget.`,
        String(origin),
      )
    const ancestors = ancestorsOf(widget, request.protocol === 'https')
    return reply.headers({ ...html, 'content-security-policy': policy(ancestors) }).send(chat)
  })

  app.get('/widget/demo', async (request, reply) => {
    if (demo === undefined) return missing(reply)
    const { desk } = request.query as { desk?: string }
    const id = typeof desk === 'string' ? desk : await onlyWidgetId(services.engine.db)
    const widget = id === undefined ? undefined : await findWidgetById(services.engine.db, id)
    if (!widget) return reply.code(404).type('text/plain').send('Say which chat: /widget/demo?desk=wgt_…')
    return reply.headers({ ...html, 'content-security-policy': policy("'none'", "; frame-src 'self'") }).send(
      demo
        .replaceAll('{{desk}}', escaped(widget.id))
        .replaceAll('{{name}}', escaped(lookOf(widget).name))
        .replace('{{attributes}}', attributesOf(request.query as Record<string, unknown>)),
    )
  })

  if (!existsSync(built)) return
  await app.register(fastifyStatic, {
    root: built,
    prefix: '/widget/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    allowedPath: (path) => /^\/(pipit\.js|demo\.(js|css)|assets\/[\w.-]+)$/.test(path),
    setHeaders: (file, path) => {
      file.setHeader('x-content-type-options', 'nosniff')
      // Names of assets change with what is in them; the loader's name stands in other people's pages.
      if (path.includes('/assets/')) file.setHeader('cache-control', 'public, max-age=31536000, immutable')
      else file.setHeader('cache-control', 'public, max-age=300, stale-while-revalidate=86400')
      file.setHeader('cross-origin-resource-policy', 'cross-origin')
      file.setHeader('access-control-allow-origin', '*')
    },
  })
}
