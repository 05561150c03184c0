import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { writeTokenCookie } from './dialects/console/cookie.ts'
import { identify, newCaller, record } from './dialects/mount.ts'
import { isTrustworthy } from './domain/allowed-domains.ts'
import type { Services } from './domain/cx.ts'
import type { TokenRefusal } from './domain/access-token-use.ts'
import { type Area, signOn } from './domain/sign-on.ts'
import type { RequestLog } from './platform/request-log.ts'
import { isRefusal, languageOf, refusalHeaders, refusalPage, refusalStatus } from './sign-on-page.ts'

const refused = '/agent/auth/refused'

/** Whether a page is asked for with a token in its address. */
export const hasAccessToken = (request: FastifyRequest): boolean =>
  (request.query as Record<string, unknown>).accessToken !== undefined

/** The origin browsers know this server by. */
export const ownOrigin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`

/** The origin of the page that sent a request, where the browser says it. */
export function originOf(request: FastifyRequest): string | undefined {
  const { origin, referer } = request.headers
  // A sandboxed or redirected page writes `null`: that is no origin of ours or of anybody we know.
  if (origin !== undefined) return origin
  if (referer === undefined || !URL.canParse(referer)) return undefined
  return new URL(referer).origin
}

/** Whether the browser loads the page into a frame. */
export const isFramed = ({ headers }: FastifyRequest): boolean =>
  /^(iframe|frame|embed|object)$/.test(headers['sec-fetch-dest'] as string)

export const refuseSignOn = (reply: FastifyReply, reason: TokenRefusal): FastifyReply =>
  reply.redirect(`${refused}?reason=${reason}`, 303)

/** The page behind a sign-on address, without the token. */
function cleanAddress(request: FastifyRequest, area: Area): string {
  const [path, query] = (request.raw.url ?? '').split('?', 2) as [string, string?]
  if (path === `/${area}/auth/login`) return `/${area}`
  const rest = new URLSearchParams(query)
  rest.delete('accessToken')
  return rest.size > 0 ? `${path}?${rest.toString()}` : path
}

/** Swaps the token of an address for a session and sends the browser to the address without it. */
export async function signOnByAddress(
  services: Services,
  log: RequestLog,
  area: Area,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const started = performance.now()
  const caller = newCaller()
  identify(reply, caller)
  const { accessToken } = request.query as { accessToken?: unknown }
  const own = ownOrigin(request)
  const result = await signOn(services, {
    token: typeof accessToken === 'string' ? accessToken : '',
    area,
    origin: originOf(request),
    own,
    framed: isFramed(request) && request.headers['sec-fetch-site'] !== 'same-origin',
    userAgent: request.headers['user-agent'],
    now: caller.now,
  })
  if (result.tenantId !== undefined) caller.tenantId = result.tenantId
  if (result.userId !== undefined) caller.userId = result.userId
  // Neither this address nor what it leads to may name the token to anybody.
  reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  const { refusal } = result
  record(
    log,
    request,
    `/${area}/*`,
    caller,
    started,
    refusal === undefined
      ? { status: 303, code: 0 }
      : { status: refusalStatus[refusal], code: refusalStatus[refusal], message: refusal },
    undefined,
  )
  if (refusal !== undefined) return refuseSignOn(reply, refusal)
  const trustworthy = isTrustworthy(request.protocol, request.host)
  return reply
    .header('set-cookie', writeTokenCookie(result.cookie, result.lifetime, trustworthy))
    .redirect(cleanAddress(request, area), 303)
}

/** The page that says why; its address says nothing but the reason. */
export function mountRefusals(app: FastifyInstance): void {
  app.get(refused, (request, reply) => {
    const { reason } = request.query as { reason?: unknown }
    const known = isRefusal(reason) ? reason : 'invalid'
    const language = languageOf(request.headers['accept-language'])
    return reply.code(refusalStatus[known]).headers(refusalHeaders).send(refusalPage(known, language))
  })
}
