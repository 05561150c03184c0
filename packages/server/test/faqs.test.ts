import { describe, expect, test } from 'vitest'
import { createFaq, purgeFaq, restoreFaq } from '../src/domain/faqs.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient, withDesk } from './official.ts'
import { type Shape, absent, factOf, mismatches } from './shape.ts'

const path = '/open-apis/helpdesk/v1/faqs'

describe.skipIf(noDatabase)('FAQs', async () => {
  const server = await newServer()
  const domain = await server.listen()

  const create = async (desk: Desk, faq: object, user?: Record<string, string>): Promise<Json> => {
    const reply = await desk.call('POST', path, { faq }, user ?? (await desk.user()))
    expect(reply.body).toMatchObject({ code: 0 })
    return reply.body.data.faq
  }
  const get = async (desk: Desk, id: string) => (await desk.call('GET', `${path}/${id}`)).body.data?.faq
  const list = async (desk: Desk, query = '') => (await desk.call('GET', `${path}${query}`)).body.data
  const questions = (data: Json): string[] => data.items.map((item: Json) => item.question)
  const agentOf = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })

  test('the official SDK creates, reads, changes, lists, finds and deletes one; every type is the documented one', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, domain)
    const { authorization } = await desk.user()
    const user = asUser(authorization!.slice('Bearer '.length))
    const shape = (id: string) => factOf(`helpdesk.v1.faq.${id}`).data as unknown as Shape
    const fits = (id: string, data: unknown) => expect(mismatches(data, shape(id))).toEqual([])
    const category = await client.helpdesk.v1.category.create(
      { data: { name: 'Returns', parent_id: '0', language: 'en_us' } },
      user,
    )
    const categoryId = category.data!.category!.category_id
    // Not in the SDK's types: clients that write back what they have read send it.
    const expiring = { expire_time: 4_000_000_000 }

    const created = await client.helpdesk.v1.faq.create(
      {
        data: {
          faq: {
            category_id: categoryId,
            question: 'How do I return a book?',
            answer_richtext: JSON.stringify([
              { content: 'Send it back within 7 days.', type: 'text' },
              { content: 'https://example.com/returns', type: 'link' },
            ]),
            tags: ['send back', '退货'],
            ...expiring,
          },
        },
      },
      user,
    )
    fits('create', created.data)
    const faq = created.data!.faq!
    expect(absent(faq, (shape('create') as { faq: Record<string, Shape> }).faq)).toEqual([])
    expect(faq).toMatchObject({
      id: faq.faq_id,
      helpdesk_id: desk.helpdeskId,
      question: 'How do I return a book?',
      answer: 'Send it back within 7 days.\nhttps://example.com/returns',
      answer_richtext: [
        { content: 'Send it back within 7 days.', type: 'text' },
        { content: 'https://example.com/returns', type: 'link' },
      ],
      tags: ['send back', '退货'],
      categories: [{ category_id: categoryId, name: 'Returns' }],
      create_user: { id: desk.agentId, name: 'Ada Agent', department: 'Support' },
      update_user: { id: desk.agentId },
      expire_time: 4_000_000_000,
    })
    expect(Math.abs(faq.create_time! - Date.now() / 1000)).toBeLessThan(60)

    const one = { path: { id: faq.faq_id! } }
    await client.helpdesk.v1.faq.patch(
      {
        ...one,
        data: {
          faq: {
            question: 'How do I return a book?',
            answer_richtext: [{ content: 'Within 14 days.', type: 'text' }],
          },
        },
      },
      user,
    )
    const got = await client.helpdesk.v1.faq.get(one, withDesk())
    fits('get', got.data)
    expect(got.data!.faq).toMatchObject({ answer: 'Within 14 days.', tags: ['send back', '退货'] })
    const listed = await client.helpdesk.v1.faq.list({ params: { status: '1' } }, withDesk())
    fits('list', listed.data)
    expect(listed.data).toMatchObject({ has_more: false, page_size: 1, total: 1 })
    const found = await client.helpdesk.v1.faq.search({ params: { query: '退货' } }, withDesk())
    fits('search', found.data)
    expect(found.data!.items!.map((item) => item.id)).toEqual([faq.id])

    await client.helpdesk.v1.faq.delete(one, user)
    await expect(client.helpdesk.v1.faq.get(one, withDesk())).rejects.toMatchObject({
      response: { status: 404, data: { code: 154004 } },
    })
    expect((await desk.events()).slice(1)).toEqual(['faq.changed', 'faq.changed', 'faq.changed'])
  })

  test.each<[string, unknown]>([
    ['JSON text', '[{"content":"Yes","type":"text"},{"content":"img_1","type":"img"}]'],
    [
      'a list',
      [
        { content: 'Yes', type: 'text' },
        { content: 'img_1', type: 'img' },
      ],
    ],
  ])('a rich answer as %s is accepted on creation and change, and answered as a list', async (_, given) => {
    const desk = await newDesk(server)
    const user = await desk.user()
    const rich = [
      { content: 'Yes', type: 'text' },
      { content: 'img_1', type: 'img' },
    ]
    const made = await create(desk, { question: 'Really?', answer_richtext: given }, user)
    expect(made).toMatchObject({ answer: 'Yes', answer_richtext: rich })
    const plain = await create(desk, { question: 'Really?', answer: 'No' }, user)
    expect(plain.answer_richtext).toEqual([{ content: 'No', type: 'text' }])
    const change = { faq: { question: 'Really?', answer_richtext: given } }
    expect((await desk.call('PATCH', `${path}/${plain.id}`, change, user)).body.code).toBe(0)
    expect(await get(desk, plain.id)).toMatchObject({ answer: 'Yes', answer_richtext: rich })
    await desk.call('PATCH', `${path}/${plain.id}`, { faq: { question: 'Really?', answer: 'No' } }, user)
    expect(await get(desk, plain.id)).toMatchObject({ answer: 'No', answer_richtext: [{ content: 'No' }] })
  })

  test('what is not given in a change stays, and a category can be taken away', async () => {
    const desk = await newDesk(server)
    const user = await desk.user()
    const category = await desk.call(
      'POST',
      '/open-apis/helpdesk/v1/categories',
      { name: 'c', parent_id: '0' },
      user,
    )
    const made = await create(
      desk,
      {
        question: 'a?',
        answer: 'b',
        tags: ['t', ' t ', ''],
        category_id: category.body.data.category.id,
        expire_time: 4_000_000_000,
      },
      user,
    )
    await desk.call('PATCH', `${path}/${made.id}`, { faq: { question: 'A?' } }, user)
    expect(await get(desk, made.id)).toMatchObject({
      question: 'A?',
      answer: 'b',
      tags: ['t'],
      categories: [{ name: 'c' }],
      expire_time: 4_000_000_000,
    })
    await desk.call(
      'PATCH',
      `${path}/${made.id}`,
      { faq: { question: 'A?', category_id: '0', expire_time: 0 } },
      user,
    )
    const after = await get(desk, made.id)
    expect(after.categories).toEqual([])
    expect(after).not.toHaveProperty('expire_time')
  })

  test.each<[string, unknown, string]>([
    ['no FAQ', {}, 'faq'],
    ['no question', { faq: { answer: 'a' } }, 'faq.question'],
    ['a blank question', { faq: { question: ' ', answer: 'a' } }, 'faq.question'],
    ['no answer at all', { faq: { question: 'q' } }, 'faq.answer'],
    ['a blank answer', { faq: { question: 'q', answer: ' ' } }, 'faq.answer'],
    [
      'a rich answer that is no JSON',
      { faq: { question: 'q', answer_richtext: 'hello' } },
      'faq.answer_richtext',
    ],
    [
      'a rich answer that is no list',
      { faq: { question: 'q', answer_richtext: '{"a":1}' } },
      'faq.answer_richtext',
    ],
    [
      'a piece without content',
      { faq: { question: 'q', answer_richtext: '[{"type":"text"}]' } },
      'faq.answer_richtext.0.content',
    ],
    [
      'a link that runs a script',
      { faq: { question: 'q', answer_richtext: [{ type: 'link', content: 'javascript:alert(1)' }] } },
      'faq.answer_richtext.0.content',
    ],
    [
      'a NUL character inside the JSON text',
      { faq: { question: 'q', answer_richtext: '[{"type":"text","content":"a\\u0000b"}]' } },
      'faq.answer_richtext.0.content',
    ],
    ['an unknown category', { faq: { question: 'q', answer: 'a', category_id: '1' } }, 'faq.category_id'],
    ['tags that are no list', { faq: { question: 'q', answer: 'a', tags: 'x' } }, 'faq.tags'],
    [
      'an unknown document',
      { faq: { question: 'q', answer_richtext: [{ type: 'docx', content: 'x'.repeat(27) }] } },
      'faq.answer_richtext.0.content',
    ],
  ])('%s is 400 154000 and names the field', async (_, body, field) => {
    const desk = await newDesk(server)
    const reply = await desk.call('POST', path, body, await desk.user())
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body.error.field_violations[0].field).toBe(field)
    expect((await list(desk)).total).toBe(0)
  })

  test('pages of the list go to the end, newest first, and an unknown token is refused', async () => {
    const desk = await newDesk(server)
    const cx = agentOf(desk)
    for (let i = 0; i < 7; i++) await createFaq(cx, { question: `Question ${i}`, answer: 'a' })
    const seen: string[] = []
    let token = ''
    for (const size of [3, 3, 1]) {
      const page = await list(desk, `?page_size=3&page_token=${token}`)
      expect(page).toMatchObject({ page_size: size, total: 7, has_more: size === 3 })
      seen.push(...questions(page))
      token = page.page_token ?? ''
      expect(token === '').toBe(!page.has_more)
    }
    expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Question ${i}`))
    const bad = await desk.call('GET', `${path}?page_token=bm8`)
    expect([bad.status, bad.body.error.field_violations[0].field]).toEqual([400, 'page_token'])
    expect((await desk.call('GET', `${path}?page_size=101`)).status).toBe(400)
    expect((await desk.call('GET', `${path}?status=7`)).status).toBe(400)
  })

  test('the list is filtered by category, state and words, also together', async () => {
    const desk = await newDesk(server)
    const user = await desk.user()
    const cx = agentOf(desk)
    const category = await desk.call(
      'POST',
      '/open-apis/helpdesk/v1/categories',
      { name: 'c', parent_id: '0' },
      user,
    )
    const categoryId = category.body.data.category.id as string
    const inCategory = await createFaq(cx, { question: '如何退款', answer: 'a', categoryId })
    await createFaq(cx, { question: '退款多久到账', answer: 'a' })
    await createFaq(cx, { question: 'Other', answer: '退款', tags: ['refund'] })
    const gone = await createFaq(cx, { question: '旧的退款规则', answer: 'a', categoryId })
    const forGood = await createFaq(cx, { question: '更旧的退款规则', answer: 'a', categoryId })
    for (const { id } of [gone, forGood]) await desk.call('DELETE', `${path}/${id}`, undefined, user)
    await purgeFaq(cx, forGood.id)

    const found = async (query: string) =>
      questions(await list(desk, `?${new URLSearchParams(JSON.parse(query))}`))
    const all = (o: object) => found(JSON.stringify(o))
    expect(await all({})).toEqual(['Other', '退款多久到账', '如何退款'])
    expect(await all({ category_id: categoryId })).toEqual(['如何退款'])
    expect(await all({ category_id: '0' })).toEqual(['Other', '退款多久到账'])
    expect(await all({ status: '0' })).toEqual(['旧的退款规则'])
    expect(await all({ status: '2' })).toEqual(['更旧的退款规则'])
    expect(await all({ search: '退款' })).toEqual(['退款多久到账', '如何退款'])
    expect(await all({ search: '退款', category_id: categoryId })).toEqual(['如何退款'])
    expect(await all({ search: '退款', category_id: '0' })).toEqual(['退款多久到账'])
    expect(await all({ search: '退款', status: '0' })).toEqual(['旧的退款规则'])
    expect(await all({ search: 'REFUND' })).toEqual(['Other'])
    expect(await all({ search: 'ada agent', category_id: categoryId })).toEqual(['如何退款'])
    expect(await all({ search: '?!' })).toEqual([])
    const page = await list(desk, `?page_size=1&search=${encodeURIComponent('退款')}`)
    expect(page).toMatchObject({ total: 2, has_more: true })
    expect(
      questions(
        await list(desk, `?page_size=1&search=${encodeURIComponent('退款')}&page_token=${page.page_token}`),
      ),
    ).toEqual(['如何退款'])
    expect((await restoreFaq(cx, gone.id)).id).toBe(gone.id)
    expect(await all({ search: '退款', category_id: categoryId })).toEqual(['旧的退款规则', '如何退款'])
    expect(inCategory.category_id).toBe(categoryId)
  })

  test('people who do not serve the desk may not write, and programs without a person neither', async () => {
    const desk = await newDesk(server)
    const outsider = await desk.user(desk.guestId)
    const refused = await desk.call('POST', path, { faq: { question: 'q', answer: 'a' } }, outsider)
    expect([refused.status, refused.body.code]).toEqual([403, 154003])
    const program = await desk.call('POST', path, { faq: { question: 'q', answer: 'a' } })
    expect(program.body.code).toBe(99991663)
  })

  test("another desk's FAQs are not there, neither by id nor by words", async () => {
    const [mine, other] = [await newDesk(server), await newDesk(server)]
    const theirs = await createFaq(agentOf(other), { question: '保密的问题', answer: 'secret' })
    const user = await mine.user()
    const change = { faq: { question: 'x', answer: 'y' } }
    expect((await mine.call('GET', `${path}/${theirs.id}`)).body.code).toBe(154004)
    expect((await mine.call('PATCH', `${path}/${theirs.id}`, change, user)).body.code).toBe(154004)
    expect((await mine.call('DELETE', `${path}/${theirs.id}`, undefined, user)).body.code).toBe(154004)
    expect((await list(mine)).items).toEqual([])
    expect((await list(mine, `?search=${encodeURIComponent('保密')}`)).items).toEqual([])
    const found = await mine.call('GET', `${path}/search?query=${encodeURIComponent('保密')}`)
    expect(found.body.data.items).toEqual([])
    expect((await list(other)).total).toBe(1)
  })
})
