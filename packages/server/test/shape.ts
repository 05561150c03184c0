import facts from './facts/feishu.json' with { type: 'json' }

/** The type of a value on the wire: a scalar's name, a one-element list, or an object of members. */
export type Shape = string | readonly [Shape] | { readonly [name: string]: Shape }

interface Fact {
  readonly id: string
  readonly data?: Record<string, Shape>
  readonly topLevel?: Record<string, Shape>
}

/** What the vendor's SDKs expect of an endpoint. */
export function factOf(id: string): Fact {
  const found = (facts as unknown as readonly Fact[]).find((fact) => fact.id === id)
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
  const members = shape as Readonly<Record<string, Shape>>
  return Object.entries(value).flatMap(([name, item]) => {
    const expected = members[name]
    // Category trees and option trees repeat themselves below `children`.
    if (expected === 'object' || (Array.isArray(expected) && expected[0] === 'object')) return []
    return expected === undefined
      ? [`${path}.${name} is not in the facts`]
      : mismatches(item, expected, `${path}.${name}`)
  })
}

/** The names of a shape that a value does not have, to see that a test has exercised them. */
export const absent = (value: object, shape: Readonly<Record<string, Shape>>): string[] =>
  Object.keys(shape).filter((name) => !(name in value))
