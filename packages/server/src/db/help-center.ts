import { sql } from 'kysely'
import type { CategoryRow } from './categories.ts'
import type { Db, Engine } from './engine.ts'
import type { FaqRow } from './faqs.ts'
import { prepared, preparedByShape } from './prepared.ts'

/** A FAQ as lists of the help centre show it. */
export type HelpFaq = Pick<FaqRow, 'id' | 'category_id' | 'question' | 'created_at' | 'updated_at'> & {
  /** The beginning of its answer. */
  readonly lead: string
}

/** Whose pages are read, and when. */
export interface HelpDesk {
  readonly tenantId: string
  readonly helpdeskId: string
  /** ms; what has expired by then is not shown. */
  readonly now: number
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

const inCategory = preparedByShape<HelpFaq>()

/** A page of what guests may read in one category, or in none; newest first, below the id `before`. */
export const shownInCategory = (
  engine: Engine,
  { tenantId, helpdeskId, now }: HelpDesk,
  categoryId: string | null,
  before: string | undefined,
  limit: number,
): Promise<readonly HelpFaq[]> =>
  inCategory(
    engine,
    `${categoryId === null} ${before === undefined} ${limit}`,
    { tenantId, helpdeskId, now, categoryId, before },
    (db, slot) => {
      let query = shown(db, slot.tenantId!, slot.helpdeskId!, slot.now!)
        .select([...columns, lead])
        .where('category_id', categoryId === null ? 'is' : '=', categoryId === null ? null : slot.categoryId!)
      if (before !== undefined) query = query.where('id', '<', slot.before!)
      return query.orderBy('id', 'desc').limit(sql.lit(limit))
    },
  )

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
export const newestShown = prepared<HelpDesk & { limit: number }, HelpFaq>((db, slot) =>
  shown(db, slot.tenantId, slot.helpdeskId, slot.now)
    .select([...columns, lead])
    .orderBy('id', 'desc')
    .limit(slot.limit),
)

/** The FAQs that helped most people, the best first. */
export const mostHelpful = prepared<Omit<HelpDesk, 'now'> & { limit: number }, { faq_id: string }>(
  (db, slot) =>
    db
      .selectFrom('faq_counts')
      .select('faq_id')
      .where('tenant_id', '=', slot.tenantId)
      .where('helpdesk_id', '=', slot.helpdeskId)
      .where('helpful', '>', 0)
      .orderBy('helpful', 'desc')
      .orderBy('faq_id', 'desc')
      .limit(slot.limit),
)

/** All categories of a desk in their order, as every page needs them. */
export const helpCategories = prepared<Omit<HelpDesk, 'now'>, CategoryRow>((db, slot) =>
  db
    .selectFrom('categories')
    .selectAll()
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .orderBy('position')
    .orderBy('id'),
)

/** One FAQ, whether or not guests may read it. */
export const helpFaq = prepared<Omit<HelpDesk, 'now'> & { id: string }, FaqRow>((db, slot) =>
  db
    .selectFrom('faqs')
    .selectAll()
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('id', '=', slot.id),
)

/** The public id of the desk's chat, where it is switched on. */
export const helpChat = prepared<Omit<HelpDesk, 'now'>, { id: string }>((db, slot) =>
  db
    .selectFrom('widgets')
    .select('id')
    .where('tenant_id', '=', slot.tenantId)
    .where('helpdesk_id', '=', slot.helpdeskId)
    .where('enabled', '=', 1),
)

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
