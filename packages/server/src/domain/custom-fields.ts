import type { CustomFields } from '../db/schema.ts'
import { type People, loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'

/** The desk's custom fields in the order of their position. */
export async function listCustomFields(
  cx: Cx,
  filter: { visibleOnly: boolean },
): Promise<{ fields: CustomFields[]; people: People }> {
  let query = cx.db
    .selectFrom('custom_fields')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
  if (filter.visibleOnly) query = query.where('visible', '=', 1)
  const fields = await query.orderBy('position').orderBy('id').execute()
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    fields.flatMap((field) => [field.created_by, field.updated_by]),
  )
  return { fields, people }
}
