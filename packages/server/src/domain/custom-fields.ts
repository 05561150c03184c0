import { toJson } from '../db/json.ts'
import type { CustomFields } from '../db/schema.ts'
import { type People, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { optionsOf, readOptions } from './field-options.ts'

export type FieldType = CustomFields['field_type']

/** How deep the options of each type may be nested; 0 where there are none. */
const levels = { string: 0, multiline: 0, dropdown: 1, dropdown_nested: 3 } as const satisfies Record<
  FieldType,
  number
>

const maximumFields = 200

export interface NewField {
  readonly keyName: string
  readonly displayName: string
  readonly position: number
  readonly fieldType: FieldType
  readonly description: string
  readonly visible: boolean
  readonly editable: boolean
  readonly required: boolean
  readonly allowMultiple: boolean
  /** As the caller wrote them; see `readOptions`. */
  readonly options?: unknown
}

export type FieldChange = {
  readonly [K in keyof NewField]?: NewField[K] | undefined
}

export interface FieldsWithPeople {
  readonly fields: CustomFields[]
  readonly people: People
}

const fieldsOf = (cx: Cx) =>
  cx.db
    .selectFrom('custom_fields')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('deleted_at', 'is', null)

const peopleOf = (cx: Cx, fields: readonly CustomFields[]): Promise<People> =>
  loadPeople(
    cx.db,
    cx.tenantId,
    fields.flatMap((field) => [field.created_by, field.updated_by]),
  )

/** The desk's custom fields in the order of their position. */
export async function listCustomFields(
  cx: Cx,
  filter: { visibleOnly: boolean },
): Promise<{ fields: CustomFields[]; people: People }> {
  let query = fieldsOf(cx)
  if (filter.visibleOnly) query = query.where('visible', '=', 1)
  const fields = await query.orderBy('position').orderBy('id').execute()
  return { fields, people: await peopleOf(cx, fields) }
}

/** A page of the desk's ticket fields in the order of their position, after one that was shown. */
export async function pageOfTicketFields(
  cx: Cx,
  filter: { visible?: boolean | undefined; after?: { position: number; id: string } | undefined },
  size: number,
): Promise<FieldsWithPeople & { hasMore: boolean }> {
  const { visible, after } = filter
  let query = fieldsOf(cx).where('entity', '=', 'ticket')
  if (visible !== undefined) query = query.where('visible', '=', visible ? 1 : 0)
  if (after)
    query = query.where((eb) =>
      eb.or([
        eb('position', '>', after.position),
        eb.and([eb('position', '=', after.position), eb('id', '>', after.id)]),
      ]),
    )
  const rows = await query
    .orderBy('position')
    .orderBy('id')
    .limit(size + 1)
    .execute()
  const fields = rows.slice(0, size)
  return { fields, people: await peopleOf(cx, fields), hasMore: rows.length > size }
}

/** All ticket fields of the desk in their order. */
export const allTicketFields = (cx: Cx): Promise<CustomFields[]> =>
  fieldsOf(cx).where('entity', '=', 'ticket').orderBy('position').orderBy('id').execute()

/** One ticket field. @throws custom_field_not_found */
export async function getTicketField(cx: Cx, id: string): Promise<{ field: CustomFields; people: People }> {
  const field = await fieldsOf(cx).where('id', '=', id).where('entity', '=', 'ticket').executeTakeFirst()
  if (!field) throw new AppError('custom_field_not_found')
  return { field, people: await peopleOf(cx, [field]) }
}

/** Adds a field to the desk's tickets. The key is the field's for good, while it lives. */
export const createTicketField = (cx: Cx, field: NewField): Promise<CustomFields> =>
  changingFields(cx, async (cx) => {
    const others = await fieldsOf(cx).where('entity', '=', 'ticket').execute()
    const keyName = field.keyName.trim()
    if (keyName === '') throw invalid('key_name', field.keyName, 'must not be empty')
    if (others.some((other) => other.key_name === keyName))
      throw invalid('key_name', keyName, 'is the key of another field')
    if (others.length >= maximumFields)
      throw invalid('key_name', keyName, `is one field more than ${maximumFields}`)
    const row: CustomFields = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      entity: 'ticket',
      key_name: keyName,
      field_type: field.fieldType,
      ...columnsOf(field),
      created_by: actorUserId(cx),
      updated_by: actorUserId(cx),
      created_at: cx.now,
      updated_at: cx.now,
      deleted_at: null,
    }
    await cx.db.insertInto('custom_fields').values(row).execute()
    return row
  })

