import { beforeAll, describe, expect, test } from 'vitest'
import { answerFor, searchFaqs } from '../src/domain/faq-search.ts'
import { type FaqInput, createFaq, updateFaq } from '../src/domain/faqs.ts'
import { indexDesk, keepSearchCurrent } from '../src/domain/search-rebuild.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'

const path = '/open-apis/helpdesk/v1/faqs/search'

/** question, answer, similar questions */
const shop: [string, string, string[]][] = [
  ['下单后多久发货？', '工作日当天发出，之后的订单次日发出。', ['什么时候发货', '几天能到']],
  ['如何查询物流进度？', '打开订单即可看到快递单号和最新位置。', ['快递到哪了', '物流查询']],
  ['可以修改收货地址吗？', '发货前可以自行修改；发货后请联系客服。', ['改地址']],
  ['七天无理由退货怎么办理？', '在订单详情点击「申请退货」，退款原路返回。', ['退货', '退款']],
  ['如何开具电子发票？', '在「我的发票」填写抬头和税号。', ['开票', '发票']],
  ['How long does delivery take?', 'Two to three working days.', ['when will it arrive']],
  [
    'I forgot my password',
    'Choose “Forgot password” on the sign-in page.',
    ['reset password', 'cannot sign in'],
  ],
  ['Café vouchers and gift cards', 'Valid for three years.', ['gift card expiry']],
  ['iPhone阅读器怎么充电？', '使用 USB-C 线，型号 LB-R200。', []],
]

