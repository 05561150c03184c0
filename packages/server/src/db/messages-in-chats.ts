import { sql } from 'kysely'
import type { Db } from './engine.ts'
import type { Chats, Messages } from './schema.ts'

export type MessageInChat = Pick<Messages, 'id' | 'sender_type'> & Pick<Chats, 'kind' | 'peer_id'>

/** Who wrote messages, and in what kind of chat, by the message's id. */
export async function chatsOfMessages(
  db: Db,
  keys: readonly { readonly tenantId: string; readonly chatId: string; readonly id: string }[],
): Promise<ReadonlyMap<string, MessageInChat>> {
  if (keys.length === 0) return new Map()
  const values = keys.map(({ tenantId, chatId, id }) => sql`(${tenantId}, ${chatId}, ${id})`)
  const rows = await db
    .selectFrom('messages as m')
    .innerJoin('chats as c', (j) =>
      j.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.chat_id'),
    )
    .select(['m.id', 'm.sender_type', 'c.kind', 'c.peer_id'])
    .where(sql<boolean>`(m.tenant_id, m.chat_id, m.id) in (values ${sql.join(values)})`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
