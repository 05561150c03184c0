import type { Db } from './engine.ts'
import { prepared } from './prepared.ts'
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

/** Direct members of any of the departments, by open_id, after `after`; who has left the organisation is not shown. */
export function pageOfMembers(
  db: Db,
  tenantId: string,
  departmentIds: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Users[]> {
  const [only, ...others] = departmentIds
  const people = db
    .selectFrom('users as u')
    .selectAll('u')
    .where('u.tenant_id', '=', tenantId)
    .where('u.status', '!=', 'resigned')
    .$if(after !== undefined, (q) => q.where('u.id', '>', after!))
    .limit(limit)
  // One department is read in its index's order, however large it is; several need their people told apart.
  if (others.length === 0)
    return people
      .innerJoin('department_members as m', (j) =>
        j.onRef('m.tenant_id', '=', 'u.tenant_id').onRef('m.user_id', '=', 'u.id'),
      )
      .where('m.tenant_id', '=', tenantId)
      .where('m.department_id', '=', only ?? '')
      .$if(after !== undefined, (q) => q.where('m.user_id', '>', after!))
      .orderBy('m.user_id')
      .execute()
  return people
    .where('u.id', 'in', (q) =>
      q
        .selectFrom('department_members')
        .select('user_id')
        .where('tenant_id', '=', tenantId)
        .where('department_id', 'in', [...departmentIds]),
    )
    .orderBy('u.id')
    .execute()
}

/** People of the organisation by any kind of id. Visitors are not among them. */
export async function findEmployees(
  db: Db,
  tenantId: string,
  column: (typeof idColumns)[number] | 'email' | 'mobile',
  values: readonly string[],
): Promise<Users[]> {
  if (values.length === 0) return []
  return db
    .selectFrom('users')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(column, 'in', [...new Set(values)])
    .where('kind', '=', 'employee')
    .execute()
}

const employeeBy = (column: (typeof idColumns)[number]) =>
  prepared((db, slot: { tenant: string; id: string }) =>
    db
      .selectFrom('users')
      .selectAll()
      .where('tenant_id', '=', slot.tenant)
      .where(column, '=', slot.id)
      .where('kind', '=', 'employee'),
  )

/** One person of the organisation, by each kind of id. */
export const findEmployee = {
  id: employeeBy('id'),
  union_id: employeeBy('union_id'),
  user_id: employeeBy('user_id'),
} as const
