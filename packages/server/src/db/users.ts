import type { Db, Engine } from './engine.ts'
import type { Users } from './schema.ts'

/** What is shown of a person beside a ticket or message. */
export const personColumns = ['id', 'name', 'email', 'avatar_url', 'department', 'city', 'country'] as const
export type PersonRow = Pick<Users, (typeof personColumns)[number]>
export type People = ReadonlyMap<string, PersonRow>

export async function loadPeople(
  db: Db,
  tenantId: string,
  ids: Iterable<string | null>,
): Promise<Map<string, PersonRow>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db
    .selectFrom('users')
    .select(personColumns)
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', wanted)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export const findUser = (db: Db, tenantId: string, id: string): Promise<Users | undefined> =>
  db.selectFrom('users').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()

/** People of every tenant with this address; a person signs in where the password fits. */
export const findUsersByEmail = (engine: Engine, email: string): Promise<Users[]> =>
  engine.db.selectFrom('users').selectAll().where('email', '=', email.toLowerCase()).limit(20).execute()

export async function findRole(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  userId: string,
): Promise<'owner' | 'admin' | 'agent' | undefined> {
  const row = await db
    .selectFrom('agents')
    .select('role')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row?.role
}
