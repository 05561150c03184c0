import type { Db } from './engine.ts'

export async function findPreferences(db: Db, tenantId: string, userId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('preferences')
    .select('data')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.data
}

export async function savePreferences(
  db: Db,
  tenantId: string,
  userId: string,
  data: string,
  now: number,
): Promise<void> {
  await db
    .insertInto('preferences')
    .values({ tenant_id: tenantId, user_id: userId, data, updated_at: now })
    .onConflict((c) => c.columns(['tenant_id', 'user_id']).doUpdateSet({ data, updated_at: now }))
    .execute()
}
