import { describe, expect, test } from 'vitest'
import { type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'
import { signedIn } from './signed-in.ts'

const admin = '/admin/knowledge'

describe.skipIf(noDatabase)('knowledge in the console', async () => {
  const server = await newServer()

  const newOwner = async () => {
    const desk = await newDesk(server)
    const owner = await signedIn(server, desk, desk.ownerId)
    const ok = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const reply = await owner.call(method, path, body)
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      return reply.body
    }
    const category = async (name: string, parent = '0', language?: string): Promise<string> =>
      (await ok('POST', `${admin}/categories`, { name, parent_id: parent, language })).category_id
    const faq = (change: object = {}) => ({
      question: 'How long does it take?',
      answer: [{ type: 'text', content: 'Two days.' }],
      similar_questions: [],
      category_id: '0',
      expires_at: 0,
      ...change,
    })
    const tree = async (): Promise<Record<string, string[]>> => {
      const { items } = await ok('GET', '/knowledge/categories')
      const names = new Map<string, string>(items.map((item: Json) => [item.category_id, item.name]))
      const below: Record<string, string[]> = {}
      for (const item of items) (below[names.get(item.parent_id) ?? 'top'] ??= []).push(item.name)
      return below
    }
    return { desk, owner, ok, category, faq, tree }
  }

  test('the tree is built, renamed, ordered, moved and cleared', async () => {
    const { owner, ok, category, tree } = await newOwner()
    const [a, b, c] = [await category('A'), await category('B'), await category('C', '0', 'en_us')]
    const [a1, a2] = [await category('A1', a), await category('A2', a)]
    const place = (id: string, parent: string, index: number) =>
      owner.call('POST', `${admin}/categories/${id}/place`, { parent_id: parent, index })
    expect(await tree()).toEqual({ top: ['A', 'B', 'C'], A: ['A1', 'A2'] })
    await place(c, '0', 0)
    await place(a2, a, 0)
    expect(await tree()).toEqual({ top: ['C', 'A', 'B'], A: ['A2', 'A1'] })
    await place(a1, b, 0)
    await place(a, '0', 2)
    expect(await tree()).toEqual({ top: ['C', 'B', 'A'], A: ['A2'], B: ['A1'] })
    expect((await place(a, a2, 0)).body).toMatchObject({ code: 'invalid_input' })
    await ok('PATCH', `${admin}/categories/${c}`, { name: 'See', language: 'all' })
    const { items } = await ok('GET', '/knowledge/categories')
    expect(items[0]).toEqual({ category_id: c, parent_id: '0', name: 'See', faqs: 0 })
    expect(await owner.call('DELETE', `${admin}/categories/${a}`)).toMatchObject({
      status: 409,
      body: { code: 'category_not_empty' },
    })
    await ok('DELETE', `${admin}/categories/${a2}`)
    await ok('DELETE', `${admin}/categories/${a}`)
    expect(await tree()).toEqual({ top: ['See', 'B'], B: ['A1'] })
  })

  test('a FAQ is written, found, changed, deleted and restored; the API and the guests see the same', async () => {
    const { desk, ok, category, faq } = await newOwner()
    const delivery = await category('Delivery', '0', 'en_us')
    const made = await ok(
      'POST',
      `${admin}/faqs`,
      faq({ category_id: delivery, similar_questions: ['when will it come'] }),
    )
    expect(made).toMatchObject({
      question: 'How long does it take?',
      answer: [{ type: 'text', content: 'Two days.' }],
      similar_questions: ['when will it come'],
      status: 'online',
      updated_by: { name: 'Olga Owner' },
    })
    expect(made.public_path).toBeUndefined()
    const wire = (await desk.call('GET', `/open-apis/helpdesk/v1/faqs/${made.faq_id}`)).body.data.faq
    expect(wire).toMatchObject({
      answer: 'Two days.',
      tags: ['when will it come'],
      categories: [{ name: 'Delivery' }],
    })

    await ok('PUT', `${admin}/help_center`, { published: true })
    const shown = await ok('GET', `/knowledge/faqs/${made.faq_id}`)
    const page = await server.app.inject({ url: shown.public_path })
    expect(page.headers.location).toMatch(/\/en\/articles\/\d+-how-long-does-it-take$/)
    expect((await server.app.inject({ url: page.headers.location as string })).body).toContain('Two days.')

    const path = `${admin}/faqs/${made.faq_id}`
    const expires = Date.now() - 1000
    await ok(
      'PATCH',
      path,
      faq({ question: 'How long?', answer: [{ type: 'text', content: 'Three days.' }], expires_at: expires }),
    )
    const list = await ok('GET', '/knowledge/faqs?category_id=0')
    expect(list.items).toMatchObject([
      { question: 'How long?', lead: 'Three days.', status: 'expired', expires_at: expires },
    ])
    expect((await ok('GET', `/knowledge/faqs?category_id=${delivery}`)).items).toEqual([])
    expect(await ok('GET', '/knowledge/faqs?q=long')).toMatchObject({
      found: 1,
      items: [{ faq_id: made.faq_id }],
    })

    await ok('DELETE', path)
    expect((await ok('GET', '/knowledge/faqs')).items).toEqual([])
    expect((await ok('GET', '/knowledge/faqs?view=deleted')).items).toMatchObject([{ status: 'deleted' }])
    await ok('POST', `${path}/restore`)
    expect((await ok('GET', '/knowledge/faqs')).items).toHaveLength(1)
  })

  test('a long list is paged; what did not help comes first where it is asked for', async () => {
    const { ok, faq } = await newOwner()
    const ids: string[] = []
    for (let i = 0; i < 5; i++)
      ids.unshift((await ok('POST', `${admin}/faqs`, faq({ question: `Q${i}` }))).faq_id)
    const first = await ok('GET', '/knowledge/faqs?limit=3')
    const second = await ok('GET', `/knowledge/faqs?limit=3&cursor=${first.next_cursor}`)
    expect([...first.items, ...second.items].map((item: Json) => item.faq_id)).toEqual(ids)
    expect(second.next_cursor).toBeUndefined()
    await ok('PUT', `${admin}/help_center`, { published: true })
    const { help_center: helpCenter } = await ok('GET', '/knowledge/categories')
    for (const [i, helpful] of [
      [1, 'no'],
      [2, 'no'],
      [2, 'no'],
      [3, 'yes'],
    ] as const)
      await server.app.inject({
        method: 'POST',
        url: `${helpCenter.path}/en/articles/${ids[i]}/vote`,
        payload: `helpful=${helpful}`,
      })
    expect((await ok('GET', '/knowledge/faqs?view=unhelpful')).items).toMatchObject([
      { faq_id: ids[2], unhelpful: 2, helpful: 0 },
      { faq_id: ids[1], unhelpful: 1 },
    ])
  })

  test('a preview shows what guests will see, pictures of one’s own included', async () => {
    const { desk, owner, ok, faq } = await newOwner()
    const { headers, payload } = sdks.go({}, 'image', imageOf('png'))
    const url = '/console/v1/images'
    const uploaded = await server.app.inject({
      method: 'POST',
      url,
      headers: { ...owner.headers, ...headers },
      payload,
    })
    const { key } = uploaded.json()
    const answer = [
      { type: 'text', content: '- **one** <b>' },
      { type: 'image', content: key },
    ]
    const preview = async (id?: string): Promise<string> =>
      (await ok('POST', `${admin}/preview`, { faq_id: id, question: '<i>', answer, language: 'zh' })).html
    const draft = await preview()
    expect(draft).toContain('<strong>one</strong> &lt;b&gt;')
    expect(draft).toContain(`src="/console/v1/images/${key}"`)
    expect(draft).not.toContain('<script')
    const made = await ok('POST', `${admin}/faqs`, faq({ answer }))
    expect(made.answer).toEqual(answer)
    const [, source] = /<img src="(.*?)"/.exec(await preview(made.faq_id))!
    const agent = await signedIn(server, desk, desk.agentId)
    const image = await server.app.inject({ url: source!, headers: agent.headers })
    expect(image.rawPayload.equals(imageOf('png'))).toBe(true)
    expect(
      (await server.app.inject({ url: source!.replace(key, 'img_other'), headers: agent.headers }))
        .statusCode,
    ).toBe(404)
  })

  test('agents read and change nothing; other desks are not there', async () => {
    const { desk, ok, category, faq } = await newOwner()
    const id = await category('A')
    const { faq_id: faqId } = await ok('POST', `${admin}/faqs`, faq())
    const agent = await signedIn(server, desk, desk.agentId)
    expect((await agent.call('GET', '/knowledge/faqs')).body.items).toHaveLength(1)
    for (const [method, path, body] of [
      ['POST', `${admin}/faqs`, faq()],
      ['PATCH', `${admin}/faqs/${faqId}`, faq()],
      ['DELETE', `${admin}/faqs/${faqId}`],
      ['DELETE', `${admin}/categories/${id}`],
      ['PUT', `${admin}/help_center`, { published: true }],
    ] as const)
      expect((await agent.call(method, path, body)).status).toBe(403)
    const other = await newOwner()
    expect((await other.owner.call('GET', `/knowledge/faqs/${faqId}`)).status).toBe(404)
    expect((await other.owner.call('PATCH', `${admin}/faqs/${faqId}`, faq())).status).toBe(404)
    expect((await other.owner.call('POST', `${admin}/faqs`, faq({ category_id: id }))).status).toBe(400)
    expect(
      (await other.owner.call('POST', `${admin}/categories/${id}/place`, { parent_id: '0', index: 0 }))
        .status,
    ).toBe(404)
    expect((await other.ok('GET', '/knowledge/faqs')).items).toEqual([])
  })
})
