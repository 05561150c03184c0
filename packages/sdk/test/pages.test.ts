import { expect, test } from 'vitest'
import type { Answer } from './stub.ts'
import { failure, ok, stub } from './stub.ts'

const query = (url: string) => new URL(url, 'http://x').searchParams

/** A list of five FAQs, two on a page, by token. */
const byToken = ({ url }: { url: string }): Answer => {
  const from = Number(query(url).get('page_token') ?? 0)
  const items = [1, 2, 3, 4, 5].slice(from, from + 2).map((id) => ({ id: String(id) }))
  const has_more = from + 2 < 5
  return ok({ items, has_more, ...(has_more ? { page_token: String(from + 2) } : {}) })
}

/** A list of five tickets, by number. */
const byNumber = ({ url }: { url: string }): Answer => {
  const size = Number(query(url).get('page_size') ?? 20)
  const from = (Number(query(url).get('page') ?? 1) - 1) * size
  const tickets = [1, 2, 3, 4, 5].slice(from, from + size).map((id) => ({ ticket_id: String(id) }))
  return ok({ total: 5, tickets })
}

test('every item of every page, by token', async () => {
  await using server = await stub(byToken)
  const ids = []
  for await (const faq of server.client().helpdesk.v1.faq.list({ params: { page_size: 2 } })) ids.push(faq.id)
  expect(ids).toEqual(['1', '2', '3', '4', '5'])
  expect(server.seen.map(({ url }) => query(url).get('page_token'))).toEqual([null, '2', '4'])
  expect(server.seen.every(({ url }) => query(url).get('page_size') === '2')).toBe(true)
})

test('every item of every page, by number', async () => {
  await using server = await stub(byNumber)
  const ids = []
  for await (const ticket of server.client().helpdesk.v1.ticket.list({ params: { page_size: 2 } }))
    ids.push(ticket.ticket_id)
  expect(ids).toEqual(['1', '2', '3', '4', '5'])
  expect(server.seen).toHaveLength(3)
})

test('awaited, a list is its first page', async () => {
  await using server = await stub(byToken)
  const { data } = await server.client().helpdesk.v1.faq.list()
  expect(data.items).toHaveLength(2)
  expect(server.seen).toHaveLength(1)
})

test('pages, as they are and in the manner of the official SDK', async () => {
  await using server = await stub(byToken)
  const client = server.client()
  const sizes = []
  for await (const page of client.helpdesk.v1.faq.list().pages()) sizes.push(page.items?.length)
  // oxlint-disable-next-line typescript/await-thenable -- as written for the official SDK
  for await (const page of await client.helpdesk.v1.faq.listWithIterator()) sizes.push(page.items?.length)
  expect(sizes).toEqual([2, 2, 1, 2, 2, 1])
})

test('leaving the loop stops the calls', async () => {
  await using server = await stub(byToken)
  for await (const faq of server.client().helpdesk.v1.faq.list()) if (faq.id === '2') break
  expect(server.seen).toHaveLength(1)
})

test('next_page_token is understood, and a GET body goes with each page', async () => {
  await using server = await stub(({ url }) =>
    query(url).get('page_token')
      ? ok({ items: [{}], has_more: false })
      : ok({ items: [{}], has_more: true, next_page_token: 'n' }),
  )
  let count = 0
  for await (const _field of server
    .client()
    .helpdesk.v1.ticketCustomizedField.list({ data: { visible: true } }))
    count++
  expect(count).toBe(2)
  expect(server.seen.map(({ body }) => body)).toEqual(['{"visible":true}', '{"visible":true}'])
})

test('an empty list, a list left out, and a lying total end', async () => {
  await using server = await stub(({ url }) =>
    url.includes('faqs') ? ok({ has_more: false }) : ok({ total: 100, tickets: [] }),
  )
  for await (const _ of server.client().helpdesk.v1.faq.list()) expect.unreachable()
  for await (const _ of server.client().helpdesk.v1.ticket.list()) expect.unreachable()
  expect(server.seen).toHaveLength(2)
})

test('a server that repeats its token is stopped', async () => {
  await using server = await stub(() => ok({ items: [{}], has_more: true, page_token: 'same' }))
  const all = async () => {
    for await (const _ of server.client().helpdesk.v1.faq.list());
  }
  expect(await failure(all())).toMatchObject({ message: expect.stringContaining('same page_token twice') })
  expect(server.seen).toHaveLength(2)
})

test('a failure on a later page is thrown in the loop', async () => {
  await using server = await stub((seen) =>
    query(seen.url).get('page_token') ? { status: 403, body: { code: 154003, msg: 'no' } } : byToken(seen),
  )
  const ids: (string | undefined)[] = []
  const all = async () => {
    for await (const faq of server.client().helpdesk.v1.faq.list()) ids.push(faq.id)
  }
  expect(await failure(all())).toMatchObject({ code: 154003 })
  expect(ids).toEqual(['1', '2'])
})

test('a loop that starts late gets the failure, not the process', async () => {
  await using server = await stub(() => ({ status: 403, body: { code: 154003, msg: 'no' } }))
  const pages = server.client().helpdesk.v1.faq.listWithIterator()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await failure(pages[Symbol.asyncIterator]().next())).toMatchObject({ code: 154003 })
})
