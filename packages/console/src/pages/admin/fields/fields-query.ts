import { console as api, type Output } from '@pipit/contract'
import { query } from '../../../api/query.ts'

export type TicketField = Output<typeof api.ticketField.list>['items'][number]
export type FieldType = TicketField['field_type']
export type FieldOption = TicketField['options'][number]

export const fieldTypes = ['string', 'multiline', 'dropdown', 'dropdown_nested'] as const

export const fieldsQuery = { ...query(api.ticketField.list, {}), staleTime: 0 }
