import { describe, expect, test } from 'vitest'
import { createDocument, setDocument } from '../src/domain/documents.ts'
import { createFaq, updateFaq } from '../src/domain/faqs.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { officialClient } from './official.ts'
import { type Shape, absent, factOf, mismatches } from './shape.ts'

const path = '/open-apis/docx/v1/documents'

describe.skipIf(noDatabase)('documents', async () => {
  const server = await newServer()
  const domain = await server.listen()
  const agentOf = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })

  test('the official SDK creates one and reads it and its text; every type is the documented one', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, domain)
    const shape = (id: string) => factOf(`docx.v1.document.${id}`).data as unknown as Shape
    const fits = (id: string, data: unknown) => expect(mismatches(data, shape(id))).toEqual([])
    const created = await client.docx.v1.document.create({
      data: { folder_token: 'fldcnqquW1svRIYVT2Np6Iabcef', title: '退货指南' },
    })
    fits('create', created.data)
    const document = created.data!.document!
    expect(document).toMatchObject({ revision_id: 1, title: '退货指南' })
    expect(document.document_id).toMatch(/^[A-Za-z0-9]{27}$/)

    await setDocument(desk.fresh(), document.document_id!, { content: '七天之内寄回。\n运费由我们承担。' })
    const one = { path: { document_id: document.document_id! } }
    const got = await client.docx.v1.document.get(one)
    fits('get', got.data)
    expect(got.data!.document).toMatchObject({ revision_id: 2, title: '退货指南' })
    const known = (shape('get') as { document: Record<string, Shape> }).document
    expect(absent(got.data!.document!, known)).toEqual(['cover'])
    const raw = await client.docx.v1.document.rawContent({ ...one, params: { lang: 0 } })
    fits('raw_content', raw.data)
    expect(raw.data!.content).toBe('退货指南\n七天之内寄回。\n运费由我们承担。\n')
    expect(await desk.events()).toEqual(['document.changed', 'document.changed'])
  })

  test('a person may do the same, and a document needs no title', async () => {
    const desk = await newDesk(server)
    const user = await desk.user(desk.guestId)
    const created = await desk.call('POST', path, {}, user)
    expect(created.body.data.document).toMatchObject({ title: '', revision_id: 1 })
    const { document_id: id } = created.body.data.document
    expect((await desk.call('GET', `${path}/${id}/raw_content`, undefined, user)).body.data).toEqual({
      content: '',
    })
  })

  test.each<
    [why: string, method: string, path: string, body: object | undefined, status: number, code: number]
  >([
    ['an empty title', 'POST', path, { title: '' }, 400, 1770001],
    ['too long a title', 'POST', path, { title: 'x'.repeat(801) }, 400, 1770001],
    ['a title of the wrong type', 'POST', path, { title: 5 }, 400, 1770001],
    ['too short an id', 'GET', `${path}/doxcn`, undefined, 400, 1770001],
    ['an unknown id', 'GET', `${path}/${'x'.repeat(27)}`, undefined, 404, 1770002],
    ['an unknown id for the text', 'GET', `${path}/${'x'.repeat(27)}/raw_content`, undefined, 404, 1770002],
    ['an unknown language', 'GET', `${path}/${'x'.repeat(27)}/raw_content?lang=7`, undefined, 400, 1770001],
  ])('%s', async (_, method, path, body, status, code) => {
    const desk = await newDesk(server)
    const reply = await desk.call(method, path, body)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(reply.body.error.log_id).toBe(reply.headers['x-tt-logid'])
  })

  test("another tenant's document is not there, and a scope is needed", async () => {
    const [mine, other] = [await newDesk(server), await newDesk(server)]
    const { id } = await createDocument(agentOf(other), { title: 'secret' })
    for (const suffix of ['', '/raw_content'])
      expect((await mine.call('GET', `${path}/${id}${suffix}`)).body.code).toBe(1770002)
    await expect(setDocument(mine.fresh(), id, { content: 'x' })).rejects.toMatchObject({
      code: 'document_not_found',
    })
    const faq = { question: 'q', richtext: [{ type: 'docx', content: id }] }
    await expect(createFaq(agentOf(mine), faq)).rejects.toMatchObject({ code: 'invalid_input' })
    const narrow = await newDesk(server, { scopes: ['helpdesk:all'] })
    expect((await narrow.call('POST', path, { title: 'x' })).body.code).toBe(99991672)
  })

  test('a FAQ that shows a document is found by the document’s words, as they are now', async () => {
    const desk = await newDesk(server)
    const found = async (query: string): Promise<string[]> => {
      const url = `/open-apis/helpdesk/v1/faqs/search?query=${encodeURIComponent(query)}`
      return (await desk.call('GET', url)).body.data.items.map((item: Json) => item.question)
    }
    const { id } = await createDocument(desk.fresh(), { title: 'Atlas' })
    await setDocument(desk.fresh(), id, { content: `${'填充。'.repeat(3000)}保修三年` })
    const body = { faq: { question: '质保期多长？', answer_richtext: [{ type: 'docx', content: id }] } }
    const created = await desk.call('POST', '/open-apis/helpdesk/v1/faqs', body, await desk.user())
    expect(created.body.data.faq.answer_richtext).toEqual([{ type: 'docx', content: id }])
    for (const query of ['保修三年', 'atlas', '质保期 保修'])
      expect(await found(query)).toEqual(['质保期多长？'])
    await setDocument(desk.fresh(), id, { content: '延长到五年' })
    expect(await found('保修三年')).toEqual([])
    expect(await found('延长到五年')).toEqual(['质保期多长？'])
    const faqId = created.body.data.faq.id
    await updateFaq(agentOf(desk), faqId, { question: '质保期多长？', answer: '两年' })
    expect(await found('延长到五年')).toEqual([])
    await setDocument(desk.fresh(), id, { title: 'Globe' })
    expect(await found('globe')).toEqual([])
  })
})
