import { type UserIds, findUserIds } from '../../db/contacts.ts'
import type { Cx } from '../../domain/cx.ts'
import type { Told } from '../../events/face.ts'
import { employeeIdScope } from './user-id-type.ts'

/** The three ids of people, as events carry them: `user_id` only for apps that may know it. */
export interface IdWriter {
  (openId: string): { open_id: string; union_id?: string; user_id?: string }
}

export async function idWriter(cx: Cx, told: Told, openIds: readonly (string | null)[]): Promise<IdWriter> {
  const wanted = openIds.filter((id) => id !== null)
  const rows = await findUserIds(cx.db, cx.tenantId, 'id', wanted)
  const byId = new Map<string, UserIds>(rows.map((row) => [row.id, row]))
  const withUserId = told.app.scopes.has(employeeIdScope)
  return (openId) => {
    const row = byId.get(openId)
    return {
      ...(row && { union_id: row.union_id }),
      ...(row && withUserId && { user_id: row.user_id }),
      open_id: openId,
    }
  }
}