/** Adds a field behind the others. */
export const addTicketField = (cx: Cx, field: Omit<NewField, 'position'>): Promise<CustomFields> =>
  changingFields(cx, async (cx) => {
    const last = (await allTicketFields(cx)).at(-1)
    return createTicketField(cx, { ...field, position: (last?.position ?? 0) + 1 })
  })

/** Moves a field to an index among the others; positions are then 1, 2, 3 … */
export const placeTicketField = (cx: Cx, id: string, index: number): Promise<void> =>
  changingFields(cx, async (cx) => {
    const fields = await allTicketFields(cx)
    const moved = fields.find((field) => field.id === id)
    if (!moved) throw new AppError('custom_field_not_found')
    const order = fields.filter((field) => field !== moved)
    order.splice(index, 0, moved)
    for (const [i, field] of order.entries())
      if (field.position !== i + 1)
        await whereField(cx, field.id, { position: i + 1, updated_by: actorUserId(cx), updated_at: cx.now })
  })

/** Changes a ticket field; its key and its type stay. Values that tickets have already are not touched. */
export const changeTicketField = (cx: Cx, id: string, change: FieldChange): Promise<CustomFields> =>
  changingFields(cx, async (cx) => {
    const { field } = await getTicketField(cx, id)
    if (change.keyName !== undefined && change.keyName !== field.key_name)
      throw invalid('key_name', change.keyName, 'cannot be changed')
    if (change.fieldType !== undefined && change.fieldType !== field.field_type)
      throw invalid('field_type', change.fieldType, 'cannot be changed')
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const set = {
      ...columnsOf({ ...inputOf(field), ...given }),
      updated_by: actorUserId(cx),
      updated_at: cx.now,
    }
    await whereField(cx, id, set)
    return { ...field, ...set }
  })

/** Takes a ticket field away. Tickets that have a value of it still show it, and its key is free again. */
export const deleteTicketField = (cx: Cx, id: string): Promise<void> =>
  changingFields(cx, async (cx) => {
    await getTicketField(cx, id)
    await whereField(cx, id, { deleted_at: cx.now, updated_by: actorUserId(cx), updated_at: cx.now })
  })

const whereField = (cx: Cx, id: string, set: Partial<CustomFields>): Promise<unknown> =>
  cx.db
    .updateTable('custom_fields')
    .set(set)
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', id)
    .execute()

function inputOf(field: CustomFields): NewField {
  return {
    keyName: field.key_name,
    displayName: field.display_name,
    position: field.position,
    fieldType: field.field_type,
    description: field.description,
    visible: field.visible === 1,
    editable: field.editable === 1,
    required: field.required === 1,
    allowMultiple: field.allow_multiple === 1,
    options: optionsOf(field),
  }
}

type Columns = Pick<
  CustomFields,
  | 'display_name'
  | 'position'
  | 'description'
  | 'visible'
  | 'editable'
  | 'required'
  | 'allow_multiple'
  | 'options'
>

function columnsOf(field: NewField): Columns {
  const displayName = field.displayName.trim()
  if (displayName === '') throw invalid('display_name', field.displayName, 'must not be empty')
  if (field.allowMultiple && field.fieldType !== 'dropdown')
    throw invalid('dropdown_allow_multiple', true, 'can be true for field_type dropdown only')
  return {
    display_name: displayName,
    position: field.position,
    description: field.description,
    visible: field.visible ? 1 : 0,
    editable: field.editable ? 1 : 0,
    required: field.required ? 1 : 0,
    allow_multiple: field.allowMultiple ? 1 : 0,
    options: optionsColumn(field),
  }
}

function optionsColumn({ fieldType, options }: NewField): string | null {
  const depth = levels[fieldType]
  if (depth > 0) return toJson({ children: readOptions(options, depth) })
  const isEmpty = options === undefined || ['[]', '{}', '{"children":[]}', '""'].includes(toJson(options))
  if (!isEmpty) throw invalid('dropdown_options', options, `must be absent for field_type ${fieldType}`)
  return null
}

/** Runs a change of the desk's fields, one after the other, and has every node forget what it knows of them. */
async function changingFields<T>(cx: Cx, change: (cx: Cx) => Promise<T>): Promise<T> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner' && cx.actor.role !== 'admin')
    throw new AppError('forbidden')
  const changed = await inTransaction(cx, async (cx) => {
    await cx.db
      .selectFrom('helpdesks')
      .select('id')
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', cx.helpdeskId)
      .forUpdate()
      .executeTakeFirst()
    const result = await change(cx)
    await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
    return result
  })
  cx.registry.forget(cx.helpdeskId)
  return changed
}
