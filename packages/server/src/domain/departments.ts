import {
  type DepartmentRow,
  departmentsAbove,
  departmentsBelow,
  findDepartments,
  rootDepartment,
} from '../db/departments.ts'
import { newDepartmentId, newUserId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

export interface NewDepartment {
  readonly name: string
  readonly enName?: string
  /** open_department_id; the root where nothing is said. */
  readonly parentId?: string
  /** The id the organisation chooses; made up where it chooses none. */
  readonly departmentId?: string
  /** open_id of whoever leads it. */
  readonly leaderId?: string
}

/** The deepest tree that can be read in one query without surprises. */
const maximumDepth = 50

/** Writes a department without telling anybody; for seeds. @returns its open_department_id. */
export async function insertDepartment(cx: Cx, department: NewDepartment): Promise<string> {
  const parentId = department.parentId ?? rootDepartment
  const above = await departmentsAbove(cx.db, cx.tenantId, parentId === rootDepartment ? [] : [parentId])
  if (parentId !== rootDepartment && above.size === 0) throw new AppError('department_not_found')
  if (above.size >= maximumDepth)
    throw invalid('parent_id', parentId, `is ${maximumDepth} levels deep already`)
  const id = newDepartmentId()
  const { last } = await cx.db
    .selectFrom('departments')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('tenant_id', '=', cx.tenantId)
    .where('parent_id', '=', parentId)
    .executeTakeFirstOrThrow()
  await cx.db
    .insertInto('departments')
    .values({
      tenant_id: cx.tenantId,
      id,
      department_id: department.departmentId ?? newUserId() + newUserId(),
      parent_id: parentId,
      name: department.name,
      en_name: department.enName ?? null,
      leader_id: department.leaderId ?? null,
      position: ((last as number | null) ?? 0) + 1,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  return id
}

/** Adds a department to the organisation. @returns its open_department_id. */
export const createDepartment = (cx: Cx, department: NewDepartment): Promise<string> =>
  inTransaction(cx, async (cx) => {
    const id = await insertDepartment(cx, department)
    await emit(cx, 'department.created', { departmentId: id })
    return id
  })

/** Writes whose member a new person is, without telling anybody; for seeds and for whoever adds a person. */
export async function placeInDepartments(
  cx: Cx,
  userId: string,
  departmentIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(departmentIds.length > 0 ? departmentIds : [rootDepartment])]
  const known = new Set((await findDepartments(cx.db, cx.tenantId, 'id', wanted)).map((row) => row.id))
  if (wanted.some((id) => id !== rootDepartment && !known.has(id))) throw new AppError('department_not_found')
  await cx.db
    .insertInto('department_members')
    .values(
      wanted.map((department_id, i) => ({
        tenant_id: cx.tenantId,
        department_id,
        user_id: userId,
        is_primary: i === 0 ? 1 : 0,
        position: 0,
        created_at: cx.now,
      })),
    )
    .execute()
}

/** Moves a person: member of exactly these departments, the primary one first; of the root when there are none. */
export const setDepartments = (cx: Cx, userId: string, departmentIds: readonly string[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const person = await cx.db
      .selectFrom('users')
      .select('kind')
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', userId)
      .forUpdate()
      .executeTakeFirst()
    if (person?.kind !== 'employee') throw new AppError('user_not_found')
    await cx.db
      .deleteFrom('department_members')
      .where('tenant_id', '=', cx.tenantId)
      .where('user_id', '=', userId)
      .execute()
    await placeInDepartments(cx, userId, departmentIds)
    await emit(cx, 'user.changed', { userId })
  })

/**
 * Everybody who works in the departments (open_department_ids) or anywhere below them, active people only.
 * @returns open_ids, ascending, each once.
 */
export async function peopleOfDepartments(cx: Cx, departmentIds: readonly string[]): Promise<string[]> {
  const query = cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('kind', '=', 'employee')
    .where('status', '=', 'active')
    .orderBy('id')
  const all = departmentIds.includes(rootDepartment)
  const below = all ? [] : await departmentsBelow(cx.db, cx.tenantId, departmentIds)
  const rows = await (
    all
      ? query
      : query.where('id', 'in', (q) =>
          q
            .selectFrom('department_members')
            .select('user_id')
            .where('tenant_id', '=', cx.tenantId)
            .where('department_id', 'in', below.length > 0 ? below : ['']),
        )
  ).execute()
  return rows.map((row) => row.id)
}

/** A department by either of its ids; nothing for the root, which has no row. */
export async function findDepartment(
  cx: Cx,
  column: 'id' | 'department_id',
  id: string,
): Promise<DepartmentRow | undefined> {
  return (await findDepartments(cx.db, cx.tenantId, column, [id]))[0]
}
