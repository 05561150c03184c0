import type { console as contract } from '@pipit/contract'
import type { KnowledgeFaq, KnowledgeFaqDetail } from '@pipit/contract/console/knowledge'
import type { Static } from 'typebox'
import { allCategories } from '../../db/categories.ts'
import { type FaqRow, findFaq } from '../../db/faqs.ts'
import { countShown } from '../../db/help-center.ts'
import type { Cx } from '../../domain/cx.ts'
import { AppError, invalid } from '../../domain/errors.ts'
import { faqImage } from '../../domain/faq-images.ts'
import { richAnswer, similarQuestions } from '../../domain/faqs.ts'
import { firstDesk } from '../../domain/help-center.ts'
import { type KnowledgePage, aboutFaqs, knowledgePage } from '../../domain/knowledge.ts'
import { sendFile } from '../file-reply.ts'
import type { Handlers } from '../handlers.ts'
import { someone } from './wire.ts'

type About = Pick<KnowledgePage, 'votes' | 'people'>

const leadLength = 200

const faqOf = (cx: Cx, faq: FaqRow, { votes, people }: About): Static<typeof KnowledgeFaq> => ({
  faq_id: faq.id,
  question: faq.question,
  lead: faq.answer.slice(0, leadLength),
  category_id: faq.category_id ?? undefined,
  status:
    faq.status !== 'online'
      ? 'deleted'
      : faq.expires_at !== null && faq.expires_at <= cx.now
        ? 'expired'
        : 'online',
  helpful: votes.get(faq.id)?.helpful ?? 0,
  unhelpful: votes.get(faq.id)?.unhelpful ?? 0,
  expires_at: faq.expires_at ?? undefined,
  updated_at: faq.updated_at,
  updated_by: faq.updated_by === null ? undefined : someone(faq.updated_by, people),
})

/** Where the help centre of the desk stands, or would. */
async function helpCenterOf(cx: Cx): Promise<{ published: boolean; path: string }> {
  const [desk, first] = await Promise.all([cx.registry.helpdesk(cx.helpdeskId), firstDesk(cx.engine)])
  return {
    published: desk?.helpCenter ?? false,
    path: first === cx.helpdeskId ? '/help' : `/help/${cx.helpdeskId}`,
  }
}

export async function faqDetail(cx: Cx, faq: FaqRow): Promise<Static<typeof KnowledgeFaqDetail>> {
  const [about, { published, path }] = await Promise.all([aboutFaqs(cx, [faq]), helpCenterOf(cx)])
  const shown = faqOf(cx, faq, about)
  return {
    ...shown,
    answer: richAnswer(faq),
    similar_questions: similarQuestions(faq),
    // The category may know one language only; the page then leads to itself in that one.
    public_path: published && shown.status === 'online' ? `${path}/zh/articles/${faq.id}` : undefined,
  }
}

export const knowledge: Handlers<typeof contract.knowledge> = {
  categories: async (cx) => {
    const [rows, counts, helpCenter] = await Promise.all([
      allCategories(cx.db, cx.tenantId, cx.helpdeskId),
      countShown(cx.db, cx.tenantId, cx.helpdeskId, cx.now),
      helpCenterOf(cx),
    ])
    return {
      items: rows.map((row) => ({
        category_id: row.id,
        parent_id: row.parent_id,
        name: row.name,
        language: row.language ?? undefined,
        faqs: counts.get(row.id) ?? 0,
      })),
      uncategorised: counts.get('') ?? 0,
      help_center: helpCenter,
    }
  },
  faqs: async (cx, { query }) => {
    const { view = 'online', category_id: categoryId, q, cursor, limit = 50 } = query
    if (cursor !== undefined && !/^\d{1,19}$/.test(cursor))
      throw invalid('cursor', cursor, 'was not made by this endpoint')
    const search = q?.trim() || undefined
    const page = await knowledgePage(cx, { view, categoryId, search }, cursor, limit)
    return {
      items: page.faqs.map((faq) => faqOf(cx, faq, page)),
      found: page.found,
      next_cursor: page.next,
    }
  },
  faq: async (cx, { params }) => {
    const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, params.faq_id)
    if (!faq || faq.status === 'purged') throw new AppError('faq_not_found')
    return faqDetail(cx, faq)
  },
  image: async (cx, { params }, exchange) =>
    sendFile(cx, exchange, await faqImage(cx, params.faq_id, params.key)),
}
