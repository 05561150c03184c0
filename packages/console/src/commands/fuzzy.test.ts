import { expect, test } from 'vitest'
import { fuzzy, rank } from './fuzzy.ts'

const first = (texts: readonly string[], wanted: string) => rank(texts, wanted, (text) => [text])[0]?.item

test('letters are found in their order, words by their beginnings', () => {
  expect(fuzzy('Close ticket', 'ct')?.at).toEqual([0, 6])
  expect(fuzzy('Close ticket', 'tc')).not.toBeUndefined()
  expect(fuzzy('Close ticket', 'xt')).toBeUndefined()
  expect(fuzzy('Assign (to me)', '(t')?.at).toEqual([7, 8])
})

test('what stands together or at the beginning comes first', () => {
  expect(first(['Assign to me', 'Snooze ticket', 'Edit tags'], 'tag')).toBe('Edit tags')
  expect(first(['Reopen ticket', 'Go to Open'], 'open')).toBe('Go to Open')
  expect(first(['关闭工单并打开下一个', '关闭工单'], '关闭')).toBe('关闭工单')
  expect(first(['Go to Mine', 'Merge with another ticket'], 'gm')).toBe('Go to Mine')
})

test('another name finds as well, but its letters are not marked', () => {
  const [found] = rank([{ names: ['关闭工单', 'Close ticket'] }], 'close', ({ names }) => names)
  expect(found?.at).toEqual([])
})
