import type { Db } from './engine.ts'
import type { Users } from './schema.ts'

/** The three ids of a person: `id` is the open_id. */
export type UserIds = Pick<Users, 'id' | 'union_id' | 'user_id'>

const idColumns = ['id', 'union_id', 'user_id'] as const

/** The ids of those people of the tenant whose `column` is among `values`; the unknown are left out. */
export async function findUserIds(
  db: Db,
  tenantId: string,
  column: (typeof idColumns)[number],
  values: readonly string[],
): Promise<UserIds[]> {
  if (values.length === 0) return []
  return db
    .selectFrom('users')
    .select(idColumns)
    .where('tenant_id', '=', tenantId)
    .where(column, 'in', [...new Set(values)])
    .execute()
}
