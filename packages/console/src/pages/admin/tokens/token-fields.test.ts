import { expect, test } from 'vitest'
import { ApiError } from '../../../api/error.ts'
import { allAtFields, fieldError, frameSnippet } from './token-fields.ts'

test('a fault of one item is shown at its list', () => {
  const error = new ApiError({
    status: 400,
    code: 'invalid_input',
    message: 'no',
    fields: [{ field: 'allowed_domains.1', value: 'a/b', description: 'must be a host' }],
  })
  expect(fieldError(error, 'allowed_domains')).toBe('must be a host')
  expect(fieldError(error, 'allowed')).toBeUndefined()
  expect(allAtFields(error, ['name', 'allowed_domains'])).toBe(true)
  expect(allAtFields(error, ['name'])).toBe(false)
  expect(allAtFields(new Error('else'), ['name'])).toBe(false)
})

test('a link cannot leave its attribute', () => {
  expect(frameSnippet('https://desk.test/?a=1&b="><script>', 'Pipit')).toContain(
    'src="https://desk.test/?a=1&amp;b=&quot;>&lt;script>"',
  )
})
