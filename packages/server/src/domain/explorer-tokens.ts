import { toJson } from '../db/json.ts'
import type { Grants } from '../db/schema.ts'
import type { AppEntry } from '../platform/registry.ts'
import { signToken } from '../platform/tokens.ts'
import { audit } from './audit.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { createGrant } from './grants.ts'
import { authorizationOf, getHelpdesk, helpdeskToken } from './helpdesks.ts'

/** Seconds: enough to try something out, too short to build on. */
const lifetime = 15 * 60

export interface ExplorerToken {
  readonly token: string
  /** Unix ms. */
  readonly expiresAt: number
  /** Value of the help desk header. */
  readonly authorization: string
}

/**
 * A token of one of the organisation's apps for its owner, who could make one with the secret as well. Not through an
 * AccessToken: what it opens would outlive it. Each is an audit entry.
 * @throws forbidden, app_not_found
 */
export async function explorerToken(
  cx: Cx,
  appId: string,
  kind: 'tenant' | 'app' | 'user',
): Promise<ExplorerToken> {
  const { actor } = cx
  if (actor.kind !== 'user' || actor.role !== 'owner' || actor.accessToken) throw new AppError('forbidden')
  const app = await cx.registry.app(appId)
  if (app?.homeTenantId !== cx.tenantId) throw new AppError('app_not_found')
  if (!app.enabled) throw invalid('app_id', appId, 'is disabled')
  const desk = await getHelpdesk(cx)
  const expires = Math.floor(cx.now / 1000) + lifetime
  const grant = await inTransaction(cx, async (cx) => {
    await audit(cx, 'app_token.issued', [app], `${kind}, with the help desk header`)
    return kind === 'user' ? grantFor(cx, app, actor.userId) : undefined
  })
  // A self-built app's app token is its tenant token.
  const signed = kind === 'app' && app.type === 'self_built' ? 'tenant' : kind
  const token = signToken(cx.keys.signing, {
    kind: signed,
    appId,
    epoch: app.tokenEpoch,
    expiresAt: expires,
    ...(grant && { grantId: grant.id }),
  })
  return {
    token,
    expiresAt: expires * 1000,
    authorization: authorizationOf(desk.id, helpdeskToken(cx, desk) ?? ''),
  }
}

/** What a user token rests on: one row for a person and what the app may do now, however often they ask. */
async function grantFor(cx: Cx, app: AppEntry, userId: string): Promise<Pick<Grants, 'id'>> {
  const scopes = [...app.scopes].toSorted()
  const known = await cx.db
    .selectFrom('grants')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('app_id', '=', app.id)
    .where('user_id', '=', userId)
    .where('scopes', '=', toJson(scopes))
    .where('revoked_at', 'is', null)
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return known ?? createGrant(cx, { appId: app.id, userId, scopes })
}
