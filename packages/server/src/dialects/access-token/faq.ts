import type { Input, accessToken } from '@pipit/contract'
import type { Cx } from '../../domain/cx.ts'
import { createFaq, deleteFaq, getFaq, queryFaqs, updateFaq } from '../../domain/faqs.ts'
import type { Handlers } from '../handlers.ts'
import { exported, maximumExport, springPage, windowOf } from './page.ts'
import { faqOf } from './wire.ts'

type Faq = typeof accessToken.v1.faq

async function page(cx: Cx, query: Input<Faq['query']>['query']) {
  const window = windowOf(query)
  const { faqs, total } = await queryFaqs(cx, query.searchText, window.offset, window.size)
  return springPage(faqs.map(faqOf), total, window)
}

export const faq: Handlers<Faq> = {
  queryOrg: (cx, { query }) => page(cx, query),
  query: (cx, { query }) => page(cx, query),
  queryUid: async (cx, { query }) => faqOf(await getFaq(cx, query.uid)),
  create: async (cx, { body: { categoryUid, tagList, ...body } }) =>
    faqOf(await createFaq(cx, { ...body, categoryId: categoryUid, tags: tagList })),
  update: async (cx, { body: { uid, categoryUid, tagList, ...body } }) => {
    const question = body.question ?? (await getFaq(cx, uid)).question
    return faqOf(await updateFaq(cx, uid, { ...body, question, categoryId: categoryUid, tags: tagList }))
  },
  delete: async (cx, { body }) => {
    await deleteFaq(cx, body.uid)
    return true
  },
  export: async (cx, { query }) => {
    const { faqs } = await queryFaqs(cx, query.searchText, 0, maximumExport)
    return exported('Faq', columns, faqs.map(faqOf), cx.now) as never
  },
}

const columns = ['uid', 'question', 'answer', 'tagList', 'categoryUid', 'createdAt', 'updatedAt'] as const
