import { describe, expect, test } from 'vitest'
import { setHelpCenter } from '../src/domain/help-center.ts'
import { updateWidget } from '../src/domain/widgets.ts'
import { type Desk, type TestServer, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'

const api = '/open-apis/helpdesk/v1'

interface Got {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly text: string
}

/** A desk with a help centre, written through the API, read like a browser does. */
async function newHelp(server: TestServer) {
  const desk = await newDesk(server)
  await setHelpCenter(desk.fresh(), true)
  const user = await desk.user()
  const post = async (path: string, body: object) => {
    const reply = await desk.call('POST', `${api}${path}`, body, user)
    expect(reply.body).toMatchObject({ code: 0 })
    return reply.body.data
  }
  const base = `/help/${desk.helpdeskId}`
  const get = async (path: string, headers: Record<string, string> = {}): Promise<Got> => {
    const reply = await server.app.inject({ url: path, headers })
    // Spaces between elements are nobody's concern here.
    const text = reply.body.replace(/\s+/g, ' ').replace(/ ?(>) (?=<)| (?=>)/g, '$1')
    return { status: reply.statusCode, headers: reply.headers, text }
  }
  return {
    desk,
    user,
    base,
    get,
    category: async (name: string, language?: string, parent = '0'): Promise<string> =>
      (await post('/categories', { name, parent_id: parent, language })).category.category_id,
    faq: async (question: string, answer: string | object[], more: object = {}): Promise<string> =>
      (
        await post('/faqs', {
          faq: {
            question,
            ...(typeof answer === 'string' ? { answer } : { answer_richtext: answer }),
            ...more,
          },
        })
      ).faq.id,
    remove: (id: string) => desk.call('DELETE', `${api}/faqs/${id}`, undefined, user),
    /** Where the page is that an id leads to. */
    addressOf: async (id: string, language = 'en'): Promise<string> =>
      (await get(`${base}/${language}/articles/${id}`)).headers.location as string,
  }
}

const dataIn = (text: string): Record<string, unknown>[] =>
  [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(
    ([, json]) => JSON.parse(json!) as Record<string, unknown>,
  )
const titles = (text: string) => [...text.matchAll(/<h1>(.*?)<\/h1>/g)].map(([, title]) => title)
const upload = async (server: TestServer, desk: Desk): Promise<string> => {
  const { headers, payload } = sdks.go({ image_type: 'message' }, 'image', imageOf('png'))
  const url = '/open-apis/im/v1/images'
  const reply = await server.app.inject({
    method: 'POST',
    url,
    headers: { ...desk.tenant, ...headers },
    payload,
  })
  return reply.json().data.image_key as string
}

describe.skipIf(noDatabase)('the help centre', async () => {
  const server = await newServer()

  test('is closed until the desk opens it; the first desk has /help, others their id', async () => {
    const first = await newDesk(server)
    const get = (url: string, language = 'zh-CN,en;q=0.5') =>
      server.app.inject({ url, headers: { 'accept-language': language } })
    expect((await get('/help')).statusCode).toBe(404)
    expect((await get('/robots.txt')).body).toBe('User-agent: *\nDisallow: /\n')
    await setHelpCenter(first.fresh(), true)
    expect((await get('/help')).headers).toMatchObject({ location: '/help/zh', vary: 'Accept-Language' })
    expect((await get('/help', 'fr,en')).headers.location).toBe('/help/en')
    expect((await get(`/help/${first.helpdeskId}/en`)).headers.location).toBe('/help/en')
    expect((await get('/robots.txt')).body).toContain('Sitemap: http://pipit.test/help/sitemap.xml')
    const other = await newHelp(server)
    expect((await get(other.base)).headers.location).toBe(`${other.base}/zh`)
    expect(titles((await get('/help/zh')).body)).toEqual(['需要什么帮助？'])
    await setHelpCenter(first.fresh(), false)
    expect((await get('/help/en')).statusCode).toBe(404)
  })

  test('offers the chat of the desk while it is switched on', async () => {
    const help = await newHelp(server)
    const chat = async () =>
      /<script src="\/widget\/pipit.js" data-desk="(\w+)"/.exec((await help.get(`${help.base}/en`)).text)?.[1]
    const { id } = await updateWidget(help.desk.fresh(), { enabled: true })
    expect(await chat()).toBe(id)
    await updateWidget(help.desk.fresh(), { enabled: false })
    expect(await chat()).toBeUndefined()
  })

  test('a FAQ has a page with its way, its words for search engines, and one address', async () => {
    const help = await newHelp(server)
    const delivery = await help.category('Delivery & returns', 'en_us')
    const abroad = await help.category('Abroad', undefined, delivery)
    const id = await help.faq('How long does it take?', 'Two days.\n\n- by van\n- by **bike**', {
      category_id: abroad,
    })
    const address = await help.addressOf(id)
    expect(address).toBe(`${help.base}/en/articles/${id}-how-long-does-it-take`)
    // It only stands in English.
    expect(await help.addressOf(id, 'zh')).toBe(address)
    const page = await help.get(address)
    expect(page.status).toBe(200)
    expect(page.text).toContain('<html lang="en">')
    expect(page.text).toContain(`<link rel="canonical" href="http://pipit.test${address}" />`)
    expect(page.text).not.toContain('hreflang="zh" href="http')
    expect(titles(page.text)).toEqual(['How long does it take?'])
    expect(page.text).toContain('<ul><li>by van</li><li>by <strong>bike</strong></li></ul>')
    expect(page.text).toContain('<meta name="description" content="Two days. - by van - by bike" />')
    const [faq, way] = dataIn(page.text)
    expect(faq).toMatchObject({
      '@type': 'FAQPage',
      mainEntity: [
        { name: 'How long does it take?', acceptedAnswer: { text: expect.stringMatching(/^Two days/) } },
      ],
    })
    expect(way).toMatchObject({
      itemListElement: [
        { name: 'Help centre' },
        { name: 'Delivery & returns', item: expect.stringMatching(/categories\/\d+-delivery-returns$/) },
        { name: 'Abroad' },
        { position: 4, name: 'How long does it take?' },
      ],
    })

    const home = await help.get(`${help.base}/en`)
    expect(home.text).toContain('<link rel="alternate" hreflang="zh"')
    expect(home.text).toMatch(/<strong>Delivery &amp; returns<\/strong><\/a><span class="count">1 article</)
    expect((await help.get(`${help.base}/zh`)).text).not.toContain('Delivery')
    const category = await help.get(`${help.base}/en/categories/${delivery}-delivery-returns`)
    expect(category.text).toMatch(/Abroad<\/a><span class="count">1 article</)
    expect((await help.get(`${help.base}/en/categories/${abroad}-abroad`)).text).toContain(address)
    expect((await help.get(`${help.base}/en/categories/1234567890123456789`)).status).toBe(404)
    expect((await help.get(`${help.base}/en/whatever/else`)).status).toBe(404)

    const index = await help.get(`${help.base}/sitemap.xml`)
    const [, piece] = /<loc>http:\/\/pipit.test(.*?)<\/loc>/.exec(index.text)!
    const map = await help.get(piece!)
    expect(map.headers['content-type']).toBe('application/xml; charset=utf-8')
    expect([...map.text.matchAll(/<loc>http:\/\/pipit.test(.*?)<\/loc>/g)].map(([, loc]) => loc)).toEqual([
      `${help.base}/zh`,
      `${help.base}/en`,
      `${help.base}/en/categories/${delivery}-delivery-returns`,
      `${help.base}/en/categories/${abroad}-abroad`,
      address,
    ])
  })

  test('nothing that somebody wrote becomes HTML, and the page runs only our own script', async () => {
    const help = await newHelp(server)
    const evil = `"><img src=x onerror=alert(1)></script><script>alert('1')</script>`
    const category = await help.category(evil)
    const id = await help.faq(
      evil,
      [
        {
          type: 'text',
          content: `${evil}\n\n- ${evil}\n\n**${evil}** \`${evil}\` https://a.test/"onclick=x`,
        },
        { type: 'link', content: 'https://a.test/?q="><script>' },
        { type: 'image', content: `img"${evil}` },
        { type: 'other', content: evil },
      ],
      { category_id: category, tags: [evil] },
    )
    const query = encodeURIComponent(evil)
    const pages = [
      `${help.base}/en`,
      `${help.base}/zh/search?q=${query}`,
      `${help.base}/en/categories/${category}`,
      `${help.base}/en/articles/${id}`,
      `${help.base}/en/${query}`,
    ]
    for (const path of pages) {
      let page = await help.get(path)
      if (page.status === 301) page = await help.get(page.headers.location as string)
      expect([200, 404]).toContain(page.status)
      expect(page.text).not.toMatch(/<img src=x|<script>|onerror=alert\(1\)>/)
      // Our script and data; anything else would be somebody's.
      expect(
        page.text.match(/<script[^>]*>/g)!.filter((tag) => !/ld\+json|\/help\/assets\//.test(tag)),
      ).toEqual([])
      expect(page.text).not.toMatch(/<[a-z]+(\s+[\w-]+(="[^"]*")?)*\s+on\w+=/i)
      expect(page.headers['content-security-policy']).toMatch(
        /default-src 'none'; script-src 'self'; style-src 'self'/,
      )
    }
    const article = await help.get(await help.addressOf(id))
    expect(dataIn(article.text)[0]).toMatchObject({ mainEntity: [{ name: evil }] })
    expect(article.text).toContain('<a href="https://a.test/?q=&quot;&gt;&lt;script&gt;"')
  })

  test('pages may be kept for a moment; what is changed, expired or deleted is gone at once', async () => {
    const help = await newHelp(server)
    const id = await help.faq('Where is my parcel?', 'On its way.')
    const address = await help.addressOf(id)
    const page = await help.get(address)
    expect(page.headers['cache-control']).toMatch(/^public, max-age=30/)
    expect(new Date(page.headers['last-modified'] as string).getTime()).toBeGreaterThan(Date.now() - 60_000)
    const etag = page.headers.etag as string
    const again = await help.get(address, { 'if-none-match': `W/${etag}` })
    expect([again.status, again.text]).toEqual([304, ''])
    await help.desk.call(
      'PATCH',
      `${api}/faqs/${id}`,
      { faq: { question: 'Where is my parcel?', answer: 'Here.' } },
      help.user,
    )
    expect((await help.get(address, { 'if-none-match': etag })).text).toContain('<p>Here.</p>')
    const soon = Math.floor(Date.now() / 1000) - 5
    const old = await help.faq('An offer of last year', 'Half price', { expire_time: soon })
    expect((await help.get(`${help.base}/en/articles/${old}`)).status).toBe(410)
    expect((await help.get(`${help.base}/en`)).text).not.toContain('An offer')
    await help.remove(id)
    const gone = await help.get(address)
    expect([gone.status, gone.headers['cache-control']]).toEqual([410, 'no-store'])
    expect(gone.text).toContain('<meta name="robots" content="noindex" />')
    expect(gone.text).not.toContain('Here.')
    expect((await help.get(`${help.base}/en/categories/0-other-articles`)).text).not.toContain('parcel')
  })

  test('pictures are public only in a FAQ that is, and desks never see each other', async () => {
    const [help, other] = [await newHelp(server), await newHelp(server)]
    const [shown, hidden] = [await upload(server, help.desk), await upload(server, help.desk)]
    const id = await help.faq('How does it look?', [{ type: 'image', content: shown }])
    const category = await other.category('Secrets', 'en_us')
    const page = await help.get(await help.addressOf(id))
    const [, source] = /<img src="(.*?)"/.exec(page.text)!
    expect(source).toBe(`${help.base}/images/${id}/${shown}`)
    const image = await server.app.inject({ url: source! })
    expect(image.headers['content-type']).toBe('image/png')
    expect(image.rawPayload.equals(imageOf('png'))).toBe(true)
    expect(image.headers['content-security-policy']).toContain('sandbox')
    expect((await help.get(`${help.base}/images/${id}/${hidden}`)).status).toBe(404)
    expect((await help.get(`${other.base}/images/${id}/${shown}`)).status).toBe(404)
    expect((await help.get(`${other.base}/en/articles/${id}`)).status).toBe(404)
    expect((await help.get(`${help.base}/en/categories/${category}`)).status).toBe(404)
    expect((await help.get(`${other.base}/en/search?q=look`)).text).toContain('Nothing found')
    await help.remove(id)
    expect((await help.get(source!)).status).toBe(404)
  })

  test('search finds two Chinese characters and unfinished words, and marks them', async () => {
    const help = await newHelp(server)
    const zh = await help.category('发票', 'zh_cn')
    const id = await help.faq('如何开具电子发票？', '在「我的发票」填写抬头。', { category_id: zh })
    await help.faq('How do I get an invoice?', 'Open your orders.')
    const found = await help.get(`${help.base}/zh/search?q=${encodeURIComponent('发票')}`)
    expect(found.text).toContain('如何开具电子<mark>发票</mark>？')
    expect(found.text).toContain('在「我的<mark>发票</mark>」填写抬头。')
    // In the English pages it says which language it is in, and leads there.
    const foreign = await help.get(`${help.base}/en/search?q=${encodeURIComponent('发票')}`)
    expect(foreign.text).toMatch(new RegExp(`<a href="${help.base}/zh/articles/${id}-[^"]*" lang="zh-CN">`))
    expect(foreign.text).toContain('<meta name="robots" content="noindex" />')
    expect(foreign.text).not.toContain('rel="alternate"')
    const typed = await help.get(`${help.base}/en/suggest?q=invo`)
    expect(JSON.parse(typed.text)).toMatchObject({
      items: [{ text: 'How do I get an invoice?', marks: [[16, 20]] }],
      status: '1 suggestion',
    })
    const none = await help.get(`${help.base}/en/search?q=zebra`)
    expect(titles(none.text)).toEqual(['Nothing found for “zebra”'])
    expect(none.text).toContain('Topics')
  })

  test('a long category is read page by page, without one twice', async () => {
    const help = await newHelp(server)
    const category = await help.category('Many')
    const ids: string[] = []
    for (let i = 0; i < 52; i++)
      ids.push(await help.faq(`Question ${i}`, 'Answer', { category_id: category }))
    const idsIn = ({ text }: Got) => [...text.matchAll(/articles\/(\d+)-question/g)].map(([, id]) => id)
    const first = await help.get(`${help.base}/en/categories/${category}-many`)
    const next = /<a rel="next" href="(.*?)"/.exec(first.text)![1]!
    const second = await help.get(next)
    expect([...idsIn(first), ...idsIn(second)]).toEqual(ids.toReversed())
    expect(second.text).not.toContain('rel="next"')
    expect(second.text).toContain(`<link rel="canonical" href="http://pipit.test${next}"`)
  })

  test('a vote counts once for each reader, may be changed, and comes from our own pages', async () => {
    const help = await newHelp(server)
    const id = await help.faq('Was it nice?', 'Yes.')
    const vote = (helpful: string, headers: Record<string, string> = {}) =>
      server.app.inject({
        method: 'POST',
        url: `${help.base}/en/articles/${id}/vote`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        payload: `helpful=${helpful}`,
      })
    const counts = () =>
      help.desk.cx.db
        .selectFrom('faq_counts')
        .select(['helpful', 'unhelpful'])
        .where('tenant_id', '=', help.desk.cx.tenantId)
        .where('faq_id', '=', id)
        .executeTakeFirst()
    const first = await vote('yes')
    expect(first.statusCode).toBe(303)
    expect((await help.get((first.headers.location as string).split('#')[0]!)).text).toContain('Thank you')
    const cookie = (first.headers['set-cookie'] as string).split(';')[0]!
    expect(first.headers['set-cookie']).toMatch(/HttpOnly; SameSite=Lax/)
    await Promise.all([vote('yes', { cookie }), vote('yes', { cookie }), vote('no')])
    expect(await counts()).toEqual({ helpful: 1, unhelpful: 1 })
    await vote('no', { cookie })
    expect(await counts()).toEqual({ helpful: 0, unhelpful: 2 })
    expect((await vote('maybe')).statusCode).toBe(404)
    expect((await vote('yes', { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(404)
    await help.remove(id)
    expect((await vote('yes')).statusCode).toBe(404)
    expect(await counts()).toEqual({ helpful: 0, unhelpful: 2 })
  })

  test('whoever votes too often has to wait', async () => {
    const limited = await newServer({ rateLimit: 1 })
    const help = await newHelp(limited)
    const id = await help.faq('Was it nice?', 'Yes.')
    const vote = async () =>
      (
        await limited.app.inject({
          method: 'POST',
          url: `${help.base === '' ? '' : '/help'}/en/articles/${id}/vote`,
          payload: 'helpful=yes',
        })
      ).statusCode
    const statuses: number[] = []
    for (let i = 0; i < 45; i++) statuses.push(await vote())
    expect(new Set(statuses)).toEqual(new Set([303, 429]))
  })
})
