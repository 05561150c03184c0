import { sql } from 'kysely'
import { type PersonRow, personColumns } from '../db/users.ts'
import { requireManager } from './agents.ts'
import type { Cx } from './cx.ts'

/** Active people of the organisation who do not serve on the desk, by name or mail address. */
export async function agentCandidates(cx: Cx, search: string, limit: number): Promise<PersonRow[]> {
  requireManager(cx)
  const pattern = `%${search
    .trim()
    .toLowerCase()
    .replace(/[\\%_]/g, (c) => `\\${c}`)}%`
  return (
    cx.db
      .selectFrom('users as u')
      .select(personColumns.map((column) => `u.${column}` as const))
      .where('u.tenant_id', '=', cx.tenantId)
      .where('u.status', '=', 'active')
      .where('u.kind', '=', 'employee')
      // By way of the departments: everybody in the organisation is in one, and the many guests are in none.
      .where((eb) =>
        eb(
          'u.id',
          'in',
          eb.selectFrom('department_members').select('user_id').where('tenant_id', '=', cx.tenantId),
        ),
      )
      .where((eb) =>
        eb(
          'u.id',
          'not in',
          eb
            .selectFrom('agents')
            .select('user_id')
            .where('tenant_id', '=', cx.tenantId)
            .where('helpdesk_id', '=', cx.helpdeskId)
            .where('removed_at', 'is', null),
        ),
      )
      .where(
        sql<boolean>`(lower(u.name) like ${pattern} escape '\\' or lower(u.en_name) like ${pattern} escape '\\'
        or u.email like ${pattern} escape '\\')`,
      )
      .orderBy('u.name')
      .orderBy('u.id')
      .limit(limit)
      .execute()
  )
}
