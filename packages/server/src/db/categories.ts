import type { Db } from './engine.ts'
import type { Categories } from './schema.ts'

export type CategoryRow = Categories

const inDesk = (db: Db, tenantId: string, helpdeskId: string) =>
  db.selectFrom('categories').where('tenant_id', '=', tenantId).where('helpdesk_id', '=', helpdeskId)

/** All categories of a desk, in the order they were put in. */
export const allCategories = (db: Db, tenantId: string, helpdeskId: string): Promise<CategoryRow[]> =>
  inDesk(db, tenantId, helpdeskId).selectAll().orderBy('position').orderBy('id').execute()

/** All categories of a desk, held: whoever changes the tree changes it alone. */
export const lockCategories = (db: Db, tenantId: string, helpdeskId: string): Promise<CategoryRow[]> =>
  inDesk(db, tenantId, helpdeskId).selectAll().orderBy('id').forUpdate().execute()

export async function categoriesByIds(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  ids: Iterable<string | null>,
): Promise<Map<string, CategoryRow>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await inDesk(db, tenantId, helpdeskId).selectAll().where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Holds one category until the transaction ends, so that it is not deleted under what is put into it. */
export const lockCategory = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<CategoryRow | undefined> =>
  inDesk(db, tenantId, helpdeskId).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
