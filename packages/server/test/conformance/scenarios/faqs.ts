import { isText, isTime } from '../json.ts'
import { png } from '../bytes.ts'
import type { Scenario } from '../scenario.ts'

const faq = (method: string) => `helpdesk.v1.faq.${method}`

/** A question with a rich answer is written, found in two languages, changed and taken away. */
export const faqs: Scenario = async (run) => {
  const author = await run.agent()
  const made = await run.sdk(
    'helpdesk.v1.category.create',
    { data: { name: 'Conformance', parent_id: '0', language: 'zh_cn' } },
    { quiet: true },
  )
  const category = made.category.category_id as string
  const { image_key: image } = await run.sdk(
    'im.v1.image.create',
    { data: { image_type: 'message', image: png } },
    { quiet: true },
  )
  const word = `w${Date.now().toString(36)}`
  const rich = [
    { type: 'text', content: '七天之内都可以退款。' },
    { type: 'image', content: image },
  ]
  const expires = 4_102_444_800
  const created = await run.sdk(faq('create'), {
    data: {
      faq: {
        category_id: category,
        question: `如何申请退款 ${word}`,
        answer: 'Within seven days.',
        answer_richtext: JSON.stringify(rich),
        tags: ['退钱', 'money back'],
        expire_time: expires,
      },
    },
  })
  const path = { id: created.faq.faq_id as string }
  const got = await run.sdk(faq('get'), { path })
  run.shows([faq('create'), faq('get')], got.faq, {
    faq_id: path.id,
    id: path.id,
    helpdesk_id: run.world.helpdeskId,
    question: `如何申请退款 ${word}`,
    answer: isText,
    answer_richtext: rich,
    tags: ['退钱', 'money back'],
    categories: [{ category_id: category }],
    create_time: isTime,
    expire_time: expires,
    update_time: isTime,
    create_user: { id: author },
    update_user: { id: author },
  })
  await run.refused(faq('create'), { data: { faq: { question: 'No answer' } } }, 154000)

  const bytes = await run.sdk(faq('faq_image'), { path: { ...path, image_key: image } })
  run.shows(faq('faq_image'), Buffer.from(bytes).equals(png), true)

  await run.sdk(faq('patch'), {
    path,
    data: {
      faq: {
        category_id: category,
        question: `怎么退款 ${word}`,
        answer_richtext: JSON.stringify([{ type: 'text', content: 'Now thirty days.' }]),
        tags: ['退钱'],
      },
    },
  })
  const changed = await run.sdk(faq('get'), { path })
  run.shows(faq('patch'), changed.faq, {
    question: `怎么退款 ${word}`,
    answer_richtext: [{ content: 'Now thirty days.' }],
    tags: ['退钱'],
  })

  const ids = [path.id]
  for (let i = 0; i < 4; i += 1) {
    const more = await run.sdk(faq('create'), {
      data: { faq: { category_id: category, question: `退款问题 ${word} ${i}`, answer: `Answer ${i}` } },
    })
    ids.push(more.faq.faq_id as string)
  }
  const found = await run.sdk(faq('search'), { params: { query: `退款 ${word}`, page_size: 20 } })
  run.shows(faq('search'), found.items.map((item: { id: string }) => item.id).toSorted(), ids.toSorted())
  const encoded = await run.sdk(faq('search'), {
    params: { query: Buffer.from(`退款 ${word}`).toString('base64'), base64: 'true' },
  })
  run.shows(faq('search'), encoded.items.length, ids.length)
  const key = (item: { id: string }) => item.id
  await run.pages(faq('search'), { params: { query: `退款 ${word}` } }, 2, {
    list: 'items',
    key,
    expected: ids,
  })

  const listed = await run.sdk(faq('list'), {
    params: { category_id: category, status: '1', search: word, page_size: 20 },
  })
  run.shows(faq('list'), listed, { total: ids.length, page_size: ids.length, has_more: false })
  await run.pages(faq('list'), { params: { category_id: category } }, 2, {
    list: 'items',
    key,
    expected: ids,
  })

  await run.sdk(faq('delete'), { path })
  await run.refused(faq('get'), { path }, 154004)
  const rest = await run.sdk(faq('list'), { params: { category_id: category } })
  run.shows(faq('delete'), rest.total, ids.length - 1)
  for (const id of ids.slice(1)) await run.sdk(faq('delete'), { path: { id } })
}
