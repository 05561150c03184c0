import { fromJson } from '../db/json.ts'
import { invalid } from './errors.ts'

/** One choice of a dropdown. */
export interface FieldOption {
  readonly tag: string
  readonly display_name: string
  readonly children?: FieldOption[]
}

const maximumOptions = 2000

/** The options of a stored field. */
export const optionsOf = ({ options }: { readonly options: string | null }): FieldOption[] =>
  options === null ? [] : (fromJson<{ children?: FieldOption[] }>(options).children ?? [])

/**
 * Reads the options of a dropdown: the documented `{children: […]}`, the bare list, or either as JSON text. Tags are
 * unique in the field, names among their neighbours.
 * @param levels how deep they may be nested
 */
export function readOptions(given: unknown, levels: number): FieldOption[] {
  const tags = new Set<string>()

  function readList(list: unknown, field: string, level: number): FieldOption[] {
    if (!Array.isArray(list)) throw invalid(field, list, 'must be a list of options')
    if (list.length > 0 && level > levels)
      throw invalid(
        field,
        list,
        levels === 1 ? 'must be absent in a plain dropdown' : `must not be on level ${level}`,
      )
    const names = new Set<string>()
    return list.map((item, i) => {
      const option = readOption(item, `${field}.${i}`, level)
      if (names.has(option.display_name))
        throw invalid(`${field}.${i}.display_name`, option.display_name, 'is there twice')
      names.add(option.display_name)
      return option
    })
  }

  function readOption(item: unknown, field: string, level: number): FieldOption {
    if (typeof item !== 'object' || item === null) throw invalid(field, item, 'must be an option')
    const { tag, display_name, children } = item as Record<string, unknown>
    const option = {
      tag: readText(tag, `${field}.tag`, 100),
      display_name: readText(display_name, `${field}.display_name`, 200),
    }
    if (tags.has(option.tag)) throw invalid(`${field}.tag`, tag, 'is there twice')
    tags.add(option.tag)
    if (tags.size > maximumOptions) throw invalid(field, '', `is one more than ${maximumOptions} options`)
    const below = children === undefined ? [] : readList(children, `${field}.children`, level + 1)
    return below.length > 0 ? { ...option, children: below } : option
  }

  const value = decoded(given)
  const wrapped = typeof value === 'object' && value !== null && !Array.isArray(value)
  const list = wrapped ? (value as Record<string, unknown>).children : value
  const field = wrapped ? 'dropdown_options.children' : 'dropdown_options'
  const options = readList(list ?? [], field, 1)
  if (options.length === 0) throw invalid(field, '', 'must have at least one option for a dropdown')
  return options
}

function decoded(given: unknown): unknown {
  if (typeof given !== 'string') return given
  try {
    return JSON.parse(given)
  } catch {
    throw invalid('dropdown_options', given, 'must be an object, or JSON of one')
  }
}

function readText(value: unknown, field: string, maximum: number): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '' || text.length > maximum)
    throw invalid(field, value, `must be text of 1 to ${maximum} characters`)
  return text
}
