import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const name = {
  tag: Type.String({
    maxLength: 100,
    description: 'what tickets keep; the same for the option’s whole life',
  }),
  display_name: Type.String({ maxLength: 200 }),
}
const Lowest = Type.Object(name)
const Middle = Type.Object({ ...name, children: Type.Optional(Type.Array(Lowest)) })
/** One choice; a nested dropdown has three levels of them. */
export const TicketFieldOption = Type.Object({ ...name, children: Type.Optional(Type.Array(Middle)) })

const settings = {
  display_name: Type.String({ maxLength: 100 }),
  description: Type.String({ maxLength: 500 }),
  visible: Type.Boolean({ description: 'agents are shown it; the owner and admins always are' }),
  editable: Type.Boolean({ description: 'it can be filled in on the ticket’s page' }),
  required: Type.Boolean(),
  allow_multiple: Type.Boolean({ description: 'of a plain dropdown only' }),
  options: Type.Array(TicketFieldOption, { maxItems: 2000, description: 'of dropdowns; empty for others' }),
}

const fixed = {
  key_name: Type.String({ maxLength: 100, description: 'what programs call it' }),
  field_type: Type.Enum(['string', 'multiline', 'dropdown', 'dropdown_nested']),
}

export const TicketField = Type.Object({ field_id: Type.String(), ...fixed, ...settings })

const base = '/console/v1/admin/ticket_fields'
const call = { tokens: ['session'], envelope: 'bare' } as const
const fieldId = Type.Object({ field_id: Type.String({ maxLength: 64 }) })

/** The desk's own fields of tickets. */
export const ticketField = {
  list: endpoint({
    ...call,
    method: 'GET',
    path: base,
    summary: 'List the custom fields of tickets in their order',
    response: Type.Object({ items: Type.Array(TicketField) }),
  }),
  /** It stands behind the others. */
  create: endpoint({
    ...call,
    method: 'POST',
    path: base,
    summary: 'Create a custom field',
    body: Type.Object({ ...fixed, ...settings }),
    response: fieldId,
  }),
  update: endpoint({
    ...call,
    method: 'PUT',
    path: `${base}/:field_id`,
    summary: 'Change a custom field',
    params: fieldId,
    body: Type.Object(settings),
    response: Type.Object({}),
  }),
  place: endpoint({
    ...call,
    method: 'POST',
    path: `${base}/:field_id/place`,
    summary: 'Move a custom field',
    params: fieldId,
    body: Type.Object({ index: Type.Integer({ minimum: 0, maximum: 1000, description: 'from 0' }) }),
    response: Type.Object({}),
  }),
  /** Tickets that have a value of it keep it. */
  delete: endpoint({
    ...call,
    method: 'DELETE',
    path: `${base}/:field_id`,
    summary: 'Delete a custom field',
    params: fieldId,
    response: Type.Object({}),
  }),
}
