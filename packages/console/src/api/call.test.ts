import { endpoint } from '@pipit/contract'
import { Type } from 'typebox'
import { afterEach, expect, test, vi } from 'vitest'
import { call, toUrl } from './call.ts'

afterEach(() => vi.unstubAllGlobals())

const close = endpoint({
  method: 'POST',
  path: '/console/v1/tickets/:ticket_id/close',
  summary: 'Close',
  tokens: ['session'],
  params: Type.Object({ ticket_id: Type.String() }),
  body: Type.Object({ solved: Type.Optional(Type.Boolean()) }),
  response: Type.Object({ ok: Type.Boolean() }),
})

test('a parameter cannot change the route', () => {
  expect(toUrl('/t/:id/close', { params: { id: '1/../../x' } })).toBe('/t/1%2F..%2F..%2Fx/close')
})

test('absent query values are left out', () => {
  expect(toUrl('/logs', { query: { log_id: undefined, errors_only: true } })).toBe('/logs?errors_only=true')
})

test('a write carries the CSRF header and its body', async () => {
  const fetch = vi.fn<(url: string, init: RequestInit) => Promise<Response>>(async () =>
    Response.json({ ok: true }),
  )
  vi.stubGlobal('fetch', fetch)

  await expect(call(close, { params: { ticket_id: '7' }, body: { solved: true } })).resolves.toEqual({
    ok: true,
  })

  const [url, init] = fetch.mock.calls[0]!
  expect(url).toBe('/console/v1/tickets/7/close')
  expect(init.headers).toMatchObject({ 'X-Pipit-Csrf': '1' })
  expect(init.body).toBe('{"solved":true}')
})

test('no answer becomes a network error', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call(close, { params: { ticket_id: '7' }, body: {} })).rejects.toMatchObject({
    code: 'network',
    status: 0,
  })
})
