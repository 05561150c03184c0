import { fromJson, toJson } from '../db/json.ts'
import type { SavedViews } from '../db/schema.ts'
import { type People, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import type { ListFilter } from './ticket-lists.ts'

export type SavedView = SavedViews

export const filterOf = (view: SavedView): ListFilter => fromJson<ListFilter>(view.filter)

/** Each of them is counted again and again. */
const maximumOwn = 50
const maximumShared = 50

const me = (cx: Cx): string => {
  const id = actorUserId(cx)
  if (id === null || cx.actor.kind !== 'user' || cx.actor.role === undefined) throw new AppError('forbidden')
  return id
}

const isManager = (cx: Cx): boolean =>
  cx.actor.kind === 'user' && (cx.actor.role === 'owner' || cx.actor.role === 'admin')

/** Whoever made a view may change it; what is shared with everybody, owner and admins as well. */
export const mayEdit = (cx: Cx, view: SavedView): boolean =>
  view.owner_id === actorUserId(cx) || (view.shared === 1 && isManager(cx))

/** The acting agent's own views and those that are shared, in the agent's order; new ones last. */
export async function listSavedViews(cx: Cx): Promise<{ views: SavedView[]; people: People }> {
  const userId = me(cx)
  const rows = await cx.db
    .selectFrom('saved_views')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where((eb) => eb.or([eb('owner_id', '=', userId), eb('shared', '=', 1)]))
    .orderBy('id')
    .execute()
  const order = await cx.db
    .selectFrom('saved_view_orders')
    .select('view_ids')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  const ids = order ? fromJson<string[]>(order.view_ids) : []
  const placeOf = ({ id }: SavedView) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
  return {
    views: rows.sort((a, b) => placeOf(a) - placeOf(b)),
    people: await loadPeople(
      cx.db,
      cx.tenantId,
      rows.map((row) => row.owner_id),
    ),
  }
}

/** One that the acting agent sees, or `saved_view_not_found`. */
async function seenView(cx: Cx, id: string): Promise<SavedView> {
  const row = await cx.db
    .selectFrom('saved_views')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.shared === 0 && row.owner_id !== actorUserId(cx)))
    throw new AppError('saved_view_not_found')
  return row
}

async function editableView(cx: Cx, id: string): Promise<SavedView> {
  const view = await seenView(cx, id)
  if (!mayEdit(cx, view)) throw new AppError('forbidden')
  return view
}

export interface SavedViewChange {
  readonly name?: string | undefined
  readonly filter?: ListFilter | undefined
  readonly shared?: boolean | undefined
}

const columnsOf = ({ name, filter, shared }: SavedViewChange) => ({
  ...(name !== undefined && { name: name.trim() }),
  ...(filter && { filter: toJson(filter) }),
  ...(shared !== undefined && { shared: shared ? 1 : 0 }),
})

/** Keeps a filter under a name. */
export const createSavedView = (
  cx: Cx,
  { name, filter, shared = false }: { name: string; filter: ListFilter; shared?: boolean | undefined },
): Promise<SavedView> =>
  inTransaction(cx, async (cx) => {
    const userId = me(cx)
    await requireRoom(cx, userId, shared)
    const row: SavedView = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      owner_id: userId,
      shared: shared ? 1 : 0,
      name: name.trim(),
      filter: toJson(filter),
      created_at: cx.now,
      updated_at: cx.now,
    }
    await cx.db.insertInto('saved_views').values(row).execute()
    return row
  })

async function requireRoom(cx: Cx, userId: string, shared: boolean): Promise<void> {
  const { count } = await cx.db
    .selectFrom('saved_views')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where((eb) =>
      shared ? eb('shared', '=', 1) : eb.and([eb('owner_id', '=', userId), eb('shared', '=', 0)]),
    )
    .executeTakeFirstOrThrow()
  const maximum = shared ? maximumShared : maximumOwn
  if (count >= maximum) throw invalid('name', '', `is one view too many: ${maximum} at most`)
}

/** Renames, changes or shares a view. Only whoever made it can take it back from the others. */
export const updateSavedView = (cx: Cx, id: string, change: SavedViewChange): Promise<SavedView> =>
  inTransaction(cx, async (cx) => {
    const view = await editableView(cx, id)
    const shares = change.shared !== undefined && (change.shared ? 1 : 0) !== view.shared
    if (shares && view.owner_id !== me(cx)) throw new AppError('forbidden')
    if (shares) await requireRoom(cx, view.owner_id, change.shared!)
    const columns = { ...columnsOf(change), updated_at: cx.now }
    await cx.db
      .updateTable('saved_views')
      .set(columns)
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
    return { ...view, ...columns }
  })

export const deleteSavedView = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    await editableView(cx, id)
    await cx.db
      .deleteFrom('saved_views')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
  })

/** Keeps in which order the acting agent wants to see the views. */
export const orderSavedViews = (cx: Cx, ids: readonly string[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const view_ids = toJson([...new Set(ids)])
    await cx.db
      .insertInto('saved_view_orders')
      .values({ tenant_id: cx.tenantId, helpdesk_id: cx.helpdeskId, user_id: me(cx), view_ids })
      .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'user_id']).doUpdateSet({ view_ids }))
      .execute()
  })
