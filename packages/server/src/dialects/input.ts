import { isUtf8 } from 'node:buffer'
import type { Endpoint } from '@pipit/contract'
import sjson from 'secure-json-parse'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { type FieldViolation, shown } from '../domain/errors.ts'

/** A request that cannot be understood; the dialect chooses its number. */
export class InputError extends Error {
  readonly violations: readonly FieldViolation[]
  constructor(violations: readonly FieldViolation[]) {
    super(violations.map((v) => `${v.field} ${v.description}`).join('; '))
    this.violations = violations
  }
}

const wrong = (field: string, value: unknown, description: string) =>
  new InputError([{ field, value: shown(value), description }])

/** Reads a JSON body. Go sends the four bytes `null` and Java sends nothing at all where a body is optional. */
export function parseBody(raw: unknown): unknown {
  if (raw === undefined || raw === null) return undefined
  if (!Buffer.isBuffer(raw)) return raw
  if (raw.length === 0) return undefined
  if (!isUtf8(raw)) throw wrong('body', '', 'is not valid UTF-8')
  try {
    return (
      sjson.parse(raw.toString('utf8'), undefined, { protoAction: 'remove', constructorAction: 'remove' }) ??
      undefined
    )
  } catch (error) {
    throw wrong('body', '', `is not valid JSON: ${(error as Error).message}`)
  }
}

export const isForm = (request: { headers: { 'content-type'?: string | undefined } }): boolean =>
  /^application\/x-www-form-urlencoded\b/i.test(request.headers['content-type'] ?? '')

/** Reads a form as an object of texts; a field that is sent twice has no meaning, so it is refused. */
export function parseForm(raw: unknown): Record<string, string> {
  if (!Buffer.isBuffer(raw)) return {}
  if (!isUtf8(raw)) throw wrong('body', '', 'is not valid UTF-8')
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(raw.toString('utf8'))) {
    if (name in fields) throw wrong(name, value, 'is sent twice')
    if (value !== '') fields[name] = value
  }
  return { ...fields }
}

const maximumDepth = 64

/**
 * Drops members that are null (the SDKs send null for what is not set) and refuses what no database takes:
 * NUL characters, numbers that lose digits, absurd nesting.
 */
export function clean(value: unknown, field: string, depth = 0): unknown {
  if (typeof value === 'string') {
    if (value.includes('\0')) throw wrong(field, '', 'contains a NUL character')
    return value
  }
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) throw wrong(field, value, 'is too large')
    return value
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth > maximumDepth) throw wrong(field, '', `is nested deeper than ${maximumDepth} levels`)
  if (Array.isArray(value)) return value.map((item, i) => clean(item, `${field}.${i}`, depth + 1))
  const kept: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value)) {
    if (item !== null) kept[key] = clean(item, field ? `${field}.${key}` : key, depth + 1)
  }
  return kept
}

interface QueryParameter {
  readonly name: string
  readonly type: string | undefined
  readonly isArray: boolean
  readonly fallback: unknown
}

/** Query values are text; Python writes `True`, arrays are repeated keys, and an empty value is no value. */
function coerceQuery(parameters: readonly QueryParameter[], query: Record<string, unknown>) {
  const values: Record<string, unknown> = {}
  for (const { name, type, isArray, fallback } of parameters) {
    const given = query[name]
    if (given === undefined || given === '') {
      if (fallback !== undefined) values[name] = fallback
      continue
    }
    if (isArray) values[name] = (Array.isArray(given) ? given : [given]).map((item) => coerce(item, type))
    else values[name] = coerce(Array.isArray(given) ? given.at(-1) : given, type)
  }
  return values
}

function coerce(text: unknown, type: string | undefined): unknown {
  if (typeof text !== 'string') return text
  if (type === 'integer' || type === 'number') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
  if (type === 'boolean') {
    const lower = text.toLowerCase()
    return lower === 'true' ? true : lower === 'false' ? false : text
  }
  return text
}

/** The parts of a JSON schema that reading a query needs. */
interface JsonSchema {
  readonly type?: string
  readonly items?: JsonSchema
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, JsonSchema>>
}

const parametersOf = (schema: JsonSchema | undefined): QueryParameter[] =>
  Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    isArray: property.type === 'array',
    type: property.type === 'array' ? property.items?.type : property.type,
    fallback: property.default,
  }))

const lazy = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}

function violationsOf(validator: ReturnType<typeof Compile>, value: unknown): FieldViolation[] {
  const found = new Map<string, { value: string; descriptions: string[]; union: boolean }>()
  const add = (field: string, given: unknown, description: string, union = false) => {
    const entry = found.get(field) ?? { value: shown(given), descriptions: [], union: false }
    if (union) entry.union = true
    else entry.descriptions.push(description)
    found.set(field, entry)
  }
  for (const error of validator.Errors(value)) {
    const path = error.instancePath.slice(1).replaceAll('/', '.')
    const { requiredProperties, allowedValues } = error.params as {
      requiredProperties?: readonly string[]
      allowedValues?: readonly unknown[]
    }
    if (requiredProperties) {
      for (const name of requiredProperties) add(path ? `${path}.${name}` : name, undefined, 'is required')
    } else {
      const description = allowedValues ? `must be one of ${allowedValues.join(', ')}` : error.message
      add(path || 'body', valueAt(value, error.instancePath), description, error.keyword === 'anyOf')
    }
    if (found.size >= 20) break
  }
  // Of a field's errors the first tells most; of a union's members any one would have done.
  return [...found].map(([field, { value, descriptions, union }]) => ({
    field,
    value,
    description: union ? descriptions.join(' or ') : (descriptions[0] ?? 'is not valid'),
  }))
}

function valueAt(value: unknown, pointer: string): unknown {
  let found = value
  for (const key of pointer.split('/').slice(1)) found = (found as Record<string, unknown> | undefined)?.[key]
  return found
}

/** How an endpoint's input is read. Compiled on first use: compiling all of them would double the start. */
export function inputReader(endpoint: Endpoint) {
  const check = (schema: TSchema | undefined) => {
    const validator = schema && lazy(() => Compile(schema))
    return (value: unknown) => {
      if (!validator || validator().Check(value)) return
      const violations = violationsOf(validator(), value)
      throw new InputError(
        violations.length > 0 ? violations : [{ field: 'body', value: '', description: 'is not valid' }],
      )
    }
  }
  const checkParams = check(endpoint.params)
  const checkQuery = check(endpoint.query)
  const checkBody = check(endpoint.body)
  const parameters = parametersOf(endpoint.query)
  const members = parametersOf(endpoint.upload && endpoint.body)

  return (raw: { params: unknown; query: unknown; body: unknown }) => {
    const input: Record<string, unknown> = {}
    if (endpoint.params) checkParams((input.params = clean(raw.params, '', 0)))
    if (endpoint.query) {
      const query = coerceQuery(parameters, raw.query as Record<string, unknown>)
      checkQuery((input.query = clean(query, '', 0)))
    }
    if (endpoint.body) {
      // The members of a form are text, like those of a query.
      const body = endpoint.upload ? coerceQuery(members, raw.body as Record<string, unknown>) : raw.body
      checkBody((input.body = clean(body ?? {}, '', 0)))
    }
    return input
  }
}
