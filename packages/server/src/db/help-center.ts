import { sql } from 'kysely'
import type { Db } from './engine.ts'
import type { FaqRow } from './faqs.ts'

/** A FAQ as lists of the help centre show it. */
export type HelpFaq = Pick<FaqRow, 'id' | 'category_id' | 'question' | 'created_at' | 'updated_at'> & {
  /** The beginning of its answer. */
  readonly lead: string
}

/** Spelled out: with a parameter in its place, neither database would take the index of what is online. */
const online = sql<boolean>`status = 'online'`

const shown = (db: Db, tenantId: string, helpdeskId: string, now: number) =>
  db
    .selectFrom('faqs')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where(online)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))

const columns = ['id', 'category_id', 'question', 'created_at', 'updated_at'] as const
const lead = sql<string>`substr(answer, 1, 240)`.as('lead')

/** A page of what guests may read in one category, or in none; newest first, below the id `before`. */
export function shownInCategory(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  now: number,
  categoryId: string | null,
  before: string | undefined,
  limit: number,
): Promise<HelpFaq[]> {
  let query = shown(db, tenantId, helpdeskId, now)
    .select([...columns, lead])
    .where('category_id', categoryId === null ? 'is' : '=', categoryId)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** These FAQs, as far as guests may read them, in no order. */
export async function shownByIds(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  now: number,
  ids: readonly string[],
): Promise<Map<string, HelpFaq>> {
  if (ids.length === 0) return new Map()
  const rows = await shown(db, tenantId, helpdeskId, now)
    .select([...columns, lead])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The newest FAQs that guests may read. */
export const newestShown = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  now: number,
  limit: number,
): Promise<HelpFaq[]> =>
  shown(db, tenantId, helpdeskId, now)
    .select([...columns, lead])
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** The FAQs that helped most people, the best first. */
export async function mostHelpful(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('faq_counts')
    .select('faq_id')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('helpful', '>', 0)
    .orderBy('helpful', 'desc')
    .orderBy('faq_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.faq_id)
}

/** The FAQs that most people said did not help them. */
export async function leastHelpful(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom('faq_counts')
    .select('faq_id')
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('unhelpful', '>', 0)
    .orderBy('unhelpful', 'desc')
    .orderBy('faq_id', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => row.faq_id)
}

/** How many FAQs guests may read in each category; '' is those without one. */
export async function countShown(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  now: number,
): Promise<Map<string, number>> {
  const rows = await shown(db, tenantId, helpdeskId, now)
    .select(['category_id', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('category_id')
    .execute()
  return new Map(rows.map((row) => [row.category_id ?? '', row.count]))
}

/** The ids at which a list of all online FAQs is cut into pieces of `size`, oldest first. */
export async function idsOfPieces(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  size: number,
): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const row = await db
      .selectFrom('faqs')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('helpdesk_id', '=', helpdeskId)
      .where('id', '>', ids.at(-1) ?? '')
      .orderBy('id')
      .offset(ids.length === 0 ? 0 : size - 1)
      .limit(1)
      .executeTakeFirst()
    if (!row) return ids
    ids.push(row.id)
  }
}

/** What guests may read from one id on, oldest first. */
export const shownFrom = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  now: number,
  from: string,
  limit: number,
): Promise<Pick<FaqRow, 'id' | 'category_id' | 'question' | 'updated_at'>[]> =>
  shown(db, tenantId, helpdeskId, now)
    .select(['id', 'category_id', 'question', 'updated_at'])
    .where('id', '>=', from)
    .orderBy('id')
    .limit(limit)
    .execute()
