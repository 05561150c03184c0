import { type CategoryRow, allCategories, categoriesByIds, lockCategories } from '../db/categories.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { indexFaqs, rootCategory } from './search-index.ts'

const maximumDepth = 10

export interface CategoryNode {
  readonly category: CategoryRow
  readonly children: CategoryNode[]
}

/** Knowledge is everybody's work: agents, admins and the owner change it, as the vendor documents. */
export function requireAgent(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
}

/** The rows as a tree, in their order; a row whose parent is not among them stands at the top. */
export function treeOf(rows: readonly CategoryRow[]): CategoryNode[] {
  const nodes = new Map(
    rows.map((category): [string, CategoryNode] => [category.id, { category, children: [] }]),
  )
  const top: CategoryNode[] = []
  for (const node of nodes.values()) (nodes.get(node.category.parent_id)?.children ?? top).push(node)
  return top
}

/** How many levels a category is below the root; 1 for a child of the root. */
function levelOf(rows: ReadonlyMap<string, CategoryRow>, id: string): number {
  let level = 0
  for (let at = rows.get(id); at; at = rows.get(at.parent_id)) level += 1
  return level
}

const heightOf = (node: CategoryNode): number =>
  1 + Math.max(0, ...node.children.map((child) => heightOf(child)))

/** Why a category of this height cannot stand below `parentId`, or nothing. */
export function placeProblem(
  rows: readonly CategoryRow[],
  parentId: string,
  moved?: string,
): string | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]))
  if (parentId !== rootCategory && !byId.has(parentId)) return 'is not a category of this help desk'
  for (let at = byId.get(parentId); at; at = byId.get(at.parent_id))
    if (at.id === moved) return 'is the category itself or one below it'
  const height = moved === undefined ? 1 : heightOf(nodeOf(treeOf(rows), moved)!)
  return levelOf(byId, parentId) + height > maximumDepth
    ? `is too deep: a tree has at most ${maximumDepth} levels`
    : undefined
}

function nodeOf(tree: readonly CategoryNode[], id: string): CategoryNode | undefined {
  for (const node of tree) {
    const found = node.category.id === id ? node : nodeOf(node.children, id)
    if (found) return found
  }
  return undefined
}

export interface CategoryOrder {
  readonly language?: string | undefined
  /** By the time of the last change instead of by position. */
  readonly byUpdate: boolean
  readonly ascending: boolean
}

/** The desk's categories as a tree. With a language: those in it, and those without one. */
export async function listCategories(cx: Cx, order: CategoryOrder): Promise<CategoryNode[]> {
  const rows = await allCategories(cx.db, cx.tenantId, cx.helpdeskId)
  const shown = rows.filter(
    (row) => order.language === undefined || row.language === null || row.language === order.language,
  )
  if (order.byUpdate) shown.sort((a, b) => a.updated_at - b.updated_at || (a.id < b.id ? -1 : 1))
  return treeOf(order.ascending ? shown : shown.reverse())
}

export async function getCategory(cx: Cx, id: string): Promise<CategoryRow> {
  const category = (await categoriesByIds(cx.db, cx.tenantId, cx.helpdeskId, [id])).get(id)
  if (!category) throw new AppError('category_not_found')
  return category
}

/** Adds a category behind its siblings; without a language it has its parent's. */
export const createCategory = (
  cx: Cx,
  input: { name: string; parentId: string; language?: string | undefined },
): Promise<CategoryRow> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    const rows = await lockCategories(cx.db, cx.tenantId, cx.helpdeskId)
    if (input.parentId !== rootCategory && !rows.some((row) => row.id === input.parentId))
      throw new AppError('category_not_found', {
        violations: [
          { field: 'parent_id', value: input.parentId, description: 'is not a category of this help desk' },
        ],
      })
    const problem = placeProblem(rows, input.parentId)
    if (problem) throw invalid('parent_id', input.parentId, problem)
    const category: CategoryRow = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      parent_id: input.parentId,
      name: nameOf(input.name),
      language: input.language ?? rows.find((row) => row.id === input.parentId)?.language ?? null,
      position: Math.max(-1, ...rows.map((row) => row.position)) + 1,
      created_at: cx.now,
      updated_at: cx.now,
    }
    await cx.db.insertInto('categories').values(category).execute()
    await emit(cx, 'category.changed', { categoryId: category.id })
    return category
  })

/** Renames or moves a category with all that is below it. */
export const updateCategory = (
  cx: Cx,
  id: string,
  change: { name?: string | undefined; parentId?: string | undefined; language?: string | null | undefined },
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    const rows = await lockCategories(cx.db, cx.tenantId, cx.helpdeskId)
    if (!rows.some((row) => row.id === id)) throw new AppError('category_not_found')
    if (change.parentId !== undefined) {
      const problem = placeProblem(rows, change.parentId, id)
      if (problem) throw invalid('parent_id', change.parentId, problem)
    }
    await cx.db
      .updateTable('categories')
      .set({
        ...(change.name !== undefined && { name: nameOf(change.name) }),
        ...(change.parentId !== undefined && { parent_id: change.parentId }),
        ...(change.language !== undefined && { language: change.language }),
        updated_at: cx.now,
      })
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
    await emit(cx, 'category.changed', { categoryId: id })
  })

/** Deletes a category that holds neither categories nor FAQs; FAQs in the recycle bin lose theirs. */
export const deleteCategory = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    const rows = await lockCategories(cx.db, cx.tenantId, cx.helpdeskId)
    if (!rows.some((row) => row.id === id)) throw new AppError('category_not_found')
    const inCategory = cx.db
      .selectFrom('faqs')
      .select('id')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('category_id', '=', id)
      .where('status', '=', 'online')
      .limit(1)
    if (rows.some((row) => row.parent_id === id) || (await inCategory.executeTakeFirst()))
      throw new AppError('category_not_empty')
    const recycled = await cx.db
      .updateTable('faqs')
      .set({ category_id: null })
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('category_id', '=', id)
      .returningAll()
      .execute()
    await indexFaqs(cx, recycled)
    await cx.db
      .deleteFrom('categories')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
    await emit(cx, 'category.changed', { categoryId: id })
  })

function nameOf(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid('name', name, 'must not be empty')
  return trimmed
}
