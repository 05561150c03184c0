import { expect, test } from 'vitest'
import { hostOrigin, isAllowedOrigin } from './origin.ts'

const domains = ['help.example.com', 'Localhost:8080', '*.shop.example']

test.each([
  'https://help.example.com',
  'http://help.example.com',
  'http://localhost:8080',
  'https://a.shop.example',
  'https://b.a.shop.example',
])('%s is allowed', (origin) => expect(isAllowedOrigin(origin, domains)).toBe(true))

test.each([
  'https://evil.example.com',
  'https://help.example.com:8443',
  'https://help.example.com.evil.test',
  'https://xhelp.example.com',
  'http://localhost',
  'http://localhost:80800',
  'https://shop.example',
  'https://evilshop.example',
  'file://help.example.com',
  'null',
  '*',
  '',
])('%j is not', (origin) => expect(isAllowedOrigin(origin, domains)).toBe(false))

test('nobody is allowed where no domain is', () => {
  expect(isAllowedOrigin('https://help.example.com', [])).toBe(false)
})

test('the nearest page that holds the frame is its host; the referrer stands in for it', () => {
  const referrer = 'https://b.test/path?x=1'
  expect(hostOrigin({ ancestorOrigins: ['https://a.test', 'https://top.test'], referrer })).toBe(
    'https://a.test',
  )
  expect(hostOrigin({ ancestorOrigins: undefined, referrer })).toBe('https://b.test')
  expect(hostOrigin({ ancestorOrigins: [], referrer: '' })).toBeUndefined()
})
