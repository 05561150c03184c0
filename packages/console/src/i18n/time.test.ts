import { expect, test } from 'vitest'
import { en } from './en.ts'
import { ago, dayName, longSpan, shortSpan, waitingSpan } from './time.ts'
import { zh } from './zh.ts'

const now = new Date(2026, 10, 21, 9, 30).getTime()
const minutes = (n: number) => n * 60_000

test('a span is told in its largest unit', () => {
  expect(shortSpan(minutes(3), zh.time)).toBe('3 分钟')
  expect(shortSpan(minutes(59), en.time)).toBe('59 min')
  expect(shortSpan(minutes(61), en.time)).toBe('1 h')
  expect(shortSpan(minutes(60 * 49), en.time)).toBe('2 d')
})

test('a guest who has just written waits already', () => {
  expect(waitingSpan(5000, en.time)).toBe('< 1 min')
})

test('a measured duration has two units and no zeros', () => {
  expect(longSpan(125, zh.time)).toBe('2 分钟 5 秒')
  expect(longSpan(7200, en.time)).toBe('2 h')
  expect(longSpan(0, en.time)).toBe('0 s')
})

test('after a week the date is told, with the year when it is another one', () => {
  expect(ago(now - minutes(60 * 24 * 8), now, 'en-US', en.time)).toBe('Nov 13')
  expect(ago(new Date(2025, 0, 2).getTime(), now, 'zh-CN', zh.time)).toBe('2025年1月2日')
})

test('a day is named as people do', () => {
  expect(dayName(now - minutes(60), now, 'en-US', en.time)).toBe('Today')
  expect(dayName(now - minutes(60 * 10), now, 'zh-CN', zh.time)).toBe('昨天')
  expect(dayName(now - minutes(60 * 24 * 3), now, 'en-US', en.time)).toBe('Wed, Nov 18')
})
