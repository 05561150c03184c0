import {
  type MessageChange,
  findNewestOnTicket,
  lockByMessageId,
  updateMessage,
} from '../db/chat-messages.ts'
import { toJson } from '../db/json.ts'
import type { MessageRow } from '../db/messages.ts'
import { enterMessage } from './chat-messages.ts'
import type { Membership } from './chats.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { plainText, recalledText } from './message-text.ts'
import { previewLength } from './messages.ts'
import { reindexMessage } from './search-index.ts'
import { changeTicket, lockedTicket } from './tickets.ts'

const day = 24 * 60 * 60 * 1000
/** The vendor's limits; where an organisation could choose them there, these are its defaults. */
const editableFor = 14 * day
const recallableFor = day
const maximumEdits = 20

type Entered = Membership & { readonly message: MessageRow }

/** Replaces the content of one's own text or post. */
export const editMessage = (
  cx: Cx,
  messageId: string,
  { type, content }: { readonly type: string; readonly content: unknown },
): Promise<MessageRow> =>
  changing(cx, messageId, async (entered) => {
    const { message, cx } = entered
    requireSender(entered)
    if (message.type !== 'text' && message.type !== 'post') throw new AppError('message_not_editable')
    if (message.created_at < cx.now - editableFor) throw new AppError('message_too_old')
    const edits = message.edits ?? 0
    if (edits >= maximumEdits) throw new AppError('edited_too_often')
    return {
      type,
      content: toJson(content),
      text: plainText(type, content),
      edits: edits + 1,
      updated_at: cx.now,
    }
  })

/** Replaces one's own card, as often as its state changes. */
export const changeCard = (cx: Cx, messageId: string, card: unknown): Promise<MessageRow> =>
  changing(cx, messageId, async (entered) => {
    const { message, cx } = entered
    requireSender(entered)
    if (message.type !== 'interactive') throw invalid('message_id', messageId, 'is not a card')
    if (message.created_at < cx.now - editableFor) throw new AppError('message_too_old')
    return { content: toJson(card), text: plainText('interactive', card), updated_at: cx.now }
  })

/** Takes a message back: its content is gone for everybody. Owner and admins of a desk may take back any. */
export const recallMessage = (cx: Cx, messageId: string): Promise<MessageRow> =>
  changing(cx, messageId, async (entered) => {
    const { actor, now } = entered.cx
    const governs = actor.kind === 'user' && (actor.role === 'owner' || actor.role === 'admin')
    if (!governs) requireSender(entered)
    if (entered.message.created_at < now - recallableFor) throw new AppError('message_too_old')
    return { content: '{}', text: recalledText, deleted_at: now }
  })

function requireSender({ message, cx: { actor } }: Entered): void {
  const isSender =
    actor.kind === 'app'
      ? message.app_id === actor.appId
      : actor.kind === 'user'
        ? message.sender_id === actor.userId
        : message.sender_type === 'bot' && message.app_id === null
  if (!isSender) throw new AppError('not_the_sender')
}

/** Locks a message, changes it as `decide` says, keeps the ticket's preview true, and tells of it. */
const changing = (
  cx: Cx,
  messageId: string,
  decide: (entered: Entered) => Promise<MessageChange>,
): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const entered = await enterMessage(cx, await lockByMessageId(cx.db, cx.tenantId, messageId))
    const { message } = entered
    if (message.deleted_at !== null) throw new AppError('message_recalled')
    const change = await decide(entered)
    await updateMessage(cx.db, message, change)
    const { ticket_id: ticketId, chat_id: chatId, id } = message
    await reindexMessage(entered.cx, message, { ...message, ...change })
    if (ticketId !== null) await refreshPreview(entered.cx, ticketId, id, change.text ?? message.text)
    await emit(entered.cx, 'message.updated', { ticketId, chatId, messageId: id })
    return { ...message, ...change }
  })

async function refreshPreview(cx: Cx, ticketId: string, messageId: string, text: string): Promise<void> {
  const newest = await findNewestOnTicket(cx.db, cx.tenantId, ticketId)
  if (newest?.id !== messageId) return
  const ticket = await lockedTicket(cx, ticketId)
  await changeTicket(cx, ticket, { preview: text.slice(0, previewLength) }, true)
}
