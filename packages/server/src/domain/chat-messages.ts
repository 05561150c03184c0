import { findByMessageId, lockByMessageId, updateMessage } from '../db/chat-messages.ts'
import { findReceiver, lockChatById } from '../db/chats.ts'
import type { MessageRow } from '../db/messages.ts'
import { newThreadId } from '../platform/ids.ts'
import { type Membership, directChat, enterChat } from './chats.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { type NewMessage, sentBefore, tellOfMessage, writeMessage } from './message-write.ts'
import { postAsAgent, postAsBot, postAsGuest } from './messages.ts'
import { channelOpenApi, startService } from './tickets.ts'

/** To whom a message goes: a chat, or a person by one of their ids. */
export interface Receiver {
  readonly by: 'chat' | 'id' | 'union_id' | 'user_id' | 'email'
  readonly value: string
}

/** Sends a message into a chat, or to a person directly. */
export const sendMessage = (cx: Cx, receiver: Receiver, message: NewMessage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const membership =
      receiver.by === 'chat'
        ? await enterChat(cx, receiver.value)
        : await directChat(cx, await reachable(cx, receiver.by, receiver.value))
    return sendInto(membership, message)
  })

/** The open_id of somebody who can be written to. */
async function reachable(cx: Cx, by: Exclude<Receiver['by'], 'chat'>, value: string): Promise<string> {
  const person = await findReceiver(
    cx.db,
    cx.tenantId,
    by,
    by === 'email' ? value.trim().toLowerCase() : value,
  )
  if (!person) throw new AppError('user_not_found')
  if (person.status === 'resigned') throw new AppError('user_resigned')
  if (person.status === 'frozen') throw new AppError('guest_not_visible')
  if (person.id === actorUserId(cx)) throw invalid('receive_id', value, 'must be somebody else')
  return person.id
}

/**
 * Writes into a chat as whoever the sender is in it. In a guest's chat with a desk the message is on the open ticket:
 * a guest opens one when there is none, an agent has nothing to answer then, and a bot may write all the same.
 */
async function sendInto(membership: Membership, message: NewMessage): Promise<MessageRow> {
  const { chat, member, cx } = membership
  if (chat.kind === 'p2p' || member === 'peer') return writeOutsideTickets(membership, message)
  const post = { bot: postAsBot, agent: postAsAgent, guest: postAsGuest }[member]
  try {
    if (chat.open_ticket_id !== null) return await post(cx, chat.open_ticket_id, message)
  } catch (error) {
    // Closed since the chat was read: it is as if none had been open.
    if (!(error instanceof AppError && error.code === 'ticket_closed')) throw error
  }
  if (member === 'agent') throw new AppError('ticket_closed')
  if (member === 'bot') return writeOutsideTickets(membership, message)
  const ticket = await startService(cx, {
    guestId: chat.guest_id,
    human: false,
    appointedAgents: [],
    channel: channelOpenApi,
  })
  return post(cx, ticket.id, message)
}

/** A message that belongs to no ticket. */
export async function writeOutsideTickets(
  { chat, member, cx }: Membership,
  message: NewMessage,
): Promise<MessageRow> {
  await lockChatById(cx.db, cx.tenantId, chat.id)
  const before = await sentBefore(cx, chat.id, message)
  if (before) return before
  // In a chat between two parties nobody serves: a person is a person.
  const from =
    member === 'bot' ? ({ type: 'bot', id: null } as const) : { type: 'guest' as const, id: actorUserId(cx) }
  const row = await writeMessage(cx, { chatId: chat.id, ticketId: null }, from, message)
  await tellOfMessage(cx, row)
  return row
}

/**
 * The message and the acting party's place in its chat.
 * @throws message_not_found; not_in_chat for a bot and message_hidden for a person outside of the chat
 */
export async function enterMessage(
  cx: Cx,
  message: MessageRow | undefined,
): Promise<Membership & { readonly message: MessageRow }> {
  if (!message) throw new AppError('message_not_found')
  try {
    return { message, ...(await enterChat(cx, message.chat_id)) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_in_chat' && cx.actor.kind === 'user')
      throw new AppError('message_hidden')
    throw error
  }
}

/** Answers a message, in the chat or in a thread below it. An answer inside a thread stays in it. */
export const replyToMessage = (
  cx: Cx,
  messageId: string,
  message: NewMessage,
  inThread: boolean,
): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const entered = await enterMessage(cx, await findByMessageId(cx.db, cx.tenantId, messageId))
    const parent = entered.message
    if (parent.deleted_at !== null) throw new AppError('message_recalled')
    if (parent.type === 'system') throw new AppError('message_not_editable')
    const rootId = parent.root_id ?? parent.message_id
    const threadId = inThread ? await threadOf(cx, rootId) : parent.thread_id
    return sendInto(entered, { ...message, replyTo: { parentId: parent.message_id, rootId, threadId } })
  })

/** The thread below a message, begun when there is none. */
async function threadOf(cx: Cx, rootId: string): Promise<string> {
  const root = await lockByMessageId(cx.db, cx.tenantId, rootId)
  if (!root) throw new AppError('message_not_found')
  if (root.thread_id !== null) return root.thread_id
  const threadId = newThreadId()
  await updateMessage(cx.db, root, { thread_id: threadId })
  return threadId
}
