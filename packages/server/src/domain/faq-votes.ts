import { sql } from 'kysely'
import { type FaqRow, lockFaq } from '../db/faqs.ts'
import type { FaqCounts } from '../db/schema.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { isLive } from './faqs.ts'

export interface Vote {
  /** Whoever votes, as a hash: a second vote of the same replaces the first. */
  readonly voter: string
  readonly helpful: boolean
}

/** Counts whether a FAQ has helped somebody. @throws faq_not_found for one that guests cannot read. */
export const voteOnFaq = (cx: Cx, faqId: string, { voter, helpful }: Vote): Promise<FaqRow> =>
  inTransaction(cx, async (cx) => {
    // Held, so that two votes of one browser at once do not both count.
    const faq = await lockFaq(cx.db, cx.tenantId, cx.helpdeskId, faqId)
    if (!faq || !isLive(faq, cx.now)) throw new AppError('faq_not_found')
    const key = { tenant_id: cx.tenantId, helpdesk_id: cx.helpdeskId, faq_id: faqId }
    const before = await cx.db
      .selectFrom('faq_votes')
      .select('helpful')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('faq_id', '=', faqId)
      .where('voter', '=', voter)
      .executeTakeFirst()
    const now = helpful ? 1 : 0
    if (before?.helpful === now) return faq
    await cx.db
      .insertInto('faq_votes')
      .values({ ...key, voter, helpful: now, created_at: cx.now })
      .onConflict((c) =>
        c.columns(['tenant_id', 'helpdesk_id', 'faq_id', 'voter']).doUpdateSet({
          helpful: now,
          created_at: cx.now,
        }),
      )
      .execute()
    const change = {
      helpful: now - (before?.helpful ?? 0),
      unhelpful: 1 - now - (before ? 1 - before.helpful : 0),
    }
    await cx.db
      .insertInto('faq_counts')
      .values({ ...key, helpful: now, unhelpful: 1 - now })
      .onConflict((c) =>
        c.columns(['tenant_id', 'helpdesk_id', 'faq_id']).doUpdateSet({
          helpful: sql`faq_counts.helpful + ${change.helpful}`,
          unhelpful: sql`faq_counts.unhelpful + ${change.unhelpful}`,
        }),
      )
      .execute()
    return faq
  })

export type VoteCounts = Pick<FaqCounts, 'helpful' | 'unhelpful'>

/** How often these FAQs have helped, and how often not; those nobody voted on are missing. */
export async function voteCounts(cx: Cx, faqIds: readonly string[]): Promise<Map<string, VoteCounts>> {
  if (faqIds.length === 0) return new Map()
  const rows = await cx.db
    .selectFrom('faq_counts')
    .select(['faq_id', 'helpful', 'unhelpful'])
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('faq_id', 'in', faqIds)
    .execute()
  return new Map(rows.map((row) => [row.faq_id, row]))
}
