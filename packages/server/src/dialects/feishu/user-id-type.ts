import { type UserIds, findUserIds } from '../../db/contacts.ts'
import type { Cx } from '../../domain/cx.ts'
import { hasScope } from '../../domain/scopes.ts'
import { lacksScope } from './authenticate.ts'
import { WireError } from './errors.ts'

/** Which of a person's ids a call speaks; `open_id` where it says nothing. */
export type UserIdType = 'open_id' | 'union_id' | 'user_id'

export const employeeIdScope = 'contact:user.employee_id:readonly'

const columns = { open_id: 'id', union_id: 'union_id', user_id: 'user_id' } as const

/** The published numbers of "there is no such person", one for each kind of id. */
export const unknownIdCodes = { open_id: 99992351, user_id: 99992360, union_id: 99992363 } as const

/** The id of a person that the call speaks. */
export const userIdOf = (row: UserIds, type: UserIdType = 'open_id'): string => row[columns[type]]

/** Refuses `user_id` to apps without the scope for it (99991672). The other two kinds are open to all. */
export async function requireUserIdType(cx: Cx, type: UserIdType): Promise<void> {
  if (type !== 'user_id' || (await hasScope(cx, employeeIdScope))) return
  throw lacksScope(99991672, [employeeIdScope], cx.actor.kind === 'system' ? '' : (cx.actor.appId ?? ''))
}

export function unknownUserId(type: UserIdType, id: string, field: string): WireError {
  const description = `is not the ${type} of anybody in this organisation`
  const message = `The request you send is not a valid {${type}} or not exists`
  return new WireError(400, unknownIdCodes[type], message, {
    violations: [{ field, value: id.slice(0, 100), description }],
  })
}

/**
 * The open_ids of people named by any kind of id, in the order given.
 * @param field the request's field, for the error reply.
 * @throws 99992351, 99992360 or 99992363 for the first that is unknown; 99991672 without the scope for `user_id`.
 */
export async function resolveUserIds(
  cx: Cx,
  type: UserIdType = 'open_id',
  ids: readonly string[],
  field: string = type,
): Promise<string[]> {
  await requireUserIdType(cx, type)
  const rows = await findUserIds(cx.db, cx.tenantId, columns[type], ids)
  const openIds = new Map(rows.map((row) => [userIdOf(row, type), row.id]))
  return ids.map((id) => {
    const openId = openIds.get(id)
    if (openId === undefined) throw unknownUserId(type, id, field)
    return openId
  })
}

/** The open_id of one person; the same errors as `resolveUserIds`. */
export const resolveUserId = async (
  cx: Cx,
  type: UserIdType | undefined,
  id: string,
  field?: string,
): Promise<string> => (await resolveUserIds(cx, type, [id], field))[0]!

/** From open_ids to what the call speaks, for replies; people who are gone are missing. */
export async function userIdsByOpenId(
  cx: Cx,
  type: UserIdType = 'open_id',
  openIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (type === 'open_id') return new Map(openIds.map((id) => [id, id]))
  await requireUserIdType(cx, type)
  const rows = await findUserIds(cx.db, cx.tenantId, 'id', openIds)
  return new Map(rows.map((row) => [row.id, userIdOf(row, type)]))
}
