import { type Json, isObject } from './json.ts'

const width = 110

/** JSON that is both short and good to compare: what fits on a line stands on one. */
export function printJson(value: Json, indent = ''): string {
  const flat = JSON.stringify(value)
  if (indent.length + flat.length <= width || (!Array.isArray(value) && !isObject(value))) return flat
  const inner = `${indent} `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const parts = Array.isArray(value)
    ? value.map((item: Json) => printJson(item, inner))
    : Object.entries(value as Record<string, Json>).map(
        ([key, item]) => `${JSON.stringify(key)}: ${printJson(item, inner)}`,
      )
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`
}

/** The document as it is served and kept in the repository. */
export const printDocument = (value: Json): string => `${printJson(value)}\n`
