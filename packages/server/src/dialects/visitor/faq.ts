import type { visitor as contract } from '@pipit/contract'
import { type FaqRow, pageOfFaqs } from '../../db/faqs.ts'
import { getCategory, listCategories, type CategoryNode } from '../../domain/categories.ts'
import { searchFaqs } from '../../domain/faq-search.ts'
import { isLive } from '../../domain/faqs.ts'
import { rootCategory } from '../../domain/search-index.ts'
import type { Handlers } from '../handlers.ts'

const faqOf = ({ id, question }: FaqRow) => ({ faq_id: id, question })

const suggested = 5
const listed = 30

const flat = (
  nodes: readonly CategoryNode[],
  parent?: string,
): { category_id: string; parent_id?: string; name: string }[] =>
  nodes.flatMap(({ category, children }) => [
    { category_id: category.id, ...(parent !== undefined && { parent_id: parent }), name: category.name },
    ...flat(children, category.id),
  ])

const codes = { zh: 'zh_cn', en: 'en_us' } as const

export const faq: Handlers<typeof contract.faq> = {
  suggest: async (cx, { query }) => ({
    items: (await searchFaqs(cx, query.q, undefined, suggested)).faqs.map(faqOf),
  }),
  categories: async (cx, { query }) => ({
    items: flat(
      await listCategories(cx, { language: codes[query.language], byUpdate: false, ascending: true }),
    ),
  }),
  list: async (cx, { params }) => {
    if (params.category_id !== rootCategory) await getCategory(cx, params.category_id)
    const faqs = await pageOfFaqs(
      cx.db,
      cx.tenantId,
      cx.helpdeskId,
      { status: 'online', categoryId: params.category_id },
      undefined,
      listed,
    )
    return { items: faqs.filter((faq) => isLive(faq, cx.now)).map(faqOf) }
  },
}
