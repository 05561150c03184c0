import { type HistoryFilter, findByMessageId, findInThread, pageOfHistory } from '../db/chat-messages.ts'
import type { MessageRow } from '../db/messages.ts'
import { enterMessage } from './chat-messages.ts'
import { enterChat } from './chats.ts'
import type { Cx } from './cx.ts'
import { AppError, invalid } from './errors.ts'

export type HistoryQuery = Omit<HistoryFilter, 'chatId' | 'threadId'> & {
  readonly container: { readonly kind: 'chat' | 'thread'; readonly id: string }
}

/** One message, recalled ones included. */
export const getMessage = async (cx: Cx, messageId: string): Promise<MessageRow> =>
  (await enterMessage(cx, await findByMessageId(cx.db, cx.tenantId, messageId))).message

/** A page of a chat's or thread's messages, and whether there are more. */
export async function readHistory(
  cx: Cx,
  { container, ...query }: HistoryQuery,
  limit: number,
): Promise<{ messages: MessageRow[]; hasMore: boolean }> {
  if (container.kind === 'thread' && (query.from !== undefined || query.to !== undefined))
    throw invalid('start_time', query.from ?? query.to, 'is for chats only')
  if (query.from !== undefined && query.to !== undefined && query.from > query.to)
    throw invalid('start_time', query.from / 1000, 'must not be after end_time')
  const place = container.kind === 'chat' ? { chatId: container.id } : await findThread(cx, container.id)
  await enterChat(cx, place.chatId)
  const rows = await pageOfHistory(cx.db, cx.tenantId, { ...query, ...place }, limit + 1)
  return { messages: rows.slice(0, limit), hasMore: rows.length > limit }
}

async function findThread(cx: Cx, threadId: string): Promise<{ chatId: string; threadId: string }> {
  const first = await findInThread(cx.db, cx.tenantId, threadId)
  if (!first) throw new AppError('thread_not_found')
  return { chatId: first.chat_id, threadId }
}
