import { describe, expect, test } from 'vitest'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient, withDesk } from './official.ts'
import { type Shape, factOf, mismatches } from './shape.ts'

const path = '/open-apis/helpdesk/v1/categories'

/** Names of a tree, children in brackets. */
const names = (nodes: Json[]): string =>
  nodes.map((n) => n.name + (n.children.length > 0 ? `(${names(n.children)})` : '')).join(' ')

describe.skipIf(noDatabase)('categories', async () => {
  const server = await newServer()
  const domain = await server.listen()

  async function makeTree(desk: Desk, tree: Record<string, string>) {
    const user = await desk.user()
    const ids: Record<string, string> = {}
    for (const [name, parent] of Object.entries(tree)) {
      const body = { name, parent_id: parent === '' ? '0' : ids[parent] }
      const reply = await desk.call('POST', path, body, user)
      expect(reply.body.code).toBe(0)
      ids[name] = reply.body.data.category.category_id
    }
    return { ids, user }
  }
  const list = async (desk: Desk, query = '') =>
    (await desk.call('GET', `${path}${query}`)).body.data.categories as Json[]

  test('the official SDK creates, reads, renames, lists and deletes one; every type is the documented one', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, domain)
    const { authorization } = await desk.user()
    const user = asUser(authorization!.slice('Bearer '.length))
    const fits = (id: string, data: unknown) =>
      expect(mismatches(data, factOf(`helpdesk.v1.category.${id}`).data as unknown as Shape)).toEqual([])

    const created = await client.helpdesk.v1.category.create(
      { data: { name: 'Orders', parent_id: '0', language: 'en_us' } },
      user,
    )
    fits('create', created.data)
    const id = created.data!.category!.category_id
    expect(created.data!.category).toEqual({
      category_id: id,
      id,
      name: 'Orders',
      parent_id: '0',
      helpdesk_id: desk.helpdeskId,
      language: 'en_us',
    })
    await client.helpdesk.v1.category.patch({ path: { id }, data: { name: 'Orders and delivery' } }, user)
    const got = await client.helpdesk.v1.category.get({ path: { id } }, withDesk())
    fits('get', got.data)
    expect(got.data).toEqual({
      category_id: id,
      id,
      name: 'Orders and delivery',
      helpdesk_id: desk.helpdeskId,
      language: 'en_us',
    })
    const listed = await client.helpdesk.v1.category.list({ params: { lang: 'en_us' } }, withDesk())
    fits('list', listed.data)
    expect(listed.data!.categories).toMatchObject([{ category_id: id, parent_id: '0', children: [] }])
    await client.helpdesk.v1.category.delete({ path: { id } }, user)
    expect(await list(desk)).toEqual([])
    expect(await desk.events()).toEqual(['category.changed', 'category.changed', 'category.changed'])
  })

  test('a tree comes as a tree, by position or by the last change, in both directions', async () => {
    const desk = await newDesk(server)
    const { ids, user } = await makeTree(desk, { a: '', b: '', 'a.1': 'a', 'a.2': 'a', 'a.1.x': 'a.1' })
    expect(names(await list(desk))).toBe('a(a.1(a.1.x) a.2) b')
    expect(names(await list(desk, '?asc=False'))).toBe('b a(a.2 a.1(a.1.x))')
    await desk.call('PATCH', `${path}/${ids.a}`, { name: 'A' }, user)
    expect(names(await list(desk, '?order_by=1'))).toBe('b A(a.1(a.1.x) a.2)')
    expect(names(await list(desk, '?order_by=1&asc=false'))).toBe('A(a.2 a.1(a.1.x)) b')
  })

  test('a language leaves out the others; what has none belongs to all, and a child takes its parent’s', async () => {
    const desk = await newDesk(server)
    const user = await desk.user()
    const create = async (body: object) => (await desk.call('POST', path, body, user)).body.data.category
    const zh = await create({ name: '订单', parent_id: '0', language: 'zh_cn' })
    await create({ name: 'orders', parent_id: '0', language: 'en_us' })
    await create({ name: 'any', parent_id: '0' })
    expect((await create({ name: '退货', parent_id: zh.id })).language).toBe('zh_cn')
    expect(names(await list(desk, '?lang=zh_cn'))).toBe('订单(退货) any')
    expect(names(await list(desk, '?lang=en_us'))).toBe('orders any')
    expect(names(await list(desk, '?lang=ja_jp'))).toBe('any')
  })

  test('a branch moves as a whole, but neither below itself nor too deep', async () => {
    const desk = await newDesk(server)
    const { ids, user } = await makeTree(desk, { a: '', b: '', 'a.1': 'a', 'a.1.x': 'a.1' })
    const move = (id: string, parent: string) =>
      desk.call('PATCH', `${path}/${id}`, { parent_id: parent }, user)
    for (const parent of [ids.a!, ids['a.1']!, ids['a.1.x']!]) {
      const reply = await move(ids.a!, parent)
      expect([reply.status, reply.body.code]).toEqual([400, 154000])
      expect(reply.body.error.field_violations[0]).toMatchObject({ field: 'parent_id', value: parent })
    }
    expect((await move(ids['a.1']!, ids.b!)).body.code).toBe(0)
    expect(names(await list(desk))).toBe('a b(a.1(a.1.x))')
    expect((await move(ids['a.1']!, '0')).body.code).toBe(0)
    expect(names(await list(desk))).toBe('a b a.1(a.1.x)')

    let parent = ids.b!
    for (let level = 2; level <= 9; level++) {
      const reply = await desk.call('POST', path, { name: `level ${level}`, parent_id: parent }, user)
      parent = reply.body.data.category.id
    }
    // Level 9 has room for one level, not for the two of a.1.
    expect((await move(ids['a.1']!, parent)).body.code).toBe(154000)
    expect((await move(ids.a!, parent)).body.code).toBe(0)
    expect((await desk.call('POST', path, { name: 'deep', parent_id: ids.a }, user)).body.code).toBe(154000)
  })

  test('two opposite moves at once cannot make a circle', async () => {
    const desk = await newDesk(server)
    const { ids, user } = await makeTree(desk, { a: '', b: '' })
    const replies = await Promise.all([
      desk.call('PATCH', `${path}/${ids.a}`, { parent_id: ids.b }, user),
      desk.call('PATCH', `${path}/${ids.b}`, { parent_id: ids.a }, user),
    ])
    expect(replies.map((reply) => reply.body.code as number).sort((a, b) => a - b)).toEqual([0, 154000])
    expect(['a(b)', 'b(a)']).toContain(names(await list(desk)))
  })

  test('only an empty category can be deleted', async () => {
    const desk = await newDesk(server)
    const { ids, user } = await makeTree(desk, { a: '', 'a.1': 'a' })
    const remove = (id: string) => desk.call('DELETE', `${path}/${id}`, undefined, user)
    const faq = await desk.call(
      'POST',
      '/open-apis/helpdesk/v1/faqs',
      { faq: { category_id: ids['a.1'], question: 'Why?', answer: 'Because.' } },
      user,
    )
    expect((await remove(ids.a!)).body).toMatchObject({
      code: 154000,
      msg: expect.stringContaining('not empty'),
    })
    expect((await remove(ids['a.1']!)).body).toMatchObject({ code: 154000 })
    const { faq_id: faqId } = faq.body.data.faq
    await desk.call('DELETE', `/open-apis/helpdesk/v1/faqs/${faqId}`, undefined, user)
    expect((await remove(ids['a.1']!)).body.code).toBe(0)
    expect((await remove(ids.a!)).body.code).toBe(0)
    const gone = await desk.call('GET', `${path}/${ids.a}`)
    expect([gone.status, gone.body.code]).toEqual([404, 154004])
  })

  test.each<[string, object, string]>([
    ['no name', { parent_id: '0' }, 'name'],
    ['an empty name', { name: '  ', parent_id: '0' }, 'name'],
    ['no parent', { name: 'a' }, 'parent_id'],
    ['a strange language', { name: 'a', parent_id: '0', language: 'zh cn' }, 'language'],
    ['a name of the wrong type', { name: 5, parent_id: '0' }, 'name'],
  ])('%s is 400 154000 and names the field', async (_, body, field) => {
    const desk = await newDesk(server)
    const reply = await desk.call('POST', path, body, await desk.user())
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body.error.field_violations[0].field).toBe(field)
  })

  test("another desk's categories are not there", async () => {
    const [mine, other] = [await newDesk(server), await newDesk(server)]
    const { ids } = await makeTree(other, { secret: '' })
    const user = await mine.user()
    expect(await list(mine)).toEqual([])
    expect((await mine.call('GET', `${path}/${ids.secret}`)).body.code).toBe(154004)
    expect((await mine.call('PATCH', `${path}/${ids.secret}`, { name: 'x' }, user)).body.code).toBe(154004)
    expect((await mine.call('DELETE', `${path}/${ids.secret}`, undefined, user)).body.code).toBe(154004)
    const child = await mine.call('POST', path, { name: 'x', parent_id: ids.secret }, user)
    expect([child.status, child.body.code]).toEqual([404, 154004])
    expect(child.body.error.field_violations[0].field).toBe('parent_id')
    expect(names(await list(other))).toBe('secret')
  })
})
