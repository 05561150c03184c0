import type { Engine } from '../db/engine.ts'
import {
  type HelpFaq,
  countShown,
  helpCategories,
  mostHelpful,
  newestShown,
  shownByIds,
  shownInCategory,
} from '../db/help-center.ts'
import { requireManager } from './agents.ts'
import type { CategoryRow } from '../db/categories.ts'
import { type Cx, inTransaction } from './cx.ts'
import { emit } from './events.ts'
import { rootCategory } from './search-index.ts'

/** The languages the help centre speaks. */
export const helpLanguages = ['zh', 'en'] as const
export type HelpLanguage = (typeof helpLanguages)[number]

/** A category as the help centre shows it. */
export interface HelpCategory {
  readonly id: string
  readonly name: string
  readonly parent: HelpCategory | undefined
  readonly children: HelpCategory[]
  /** The only language it stands in; absent for both. Its own, or that of the nearest category above that has one. */
  readonly language: HelpLanguage | undefined
  /** How many FAQs are in it and below. */
  total: number
}

export interface HelpCatalog {
  /** What stands at the top in the asked language, without empty categories. */
  readonly top: readonly HelpCategory[]
  /** All categories of all languages. */
  readonly byId: ReadonlyMap<string, HelpCategory>
  /** FAQs without a category. */
  readonly loose: number
}

/** The desk whose help centre stands at /help: the installation's first. */
export async function firstDesk(engine: Engine): Promise<string | undefined> {
  const desk = await engine.db
    .selectFrom('helpdesks')
    .select('id')
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return desk?.id
}

/** Publishes the desk's FAQs, or takes them down. */
export async function setHelpCenter(cx: Cx, published: boolean): Promise<void> {
  requireManager(cx)
  await inTransaction(cx, async (cx) => {
    await cx.db
      .updateTable('helpdesks')
      .set({ help_center: published ? 1 : 0, updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', cx.helpdeskId)
      .execute()
    await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
  })
  cx.registry.forget(cx.helpdeskId)
}

const languageOf = (code: string | null | undefined): HelpLanguage | undefined =>
  helpLanguages.find((language) => code?.startsWith(language))

/** The categories with their numbers. `counts` is asked for them: they may be a moment old. */
export async function helpCatalog(
  cx: Cx,
  language: HelpLanguage,
  counts: (cx: Cx) => Promise<ReadonlyMap<string, number>>,
): Promise<HelpCatalog> {
  const [rows, numbers] = await Promise.all([helpCategories(cx.engine, cx), counts(cx)])
  return catalogOf(rows, numbers, language)
}

/** The rows as the help centre shows them in one language. */
export function catalogOf(
  rows: readonly CategoryRow[],
  counts: ReadonlyMap<string, number>,
  language: HelpLanguage,
): HelpCatalog {
  const rowById = new Map(rows.map((row) => [row.id, row]))
  const byId = new Map<string, HelpCategory>()
  const place = (row: CategoryRow): HelpCategory => {
    const known = byId.get(row.id)
    if (known) return known
    const above = rowById.get(row.parent_id)
    const parent = above && place(above)
    const own = languageOf(row.language)
    const node = {
      id: row.id,
      name: row.name,
      parent,
      children: [],
      language: row.language === null ? parent?.language : own,
      total: counts.get(row.id) ?? 0,
    }
    byId.set(row.id, node)
    return node
  }
  for (const row of rows) place(row)
  const nodes = rows.map((row) => byId.get(row.id)!)
  const speaks = (node: HelpCategory) => node.language === undefined || node.language === language
  const top: HelpCategory[] = []
  for (const node of nodes.filter(speaks))
    if (node.parent && speaks(node.parent)) node.parent.children.push(node)
    else top.push(node)
  const count = (node: HelpCategory): number =>
    (node.total += node.children.reduce((sum, child) => sum + count(child), 0))
  for (const node of top) count(node)
  const filled = (list: readonly HelpCategory[]) => list.filter(({ total }) => total > 0)
  for (const node of nodes) node.children.splice(0, Infinity, ...filled(node.children))
  return { top: filled(top), byId, loose: counts.get('') ?? 0 }
}

/** The only language a FAQ stands in; nothing for both. */
export const languageOfFaq = (
  { category_id }: Pick<HelpFaq, 'category_id'>,
  { byId }: HelpCatalog,
): HelpLanguage | undefined => (category_id === null ? undefined : byId.get(category_id)?.language)

/** A page of a category, newest first; `0` is what has none. */
export async function categoryPage(
  cx: Cx,
  categoryId: string,
  before: string | undefined,
  limit: number,
): Promise<{ faqs: HelpFaq[]; next: string | undefined }> {
  const id = categoryId === rootCategory ? null : categoryId
  const rows = await shownInCategory(cx.engine, cx, id, before, limit + 1)
  const faqs = rows.slice(0, limit)
  return { faqs, next: rows.length > limit ? faqs.at(-1)!.id : undefined }
}

/** So many of the newest, or of the most helpful, are looked at for those in one language. */
const lookedAt = 60

/** What the front page may offer, in any language: what has helped most, and what is new. */
export async function highlights(cx: Cx): Promise<{ helpful: HelpFaq[]; newest: readonly HelpFaq[] }> {
  const { engine, tenantId, helpdeskId, now } = cx
  const [ids, newest] = await Promise.all([
    mostHelpful(engine, { tenantId, helpdeskId, limit: lookedAt }),
    newestShown(engine, { tenantId, helpdeskId, now, limit: lookedAt }),
  ])
  const rows = await shownByIds(
    cx.db,
    tenantId,
    helpdeskId,
    now,
    ids.map((row) => row.faq_id),
  )
  return { helpful: ids.flatMap((row) => rows.get(row.faq_id) ?? []), newest }
}

/** How old numbers may be: for changes that are told, and for what expires without a word. */
const countAge = { changed: 1000, unchanged: 60_000 }

/** The numbers of FAQs by category, kept for a moment: reading them is the only thing that grows with the desk. */
export class HelpCounts {
  readonly #known = new Map<string, { at: number; stale: boolean; counts: Promise<Map<string, number>> }>()

  /** FAQs of a desk have changed. */
  changed(helpdeskId: string): void {
    const known = this.#known.get(helpdeskId)
    if (known) known.stale = true
  }

  read = (cx: Cx): Promise<ReadonlyMap<string, number>> => {
    const known = this.#known.get(cx.helpdeskId)
    if (known && cx.now - known.at < (known.stale ? countAge.changed : countAge.unchanged))
      return known.counts
    if (this.#known.size >= 1000) this.#known.clear()
    const counts = countShown(cx.db, cx.tenantId, cx.helpdeskId, cx.now)
    this.#known.set(cx.helpdeskId, { at: cx.now, stale: false, counts })
    counts.catch(() => this.#known.delete(cx.helpdeskId))
    return counts
  }
}
