import { console as api, type Output } from '@pipit/contract'
import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { keyOf, query } from '../../../api/query.ts'
import type { KnowledgeSearch } from '../../../search.ts'

export type Category = Output<typeof api.knowledge.categories>['items'][number]
export type Faq = Output<typeof api.knowledge.faqs>['items'][number]
export type FaqDetail = Output<typeof api.knowledge.faq>

export const categoriesQuery = query(api.knowledge.categories, {})

export interface FaqFilter {
  readonly view?: 'deleted' | 'unhelpful' | undefined
  readonly category_id?: string | undefined
  readonly q?: string | undefined
}

/** What the address of the page asks for. */
export const filterOf = ({ place, category_id, q }: KnowledgeSearch): FaqFilter => ({
  view: place,
  category_id,
  q,
})

export const faqsQuery = (filter: FaqFilter) =>
  infiniteQueryOptions({
    queryKey: keyOf(api.knowledge.faqs, { query: filter }),
    queryFn: ({ pageParam, signal }) =>
      call(api.knowledge.faqs, { query: { ...filter, cursor: pageParam } }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: 0,
  })

export const faqQuery = (faqId: string) => query(api.knowledge.faq, { params: { faq_id: faqId } })

/** Lists and numbers follow whatever was changed. */
export const refreshKnowledge = (client: QueryClient) =>
  client.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/console/v1/knowledge/'),
  })
