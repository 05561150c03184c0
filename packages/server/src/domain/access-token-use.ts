import type { AccessTokenEntry } from '../platform/access-token-entries.ts'
import { isSignedBy, readJwt } from '../platform/jwt.ts'
import { hashToken } from './access-tokens.ts'
import { isAllowedOrigin } from './allowed-domains.ts'
import type { Role, Services } from './cx.ts'

/** Why a token opens nothing. */
export type TokenRefusal = 'invalid' | 'expired' | 'disabled' | 'domain_not_allowed' | 'no_permission'

export type TokenUse =
  | { readonly refusal?: undefined; readonly entry: AccessTokenEntry; readonly role: Role }
  | { readonly refusal: TokenRefusal; readonly entry?: AccessTokenEntry }

/**
 * Whose token this is. It must be known here and live, whatever it says itself: a token that is only signed well is
 * none, and one that is unknown is not told from one that was deleted.
 */
export async function useAccessToken(services: Services, token: string, now: number): Promise<TokenUse> {
  const jwt = readJwt(token)
  if (!jwt) return { refusal: 'invalid' }
  const entry = await services.registry.accessTokens.get(hashToken(token))
  if (!entry?.key || !isSignedBy(jwt, entry.key.algorithm, entry.key.secret)) return { refusal: 'invalid' }
  const { role } = entry
  if (entry.disabled) return { refusal: 'disabled', entry }
  const expiresAt = Math.min(entry.expiresAt ?? Infinity, (jwt.expiresAt ?? Infinity) * 1000)
  if (expiresAt <= now) return { refusal: 'expired', entry }
  if (role === undefined) return { refusal: 'no_permission', entry }
  return { entry, role }
}

/** Whether a page of `origin` may use the token; our own pages may. */
export const isTokenOrigin = (entry: AccessTokenEntry, origin: string, own: string): boolean =>
  origin === own || isAllowedOrigin(origin, entry.allowedDomains)

/** Uses within a minute are one: last use is a help for people, not a log. */
const usePrecision = 60_000

/** Writes the last use down, in the background: nobody waits for it and its failure fails nothing. */
export function noteUse(services: Services, entry: AccessTokenEntry, now: number): void {
  const { id, tenantId } = entry
  if (now - entry.usedAt < usePrecision) return
  entry.usedAt = now
  void services.engine
    .transaction((db) =>
      db
        .updateTable('access_tokens')
        .set({ last_used_at: now })
        .where('tenant_id', '=', tenantId)
        .where('id', '=', id)
        .execute(),
    )
    .catch(() => undefined)
}
