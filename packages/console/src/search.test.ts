import { expect, test } from 'vitest'
import { agentSearch, logsSearch, parseSearch, stringifySearch } from './search.ts'

test('a log id of digits survives the address bar', () => {
  const search = stringifySearch({ log_id: '2026112103021234567', errors_only: true, app_id: undefined })
  expect(search).toBe('?log_id=2026112103021234567&errors_only=true')
  expect(logsSearch(parseSearch(search))).toEqual({
    log_id: '2026112103021234567',
    errors_only: true,
    app_id: undefined,
  })
})

test('an unknown view is no view', () => {
  expect(agentSearch({ view: 'secrets' }).view).toBeUndefined()
  expect(agentSearch({ view: 'closed' }).view).toBe('closed')
})
