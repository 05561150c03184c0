import { expect, test } from 'vitest'
import { toApiError } from './error.ts'

test('a failure of ours keeps its code, fields and log id', () => {
  const error = toApiError(400, new Headers(), {
    code: 'invalid_field',
    message: 'The e-mail is not valid.',
    log_id: 'L1',
    field_violations: [{ field: 'email', description: 'not an e-mail' }, 'nonsense'],
  })
  expect(error).toMatchObject({ status: 400, code: 'invalid_field', logId: 'L1' })
  expect(error.fields.map((f) => f.field)).toEqual(['email'])
})

test("a proxy's page still yields the status and the log id of the header", () => {
  const error = toApiError(502, new Headers({ 'X-Tt-Logid': 'L2' }), '<html>Bad gateway</html>')
  expect(error).toMatchObject({ status: 502, code: 'http_502', logId: 'L2', fields: [] })
})
