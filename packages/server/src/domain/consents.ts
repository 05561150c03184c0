import { fromJson, toJson } from '../db/json.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { revokeGrant } from './grants.ts'

/** What a person has let an app do. */
export interface Consent {
  readonly appId: string
  readonly appName: string
  readonly scopes: readonly string[]
  /** Unix ms. */
  readonly createdAt: number
}

/** What a person has let an app do so far; empty when they were never asked. */
export async function consentedScopes(cx: Cx, userId: string, appId: string): Promise<string[] | undefined> {
  const row = await cx.db
    .selectFrom('consents')
    .select('scopes')
    .where('tenant_id', '=', cx.tenantId)
    .where('user_id', '=', userId)
    .where('app_id', '=', appId)
    .executeTakeFirst()
  return row && fromJson(row.scopes)
}

/** Remembers that a person lets an app do this, besides what they let it do before. Runs inside a transaction. */
export async function recordConsent(
  cx: Cx,
  userId: string,
  appId: string,
  scopes: readonly string[],
): Promise<void> {
  // Two windows of one person may agree at once; the second must see what the first wrote.
  await cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', userId)
    .forUpdate()
    .execute()
  const before = await consentedScopes(cx, userId, appId)
  const missing = scopes.filter((scope) => !before?.includes(scope))
  if (before !== undefined && missing.length === 0) return
  const all = toJson([...(before ?? []), ...missing])
  await cx.db
    .insertInto('consents')
    .values({
      tenant_id: cx.tenantId,
      user_id: userId,
      app_id: appId,
      scopes: all,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .onConflict((c) =>
      c.columns(['tenant_id', 'user_id', 'app_id']).doUpdateSet({ scopes: all, updated_at: cx.now }),
    )
    .execute()
  await emit(cx, 'consent.given', { appId, userId, scopes: missing })
}

/** The apps that may act for whoever asks. */
export async function listConsents(cx: Cx): Promise<Consent[]> {
  const rows = await cx.db
    .selectFrom('consents as c')
    .innerJoin('apps as a', 'a.id', 'c.app_id')
    .select(['c.app_id', 'c.scopes', 'c.created_at', 'a.name'])
    .where('c.tenant_id', '=', cx.tenantId)
    .where('c.user_id', '=', actorUserId(cx) ?? '')
    .orderBy('c.created_at')
    .execute()
  return rows.map((row) => ({
    appId: row.app_id,
    appName: row.name,
    scopes: fromJson(row.scopes),
    createdAt: row.created_at,
  }))
}

/** Takes back what whoever asks has let an app do: its tokens for them are dead at once. */
export const withdrawConsent = (cx: Cx, appId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const userId = actorUserId(cx) ?? ''
    const { numDeletedRows } = await cx.db
      .deleteFrom('consents')
      .where('tenant_id', '=', cx.tenantId)
      .where('user_id', '=', userId)
      .where('app_id', '=', appId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw new AppError('app_not_found')
    // Codes not redeemed yet would bring the app back in.
    await cx.db
      .deleteFrom('oauth_codes')
      .where('tenant_id', '=', cx.tenantId)
      .where('user_id', '=', userId)
      .where('app_id', '=', appId)
      .where('used_at', 'is', null)
      .execute()
    const grants = await cx.db
      .selectFrom('grants')
      .select(['id', 'app_id', 'user_id'])
      .where('tenant_id', '=', cx.tenantId)
      .where('user_id', '=', userId)
      .where('app_id', '=', appId)
      .where('parent_id', 'is', null)
      .where('revoked_at', 'is', null)
      .execute()
    for (const grant of grants) await revokeGrant(cx, grant)
    await emit(cx, 'consent.withdrawn', { appId, userId })
  })
