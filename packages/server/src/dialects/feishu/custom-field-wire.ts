import type { TicketFieldSummary, UserField } from '@pipit/contract/feishu/ticket'
import type { TicketField } from '@pipit/contract/feishu/ticket-customized-field'
import type { Static } from 'typebox'
import type { CustomFields } from '../../db/schema.ts'
import type { People } from '../../db/users.ts'
import { optionsOf } from '../../domain/field-options.ts'
import { personToWire } from './wire.ts'

/** Here times and positions are text, unlike everywhere else (docs/compat/feishu.md). */
const shared = (field: CustomFields) => ({
  helpdesk_id: field.helpdesk_id,
  key_name: field.key_name,
  display_name: field.display_name,
  position: String(field.position),
  field_type: field.field_type,
  description: field.description,
  visible: field.visible === 1,
  editable: field.editable === 1,
  required: field.required === 1,
  created_at: String(field.created_at),
  updated_at: String(field.updated_at),
})

export const userFieldToWire = (field: CustomFields): Static<typeof UserField> => ({
  user_customized_field_id: field.id,
  id: field.id,
  ...shared(field),
})

export const ticketFieldToWire = (
  field: CustomFields,
  people: People,
): Static<typeof TicketFieldSummary> => ({
  ticket_customized_field_id: field.id,
  ...shared(field),
  created_by: field.created_by === null ? undefined : personToWire(people.get(field.created_by)),
  updated_by: field.updated_by === null ? undefined : personToWire(people.get(field.updated_by)),
  dropdown_allow_multiple: field.field_type === 'dropdown' ? field.allow_multiple === 1 : undefined,
})

/** The field as its own endpoints show it: with the options of a dropdown. */
export const ticketFieldDetailToWire = (field: CustomFields, people: People): Static<typeof TicketField> => ({
  ...ticketFieldToWire(field, people),
  dropdown_options: field.options === null ? undefined : { children: [...optionsOf(field)] },
})
