// oxlint-disable-next-line typescript/no-explicit-any -- replies of every shape are read here
export type Json = any

/** Where `actual` lacks something of `expected`: objects may have more members, lists may not; functions decide. */
export function differences(actual: Json, expected: Json, path = 'reply'): string[] {
  if (typeof expected === 'function') {
    return (expected as (value: Json) => boolean)(actual)
      ? []
      : [`${path} is ${shown(actual)}, which is not ${expected.name || String(expected)}`]
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is ${shown(actual)}, not a list`]
    if (actual.length !== expected.length)
      return [`${path} has ${actual.length} items, not ${expected.length}: ${shown(actual)}`]
    return expected.flatMap((item, i) => differences(actual[i], item, `${path}.${i}`))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [`${path} is ${shown(actual)}, not an object`]
    return Object.entries(expected).flatMap(([name, value]) =>
      differences(actual[name], value, `${path}.${name}`),
    )
  }
  return Object.is(actual, expected) ? [] : [`${path} is ${shown(actual)}, not ${shown(expected)}`]
}

/** A value, short enough for a line. */
export function shown(value: unknown): string {
  const text = value === undefined ? 'absent' : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

export const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
export const isTime = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0
export const isTimeText = (value: unknown): boolean => typeof value === 'string' && /^\d{13}$/.test(value)
