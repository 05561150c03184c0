import { expect, test } from 'vitest'
import { nextPath } from './next-path.ts'

test('a path of this site is kept with its search', () => {
  expect(nextPath('/admin/logs?log_id=20261121')).toBe('/admin/logs?log_id=20261121')
})

test.each([
  undefined,
  '',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  'agent',
  '/login',
])('%j leads to the workspace', (next) => expect(nextPath(next)).toBe('/agent'))
