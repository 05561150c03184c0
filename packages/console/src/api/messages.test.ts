import { expect, test } from 'vitest'
import { addMessage, inOrder, mergeNewest, type MessageData } from './messages.ts'
import type { Message, MessagePage } from './types.ts'

const message = (id: number): Message => ({
  id: String(id),
  message_id: `om_${id}`,
  ticket_id: 't',
  sender_type: 'guest',
  type: 'text',
  files: [],
  content: '{}',
  text: `message ${id}`,
  created_at: id,
})
const page = (ids: number[], has_more = true): MessagePage => ({ items: ids.map(message), has_more })
const loaded = (...pages: MessagePage[]): MessageData => ({ pages, pageParams: pages.map(() => undefined) })
const ids = (data: MessageData | undefined) => inOrder(data).map((m) => Number(m.id))

test('new messages join what is loaded, each once', () => {
  const merged = mergeNewest(loaded(page([5, 4, 3]), page([2, 1], false)), page([7, 6, 5, 4]))
  expect(ids(merged)).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('a gap drops the older pages instead of hiding missing messages', () => {
  const merged = mergeNewest(loaded(page([5, 4, 3]), page([2, 1], false)), page([60, 59, 58]))
  expect(ids(merged)).toEqual([58, 59, 60])
  expect(merged.pages).toHaveLength(1)
})

test('an empty thread takes the first page as it is', () => {
  expect(ids(mergeNewest(loaded(page([], false)), page([1], false)))).toEqual([1])
})

test('a message that a live event brought first is not added twice', () => {
  const data = loaded(page([5, 4]))
  expect(addMessage(data, message(5))).toBe(data)
  expect(ids(addMessage(data, message(6)))).toEqual([4, 5, 6])
})
