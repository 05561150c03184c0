import type { feishu } from '@pipit/contract'
import type { ticketCustomizedField as contract } from '@pipit/contract/feishu/ticket-customized-field'
import type { Static } from 'typebox'
import type { CustomFields } from '../../db/schema.ts'
import {
  type FieldChange,
  changeTicketField,
  createTicketField,
  deleteTicketField,
  getTicketField,
  pageOfTicketFields,
} from '../../domain/custom-fields.ts'
import type { Cx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import type { Handlers } from '../handlers.ts'
import { ticketFieldDetailToWire } from './custom-field-wire.ts'

const tokenOf = ({ position, id }: CustomFields): string =>
  Buffer.from(`${position}.${id}`).toString('base64url')

function cursorOf(token: string | undefined): { position: number; id: string } | undefined {
  if (token === undefined) return undefined
  const match = /^(\d{1,9})\.(\d{1,19})$/.exec(Buffer.from(token, 'base64url').toString('latin1'))
  if (!match) throw invalid('page_token', token, 'was not made by this endpoint')
  return { position: Number(match[1]), id: match[2]! }
}

function changeFromWire(cx: Cx, body: Static<typeof contract.patch.body>): FieldChange {
  if (body.helpdesk_id !== undefined && body.helpdesk_id !== cx.helpdeskId)
    throw invalid('helpdesk_id', body.helpdesk_id, 'must be the help desk of the header')
  return {
    keyName: body.key_name,
    fieldType: body.field_type,
    displayName: body.display_name,
    position: body.position === undefined ? undefined : Number(body.position),
    description: body.description,
    visible: body.visible,
    required: body.required,
    editable: body.editable,
    allowMultiple: body.dropdown_allow_multiple,
    options: body.dropdown_options,
  }
}

export const ticketCustomizedField: Handlers<typeof feishu.helpdesk.v1.ticketCustomizedField> = {
  create: async (cx, { body }) => {
    await createTicketField(cx, {
      ...changeFromWire(cx, body),
      keyName: body.key_name,
      fieldType: body.field_type,
      displayName: body.display_name,
      position: Number(body.position),
      description: body.description,
      visible: body.visible,
      required: body.required,
      editable: body.editable ?? true,
      allowMultiple: body.dropdown_allow_multiple ?? false,
    })
    return {}
  },
  get: async (cx, { params }) => {
    const { field, people } = await getTicketField(cx, params.ticket_customized_field_id)
    return ticketFieldDetailToWire(field, people)
  },
  list: async (cx, { query, body }) => {
    const { page_size: size = 20 } = query
    const filter = { visible: body.visible, after: cursorOf(query.page_token) }
    const { fields, people, hasMore } = await pageOfTicketFields(cx, filter, size)
    return {
      has_more: hasMore,
      next_page_token: hasMore ? tokenOf(fields.at(-1)!) : undefined,
      items: fields.map((field) => ticketFieldDetailToWire(field, people)),
    }
  },
  patch: async (cx, { params, body }) => {
    await changeTicketField(cx, params.ticket_customized_field_id, changeFromWire(cx, body))
    return {}
  },
  delete: async (cx, { params }) => {
    await deleteTicketField(cx, params.ticket_customized_field_id)
    return {}
  },
}
