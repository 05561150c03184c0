import type { Db } from './engine.ts'
import type { IdempotencyKeys } from './schema.ts'

export type KeyRow = IdempotencyKeys
type Key = Pick<KeyRow, 'tenant_id' | 'caller' | 'key'>

/** Takes a key that nobody has. On PostgreSQL this waits for whoever is taking it at the moment. */
export async function addKey(db: Db, row: KeyRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('idempotency_keys')
    .values(row)
    .onConflict((c) => c.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const lockKey = (db: Db, { tenant_id, caller, key }: Key): Promise<KeyRow | undefined> =>
  db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('tenant_id', '=', tenant_id)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()

export const setKey = (
  db: Db,
  { tenant_id, caller, key }: Key,
  values: Partial<Pick<KeyRow, 'fingerprint' | 'reply' | 'created_at'>>,
): Promise<unknown> =>
  db
    .updateTable('idempotency_keys')
    .set(values)
    .where('tenant_id', '=', tenant_id)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .execute()

export const deleteKey = (db: Db, { tenant_id, caller, key }: Key): Promise<unknown> =>
  db
    .deleteFrom('idempotency_keys')
    .where('tenant_id', '=', tenant_id)
    .where('caller', '=', caller)
    .where('key', '=', key)
    .execute()

export const deleteOldKeys = (db: Db, before: number): Promise<unknown> =>
  db.deleteFrom('idempotency_keys').where('created_at', '<', before).execute()
