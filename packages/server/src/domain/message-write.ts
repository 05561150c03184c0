import { findByClientId, type MessageRow } from '../db/messages.ts'
import { updateMessage } from '../db/chat-messages.ts'
import { toJson } from '../db/json.ts'
import { newId, newMessageId } from '../platform/ids.ts'
import { type Cx, actorUserId } from './cx.ts'
import { type News, emit } from './events.ts'
import { plainText } from './message-text.ts'
import { indexMessage } from './search-index.ts'

export interface NewMessage {
  readonly type: string
  /** The message as the vendor writes it for this type, decoded. */
  readonly content: unknown
  /** Makes a repeated call return the first message. */
  readonly clientId?: string | undefined
  /** For how long it does, in ms; without it for ever. */
  readonly clientIdLifetime?: number | undefined
  /** The message that this one answers. */
  readonly replyTo?: ReplyTo | undefined
}

/** Where a reply belongs; the ids are those of the wire (`om_…`, `omt_…`). */
export interface ReplyTo {
  readonly parentId: string
  readonly rootId: string
  readonly threadId: string | null
}

interface Place {
  readonly chatId: string
  /** None outside of tickets. */
  readonly ticketId: string | null
}

interface From {
  readonly type: MessageRow['sender_type']
  readonly id: string | null
}

/**
 * The message that an earlier call with this client id has sent. The caller holds the ticket or the chat, so that two
 * such calls come one after the other.
 */
export async function sentBefore(
  cx: Cx,
  chatId: string,
  { clientId, clientIdLifetime = Infinity }: NewMessage,
): Promise<MessageRow | undefined> {
  if (clientId === undefined) return undefined
  const before = await findByClientId(cx.db, cx.tenantId, chatId, clientId)
  if (!before || before.created_at > cx.now - clientIdLifetime) return before
  await updateMessage(cx.db, before, { client_id: null })
  return undefined
}

/** Writes a message. What follows for the ticket is the caller's, and so is telling of it at the end. */
export async function writeMessage(
  cx: Cx,
  { chatId, ticketId }: Place,
  from: From,
  message: NewMessage,
): Promise<MessageRow> {
  const row: MessageRow = {
    tenant_id: cx.tenantId,
    chat_id: chatId,
    id: newId(cx.now),
    ticket_id: ticketId,
    message_id: newMessageId(),
    sender_type: from.type,
    sender_id: from.id,
    app_id: cx.actor.kind === 'app' ? cx.actor.appId : null,
    type: message.type,
    content: toJson(message.content),
    text: plainText(message.type, message.content),
    parent_id: message.replyTo?.parentId ?? null,
    root_id: message.replyTo?.rootId ?? null,
    thread_id: message.replyTo?.threadId ?? null,
    client_id: message.clientId ?? null,
    edits: null,
    created_at: cx.now,
    updated_at: null,
    deleted_at: null,
  }
  await cx.db.insertInto('messages').values(row).execute()
  await indexMessage(cx, row)
  return row
}

export const tellOfMessage = (cx: Cx, { ticket_id, chat_id, id }: MessageRow, news?: News): Promise<void> =>
  ticket_id === null
    ? emit(cx, 'chat_message.created', { chatId: chat_id, messageId: id })
    : emit(cx, 'message.created', {
        ticketId: ticket_id,
        chatId: chat_id,
        messageId: id,
        ...(news && { news }),
      })

/** Who sends: the guest is known by the ticket, everybody else by the context. */
export const senderOf = (cx: Cx, type: MessageRow['sender_type'], guestId: string): From => ({
  type,
  id: type === 'guest' ? guestId : actorUserId(cx),
})
