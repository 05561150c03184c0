/**
 * @typedef {Record<string, any>} Schema
 * @typedef {{ nameOf: (schema: Schema) => string | undefined, schemas: Map<string, Schema> }} Models
 */

/** Finds the name of a schema by what it says: the contract inlines schemas, so identity is lost. */
export function nameModels(/** @type {Map<string, Schema>} */ schemas) {
  const names = new Map()
  for (const [name, schema] of schemas) {
    const key = JSON.stringify(schema)
    if (!names.has(key)) names.set(key, name)
  }
  /** @param {Schema} schema @returns {string | undefined} */
  const nameOf = (schema) => names.get(JSON.stringify(schema))
  return { nameOf, schemas }
}

/** Interfaces for the models in use and for the models those use. @param {Models} models @param {Set<string>} used */
export function printModels(models, used) {
  /** @type {Map<string, string>} */
  const printed = new Map()
  let pending = [...used]
  while (pending.length > 0) {
    for (const name of pending) {
      const schema = models.schemas.get(name) ?? {}
      printed.set(name, printInterface(name, schema, models, used))
    }
    pending = [...used].filter((name) => !printed.has(name))
  }
  return [...printed.keys()]
    .toSorted()
    .map((name) => printed.get(name))
    .join('\n')
}

/** @param {string} name @param {Schema} schema @param {Models} models @param {Set<string>} used */
export function printInterface(name, schema, models, used) {
  if (schema.type !== 'object' || !schema.properties || Object.keys(schema.properties).length === 0) {
    return `export type ${name} = ${printType(schema, models, used, '')}\n`
  }
  return `export interface ${name} ${printMembers(schema, models, used, '')}\n`
}

/**
 * The members of an object, in braces.
 * @param {Schema} schema @param {Models} models @param {Set<string>} used @param {string} indent
 * @param {Record<string, string>} [types] members whose type is given
 */
export function printMembers(schema, models, used, indent, types = {}) {
  const required = new Set(schema.required ?? [])
  const inner = `${indent}  `
  const lines = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const type = types[name] ?? printType(member, models, used, inner)
    return [
      ...printDoc(describe(member), inner),
      `${inner}${key(name)}${required.has(name) ? '' : '?'}: ${type}`,
    ]
  })
  return ['{', ...lines, `${indent}}`].join('\n')
}

/** @param {Schema} schema @param {Models} models @param {Set<string>} used @param {string} indent @returns {string} */
export function printType(schema, models, used, indent) {
  const model = schema.type === 'object' ? models.nameOf(schema) : undefined
  if (model) {
    used.add(model)
    return model
  }
  if ('const' in schema) return literal(schema.const)
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  const variants = schema.anyOf ?? schema.oneOf
  if (variants)
    return variants.map((/** @type {Schema} */ v) => printType(v, models, used, indent)).join(' | ')
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array': {
      const item = printType(schema.items ?? {}, models, used, indent)
      return / [|&] /.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`
    }
    case 'object': {
      if (schema.properties && Object.keys(schema.properties).length > 0) {
        return printMembers(schema, models, used, indent)
      }
      const values = schema.additionalProperties ?? Object.values(schema.patternProperties ?? {})[0]
      return values && typeof values === 'object'
        ? `Record<string, ${printType(values, models, used, indent)}>`
        : 'object'
    }
    default:
      return 'unknown'
  }
}

/** What a schema says in words, bounds included. @param {Schema} schema */
function describe({ description = '', default: preset, minimum, maximum, maxLength }) {
  const bounds = []
  if (preset !== undefined && !/default/i.test(description)) bounds.push(`default ${preset}`)
  if (minimum !== undefined && maximum !== undefined) bounds.push(`${minimum} to ${maximum}`)
  else if (maximum !== undefined) bounds.push(`at most ${maximum}`)
  if (maxLength !== undefined) bounds.push(`at most ${maxLength} characters`)
  return [description, ...(/max/.test(description) ? [] : bounds)].filter(Boolean).join('; ')
}

/** A doc comment, on one line where it fits. @param {string} text @param {string} indent @returns {string[]} */
export function printDoc(text, indent) {
  const safe = text.replaceAll('*/', '*\\/').trim()
  if (safe === '') return []
  const one = `${indent}/** ${safe} */`
  if (one.length <= 110 && !safe.includes('\n')) return [one]
  const lines = safe.split('\n').flatMap((paragraph) => wrap(paragraph, 107 - indent.length))
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`]
}

/** @param {string} text @param {number} width */
function wrap(text, width) {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1]
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines
}

const literal = (/** @type {unknown} */ value) =>
  typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value)

const key = (/** @type {string} */ name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name))
