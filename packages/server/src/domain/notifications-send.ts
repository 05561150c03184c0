import { toJson } from '../db/json.ts'
import type { MessageRow } from '../db/messages.ts'
import { newChatId, newId, newMessageId } from '../platform/ids.ts'
import type { Cx } from './cx.ts'
import { emitAll } from './events.ts'
import { plainText, recalledText } from './message-text.ts'

/**
 * Writes one card directly to many people, each into their chat with the app's bot: the same rows as one message after
 * the other would make, in a handful of statements.
 * @returns the message's id (`om_…`) by open_id.
 */
export async function sendCards(
  cx: Cx,
  appId: string,
  userIds: readonly string[],
  card: unknown,
): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const chats = await directChats(cx, appId, userIds)
  const shared = {
    ticket_id: null,
    sender_type: 'bot' as const,
    sender_id: null,
    app_id: appId,
    type: 'interactive',
    content: toJson(card),
    text: plainText('interactive', card),
    parent_id: null,
    root_id: null,
    thread_id: null,
    client_id: null,
    edits: null,
    created_at: cx.now,
    updated_at: null,
    deleted_at: null,
  }
  const rows: MessageRow[] = userIds.map((userId) => ({
    tenant_id: cx.tenantId,
    chat_id: chats.get(userId)!,
    id: newId(cx.now),
    message_id: newMessageId(),
    ...shared,
  }))
  await cx.db.insertInto('messages').values(rows).execute()
  // A chat between two parties belongs to no desk.
  await emitAll(
    { ...cx, helpdeskId: '' },
    'chat_message.created',
    rows.map((row) => ({ chatId: row.chat_id, messageId: row.id })),
  )
  return new Map(userIds.map((userId, i) => [userId, rows[i]!.message_id]))
}

/** The people's chats with the app's bot by open_id; those that are missing are made. */
async function directChats(cx: Cx, appId: string, userIds: readonly string[]): Promise<Map<string, string>> {
  await cx.db
    .insertInto('chats')
    .values(
      userIds.map((guest_id) => ({
        tenant_id: cx.tenantId,
        id: newChatId(),
        helpdesk_id: '',
        kind: 'p2p' as const,
        guest_id,
        peer_id: appId,
        open_ticket_id: null,
        created_at: cx.now,
      })),
    )
    .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'guest_id', 'peer_id']).doNothing())
    .execute()
  const rows = await cx.db
    .selectFrom('chats')
    .select(['id', 'guest_id'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', '')
    .where('guest_id', 'in', [...userIds])
    .where('peer_id', '=', appId)
    .execute()
  return new Map(rows.map((row) => [row.guest_id, row.id]))
}

/** Takes sent messages back: their content is gone for everybody. */
export async function recallCards(cx: Cx, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  const rows = await cx.db
    .updateTable('messages')
    .set({ content: '{}', text: recalledText, deleted_at: cx.now })
    .where('tenant_id', '=', cx.tenantId)
    .where('message_id', 'in', [...messageIds])
    .where('deleted_at', 'is', null)
    .returning(['id', 'chat_id', 'ticket_id'])
    .execute()
  await emitAll(
    { ...cx, helpdeskId: '' },
    'message.updated',
    rows.map((row) => ({ ticketId: row.ticket_id, chatId: row.chat_id, messageId: row.id })),
  )
}
