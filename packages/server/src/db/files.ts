import type { Db } from './engine.ts'
import type { Files } from './schema.ts'

export type FileRow = Files

export const findFile = (db: Db, tenantId: string, id: string): Promise<FileRow | undefined> =>
  db.selectFrom('files').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()

export async function findFiles(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, FileRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('files')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
