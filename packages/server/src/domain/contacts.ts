import { findEmployee, findEmployees, pageOfMembers } from '../db/contacts.ts'
import {
  type DepartmentRow,
  type MembershipRow,
  departmentsAbove,
  departmentsBelow,
  membershipsOf,
  membershipsOfOne,
  rootDepartment,
} from '../db/departments.ts'
import type { Users } from '../db/schema.ts'
import type { Cx } from './cx.ts'
import { findDepartment } from './departments.ts'
import { AppError } from './errors.ts'

/** A person of the organisation with the departments they are in. */
export interface Contact {
  readonly user: Users
  readonly memberships: readonly MembershipRow[]
}

/** The departments whose people the caller may see; people and our own pages see everybody. */
type Range = 'all' | ReadonlySet<string>

async function rangeOf(cx: Cx): Promise<Range> {
  if (cx.actor.kind !== 'app') return 'all'
  const contactRange = (await cx.registry.appIn(cx.actor.appId, cx.tenantId))?.contactRange ?? []
  if (contactRange.includes(rootDepartment)) return 'all'
  return new Set(await departmentsBelow(cx.db, cx.tenantId, contactRange))
}

const isVisible = (range: Range, memberships: readonly MembershipRow[]): boolean =>
  range === 'all' || memberships.some((m) => range.has(m.department_id))

async function withMemberships(cx: Cx, users: readonly Users[]): Promise<Contact[]> {
  const ids = users.map((user) => user.id)
  const byUser = new Map<string, MembershipRow[]>(ids.map((id) => [id, []]))
  for (const row of await membershipsOf(cx.db, cx.tenantId, ids)) byUser.get(row.user_id)?.push(row)
  return users.map((user) => ({ user, memberships: byUser.get(user.id) ?? [] }))
}

type IdColumn = 'id' | 'union_id' | 'user_id'

/** One person of the organisation. @throws user_not_found, or user_not_visible outside of the app's range. */
export async function getContact(cx: Cx, column: IdColumn, id: string): Promise<Contact> {
  const [user] = await findEmployee[column](cx.engine, { tenant: cx.tenantId, id })
  if (!user) throw new AppError('user_not_found')
  const memberships = await membershipsOfOne(cx.engine, { tenant: cx.tenantId, user: user.id })
  if (!isVisible(await rangeOf(cx), memberships)) throw new AppError('user_not_visible')
  return { user, memberships }
}

/** Those of the wanted people who exist and are visible, in the order wanted, each once. */
export async function getContacts(
  cx: Cx,
  column: IdColumn | 'email' | 'mobile',
  wanted: readonly string[],
): Promise<Contact[]> {
  const contacts = await withMemberships(cx, await findEmployees(cx.db, cx.tenantId, column, wanted))
  const range = await rangeOf(cx)
  const seen = new Map(contacts.map((contact) => [contact.user[column], contact]))
  return [...new Set(wanted)]
    .map((id) => seen.get(id))
    .filter((contact) => contact !== undefined && isVisible(range, contact.memberships)) as Contact[]
}

export interface ContactPage {
  readonly contacts: readonly Contact[]
  readonly hasMore: boolean
}

/**
 * A page of a department's direct members, by open_id.
 * @param department either id of it, `0` the root; without it, the direct members of what the app may see.
 * @throws department_not_found when there is no such department or the app may not see it.
 */
export async function listContacts(
  cx: Cx,
  department: { column: 'id' | 'department_id'; id: string } | undefined,
  after: string | undefined,
  size: number,
): Promise<ContactPage> {
  const range = await rangeOf(cx)
  const ids = await departmentsToList(cx, range, department)
  const users = ids.length === 0 ? [] : await pageOfMembers(cx.db, cx.tenantId, ids, after, size + 1)
  return {
    contacts: await withMemberships(cx, users.slice(0, size)),
    hasMore: users.length > size,
  }
}

async function departmentsToList(
  cx: Cx,
  range: Range,
  department: { column: 'id' | 'department_id'; id: string } | undefined,
): Promise<string[]> {
  if (department === undefined) return range === 'all' ? [rootDepartment] : [...range]
  const found =
    department.id === rootDepartment
      ? rootDepartment
      : (await findDepartment(cx, department.column, department.id))?.id
  if (found === undefined || (range !== 'all' && !range.has(found)))
    throw new AppError('department_not_found')
  return [found]
}

/** Every department on the way from the contacts' own to the root, by open_department_id. */
export const departmentsOn = (
  cx: Cx,
  contacts: readonly Contact[],
): Promise<ReadonlyMap<string, DepartmentRow>> =>
  departmentsAbove(
    cx.db,
    cx.tenantId,
    contacts.flatMap((c) => c.memberships.map((m) => m.department_id)).filter((id) => id !== rootDepartment),
  )
