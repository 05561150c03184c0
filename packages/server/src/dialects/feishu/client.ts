import type { Cx } from '../../domain/cx.ts'
import { OAuthRefusal } from '../../domain/oauth-refusal.ts'
import type { AppEntry } from '../../platform/registry.ts'
import { sameHash, sha256 } from '../../platform/secrets.ts'
import type { Exchange } from '../handlers.ts'

interface Credentials {
  readonly client_id?: string
  readonly client_secret?: string
  readonly client_assertion?: string
}

/** RFC 6749 2.3.1: id and secret, each form-encoded, behind `Basic`. */
function basicCredentials(header: string | undefined): { id: string; secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return undefined
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  const decoded = (part: string) => {
    try {
      return decodeURIComponent(part.replaceAll('+', ' '))
    } catch {
      throw new OAuthRefusal('malformed', 'Authorization')
    }
  }
  if (colon < 0) throw new OAuthRefusal('malformed', 'Authorization')
  return { id: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) }
}

/**
 * The app that proves itself with its secret, in the body or in a Basic header but not in both.
 * @throws OAuthRefusal
 */
export async function clientOf(cx: Cx, body: Credentials, { request, caller }: Exchange): Promise<AppEntry> {
  const basic = basicCredentials(request.headers.authorization)
  const ways = [basic, body.client_secret, body.client_assertion].filter((way) => way !== undefined)
  if (ways.length > 1) throw new OAuthRefusal('several_auth_methods')
  if (body.client_assertion !== undefined) throw new OAuthRefusal('assertion_unsupported')
  const id = basic?.id ?? body.client_id
  const secret = basic?.secret ?? body.client_secret
  if (id === undefined || secret === undefined) throw new OAuthRefusal('client_missing')
  if (body.client_id !== undefined && body.client_id !== id) throw new OAuthRefusal('several_auth_methods')
  const app = await cx.registry.app(id)
  if (!app) throw new OAuthRefusal('app_unknown')
  caller.tenantId = app.tenantId
  caller.appId = app.id
  if (!sameHash(sha256(secret), app.secretHash)) throw new OAuthRefusal('secret_wrong')
  if (!app.enabled) throw new OAuthRefusal('app_disabled')
  return app
}
