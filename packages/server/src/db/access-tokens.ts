import type { Db } from './engine.ts'
import { prepared } from './prepared.ts'
import type { AccessTokenKeys, AccessTokens } from './schema.ts'

export type AccessTokenRow = AccessTokens

/** A token with everything that decides whether it is live. */
export interface TokenWithUser extends AccessTokenRow {
  readonly role: 'owner' | 'admin' | 'agent' | null
  readonly user_status: string | null
  readonly current_key: string | null
  readonly algorithm: AccessTokenKeys['algorithm'] | null
  readonly secret_cipher: string | null
}

const withUser = (db: Db) =>
  db
    .selectFrom('access_tokens as t')
    .leftJoin('users as u', (j) => j.onRef('u.tenant_id', '=', 't.tenant_id').onRef('u.id', '=', 't.user_id'))
    .leftJoin('agents as a', (j) =>
      j
        .onRef('a.tenant_id', '=', 't.tenant_id')
        .onRef('a.helpdesk_id', '=', 't.helpdesk_id')
        .onRef('a.user_id', '=', 't.user_id')
        .on('a.removed_at', 'is', null),
    )
    .leftJoin('access_token_keys as k', 'k.tenant_id', 't.tenant_id')
    .selectAll('t')
    .select(['a.role', 'u.status as user_status', 'k.id as current_key', 'k.algorithm', 'k.secret_cipher'])

export const tokenByHash = prepared<{ hash: string }, TokenWithUser>((db, slot) =>
  withUser(db).where('t.token_hash', '=', slot.hash),
)

/** The domains of every token there is, for questions that come before a token does. */
export const everyAllowedDomain = (db: Db): Promise<{ allowed_domains: string }[]> =>
  db
    .selectFrom('access_tokens')
    .select('allowed_domains')
    .distinct()
    .where('allowed_domains', '<>', '[]')
    .execute()

export const findToken = (db: Db, tenantId: string, id: string): Promise<TokenWithUser | undefined> =>
  withUser(db).where('t.tenant_id', '=', tenantId).where('t.id', '=', id).executeTakeFirst()

export const lockToken = (db: Db, tenantId: string, id: string): Promise<AccessTokenRow | undefined> =>
  db
    .selectFrom('access_tokens')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export interface TokenFilter {
  readonly userId?: string | undefined
  readonly before?: string | undefined
  readonly offset?: number | undefined
}

/** Newest first. */
export function listTokens(
  db: Db,
  tenantId: string,
  { userId, before, offset }: TokenFilter,
  limit: number,
): Promise<TokenWithUser[]> {
  let query = withUser(db).where('t.tenant_id', '=', tenantId)
  if (userId !== undefined) query = query.where('t.user_id', '=', userId)
  if (before !== undefined) query = query.where('t.id', '<', before)
  return query
    .orderBy('t.id', 'desc')
    .limit(limit)
    .offset(offset ?? 0)
    .execute()
}

export async function countTokens(db: Db, tenantId: string, userId: string | undefined): Promise<number> {
  let query = db.selectFrom('access_tokens').where('tenant_id', '=', tenantId)
  if (userId !== undefined) query = query.where('user_id', '=', userId)
  const { total } = await query
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}

export const hashIsTaken = async (db: Db, hash: string): Promise<boolean> =>
  (await db.selectFrom('access_tokens').select('id').where('token_hash', '=', hash).executeTakeFirst()) !==
  undefined
