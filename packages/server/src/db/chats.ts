import type { Db, Engine } from './engine.ts'
import { prepared } from './prepared.ts'
import type { Chats, Users } from './schema.ts'

export type ChatRow = Chats

export const findChat = (db: Db, tenantId: string, id: string): Promise<ChatRow | undefined> =>
  db.selectFrom('chats').selectAll().where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()

/** Holds the chat until the transaction ends: what is written outside of tickets comes one after the other. */
export const lockChatById = (db: Db, tenantId: string, id: string): Promise<ChatRow | undefined> =>
  db
    .selectFrom('chats')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** The chat between two parties, made as `fresh` says when there is none. */
export async function findOrAddDirectChat(db: Db, fresh: ChatRow): Promise<ChatRow> {
  await db
    .insertInto('chats')
    .values(fresh)
    .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'guest_id', 'peer_id']).doNothing())
    .execute()
  return db
    .selectFrom('chats')
    .selectAll()
    .where('tenant_id', '=', fresh.tenant_id)
    .where('helpdesk_id', '=', fresh.helpdesk_id)
    .where('guest_id', '=', fresh.guest_id)
    .where('peer_id', '=', fresh.peer_id)
    .executeTakeFirstOrThrow()
}

/** Who is meant by one of a person's ids or their address. */
export const findReceiver = (
  db: Db,
  tenantId: string,
  column: 'id' | 'union_id' | 'user_id' | 'email',
  value: string,
): Promise<Pick<Users, 'id' | 'status'> | undefined> =>
  db
    .selectFrom('users')
    .select(['id', 'status'])
    .where('tenant_id', '=', tenantId)
    .where(column, '=', value)
    .executeTakeFirst()

const tenantKeys = prepared<{ id: string }, { tenant_key: string }>((db, slot) =>
  db.selectFrom('tenants').select('tenant_key').where('id', '=', slot.id),
)

/** What the wire calls an organisation. */
export const findTenantKey = async (engine: Engine, tenantId: string): Promise<string> =>
  (await tenantKeys(engine, { id: tenantId }))[0]?.tenant_key ?? ''
