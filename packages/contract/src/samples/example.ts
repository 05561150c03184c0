import { type Json, type JsonObject, isObject } from '../openapi/json.ts'

const firstOf = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) ? (value[0] as Json) : undefined

/** Short enough for the schema, long enough for it. */
function text(name: string, { minLength = 0, maxLength = Infinity, pattern }: JsonObject): string {
  if (typeof pattern === 'string') {
    const known = ['1', '2026-01-31', 'a@example.com', '+1 555 0100'].find((one) =>
      new RegExp(pattern).test(one),
    )
    if (known) return known
  }
  return (name || 'text').padEnd(minLength as number, 'x').slice(0, maxLength as number)
}

/** A value that a schema allows, for somebody to start from; objects have all of their members, or what must be there. */
export function exampleOf(schema: Json | undefined, members: 'all' | 'required', name = ''): Json {
  if (!isObject(schema)) return {}
  const known = firstOf(schema.examples) ?? schema.default ?? schema.const ?? firstOf(schema.enum)
  if (known !== undefined) return known
  const variant = firstOf(schema.anyOf) ?? firstOf(schema.oneOf)
  if (variant !== undefined) return exampleOf(variant, members, name)
  if (schema.type === 'string') return text(name, schema)
  if (schema.type === 'integer' || schema.type === 'number')
    return (schema.minimum as number | undefined) ?? 1
  if (schema.type === 'boolean') return true
  if (schema.type === 'array') return [exampleOf(schema.items, members, name)]
  const required = (schema.required ?? []) as readonly string[]
  const properties = isObject(schema.properties) ? Object.entries(schema.properties) : []
  return Object.fromEntries(
    properties
      .filter(([key]) => members === 'all' || required.includes(key))
      .map(([key, member]) => [key, exampleOf(member, members, key)]),
  )
}
