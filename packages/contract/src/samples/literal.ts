import { type Json, isObject } from '../openapi/json.ts'

/** How a language writes values. */
export interface Syntax {
  readonly true: string
  readonly false: string
  readonly null: string
  readonly string: (text: string) => string
  readonly number: (value: number) => string
  readonly member: (name: string, value: string) => string
  readonly object: readonly [open: string, close: string]
  readonly list: readonly [open: string, close: string]
  /** Whether the last line of several ends with a comma as well. */
  readonly trailing: boolean
  readonly indent: string
}

const width = 80

/** A value in a language, on one line where it fits. */
export function literal(syntax: Syntax, value: Json, indent = ''): string {
  if (value === null) return syntax.null
  if (typeof value === 'string') return syntax.string(value)
  if (typeof value === 'number') return syntax.number(value)
  if (typeof value === 'boolean') return value ? syntax.true : syntax.false
  const inner = indent + syntax.indent
  const parts = Array.isArray(value)
    ? value.map((item: Json) => literal(syntax, item, inner))
    : Object.entries(value)
        .filter(([, item]) => item !== null)
        .map(([name, item]) => syntax.member(name, literal(syntax, item, inner)))
  const [open, close] = Array.isArray(value) ? syntax.list : syntax.object
  if (parts.length === 0) return open + close
  const flat = parts.join(', ')
  const padding = open === '{' && isObject(value) && syntax.indent === '  ' ? ' ' : ''
  if (!flat.includes('\n') && indent.length + flat.length <= width)
    return open + padding + flat + padding + close
  const lines = parts.map((part) => inner + part).join(',\n')
  return `${open}\n${lines}${syntax.trailing ? ',' : ''}\n${indent}${close}`
}

const words = { true: 'true', false: 'false', null: 'null' }
const isName = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text)
const single = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`

export const javascript: Syntax = {
  ...words,
  string: single,
  number: String,
  member: (name, value) => `${isName(name) ? name : single(name)}: ${value}`,
  object: ['{', '}'],
  list: ['[', ']'],
  trailing: true,
  indent: '  ',
}

export const python: Syntax = {
  true: 'True',
  false: 'False',
  null: 'None',
  string: JSON.stringify,
  number: String,
  member: (name, value) => `${JSON.stringify(name)}: ${value}`,
  object: ['{', '}'],
  list: ['[', ']'],
  trailing: true,
  indent: '    ',
}

export const go: Syntax = {
  ...words,
  null: 'nil',
  string: JSON.stringify,
  number: String,
  member: (name, value) => `${JSON.stringify(name)}: ${value}`,
  object: ['map[string]interface{}{', '}'],
  list: ['[]interface{}{', '}'],
  trailing: true,
  indent: '\t',
}

/** `Map.of` ends at ten entries, so each is spelled out. */
export const java: Syntax = {
  ...words,
  string: JSON.stringify,
  number: (value) => (Number.isInteger(value) && Math.abs(value) >= 2 ** 31 ? `${value}L` : String(value)),
  member: (name, value) => `Map.entry(${JSON.stringify(name)}, ${value})`,
  object: ['Map.ofEntries(', ')'],
  list: ['List.of(', ')'],
  trailing: false,
  indent: '    ',
}
