import { expect, test } from 'vitest'
import { type ListData, replaceRows, rowsOf } from './list-rows.ts'
import type { TicketRow } from './types.ts'

const row = (id: string, at: number, more: Partial<TicketRow> = {}): TicketRow => ({
  ticket_id: id,
  status: 'processing',
  stage: 'human',
  guest: { id: 'ou_g', name: 'G' },
  preview: '',
  last_message_at: at,
  created_at: Number(id),
  tags: [],
  priority: 'medium',
  channel: 9,
  ...more,
})
const data = (next: string | undefined, ...pages: TicketRow[][]): ListData => ({
  pageParams: pages.map((_, i) => (i === 0 ? undefined : String(i))),
  pages: pages.map((items, i) => ({ items, next_cursor: i < pages.length - 1 ? 'x' : next })),
})
const ids = (list: ListData) => rowsOf(list).map((one) => one.ticket_id)

test('a changed row moves to its new place, one that no longer fits goes', () => {
  const list = data(undefined, [row('4', 40), row('3', 30)], [row('2', 20), row('1', 10)])
  const moved = replaceRows(list, ['2', '3'], [row('2', 50)], 'newest', false)
  expect(ids(moved)).toEqual(['2', '4', '1'])
  expect(ids(replaceRows(list, ['9'], [row('9', 15)], 'newest', false))).toEqual(['4', '3', '2', '9', '1'])
  expect(ids(replaceRows(list, ['9'], [row('9', 5)], 'newest', false))).toEqual(['4', '3', '2', '1', '9'])
})

test('what belongs behind the loaded part waits for its page', () => {
  const list = data('more', [row('4', 40), row('3', 30)])
  expect(ids(replaceRows(list, ['9'], [row('9', 20)], 'newest', false))).toEqual(['4', '3'])
})

test('who waits comes before who does not, however new', () => {
  const list = data(undefined, [row('1', 10, { waiting_since: 5 }), row('2', 99)])
  const next = replaceRows(list, ['3'], [row('3', 10, { waiting_since: 7 })], 'waiting', false)
  expect(ids(next)).toEqual(['1', '3', '2'])
  expect(ids(replaceRows(next, ['1'], [row('1', 100)], 'waiting', false))).toEqual(['3', '1', '2'])
})
