import type { Output, console as contract } from '@pipit/contract'
import { type People, loadPeople } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import {
  type SavedView,
  createSavedView,
  deleteSavedView,
  filterOf,
  listSavedViews,
  mayEdit,
  orderSavedViews,
  updateSavedView,
} from '../../domain/saved-views.ts'
import type { Handlers } from '../handlers.ts'
import { someone } from './wire.ts'

type Wire = Output<typeof contract.view.create>

const viewOf = (cx: Cx, view: SavedView, people: People): Wire => ({
  id: view.id,
  name: view.name,
  shared: view.shared === 1,
  filter: filterOf(view) as Wire['filter'],
  owner: someone(view.owner_id, people),
  editable: mayEdit(cx, view),
})

const one = async (cx: Cx, view: SavedView): Promise<Wire> =>
  viewOf(cx, view, await loadPeople(cx.db, cx.tenantId, [view.owner_id]))

export const view: Handlers<typeof contract.view> = {
  list: async (cx) => {
    const { views, people } = await listSavedViews(cx)
    return { items: views.map((view) => viewOf(cx, view, people)) }
  },
  create: async (cx, { body }) => one(cx, await createSavedView(cx, body)),
  update: async (cx, { params, body }) => one(cx, await updateSavedView(cx, params.view_id, body)),
  delete: async (cx, { params }) => {
    await deleteSavedView(cx, params.view_id)
    return {}
  },
  reorder: async (cx, { body }) => {
    await orderSavedViews(cx, body.view_ids)
    return {}
  },
}
