import { type TokenRefusal, isTokenOrigin, noteUse, useAccessToken } from './access-token-use.ts'
import { audit } from './audit.ts'
import { type Services, inTransaction, newCx } from './cx.ts'
import { sessionLifetime, startSession } from './sessions.ts'

/** Which pages a link opens. */
export type Area = 'agent' | 'admin'

export interface SignOnRequest {
  readonly token: string
  readonly area: Area
  /** The origin of the page that opens the link, where the browser says it; nothing for bookmarks and programs. */
  readonly origin: string | undefined
  /** The origin we are called by. */
  readonly own: string
  /** Whether the page is shown in a frame of another site. */
  readonly framed: boolean
  readonly userAgent: string | undefined
  readonly now: number
}

export type SignOnResult =
  | { readonly refusal: TokenRefusal; readonly tenantId?: string; readonly userId?: string }
  | {
      readonly refusal?: undefined
      readonly cookie: string
      /** How long the session can last, ms. */
      readonly lifetime: number
      readonly tenantId: string
      readonly userId: string
    }

/** Swaps an AccessToken for a session of its person. */
export async function signOn(services: Services, request: SignOnRequest): Promise<SignOnResult> {
  const { area, origin, own, framed, now } = request
  const use = await useAccessToken(services, request.token, now)
  const { entry } = use
  const known = entry ? { tenantId: entry.tenantId, userId: entry.userId } : {}
  if (use.refusal !== undefined) return { refusal: use.refusal, ...known }
  const { entry: token, role } = use
  if (!token.scopes.has(`${area}:login`) || (area === 'admin' && role === 'agent'))
    return { refusal: 'no_permission', ...known }
  const isKnown = origin !== undefined && isTokenOrigin(token, origin, own)
  // A token with domains is for links on their pages; one without is for links from anywhere, but not for frames of
  // other sites. Who does not say where they come from is let in: in a frame, `frame-ancestors` decides.
  const allowed = token.allowedDomains.length > 0 ? isKnown || origin === undefined : isKnown || !framed
  if (!allowed) return { refusal: 'domain_not_allowed', ...known }
  const cx = newCx(services, {
    tenantId: token.tenantId,
    helpdeskId: token.helpdeskId,
    actor: {
      kind: 'user',
      userId: token.userId,
      role,
      accessToken: { id: token.id, scopes: [...token.scopes] },
    },
    now,
  })
  const cookie = await inTransaction(cx, async (cx) => {
    await audit(cx, 'access_token.signed_on', [token], area)
    return startSession(cx, {
      userId: token.userId,
      userAgent: request.userAgent,
      token: { id: token.id, expiresAt: token.expiresAt },
    })
  })
  noteUse(services, token, now)
  const lifetime = Math.min(sessionLifetime, (token.expiresAt ?? Infinity) - now)
  return { cookie, lifetime, tenantId: token.tenantId, userId: token.userId }
}
