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
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
      key_name: Type.String({ description: 'field key' }),
      display_name: Type.String({ description: 'display name' }),
      position: Type.String({ description: 'display order' }),
      field_type: Type.Enum(['string', 'multiline', 'dropdown', 'dropdown_nested'], {
        description: 'string | multiline | dropdown | dropdown_nested',
      }),
      description: Type.String(),
      visible: Type.Boolean({ description: 'visible flag' }),
      required: Type.Boolean({ description: 'mandatory flag' }),
      dropdown_options: Type.Optional(Type.Unknown()),
      dropdown_allow_multiple: Type.Optional(
        Type.Boolean({ description: 'multi-select; only for field_type dropdown' }),
      ),
      ticket_customized_field_id: Type.Optional(Type.String({ description: 'custom field ID' })),
      editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
      created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      created_by: Type.Optional(TicketUser),
      updated_by: Type.Optional(TicketUser),
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
    params: Type.Object({
      ticket_customized_field_id: Type.String({ description: 'custom field ID' }),
    }),
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
    params: Type.Object({
      ticket_customized_field_id: Type.String({ description: 'custom field ID' }),
    }),
    response: Type.Object({
      ticket_customized_field_id: Type.Optional(Type.String({ description: 'custom field ID' })),
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
      key_name: Type.Optional(Type.String({ description: 'field key' })),
      display_name: Type.Optional(Type.String({ description: 'display name' })),
      position: Type.Optional(Type.String({ description: 'display order' })),
      field_type: Type.Optional(
        Type.String({ description: 'string | multiline | dropdown | dropdown_nested' }),
      ),
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
    }),
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
      page_token: Type.Optional(Type.String({ description: 'opaque cursor; empty on first call' })),
      page_size: Type.Optional(
        Type.Integer({ description: 'default 20, max 100', minimum: 1, maximum: 100 }),
      ),
    }),
    body: Type.Object({
      visible: Type.Optional(Type.Boolean({ description: 'visible flag' })),
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
    params: Type.Object({
      ticket_customized_field_id: Type.String({ description: 'custom field ID' }),
    }),
    body: Type.Object({
      display_name: Type.Optional(Type.String({ description: 'display name' })),
      position: Type.Optional(Type.String({ description: 'display order' })),
      description: Type.Optional(Type.String()),
      visible: Type.Optional(Type.Boolean({ description: 'visible flag' })),
      required: Type.Optional(Type.Boolean({ description: 'mandatory flag' })),
      dropdown_options: Type.Optional(Type.Unknown()),
      ticket_customized_field_id: Type.Optional(Type.String({ description: 'custom field ID' })),
      helpdesk_id: Type.Optional(Type.String({ description: 'help desk ID' })),
      key_name: Type.Optional(Type.String({ description: 'field key' })),
      field_type: Type.Optional(
        Type.String({ description: 'string | multiline | dropdown | dropdown_nested' }),
      ),
      editable: Type.Optional(Type.Boolean({ description: 'editable flag' })),
      created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      created_by: Type.Optional(TicketUser),
      updated_by: Type.Optional(TicketUser),
      dropdown_allow_multiple: Type.Optional(
        Type.Boolean({ description: 'multi-select; only for field_type dropdown' }),
      ),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 155000],
  }),
}
