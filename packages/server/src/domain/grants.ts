import { fromJson, toJson } from '../db/json.ts'
import type { Grants } from '../db/schema.ts'
import { newId } from '../platform/ids.ts'
import type { AppEntry } from '../platform/registry.ts'
import { signToken, tokenLifetime } from '../platform/tokens.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

export const grantScopes = (grant: Pick<Grants, 'scopes'>): string[] => fromJson(grant.scopes)

/** Writes that an app may act for a person. Runs inside a transaction. */
export async function createGrant(
  cx: Cx,
  grant: { appId: string; userId: string; scopes: readonly string[]; parentId?: string },
): Promise<Grants> {
  const row: Grants = {
    tenant_id: cx.tenantId,
    id: newId(cx.now),
    app_id: grant.appId,
    user_id: grant.userId,
    scopes: toJson(grant.scopes),
    created_at: cx.now,
    revoked_at: null,
    parent_id: grant.parentId ?? null,
  }
  await cx.db.insertInto('grants').values(row).execute()
  return row
}

/**
 * The grant a token with these scopes rests on: the sign-in itself, or a narrower one below it that dies with it.
 * Runs inside a transaction that holds the sign-in's row.
 */
export async function narrowedGrant(cx: Cx, grant: Grants, scopes: readonly string[]): Promise<Grants> {
  const own = grantScopes(grant)
  if (own.length === scopes.length) return grant
  const ordered = own.filter((scope) => scopes.includes(scope))
  const existing = await cx.db
    .selectFrom('grants')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('parent_id', '=', grant.id)
    .where('scopes', '=', toJson(ordered))
    .executeTakeFirst()
  if (existing) return existing
  return createGrant(cx, {
    appId: grant.app_id,
    userId: grant.user_id,
    scopes: ordered,
    parentId: grant.id,
  })
}

/** Ends a sign-in: its tokens, the narrower ones below it and its refresh tokens. Runs inside a transaction. */
export async function revokeGrant(cx: Cx, grant: Pick<Grants, 'id' | 'app_id' | 'user_id'>): Promise<void> {
  const { numUpdatedRows } = await cx.db
    .updateTable('grants')
    .set({ revoked_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where((where) => where.or([where('id', '=', grant.id), where('parent_id', '=', grant.id)]))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await emit(cx, 'grant.revoked', { grantId: grant.id, appId: grant.app_id, userId: grant.user_id })
}

/** @returns a token for the person and the seconds it lives. */
export function signUserToken(
  cx: Cx,
  app: Pick<AppEntry, 'id' | 'tokenEpoch' | 'homeTenantId'>,
  grant: Pick<Grants, 'id'>,
): { token: string; expire: number } {
  const token = signToken(cx.keys.signing, {
    kind: 'user',
    appId: app.id,
    epoch: app.tokenEpoch,
    expiresAt: Math.floor(cx.now / 1000) + tokenLifetime,
    grantId: grant.id,
    ...(app.homeTenantId !== cx.tenantId && { tenantId: cx.tenantId }),
  })
  return { token, expire: tokenLifetime }
}

/** Lets an app act for a person without asking them: for the command line and tests. */
export async function grantUserToken(
  cx: Cx,
  appId: string,
  userId: string,
  scopes: readonly string[],
): Promise<{ token: string; expire: number }> {
  const app = await cx.registry.appIn(appId, cx.tenantId)
  if (!app) throw new AppError('app_not_found')
  const grant = await inTransaction(cx, (cx) => createGrant(cx, { appId, userId, scopes }))
  return signUserToken(cx, app, grant)
}
