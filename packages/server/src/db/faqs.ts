import { sql } from 'kysely'
import type { Db } from './engine.ts'
import type { Faqs } from './schema.ts'

export type FaqRow = Faqs
export type FaqStatus = Faqs['status']

const inDesk = (db: Db, tenantId: string, helpdeskId: string) =>
  db.selectFrom('faqs').where('tenant_id', '=', tenantId).where('helpdesk_id', '=', helpdeskId)

export const findFaq = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<FaqRow | undefined> =>
  inDesk(db, tenantId, helpdeskId).selectAll().where('id', '=', id).executeTakeFirst()

export const lockFaq = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  id: string,
): Promise<FaqRow | undefined> =>
  inDesk(db, tenantId, helpdeskId).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** These FAQs, in no order. */
export async function faqsByIds(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  ids: readonly string[],
): Promise<Map<string, FaqRow>> {
  if (ids.length === 0) return new Map()
  const rows = await inDesk(db, tenantId, helpdeskId).selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row]))
}

export interface FaqFilter {
  readonly status: FaqStatus
  /** `0` is the root: FAQs without a category. */
  readonly categoryId?: string | undefined
}

function filtered(db: Db, tenantId: string, helpdeskId: string, filter: FaqFilter) {
  // Spelled out: with a parameter in its place, the indexes of what is online and of what is deleted are of no use.
  const query = inDesk(db, tenantId, helpdeskId).where('status', '=', sql.lit(filter.status))
  if (filter.categoryId === undefined) return query
  return filter.categoryId === '0'
    ? query.where('category_id', 'is', null)
    : query.where('category_id', '=', filter.categoryId)
}

/** A page of FAQs, newest first, below the id `before`. */
export function pageOfFaqs(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  filter: FaqFilter,
  before: string | undefined,
  limit: number,
): Promise<FaqRow[]> {
  let query = filtered(db, tenantId, helpdeskId, filter).selectAll()
  if (before !== undefined) query = query.where('id', '<', before)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

export async function countFaqs(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  filter: FaqFilter,
): Promise<number> {
  const { total } = await filtered(db, tenantId, helpdeskId, filter)
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
