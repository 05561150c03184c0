import { pageOfFaqs, faqsByIds } from '../db/faqs.ts'
import type { FaqRow } from '../db/faqs.ts'
import { leastHelpful } from '../db/help-center.ts'
import { type People, loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { type VoteCounts, voteCounts } from './faq-votes.ts'
import { listFaqs } from './faqs.ts'

/** FAQs as those who look after them see them. */
export interface KnowledgePage {
  readonly faqs: readonly FaqRow[]
  readonly votes: ReadonlyMap<string, VoteCounts>
  readonly people: People
  /** Of a search, counted no further than 10,000. */
  readonly found: number | undefined
  readonly next: string | undefined
}

export interface KnowledgeFilter {
  readonly view: 'online' | 'deleted' | 'unhelpful'
  /** `0` is those without one. */
  readonly categoryId?: string | undefined
  readonly search?: string | undefined
}

/** A page of FAQs, newest first; `unhelpful` are those that most readers were not helped by, and has one page. */
export async function knowledgePage(
  cx: Cx,
  { view, categoryId, search }: KnowledgeFilter,
  after: string | undefined,
  limit: number,
): Promise<KnowledgePage> {
  if (view === 'unhelpful') {
    const ids = await leastHelpful(cx.db, cx.tenantId, cx.helpdeskId, limit)
    const rows = await faqsByIds(cx.db, cx.tenantId, cx.helpdeskId, ids)
    const faqs = ids.flatMap((id) => rows.get(id) ?? []).filter((faq) => faq.status === 'online')
    return { faqs, ...(await aboutFaqs(cx, faqs)), found: undefined, next: undefined }
  }
  const filter = { status: view, categoryId }
  if (search !== undefined) {
    const { faqs, total, next } = await listFaqs(cx, { ...filter, search }, after, limit)
    return { faqs, ...(await aboutFaqs(cx, faqs)), found: total, next }
  }
  // Without the total: counting the rows of a large desk takes longer than reading fifty of them.
  const rows = await pageOfFaqs(cx.db, cx.tenantId, cx.helpdeskId, filter, after, limit + 1)
  const faqs = rows.slice(0, limit)
  const next = rows.length > limit ? faqs.at(-1)!.id : undefined
  return { faqs, ...(await aboutFaqs(cx, faqs)), found: undefined, next }
}

/** What readers said of FAQs, and who has written them. */
export async function aboutFaqs(
  cx: Cx,
  faqs: readonly FaqRow[],
): Promise<Pick<KnowledgePage, 'votes' | 'people'>> {
  const [votes, people] = await Promise.all([
    voteCounts(
      cx,
      faqs.map(({ id }) => id),
    ),
    loadPeople(
      cx.db,
      cx.tenantId,
      faqs.map((faq) => faq.updated_by),
    ),
  ])
  return { votes, people }
}
