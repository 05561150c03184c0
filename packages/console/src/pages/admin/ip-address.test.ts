import { expect, test } from 'vitest'
import { isIpAddress, toLines } from './ip-address.ts'

test.each(['203.0.113.7', '0.0.0.0', '::1', '2001:db8::8a2e:370:7334'])('%s is accepted', (text) =>
  expect(isIpAddress(text)).toBe(true),
)

test.each(['203.0.113', '256.1.1.1', '10.0.0.0/8', '::1/64', '[::1]', 'example.com', 'a:b', ''])(
  '%j is not',
  (text) => expect(isIpAddress(text)).toBe(false),
)

test('a pasted list becomes lines without repetition', () => {
  expect(toLines(' 1.1.1.1, 2.2.2.2\n\n1.1.1.1；3.3.3.3 ')).toEqual(['1.1.1.1', '2.2.2.2', '3.3.3.3'])
})
