import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { TicketUser } from './common.ts'

export const TicketField = Type.Object({
  ticket_customized_field_id: Type.Optional(Type.String({ description: 'custom field ID' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
  key_name: Type.Optional(Type.String({ description: 'field key' })),
  display_name: Type.Optional(Type.String({ description: 'display name' })),
  position: Type.Optional(Type.String({ description: 'display order' })),
  field_type: Type.Optional(Type.String({ description: 'string | multiline | dropdown | dropdown_nested' })),
  description: Type.Optional(Type.String()),
  visible: Type.Optional(Type.Boolean({ description: 'visible flag' })),
  editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
  required: Type.Optional(Type.Boolean({ description: 'mandatory flag' })),
  created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  created_by: Type.Optional(TicketUser),
  updated_by: Type.Optional(TicketUser),
  dropdown_allow_multiple: Type.Optional(
    Type.Boolean({ description: 'multi-select; only for field_type dropdown' }),
  ),
  dropdown_options: Type.Optional(
    Type.Object({
      children: Type.Optional(
        Type.Array(
          Type.Object({
            tag: Type.String({ description: 'option ID' }),
            display_name: Type.String({ description: 'option label' }),
            children: Type.Optional(
              Type.Array(Type.Unknown(), {
                description: 'nested options, up to three levels in all (recursive shape)',
              }),
            ),
          }),
          { description: 'options' },
        ),
      ),
    }),
  ),
})

/** Parts of a field that callers set. */
const written = {
  display_name: Type.String({ minLength: 1, maxLength: 200, description: 'name that people see' }),
  position: Type.String({
    pattern: '^\\d{1,9}$',
    description:
      'display order, a whole number as string; fields with the same one keep the order they were made in',
    examples: ['3'],
  }),
  description: Type.String({ maxLength: 2000, description: 'help for whoever fills it in' }),
  visible: Type.Boolean({ description: 'whether agents see it' }),
  required: Type.Boolean({ description: 'whether a value, once set, cannot be emptied' }),
  editable: Type.Boolean({ description: 'whether its values can be changed; true when absent' }),
  dropdown_options: Type.Unknown({
    description:
      'options of a dropdown: {"children":[{"tag","display_name","children"}]}, three levels at most in dropdown_nested, one in dropdown; tags are unique in the field',
    examples: [{ children: [{ tag: '1', display_name: 'Hardware' }] }],
  }),
  dropdown_allow_multiple: Type.Boolean({ description: 'multi-select; only for field_type dropdown' }),
}

/** Sent along by SDKs that send whole fields; ignored, or checked to be what it is. */
const sentAlong = {
  ticket_customized_field_id: Type.Optional(Type.String({ description: 'ignored' })),
  helpdesk_id: Type.Optional(Type.String({ description: 'if given, the help desk of the header' })),
  created_at: Type.Optional(Type.String({ description: 'ignored' })),
  updated_at: Type.Optional(Type.String({ description: 'ignored' })),
  created_by: Type.Optional(TicketUser),
  updated_by: Type.Optional(TicketUser),
}

const fieldType = Type.Enum(['string', 'multiline', 'dropdown', 'dropdown_nested'], {
  description: 'string | multiline | dropdown | dropdown_nested',
})

const one = Type.Object({
  ticket_customized_field_id: Type.String({ maxLength: 64, description: 'custom field ID' }),
})

export const ticketCustomizedField = {
  /** Create a ticket field. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields',
    summary: 'Create a ticket field',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    body: Type.Object({
      ...sentAlong,
      key_name: Type.String({ minLength: 1, maxLength: 100, description: 'field key, unique on the desk' }),
      field_type: fieldType,
      display_name: written.display_name,
      position: written.position,
      description: written.description,
      visible: written.visible,
      required: written.required,
      editable: Type.Optional(written.editable),
      dropdown_options: Type.Optional(written.dropdown_options),
      dropdown_allow_multiple: Type.Optional(written.dropdown_allow_multiple),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
  /** Delete a ticket field. */
  delete: endpoint({
    method: 'DELETE',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    summary: 'Delete a ticket field',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
  /** Get a ticket field. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    summary: 'Get a ticket field',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    params: one,
    response: TicketField,
    errors: [154000, 154001, 154003, 155000],
  }),
  /** List ticket fields. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields',
    summary: 'List ticket fields',
    tokens: ['tenant'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    query: Type.Object({
      page_token: Type.Optional(
        Type.String({ maxLength: 200, description: 'next_page_token of the previous page' }),
      ),
      page_size: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
    }),
    body: Type.Object({
      visible: Type.Optional(
        Type.Boolean({ description: 'only fields that are visible (true), or hidden (false)' }),
      ),
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      next_page_token: Type.Optional(Type.String({ description: 'cursor for next page' })),
      items: Type.Optional(Type.Array(TicketField, { description: 'list of items' })),
    }),
    errors: [154000, 154001, 154003, 155000],
  }),
  /** Change a ticket field. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/ticket_customized_fields/:ticket_customized_field_id',
    summary: 'Change a ticket field',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: one,
    body: Type.Object({
      ...sentAlong,
      key_name: Type.Optional(Type.String({ description: 'cannot be changed' })),
      field_type: Type.Optional(fieldType),
      display_name: Type.Optional(written.display_name),
      position: Type.Optional(written.position),
      description: Type.Optional(written.description),
      visible: Type.Optional(written.visible),
      required: Type.Optional(written.required),
      editable: Type.Optional(written.editable),
      dropdown_options: Type.Optional(written.dropdown_options),
      dropdown_allow_multiple: Type.Optional(written.dropdown_allow_multiple),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
}
