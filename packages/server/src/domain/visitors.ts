import { sql } from 'kysely'
import type { Users } from '../db/schema.ts'
import { findUser } from '../db/users.ts'
import { newOpenId, newUnionId, newUserId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

export interface VisitorInput {
  readonly name: string
  readonly email?: string | undefined
  readonly mobile?: string | undefined
}

export const personByEmail = (cx: Cx, email: string): Promise<Users | undefined> =>
  cx.db
    .selectFrom('users')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()

async function requireUnused(cx: Cx, column: 'email' | 'mobile', value: string | undefined, except = '') {
  if (value === undefined) return
  const other = await cx.db
    .selectFrom('users')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where(column, '=', value)
    .where('id', '<>', except)
    .executeTakeFirst()
  if (other) throw invalid(column, value, 'belongs to somebody else already')
}

function requireServing(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
}

/** Adds a guest from outside of the organisation. @returns their open_id. */
export const addVisitor = (cx: Cx, input: VisitorInput): Promise<string> =>
  inTransaction(cx, async (cx) => {
    requireServing(cx)
    const email = input.email?.trim().toLowerCase()
    await requireUnused(cx, 'email', email)
    await requireUnused(cx, 'mobile', input.mobile)
    const id = newOpenId()
    await cx.db
      .insertInto('users')
      .values({
        tenant_id: cx.tenantId,
        id,
        union_id: newUnionId(),
        user_id: newUserId(),
        kind: 'visitor',
        status: 'active',
        name: input.name,
        email: email ?? null,
        mobile: input.mobile ?? null,
        created_at: cx.now,
        updated_at: cx.now,
      })
      .execute()
    await emit(cx, 'user.changed', { userId: id })
    return id
  })

/** Changes a guest. People of the organisation are not changed by whoever answers them. */
export const updateVisitor = (cx: Cx, id: string, change: Partial<VisitorInput>): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireServing(cx)
    const user = await getPerson(cx, id)
    if (user.kind !== 'visitor') throw new AppError('forbidden')
    const email = change.email?.trim().toLowerCase()
    await requireUnused(cx, 'email', email, id)
    await requireUnused(cx, 'mobile', change.mobile, id)
    await cx.db
      .updateTable('users')
      .set({
        ...(change.name !== undefined && { name: change.name }),
        ...(email !== undefined && { email }),
        ...(change.mobile !== undefined && { mobile: change.mobile }),
        updated_at: cx.now,
      })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', id)
      .execute()
    await emit(cx, 'user.changed', { userId: id })
  })

/** Anybody the organisation knows, or `user_not_found`. */
export async function getPerson(cx: Cx, id: string): Promise<Users> {
  const user = await findUser(cx.db, cx.tenantId, id)
  if (!user) throw new AppError('user_not_found')
  return user
}

/** A page of people and visitors by open_id; `text` is part of a name or of an address. */
export async function listPeople(
  cx: Cx,
  text: string | undefined,
  offset: number,
  limit: number,
): Promise<{ users: Users[]; total: number }> {
  let query = cx.db.selectFrom('users').where('tenant_id', '=', cx.tenantId)
  if (text !== undefined) {
    const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(
      sql<boolean>`(lower(name) like lower(${like}) escape '\\' or email like lower(${like}) escape '\\')`,
    )
  }
  const [{ total }, users] = await Promise.all([
    query.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    query.selectAll().orderBy('id').limit(limit).offset(offset).execute(),
  ])
  return { users, total }
}

/** Roles on the desk of these people, by open_id. */
export async function rolesOf(
  cx: Cx,
  ids: readonly string[],
): Promise<Map<string, 'owner' | 'admin' | 'agent'>> {
  if (ids.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('agents')
    .select(['user_id', 'role'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('user_id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.user_id, row.role]))
}
