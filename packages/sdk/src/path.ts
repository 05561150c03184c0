import { ConfigError } from './errors.ts'

interface Part {
  readonly literal: string
  readonly name: string
}

interface Template {
  readonly parts: readonly Part[]
  readonly tail: string
}

const templates = new Map<string, Template>()

function compile(path: string): Template {
  const parts: Part[] = []
  let last = 0
  for (const match of path.matchAll(/(?<=\/):([A-Za-z_]\w*)/g)) {
    parts.push({ literal: path.slice(last, match.index), name: match[1] ?? '' })
    last = match.index + match[0].length
  }
  return { parts, tail: path.slice(last) }
}

/** Fills `:name` parts; each value stays one segment whatever it contains. */
export function fillPath(path: string, values: object | undefined): string {
  let template = templates.get(path)
  if (!template) {
    template = compile(path)
    // Raw calls may come with any path: templates with values written into them must not pile up.
    if (template.parts.length > 0) templates.set(path, template)
  }
  if (template.parts.length === 0) return path
  let filled = ''
  for (const { literal, name } of template.parts) {
    filled += literal + segment(name, (values as Record<string, unknown> | undefined)?.[name], path)
  }
  return filled + template.tail
}

function segment(name: string, value: unknown, path: string): string {
  const field = `path.${name}`
  if (value === undefined || value === null || value === '') {
    throw new ConfigError(field, `${field} is missing: ${path} cannot be called without it.`)
  }
  const text = scalar(field, value)
  // Encoding does not help here: URL parsers resolve %2E%2E as well.
  if (text === '.' || text === '..') {
    throw new ConfigError(field, `${field} must not be "${text}": it would change the path of the call.`)
  }
  return encode(field, text)
}

/** The text of an id or a parameter. */
export function scalar(field: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (typeof value === 'number') {
    if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      throw new ConfigError(
        field,
        `${field} is ${value}, past what a number holds exactly: pass it as a string.`,
      )
    }
    if (Number.isFinite(value)) return String(value)
  }
  const what = typeof value === 'number' ? String(value) : `of type ${typeof value}`
  throw new ConfigError(field, `${field} must be a string, a number or a boolean, but is ${what}.`)
}

export function encode(field: string, text: string): string {
  try {
    return encodeURIComponent(text)
  } catch (cause) {
    throw new ConfigError(field, `${field} is not well-formed text: it holds half of a surrogate pair.`, {
      cause,
    })
  }
}