describe.skipIf(noDatabase)('searching FAQs', async () => {
  const server = await newServer()
  let desk: Desk
  const agentOf = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
  const add = (desk: Desk, question: string, rest: Partial<FaqInput> = {}) =>
    createFaq(agentOf(desk), { question, answer: '-', ...rest })
  const ask = async (desk: Desk, query: string, more = '') =>
    (await desk.call('GET', `${path}?query=${encodeURIComponent(query)}${more}`)).body
  const found = async (query: string, on = desk): Promise<string[]> =>
    (await ask(on, query)).data.items.map((item: Json) => item.question)

  beforeAll(async () => {
    desk = await newDesk(server)
    for (const [question, answer, tags] of shop) await add(desk, question, { answer, tags })
  })

  test.each<[why: string, query: string, questions: string[]]>([
    ['two characters', '物流', ['如何查询物流进度？']],
    ['two characters of a similar question before the answer', '退款', ['七天无理由退货怎么办理？']],
    ['a longer word stands as it is', '电子发票', ['如何开具电子发票？']],
    ['one character, in the middle or at the end of a run', '址', ['可以修改收货地址吗？']],
    ['an English word in any case', 'PASSWORD', ['I forgot my password']],
    ['an English word without its accents', 'cafe', ['Café vouchers and gift cards']],
    ['a word typed with accents', 'pàsswörd', ['I forgot my password']],
    ['full-width letters', 'ｐａｓｓｗｏｒｄ', ['I forgot my password']],
    ['mixed words', 'iphone充电', ['iPhone阅读器怎么充电？']],
    ['mixed words, all of which must be there', 'iphone 充电 usb', ['iPhone阅读器怎么充电？']],
    ['a model number', 'lb-r200', ['iPhone阅读器怎么充电？']],
    ['words of different fields', 'delivery arrive working', ['How long does delivery take?']],
    [
      'the newest first among equals',
      '订单',
      ['七天无理由退货怎么办理？', '如何查询物流进度？', '下单后多久发货？'],
    ],
    ['question, then similar question, then answer', '发货', ['下单后多久发货？', '可以修改收货地址吗？']],
    ['nothing but punctuation', '？！', []],
    ['a word that nobody wrote', 'zebra', []],
  ])('%s: %s', async (_, query, questions) => {
    expect(await found(query)).toEqual(questions)
  })

  test('a match in the question comes before one in similar questions, that before one in the answer', async () => {
    const desk = await newDesk(server)
    await add(desk, 'in the question: 押金')
    await add(desk, 'in a similar question', { tags: ['押金'] })
    await add(desk, 'in the answer', { answer: '押金' })
    await add(desk, 'elsewhere in the question, newer: 押金', { answer: '押金' })
    const order = [
      'elsewhere in the question, newer: 押金',
      'in the question: 押金',
      'in a similar question',
      'in the answer',
    ]
    expect(await found('押金', desk)).toEqual(order)
    // A page that ends within one rank, and one that ends between two.
    for (const size of [1, 2, 3]) {
      const seen: string[] = []
      let token = ''
      do {
        const { data } = await ask(desk, '押金', `&page_size=${size}&page_token=${token}`)
        seen.push(...data.items.map((item: Json) => item.question))
        expect(data.items.length).toBeLessThanOrEqual(size)
        expect(data.has_more).toBe(data.page_token !== undefined)
        token = data.page_token
      } while (token)
      expect(seen).toEqual(order)
    }
  })

  test('the query may be base64, as the vendor documents it', async () => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const query = Buffer.from('七天无理由>>>').toString(encoding)
      const raw = await desk.call('GET', `${path}?query=${query}&base64=true`)
      expect(raw.body.data.items.map((i: Json) => i.question)).toEqual(['七天无理由退货怎么办理？'])
    }
    expect(await ask(desk, '不是base64!', '&base64=true')).toMatchObject({ code: 154000 })
    expect(await ask(desk, Buffer.from('a\0b').toString('base64'), '&base64=true')).toMatchObject({
      code: 154000,
    })
    expect(await found(Buffer.from('退款').toString('base64'))).toEqual([])
    expect((await desk.call('GET', path)).body).toMatchObject({ code: 154000 })
    expect(await ask(desk, 'x', '&page_token=bm8')).toMatchObject({ code: 154000 })
    expect(await ask(desk, 'x', '&page_size=0')).toMatchObject({ code: 154000 })
  })

  test('what is deleted, expired or changed is not found by its old words', async () => {
    const desk = await newDesk(server)
    const changed = await add(desk, '陈述 alpha')
    const deleted = await add(desk, '陈述 beta')
    await add(desk, '陈述 gamma', { expiresAt: Date.now() - 1000 })
    for (let i = 0; i < 30; i++) await add(desk, `陈述 expired ${i}`, { expiresAt: Date.now() - 1000 })
    expect(await found('陈述', desk)).toEqual(['陈述 beta', '陈述 alpha'])
    await updateFaq(agentOf(desk), changed.id, { question: '更新 alpha', tags: ['epsilon'] })
    await desk.call('DELETE', `/open-apis/helpdesk/v1/faqs/${deleted.id}`, undefined, await desk.user())
    expect(await found('陈述', desk)).toEqual([])
    expect(await found('epsilon', desk)).toEqual(['更新 alpha'])
  })

  test.each<[string, string | undefined]>([
    ['请问我的快递到哪里了？', '如何查询物流进度？'],
    ['我买的东西什么时候能发货啊', '下单后多久发货？'],
    ['收货地址写错了，怎么修改', '可以修改收货地址吗？'],
    ['怎么申请退货退款', '七天无理由退货怎么办理？'],
    ['发票怎么开', '如何开具电子发票？'],
    ["I can't remember my password, please help", 'I forgot my password'],
    ['When will my delivery arrive?', 'How long does delivery take?'],
    ['给阅读器充电用什么线', 'iPhone阅读器怎么充电？'],
    ['今天天气真好', undefined],
    ['Is the moon made of cheese?', undefined],
  ])('asked %j, the bot answers %j', async (question, expected) => {
    const [best] = await answerFor(desk.fresh(), question)
    expect(best?.faq.question).toBe(expected)
    // A program that looks for the guest's very words finds the same.
    expect((await found(question))[0]).toBe(expected)
  })

  test('scores lie between 0 and 1, the same question in other words scores high', async () => {
    const scores = await answerFor(desk.fresh(), '下单后多久发货', 5)
    expect(scores[0]!.score).toBeGreaterThan(0.9)
    for (const { score } of scores) expect(score).toBeLessThanOrEqual(1)
    expect(scores.map(({ score }) => score)).toEqual(scores.map(({ score }) => score).sort((a, b) => b - a))
  })

  test('a long text is found by words of its end', async () => {
    const desk = await newDesk(server)
    const answer = `${Array.from({ length: 2000 }, (_, i) => `词${i}语`).join('，')} 终点在此`
    await add(desk, '很长的答案', { answer })
    expect(await found('终点在此', desk)).toEqual(['很长的答案'])
    expect(await found('很长 终点', desk)).toEqual(['很长的答案'])
    const { faqs } = await searchFaqs(desk.fresh(), '很长', undefined, 10)
    expect(faqs.length).toBe(1)
  })

  test('the index can be made anew', async () => {
    const desk = await newDesk(server)
    await add(desk, '重建 rebuilt', { tags: ['again'] })
    const { engine } = server.services
    await engine.transaction((db) =>
      db.updateTable('instance').set({ value: '0' }).where('key', '=', 'search_version').execute(),
    )
    await engine.script(
      `delete from search_fts${engine.kind === 'sqlite' ? '; delete from search_rows_fts' : ''}`,
    )
    expect(await found('重建', desk)).toEqual([])
    await Promise.all([
      keepSearchCurrent(server.services, Date.now()),
      keepSearchCurrent(server.services, Date.now()),
    ])
    expect(await found('重建', desk)).toEqual(['重建 rebuilt'])
    await indexDesk(desk.fresh())
    expect(await found('again', desk)).toEqual(['重建 rebuilt'])
  })
})
