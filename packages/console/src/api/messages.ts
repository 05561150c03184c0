import type { InfiniteData } from '@tanstack/react-query'
import type { Message, MessagePage } from './types.ts'

export type MessageData = InfiniteData<MessagePage>

/** Pages come newest first; a thread is read oldest first. */
export const inOrder = (data: MessageData | undefined): Message[] =>
  data ? data.pages.flatMap((page) => page.items).reverse() : []

const firstPage = (page: MessagePage): MessageData => ({ pages: [page], pageParams: [undefined] })

/**
 * Puts a fresh newest page in front of what is loaded. If the two do not meet, messages are missing between
 * them and the older pages are dropped; scrolling up loads them again.
 */
export function mergeNewest(data: MessageData | undefined, newest: MessagePage): MessageData {
  const [first, ...older] = data?.pages ?? []
  if (!data || !first) return firstPage(newest)
  const fresh = new Set(newest.items.map((m) => m.id))
  const meets = first.items.length === 0 || first.items.some((m) => fresh.has(m.id))
  if (!meets && newest.has_more) return firstPage(newest)
  const kept = first.items.filter((m) => !fresh.has(m.id))
  return {
    ...data,
    pages: [
      { items: [...newest.items, ...kept], has_more: first.items.length ? first.has_more : newest.has_more },
      ...older,
    ],
  }
}

/** Adds one message that is known to be the newest, unless a live event was quicker. */
export function addMessage(data: MessageData | undefined, message: Message): MessageData | undefined {
  const [first, ...older] = data?.pages ?? []
  if (!data || !first) return data
  if (first.items.some((m) => m.id === message.id)) return data
  return { ...data, pages: [{ ...first, items: [message, ...first.items] }, ...older] }
}
