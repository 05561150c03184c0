import type { CustomFieldEntry } from '../platform/registry.ts'
import { AppError, invalid } from './errors.ts'
import type { FieldOption } from './field-options.ts'

/** A value that a caller sets, for a field named by its id or its key. */
export interface FieldInput {
  readonly id?: string | undefined
  readonly keyName?: string | undefined
  readonly value?: string | undefined
}

const maximumLength = { string: 1000, multiline: 10_000 }

/**
 * A ticket's values (by field id) after a change, or an error that names the first input that cannot be. An empty text
 * clears a value. Nobody changes a field that is not editable, and no agent one that agents do not see.
 */
export function withFieldInputs(
  current: Readonly<Record<string, string>>,
  inputs: readonly FieldInput[],
  fields: readonly CustomFieldEntry[],
  isAgent: boolean,
): Record<string, string> {
  const values = { ...current }
  inputs.forEach(({ id, keyName, value }, i) => {
    const path = `customized_fields.${i}`
    const name = `${path}.${id ? 'id' : 'key_name'}`
    const field = fields.find(
      (f) => f.entity === 'ticket' && !f.deleted && (id ? f.id === id : f.keyName === keyName),
    )
    if (!field) throw invalid(name, id ?? keyName, 'is not a ticket field of this help desk')
    if (value === undefined) throw invalid(`${path}.value`, '', 'is required')
    if (!field.editable) throw invalid(name, field.displayName, 'is not editable')
    if (!field.visible && isAgent)
      throw invalid(name, field.displayName, 'is hidden: only owner and admins of the help desk change it')
    const checked = checkedValue(field, value, `${path}.value`)
    if (checked === '') delete values[field.id]
    else values[field.id] = checked
  })
  return values
}

/**
 * A ticket is closed when everything is filled in that agents see, may fill in and must.
 * @throws fields_required, which names each by its id
 */
export function requireFilledFields(
  values: Readonly<Record<string, string>>,
  fields: readonly CustomFieldEntry[],
): void {
  const missing = fields.filter(
    (field) =>
      field.entity === 'ticket' &&
      !field.deleted &&
      field.required &&
      field.visible &&
      field.editable &&
      values[field.id] === undefined,
  )
  if (missing.length > 0)
    throw new AppError('fields_required', {
      violations: missing.map((field) => ({
        field: `fields.${field.id}`,
        value: '',
        description: `is required: ${field.displayName}`,
      })),
    })
}

function checkedValue(field: CustomFieldEntry, value: string, path: string): string {
  const isText = field.fieldType === 'string' || field.fieldType === 'multiline'
  const checked = isText ? checkedText(field, value, path) : checkedChoice(field, value.trim(), path)
  if (checked === '' && field.required) throw invalid(path, value, `is required: ${field.displayName}`)
  return checked
}

function checkedText(field: CustomFieldEntry, value: string, path: string): string {
  const multiline = field.fieldType === 'multiline'
  const maximum = multiline ? maximumLength.multiline : maximumLength.string
  if (value.trim() === '') return ''
  if (value.length > maximum) throw invalid(path, value, `must have at most ${maximum} characters`)
  if (!multiline && /[\r\n]/.test(value)) throw invalid(path, value, 'must be on one line')
  return value
}

/** What is kept of a choice are the words as they read today, so that old tickets outlive their options. */
function checkedChoice(field: CustomFieldEntry, value: string, path: string): string {
  const choices = choicesOf(field.options)
  const choose = (text: string): string => {
    const found = chosen(choices, text)
    if (found === undefined) throw invalid(path, text, `is not an option of ${field.displayName}`)
    return found
  }
  if (!field.allowMultiple) return value === '' ? '' : choose(value)
  const texts = listOf(value, choices, path)
  const picked = new Set(texts.map(choose))
  if (picked.size === 0) return ''
  return JSON.stringify(choices.map((choice) => choice.path).filter((name) => picked.has(name)))
}

/** The texts of several choices: a JSON list, one choice alone, or choices with commas between them. */
function listOf(value: string, choices: readonly Choice[], path: string): string[] {
  if (value === '') return []
  if (value.startsWith('[')) {
    const list = listFromJson(value)
    if (list) return list.map((text) => text.trim())
  }
  if (chosen(choices, value) !== undefined) return [value]
  const parts = value.split(/[,，]/).map((part) => part.trim())
  if (parts.some((part) => part === '')) throw invalid(path, value, 'must be a JSON list, like ["A","B"]')
  return parts
}

function listFromJson(text: string): string[] | undefined {
  try {
    const list: unknown = JSON.parse(text)
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

interface Choice {
  readonly tag: string
  readonly name: string
  /** The names from the first level on; the name itself in a plain dropdown. */
  readonly path: string
}

const choicesOf = (options: readonly FieldOption[], above = ''): Choice[] =>
  options.flatMap(({ tag, display_name: name, children }) => {
    const path = above === '' ? name : `${above}/${name}`
    return [{ tag, name, path }, ...choicesOf(children ?? [], path)]
  })

/** What was answered before must mean the same again, so words come before tags. */
function chosen(choices: readonly Choice[], text: string): string | undefined {
  const byPath = choices.find((choice) => choice.path === text)
  if (byPath) return byPath.path
  const byName = choices.filter((choice) => choice.name === text)
  if (byName.length === 1) return byName[0]!.path
  return choices.find((choice) => choice.tag === text)?.path
}

/** Every word a value can be asked for: what was chosen, and what stands above it. */
export function valueWords(field: Pick<CustomFieldEntry, 'options'> | undefined, value: string): string[] {
  const values = listFromJson(value) ?? [value]
  const choices = choicesOf(field?.options ?? [])
  const names = choices
    .filter(({ path }) => values.some((chosen) => chosen === path || chosen.startsWith(`${path}/`)))
    .map(({ name }) => name)
  return [...new Set([...values, ...names])]
}

/** A value as people read it. */
export function readableValue(field: Pick<CustomFieldEntry, 'allowMultiple'>, value: string): string {
  return (field.allowMultiple && listFromJson(value)?.join(', ')) || value
}
