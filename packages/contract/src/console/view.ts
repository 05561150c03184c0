import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { TicketFilter } from './filter.ts'
import { Person } from './session.ts'

/** A filter that somebody keeps under a name. */
export const SavedView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  shared: Type.Boolean({ description: 'whether everybody on the desk has it' }),
  filter: TicketFilter,
  owner: Person,
  editable: Type.Boolean({ description: 'whether the signed-in person may change and delete it' }),
})

const name = Type.String({ minLength: 1, maxLength: 60, pattern: '\\S' })
const one = Type.Object({ view_id: Type.String() })

export const view = {
  /** One's own and the shared ones, in one's own order. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/saved_views',
    summary: 'List saved views',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({ items: Type.Array(SavedView) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/console/v1/saved_views',
    summary: 'Save a filter as a view',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({ name, filter: TicketFilter, shared: Type.Optional(Type.Boolean()) }),
    response: SavedView,
  }),
  /** For whoever made the view; a shared one also for owner and admins. */
  update: endpoint({
    method: 'PATCH',
    path: '/console/v1/saved_views/:view_id',
    summary: 'Rename, change or share a view',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      name: Type.Optional(name),
      filter: Type.Optional(TicketFilter),
      shared: Type.Optional(Type.Boolean()),
    }),
    response: SavedView,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/console/v1/saved_views/:view_id',
    summary: 'Delete a view',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({}),
  }),
  /** One's own order; views that are not named come last. */
  reorder: endpoint({
    method: 'PUT',
    path: '/console/v1/saved_view_order',
    summary: 'Put the saved views in order',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({ view_ids: Type.Array(Type.String(), { maxItems: 200 }) }),
    response: Type.Object({}),
  }),
}
