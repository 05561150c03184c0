import { expect, test } from 'vitest'
import { isIpRange, toLines } from './ip-range.ts'

test.each(['203.0.113.7', '10.0.0.0/8', '::1', '2001:db8::/32', '0.0.0.0/0'])('%s is accepted', (text) =>
  expect(isIpRange(text)).toBe(true),
)

test.each([
  '203.0.113',
  '256.1.1.1',
  '10.0.0.0/33',
  '10.0.0.0/8/8',
  '::1/129',
  'example.com',
  '1.2.3.4/x',
  '',
])('%j is not', (text) => expect(isIpRange(text)).toBe(false))

test('a pasted list becomes lines without repetition', () => {
  expect(toLines(' 1.1.1.1, 2.2.2.2\n\n1.1.1.1；3.3.3.3 ')).toEqual(['1.1.1.1', '2.2.2.2', '3.3.3.3'])
})
