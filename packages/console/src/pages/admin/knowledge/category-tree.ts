import type { Category } from './knowledge-query.ts'

export const root = '0'

export interface CategoryNode {
  readonly category: Category
  readonly children: CategoryNode[]
  /** FAQs in it and below. */
  total: number
}

/** The categories as a tree; one whose parent is gone stands at the top. */
export function treeOf(categories: readonly Category[]): CategoryNode[] {
  const nodes = new Map(
    categories.map((category): [string, CategoryNode] => [
      category.category_id,
      { category, children: [], total: category.faqs },
    ]),
  )
  const top: CategoryNode[] = []
  for (const node of nodes.values()) (nodes.get(node.category.parent_id)?.children ?? top).push(node)
  const count = (node: CategoryNode): number =>
    (node.total += node.children.reduce((sum, child) => sum + count(child), 0))
  for (const node of top) count(node)
  return top
}

export interface CategoryChoice {
  readonly value: string
  readonly label: string
}

/** Every category with the names above it, in the tree's order; without one and what is below it, where it is moved. */
export const choicesOf = (nodes: readonly CategoryNode[], without?: string, above = ''): CategoryChoice[] =>
  nodes
    .filter(({ category }) => category.category_id !== without)
    .flatMap(({ category, children }) => {
      const label = above === '' ? category.name : `${above} / ${category.name}`
      return [{ value: category.category_id, label }, ...choicesOf(children, without, label)]
    })

/** Those beside a category, itself among them. */
export const siblingsOf = (categories: readonly Category[], { parent_id }: Category): Category[] =>
  categories.filter((other) => other.parent_id === parent_id)
