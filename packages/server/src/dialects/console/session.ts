import type { console as contract, Output } from '@pipit/contract'
import { invalid } from '../../domain/errors.ts'
import { type SessionUser, sessionLifetime, signIn, signOut } from '../../domain/sessions.ts'
import { RateLimiter } from '../../platform/rate-limit.ts'
import type { Handlers } from '../handlers.ts'
import { writeCookie } from './cookie.ts'
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
})

export const session: Handlers<typeof contract.session> = {
  create: async (cx, { body }, { request, reply }) => {
    const refusal = attempts.take(`${request.ip} ${body.email.toLowerCase()}`, attemptLimit, cx.now)
    if (refusal) throw invalid('password', '', `was tried too often; try again in ${refusal.reset} seconds`)
    const userAgent = request.headers['user-agent']
    const { cookie, session } = await signIn(cx, { ...body, userAgent, now: cx.now })
    const secure = cx.baseUrl.startsWith('https:')
    reply.header('set-cookie', writeCookie(cookie, sessionLifetime, secure))
    return meOf(session)
  },
  get: async (_cx, _input, { request }) => meOf(sessionOf(request)),
  delete: async (cx, _input, { request, reply }) => {
    await signOut(cx, sessionOf(request).sessionId)
    reply.header('set-cookie', writeCookie('', 0, cx.baseUrl.startsWith('https:')))
    return {}
  },
}
