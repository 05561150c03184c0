import { sql } from 'kysely'
import type { Db } from './engine.ts'
import { prepared } from './prepared.ts'
import type { Departments } from './schema.ts'

/** The root department: it has no row, and is its own id of either kind. */
export const rootDepartment = '0'

export type DepartmentRow = Departments

export const findDepartments = async (
  db: Db,
  tenantId: string,
  column: 'id' | 'department_id',
  values: readonly string[],
): Promise<DepartmentRow[]> =>
  values.length === 0
    ? []
    : db
        .selectFrom('departments')
        .selectAll()
        .where('tenant_id', '=', tenantId)
        .where(column, 'in', [...new Set(values)])
        .execute()

/** The given departments (open_department_ids, without the root) and everything below them. */
export async function departmentsBelow(db: Db, tenantId: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    with recursive below (id) as (
      select id from departments where tenant_id = ${tenantId} and id in (${sql.join([...new Set(ids)])})
      union
      select d.id from departments d join below b on d.parent_id = b.id where d.tenant_id = ${tenantId}
    )
    select id from below`.execute(db)
  return rows.map((row) => row.id)
}

/** The given departments and everything above them, by open_department_id. */
export async function departmentsAbove(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, DepartmentRow>> {
  const found = new Map<string, DepartmentRow>()
  if (ids.length === 0) return found
  const { rows } = await sql<DepartmentRow>`
    with recursive above (id, parent_id) as (
      select id, parent_id from departments where tenant_id = ${tenantId} and id in (${sql.join([...new Set(ids)])})
      union
      select d.id, d.parent_id from departments d join above a on d.id = a.parent_id where d.tenant_id = ${tenantId}
    )
    select * from departments where tenant_id = ${tenantId} and id in (select id from above)`.execute(db)
  for (const row of rows) found.set(row.id, row)
  return found
}

/** One department of a person, with the ids of whoever leads it. */
export interface MembershipRow {
  readonly user_id: string
  readonly department_id: string
  readonly is_primary: number
  readonly position: number
  /** The department's other id; null for the root. */
  readonly custom_id: string | null
  readonly department_position: number | null
  readonly leader_open_id: string | null
  readonly leader_union_id: string | null
  readonly leader_user_id: string | null
}

const memberships = (db: Db) =>
  db
    .selectFrom('department_members as m')
    .leftJoin('departments as d', (j) =>
      j.onRef('d.tenant_id', '=', 'm.tenant_id').onRef('d.id', '=', 'm.department_id'),
    )
    .leftJoin('users as l', (j) =>
      j.onRef('l.tenant_id', '=', 'd.tenant_id').onRef('l.id', '=', 'd.leader_id'),
    )
    .select(['m.user_id', 'm.department_id', 'm.is_primary', 'm.position'])
    .select(['d.department_id as custom_id', 'd.position as department_position'])
    .select(['l.id as leader_open_id', 'l.union_id as leader_union_id', 'l.user_id as leader_user_id'])
    .orderBy('m.is_primary', 'desc')
    .orderBy('m.department_id')

/** The departments of people, the primary one first. */
export async function membershipsOf(
  db: Db,
  tenantId: string,
  userIds: readonly string[],
): Promise<MembershipRow[]> {
  if (userIds.length === 0) return []
  return memberships(db)
    .where('m.tenant_id', '=', tenantId)
    .where('m.user_id', 'in', [...userIds])
    .execute()
}

/** The departments of one person, the primary one first. */
export const membershipsOfOne = prepared((db, slot: { tenant: string; user: string }) =>
  memberships(db).where('m.tenant_id', '=', slot.tenant).where('m.user_id', '=', slot.user),
)
