import { knownCodes } from '@pipit/contract/error-codes'
import { resourceOf } from '@pipit/contract/catalogue'
import { expect, test } from 'vitest'
import { resourceNames, zhSummaries } from './endpoint-names.ts'
import { zhCodes } from './error-texts.ts'
import { bodyOf, callOf, emptyForm, fieldKey, withExample } from './form.ts'
import { endpoints, findEndpoint, groupsOf, isDestructive } from './groups.ts'
import { fieldErrors, hasSucceeded } from './reply.ts'
import { filled, kindOf, typedNumber } from './schema.ts'

test('every endpoint, group and error has a Chinese name, and nothing else has', () => {
  expect(Object.keys(zhSummaries).toSorted()).toEqual(endpoints.map(({ id }) => id).toSorted())
  expect(Object.keys(resourceNames).toSorted()).toEqual([...new Set(endpoints.map(resourceOf))].toSorted())
  expect(Object.keys(zhCodes).map(Number)).toEqual(knownCodes())
})

test.each(['ticket get', '获取工单', 'GET /tickets/:ticket_id', 'helpdesk.v1.ticket.get'])(
  '%j finds the endpoint',
  (search) => {
    const found = groupsOf(search).flatMap((group) => group.endpoints.map(({ id }) => id))
    expect(found).toContain('helpdesk.v1.ticket.get')
    expect(found.length).toBeLessThan(25)
  },
)

test('a search without a result finds nothing', () => expect(groupsOf('no such endpoint')).toEqual([]))

test('what is empty is not sent, and what is no number is sent as it was typed', () => {
  expect(filled({ a: '', b: [{ c: undefined }, ''], d: { e: '' }, f: false, g: 0 })).toEqual({
    f: false,
    g: 0,
  })
  expect([
    typedNumber(''),
    typedNumber(' 7 '),
    typedNumber('7x'),
    typedNumber('12345678901234567890'),
  ]).toEqual([undefined, 7, '7x', '12345678901234567890'])
})

test('text that is no JSON object is no body', () => {
  const update = findEndpoint('helpdesk.v1.ticket.update')!
  expect(bodyOf(update, { ...emptyForm, raw: '{' })).toBeUndefined()
  expect(bodyOf(update, { ...emptyForm, raw: '[]' })).toBeUndefined()
  expect(bodyOf(update, { ...emptyForm, raw: '{"status":1}' })).toEqual({ status: 1 })
})

test('an example keeps what is filled in', () => {
  const send = findEndpoint('helpdesk.v1.ticketMessage.create')!
  const form = withExample(send, { ...emptyForm, path: { ticket_id: '7' } })
  expect(form).toMatchObject({ path: { ticket_id: '7' }, body: { msg_type: 'text' } })
  const call = callOf(send, form, { baseUrl: '', appId: '', helpdeskId: '', token: 'tenant' })
  expect(call).toMatchObject({ path: { ticket_id: '7' }, body: { msg_type: 'text' }, query: {} })
})

test('errors stand at their fields, whichever face says them', () => {
  const list = findEndpoint('helpdesk.v1.ticket.list')!
  const json = { code: 1, error: { field_violations: [{ field: 'page_size', description: 'is too large' }] } }
  expect(fieldErrors({ json })).toEqual([{ field: 'page_size', description: 'is too large' }])
  expect(fieldErrors({ json: { errors: [{ field: 'title', message: 'is required' }] } })).toEqual([
    { field: 'title', description: 'is required' },
  ])
  expect(fieldKey(list, 'page_size')).toBe('query.page_size')
  expect(fieldKey(findEndpoint('helpdesk.v1.ticket.update')!, 'customized_fields.0.id')).toBe(
    'body.customized_fields.0.id',
  )
  expect(fieldKey(list, 'X-Lark-Helpdesk-Authorization')).toBeUndefined()
})

test('success is what each face calls success', () => {
  const feishu = findEndpoint('helpdesk.v1.ticket.get')!
  const wrapped = findEndpoint('api.v1.ticket.query')!
  const bare = findEndpoint('api.tickets.list')!
  expect(hasSucceeded(feishu, { status: 200, json: { code: 0 } })).toBe(true)
  expect(hasSucceeded(feishu, { status: 200, json: { code: 10003 } })).toBe(false)
  expect(hasSucceeded(wrapped, { status: 200, json: { code: 404 } })).toBe(false)
  expect(hasSucceeded(bare, { status: 200, json: [] })).toBe(true)
  expect(hasSucceeded(bare, { status: 401, json: { code: 401 } })).toBe(false)
})

test('only what deletes is asked about, and every field has a control', () => {
  const asked = endpoints.filter(isDestructive).map(({ id }) => id)
  expect(asked).toEqual(
    expect.arrayContaining(['helpdesk.v1.faq.delete', 'api.v1.token.delete', 'api.v1.user.logout']),
  )
  expect(asked).not.toContain('helpdesk.v1.ticket.update')
  expect(kindOf({ anyOf: [{ type: 'string' }, { type: 'object' }] })).toBe('text')
  expect(kindOf({ type: 'object', properties: {} })).toBe('json')
})
