import type { feishu } from '@pipit/contract'
import type { Category } from '@pipit/contract/feishu/category'
import type { Static } from 'typebox'
import type { Categories } from '../../db/schema.ts'
import {
  type CategoryNode,
  createCategory,
  deleteCategory,
  getCategory,
  listCategories,
  updateCategory,
} from '../../domain/categories.ts'
import type { Handlers } from '../handlers.ts'

export const categoryToWire = (category: Categories): Static<typeof Category> => ({
  category_id: category.id,
  id: category.id,
  name: category.name,
  parent_id: category.parent_id,
  helpdesk_id: category.helpdesk_id,
  language: category.language ?? undefined,
})

interface WireNode extends Static<typeof Category> {
  children: WireNode[]
}

const nodeToWire = ({ category, children }: CategoryNode): WireNode => ({
  ...categoryToWire(category),
  children: children.map(nodeToWire),
})

export const category: Handlers<typeof feishu.helpdesk.v1.category> = {
  create: async (cx, { body }) => {
    const { name, parent_id: parentId, language } = body
    return { category: categoryToWire(await createCategory(cx, { name, parentId, language })) }
  },
  delete: async (cx, { params }) => {
    await deleteCategory(cx, params.id)
    return {}
  },
  get: async (cx, { params }) => categoryToWire(await getCategory(cx, params.id)),
  list: async (cx, { query }) => {
    const { lang: language, order_by: orderBy, asc: ascending = true } = query
    const tree = await listCategories(cx, { language, byUpdate: orderBy === 1, ascending })
    return { categories: tree.map(nodeToWire) }
  },
  patch: async (cx, { params, body }) => {
    const { name, parent_id: parentId, language } = body
    await updateCategory(cx, params.id, { name, parentId, language })
    return {}
  },
}
