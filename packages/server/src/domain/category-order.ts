import { type CategoryRow, lockCategories } from '../db/categories.ts'
import { placeProblem, requireAgent } from './categories.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

/** Moves a category, with all that is below it, below another one and so many siblings from the front. */
export const placeCategory = (
  cx: Cx,
  id: string,
  place: { readonly parentId: string; readonly index: number },
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireAgent(cx)
    const rows = await lockCategories(cx.db, cx.tenantId, cx.helpdeskId)
    const moved = rows.find((row) => row.id === id)
    if (!moved) throw new AppError('category_not_found')
    const problem = placeProblem(rows, place.parentId, id)
    if (problem) throw invalid('parent_id', place.parentId, problem)
    for (const [position, row] of orderWith(rows, moved, place).entries()) {
      const parentId = row === moved ? place.parentId : row.parent_id
      if (row.position === position && row.parent_id === parentId) continue
      await cx.db
        .updateTable('categories')
        .set({ position, parent_id: parentId, ...(row === moved && { updated_at: cx.now }) })
        .where('tenant_id', '=', cx.tenantId)
        .where('helpdesk_id', '=', cx.helpdeskId)
        .where('id', '=', row.id)
        .execute()
    }
    await emit(cx, 'category.changed', { categoryId: id })
  })

/** All rows in their new order. Siblings need not stand together in it: only their order among each other counts. */
export function orderWith(
  rows: readonly CategoryRow[],
  moved: CategoryRow,
  { parentId, index }: { readonly parentId: string; readonly index: number },
): CategoryRow[] {
  const others = rows
    .filter((row) => row !== moved)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
  const siblings = others.filter((row) => row.parent_id === parentId)
  const next = siblings[index]
  const at = next ? others.indexOf(next) : others.length
  return [...others.slice(0, at), moved, ...others.slice(at)]
}
