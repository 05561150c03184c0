import type { User, UserStatus } from '@pipit/contract/feishu/contact'
import type { Static } from 'typebox'
import { type DepartmentRow, type MembershipRow } from '../../db/departments.ts'
import type { Users } from '../../db/schema.ts'
import { type Contact, departmentsOn } from '../../domain/contacts.ts'
import type { Cx } from '../../domain/cx.ts'
import { type HoldsScope, heldScopes } from '../../domain/scopes.ts'
import { type UserIdType, employeeIdScope } from './user-id-type.ts'

export type DepartmentIdType = 'open_department_id' | 'department_id'

/** Any of these shows every field below. */
const wholeContact = [
  'contact:contact:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
]

/** Which scope shows which group of fields; the ids are open to everybody who may call at all. */
const fieldScopes = {
  base: ['contact:user.base:readonly', ...wholeContact],
  email: ['contact:user.email:readonly', ...wholeContact],
  phone: ['contact:user.phone:readonly', ...wholeContact],
  department: ['contact:user.department:readonly', ...wholeContact],
  path: ['contact:user.department_path:readonly'],
  employee: ['contact:user.employee:readonly', ...wholeContact],
  number: ['contact:user.employee_number:read', 'contact:user.employee:readonly', ...wholeContact],
  employeeId: [employeeIdScope],
} as const

export type FieldGroup = keyof typeof fieldScopes

/** Says which groups of a person's fields the caller may see. */
export const fieldsShown = (held: HoldsScope) => {
  const cache = new Map<FieldGroup, boolean>()
  return (group: FieldGroup): boolean => {
    let shown = cache.get(group)
    if (shown === undefined) cache.set(group, (shown = fieldScopes[group].some(held)))
    return shown
  }
}

export const statusToWire = (user: Pick<Users, 'status'>): Static<typeof UserStatus> => ({
  is_frozen: user.status === 'frozen',
  is_resigned: user.status === 'resigned',
  is_activated: user.status === 'active',
  is_exited: false,
  is_unjoin: false,
})

/** We keep one picture for each person; every size is that one. */
const avatarOf = (url: string) => ({
  avatar_72: url,
  avatar_240: url,
  avatar_640: url,
  avatar_origin: url,
})

export interface IdTypes {
  readonly user: UserIdType
  readonly department: DepartmentIdType
}

const departmentIdOf = (m: MembershipRow, type: DepartmentIdType): string =>
  type === 'department_id' ? (m.custom_id ?? m.department_id) : m.department_id

/** Whoever leads the person's primary department; nobody leads themselves. */
function leaderOf(contact: Contact, type: UserIdType): string | undefined {
  const primary = contact.memberships[0]
  if (!primary || primary.leader_open_id === contact.user.id) return undefined
  const ids = {
    open_id: primary.leader_open_id,
    union_id: primary.leader_union_id,
    user_id: primary.leader_user_id,
  }
  return ids[type] ?? undefined
}

const nameOf = ({ name, en_name }: Pick<DepartmentRow, 'name' | 'en_name'>) => ({
  name,
  i18n_name: { zh_cn: name, en_us: en_name ?? name },
})

/** Each department of a person with the way down to it; the root has no name and is left out. */
function pathsOf(
  contact: Contact,
  all: ReadonlyMap<string, DepartmentRow>,
  type: DepartmentIdType,
): Static<typeof User>['department_path'] {
  return contact.memberships.flatMap((m) => {
    const way: DepartmentRow[] = []
    for (let at = all.get(m.department_id); at; at = all.get(at.parent_id)) way.unshift(at)
    const own = way.at(-1)
    if (!own) return []
    return {
      department_id: departmentIdOf(m, type),
      department_name: nameOf(own),
      department_path: {
        department_ids: way.map((d) => (type === 'department_id' ? d.department_id : d.id)),
        department_path_name: nameOf({
          name: way.map((d) => d.name).join('-'),
          en_name: way.map((d) => d.en_name ?? d.name).join('-'),
        }),
      },
    }
  })
}

function userToWire(
  contact: Contact,
  types: IdTypes,
  shows: (group: FieldGroup) => boolean,
  departments: ReadonlyMap<string, DepartmentRow>,
): Static<typeof User> {
  const { user, memberships } = contact
  return {
    open_id: user.id,
    union_id: user.union_id,
    ...(shows('employeeId') && { user_id: user.user_id }),
    ...(shows('base') && {
      name: user.name,
      en_name: user.en_name ?? undefined,
      avatar: user.avatar_url === null ? undefined : avatarOf(user.avatar_url),
    }),
    ...(shows('email') && { email: user.email ?? undefined }),
    ...(shows('phone') && { mobile: user.mobile ?? undefined, mobile_visible: true }),
    ...(shows('department') && {
      department_ids: memberships.map((m) => departmentIdOf(m, types.department)),
      leader_user_id: leaderOf(contact, types.user),
      orders: memberships.map((m) => ({
        department_id: departmentIdOf(m, types.department),
        user_order: m.position,
        department_order: m.department_position ?? 0,
        is_primary_dept: m.is_primary === 1,
      })),
    }),
    ...(shows('path') && { department_path: pathsOf(contact, departments, types.department) }),
    ...(shows('employee') && {
      status: statusToWire(user),
      city: user.city ?? undefined,
      country: user.country ?? undefined,
      job_title: user.job_title ?? undefined,
      join_time: user.join_time === null ? undefined : Math.floor(user.join_time / 1000),
      employee_type: 1,
      is_frozen: user.status === 'frozen',
    }),
    ...(shows('number') && { employee_no: user.employee_no ?? undefined }),
  }
}

/** People as contact endpoints show them: with what the caller's scopes open, in the ids the call speaks. */
export async function usersToWire(
  cx: Cx,
  contacts: readonly Contact[],
  types: IdTypes,
): Promise<Static<typeof User>[]> {
  const shows = fieldsShown(await heldScopes(cx))
  const departments = shows('path') ? await departmentsOn(cx, contacts) : new Map<string, DepartmentRow>()
  return contacts.map((contact) => userToWire(contact, types, shows, departments))
}
