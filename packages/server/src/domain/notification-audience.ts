import { departmentsBelow, findDepartments, rootDepartment } from '../db/departments.ts'
import { fromJson } from '../db/json.ts'
import type { Audience, NotificationRow } from '../db/notifications.ts'
import type { Cx } from './cx.ts'
import { invalid } from './errors.ts'

/** A department as it was chosen: by either of its ids. */
export interface ChosenDepartment {
  /** open_department_id */
  readonly id: string
  readonly given: string
  readonly name: string
}

/** Whom a push is for, as its author chose. */
export interface ChosenAudience {
  readonly users: readonly string[]
  readonly departments: readonly ChosenDepartment[]
  readonly chats: readonly string[]
  readonly newStaff: 'all' | 'departments'
  readonly newStaffDepartments: readonly ChosenDepartment[]
}

/** Refuses chats that are not this desk's. */
export async function requireChats(cx: Cx, chatIds: readonly string[]): Promise<void> {
  if (chatIds.length === 0) return
  const rows = await cx.db
    .selectFrom('chats')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', [...new Set(chatIds)])
    .where('helpdesk_id', '=', cx.helpdeskId)
    .execute()
  const known = new Set(rows.map((row) => row.id))
  chatIds.forEach((id, i) => {
    if (!known.has(id)) throw invalid(`chat_list.${i}.chat_id`, id, 'is not a chat of this help desk')
  })
}

/** The departments that are meant, by either id. @param field of the request, for the error */
export async function chosenDepartments(
  cx: Cx,
  given: readonly string[],
  field: string,
): Promise<ChosenDepartment[]> {
  const [byId, byDepartmentId] = [
    await findDepartments(cx.db, cx.tenantId, 'id', given),
    await findDepartments(cx.db, cx.tenantId, 'department_id', given),
  ]
  return [...new Set(given)].map((id, i) => {
    if (id === rootDepartment) return { id, given: id, name: '' }
    const row = byId.find((d) => d.id === id) ?? byDepartmentId.find((d) => d.department_id === id)
    if (!row) throw invalid(`${field}.${i}.department_id`, id, 'is not a department of this organisation')
    return { id: row.id, given: id, name: row.name }
  })
}

export const chosenAudience = (row: NotificationRow): ChosenAudience => fromJson(row.audience)

/** The people a push is for, as a query understands it. */
export async function audienceOf(cx: Cx, row: NotificationRow): Promise<Audience> {
  const chosen = chosenAudience(row)
  const below = async (departments: readonly ChosenDepartment[]) => {
    const ids = departments.map((department) => department.id)
    return ids.includes(rootDepartment) ? null : departmentsBelow(cx.db, cx.tenantId, ids)
  }
  if (row.scope === 'chats') return { kind: 'nobody', userIds: [], departmentIds: [] }
  if (row.scope === 'everyone') return { kind: 'everyone', userIds: [], departmentIds: null }
  if (row.scope === 'selected')
    return { kind: 'selected', userIds: chosen.users, departmentIds: await below(chosen.departments) }
  return {
    kind: chosen.newStaff === 'all' ? 'everyone' : 'selected',
    userIds: [],
    departmentIds: chosen.newStaff === 'all' ? null : await below(chosen.newStaffDepartments),
  }
}

/** Whose chats with the desk these are: open_ids by chat. */
export async function guestsOf(cx: Cx, chatIds: readonly string[]): Promise<Map<string, string>> {
  if (chatIds.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('chats')
    .select(['id', 'guest_id'])
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', [...chatIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row.guest_id]))
}
