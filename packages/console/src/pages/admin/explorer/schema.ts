/** The parts of a JSON schema that a form is made from. */
export interface Schema {
  readonly type?: string
  readonly description?: string
  readonly default?: unknown
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
}

export type Kind = 'text' | 'number' | 'boolean' | 'choice' | 'list' | 'members' | 'json'

/** Which control a schema is given. */
export function kindOf(schema: Schema): Kind {
  if (schema.enum) return 'choice'
  if (schema.anyOf) return schema.anyOf.some((one) => one.type === 'string') ? 'text' : 'json'
  switch (schema.type) {
    case 'string':
      return 'text'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'array':
      return 'list'
    case 'object':
      return schema.properties && Object.keys(schema.properties).length > 0 ? 'members' : 'json'
    default:
      return 'json'
  }
}

/** What was typed as what is sent; a number that is none is sent as text, so that the server says what is wrong. */
export function typedNumber(text: string): number | string | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const value = Number(trimmed)
  return /^-?\d+(\.\d+)?$/.test(trimmed) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : trimmed
}

/** What is filled in, without what is empty; nothing when all of it is. */
export function filled(value: unknown): unknown {
  if (value === undefined || value === '' || value === null) return undefined
  if (Array.isArray(value)) {
    const items = value.map(filled).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).flatMap(([name, item]) => {
      const kept = filled(item)
      return kept === undefined ? [] : [[name, kept] as const]
    })
    return members.length > 0 ? Object.fromEntries(members) : undefined
  }
  return value
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value as it stands in a control. */
export const shown = (value: unknown): string =>
  value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value)
