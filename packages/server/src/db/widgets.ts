import type { Db } from './engine.ts'
import type { Widgets } from './schema.ts'

export type WidgetRow = Widgets

/** A widget by its public id, of whatever tenant: the id is all that a page of another site knows. */
export const findWidgetById = (db: Db, id: string): Promise<WidgetRow | undefined> =>
  db.selectFrom('widgets').selectAll().where('id', '=', id).executeTakeFirst()

export const findWidget = (db: Db, tenantId: string, helpdeskId: string): Promise<WidgetRow | undefined> =>
  db
    .selectFrom('widgets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .executeTakeFirst()

/** The installation's widget where it has exactly one. */
export async function onlyWidgetId(db: Db): Promise<string | undefined> {
  const rows = await db.selectFrom('widgets').select('id').limit(2).execute()
  return rows.length === 1 ? rows[0]!.id : undefined
}
