import type { console as contract, Output } from '@pipit/contract'
import type { FastifyRequest } from 'fastify'
import { invalid } from '../../domain/errors.ts'
import { type SessionUser, sessionLifetime, signIn, signOut } from '../../domain/sessions.ts'
import { RateLimiter } from '../../platform/rate-limit.ts'
import type { Handlers } from '../handlers.ts'
import { isTrustworthy } from '../../domain/allowed-domains.ts'
import { hasTokenCookie, writeCookie, writeTokenCookie } from './cookie.ts'
import { sessionOf } from './dialect.ts'
import { personOf } from './wire.ts'

/** Guessing passwords is slow work, whatever the limits of the API are set to. */
const attempts = new RateLimiter(1)
const attemptLimit = { perMinute: 20 }

const meOf = (session: SessionUser): Output<typeof contract.session.get> => ({
  user: personOf(session.user),
  role: session.role ?? 'member',
  tenant: { id: session.tenantId, name: session.tenantName },
  helpdesk: { id: session.helpdeskId, name: session.helpdeskName },
  sign_on: session.signOn && {
    token_id: session.signOn.tokenId,
    name: session.signOn.name,
    scopes: [...session.signOn.scopes],
    allowed_domains: [...session.signOn.allowedDomains],
  },
})

/** The cookie to be set; a link of before must not stand in the way of whoever signs in or out since. */
const writing = (request: FastifyRequest, cookie: string): string | string[] =>
  hasTokenCookie(request.headers.cookie)
    ? [cookie, writeTokenCookie('', 0, isTrustworthy(request.protocol, request.host))]
    : cookie

export const session: Handlers<typeof contract.session> = {
  create: async (cx, { body }, { request, reply }) => {
    const refusal = attempts.take(`${request.ip} ${body.email.toLowerCase()}`, attemptLimit, cx.now)
    if (refusal) throw invalid('password', '', `was tried too often; try again in ${refusal.reset} seconds`)
    const userAgent = request.headers['user-agent']
    const { cookie, session } = await signIn(cx, { ...body, userAgent, now: cx.now })
    const secure = cx.baseUrl.startsWith('https:')
    reply.header('set-cookie', writing(request, writeCookie(cookie, sessionLifetime, secure)))
    return meOf(session)
  },
  get: async (_cx, _input, { request }) => meOf(sessionOf(request)),
  delete: async (cx, _input, { request, reply }) => {
    await signOut(cx, sessionOf(request).sessionId)
    const secure = cx.baseUrl.startsWith('https:')
    reply.header('set-cookie', writing(request, writeCookie('', 0, secure)))
    return {}
  },
}
