import facts from './facts/feishu.json' with { type: 'json' }

/** The type of a value on the wire: a scalar's name, a one-element list, or an object of members. */
export type Shape = string | readonly [Shape] | { readonly [name: string]: Shape }
export type Members = Readonly<Record<string, Shape>>

/** What the vendor's SDKs and pages say about an endpoint. In requests, `!` after a name means required. */
export interface Fact {
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly tokens: readonly ('tenant' | 'user' | 'app')[]
  readonly helpdesk: boolean
  readonly scopes: readonly string[]
  /** The method of the official Node SDK. */
  readonly node: string | null
  /** Documented errors: HTTP status, where it is known, and code. */
  readonly errors: readonly (readonly [number | null, number])[]
  readonly params?: Members
  readonly query?: Members
  readonly body?: Members
  readonly data?: Members
  /** Members beside `code` and `msg`, or the whole reply. */
  readonly topLevel?: Members
  /** Whether success is bytes, or a redirect, instead of JSON. */
  readonly binary?: boolean
}

export const allFacts = facts as unknown as readonly Fact[]

/** What the vendor's SDKs expect of an endpoint. */
export function factOf(id: string): Fact {
  const found = allFacts.find((fact) => fact.id === id)
  if (!found) throw new Error(`There are no facts about ${id}`)
  return found
}

/** Every place where a value differs from its shape: wrong JSON type, or a member nobody knows. */
export function mismatches(value: unknown, shape: Shape, path = 'data'): string[] {
  if (typeof shape === 'string') {
    const fits =
      shape === 'string'
        ? typeof value === 'string'
        : shape === 'bool'
          ? typeof value === 'boolean'
          : shape === 'float64'
            ? typeof value === 'number'
            : shape === 'object'
              ? typeof value === 'object' && value !== null
              : Number.isSafeInteger(value)
    return fits ? [] : [`${path} is ${JSON.stringify(value)}, not ${shape}`]
  }
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [`${path} is no list`]
    return value.flatMap((item, i) => mismatches(item, shape[0] as Shape, `${path}.${i}`))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`]
  const members = shape as Members
  return Object.entries(value).flatMap(([name, item]) => {
    const expected = members[name]
    // Category trees and option trees repeat themselves below `children`.
    if (expected === 'object' || (Array.isArray(expected) && expected[0] === 'object')) return []
    return expected === undefined
      ? [`${path}.${name} is not in the facts`]
      : mismatches(item, expected, `${path}.${name}`)
  })
}

/** The paths of a shape's scalars that a value has, lists written as `[]`. */
export function seenMembers(value: unknown, shape: Shape, path = ''): string[] {
  if (value === undefined || value === null) return []
  if (typeof shape === 'string') return [path]
  if (Array.isArray(shape))
    return Array.isArray(value)
      ? value.flatMap((item) => seenMembers(item, shape[0] as Shape, `${path}[]`))
      : []
  return Object.entries(shape as Members).flatMap(([name, inner]) =>
    seenMembers((value as Record<string, unknown>)[name], inner, path ? `${path}.${name}` : name),
  )
}

/** The paths of all scalars of a shape. */
export function allMembers(shape: Shape, path = ''): string[] {
  if (typeof shape === 'string') return [path]
  if (Array.isArray(shape)) return allMembers(shape[0] as Shape, `${path}[]`)
  return Object.entries(shape as Members).flatMap(([name, inner]) =>
    allMembers(inner, path ? `${path}.${name}` : name),
  )
}

/** The names of a shape that a value does not have, to see that a test has exercised them. */
export const absent = (value: object, shape: Members): string[] =>
  Object.keys(shape).filter((name) => !(name in value))
