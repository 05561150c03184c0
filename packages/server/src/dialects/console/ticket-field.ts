import type { console as contract, Input } from '@pipit/contract'
import {
  addTicketField,
  allTicketFields,
  changeTicketField,
  deleteTicketField,
  placeTicketField,
} from '../../domain/custom-fields.ts'
import { optionsOf } from '../../domain/field-options.ts'
import type { Handlers } from '../handlers.ts'

type Fields = typeof contract.ticketField

const settingsOf = (body: Input<Fields['update']>['body']) => ({
  displayName: body.display_name,
  description: body.description,
  visible: body.visible,
  editable: body.editable,
  required: body.required,
  allowMultiple: body.allow_multiple,
  options: body.options,
})

export const ticketField: Handlers<Fields> = {
  list: async (cx) => ({
    items: (await allTicketFields(cx)).map((field) => ({
      field_id: field.id,
      key_name: field.key_name,
      field_type: field.field_type,
      display_name: field.display_name,
      description: field.description,
      visible: field.visible === 1,
      editable: field.editable === 1,
      required: field.required === 1,
      allow_multiple: field.allow_multiple === 1,
      options: optionsOf(field),
    })),
  }),
  create: async (cx, { body }) => ({
    field_id: (
      await addTicketField(cx, {
        ...settingsOf(body),
        keyName: body.key_name,
        fieldType: body.field_type,
      })
    ).id,
  }),
  update: async (cx, { params, body }) => {
    await changeTicketField(cx, params.field_id, settingsOf(body))
    return {}
  },
  place: async (cx, { params, body }) => {
    await placeTicketField(cx, params.field_id, body.index)
    return {}
  },
  delete: async (cx, { params }) => {
    await deleteTicketField(cx, params.field_id)
    return {}
  },
}
