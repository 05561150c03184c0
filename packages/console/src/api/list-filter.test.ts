import { expect, test } from 'vitest'
import { filterOf, searchOf } from './list-filter.ts'

test('a filter survives the way through the address bar', () => {
  const filter = filterOf({
    view: 'open',
    status: 'processing,queueing',
    agent: 'me,none',
    created: '7d',
    sort: 'waiting',
    reversed: 'true',
    text: ' 发票 ',
  })
  expect(filter).toEqual({
    view: 'open',
    status: ['processing', 'queueing'],
    agent: ['me', 'none'],
    created: '7d',
    sort: 'waiting',
    reversed: true,
    text: '发票',
  })
  expect(filterOf(searchOf(filter, '17'))).toEqual(filter)
})

test('what is mistyped is left out instead of failing', () => {
  expect(
    filterOf({ status: 'asleep', created: 'yesterday', channel: 'x', sort: 'best', reversed: 'yes' }),
  ).toEqual({
    view: 'mine',
  })
})
