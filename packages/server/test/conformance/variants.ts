import type { Fact, Members, Shape } from '../shape.ts'
import type { Json } from './json.ts'
import type { Payload } from './wire.ts'

/** A call with one field changed, and the field's name as a violation writes it. */
export interface Variant {
  readonly field: string
  readonly payload: Payload
}

/** Whether there is a field, at any depth, that fits. */
export function takesField(
  members: Members | undefined,
  fits: (name: string, shape: Shape) => boolean,
): boolean {
  const inside = (shape: Shape): boolean => {
    if (typeof shape === 'string') return false
    if (Array.isArray(shape)) return inside(shape[0] as Shape)
    return Object.entries(shape as Members).some(([name, inner]) => fits(name, inner) || inside(inner))
  }
  return members !== undefined && inside(members)
}

/** Whether a request has required fields. */
export const hasRequired = ({ query, body }: Fact): boolean =>
  [query, body].some((members) => takesField(members, (name) => name.endsWith('!')))

/** Whether a request has fields that can have a wrong type: a text in a query cannot. */
export const hasTypes = ({ query, body }: Fact): boolean =>
  takesField(query, (name, shape) => mistypeText(undefined, name, shape).length > 0) ||
  takesField(body, () => true)

type Change = (value: Json, name: string, shape: Shape) => readonly Json[]

/** Every way to change one field of a value: `change` gives the new values of a field. */
function* changed(
  value: Json,
  shape: Shape,
  change: Change,
  at = '',
): Generator<[field: string, value: Json]> {
  if (typeof shape === 'string' || value === undefined || value === null || typeof value !== 'object') return
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return
    // One item is as good as the next.
    for (const [field, item] of changed(value[0], shape[0] as Shape, change, `${at}.0`))
      yield [field, [item, ...value.slice(1)]]
    return
  }
  for (const [written, inner] of Object.entries(shape as Members)) {
    const name = written.replace(/!$/, '')
    if (!(name in value)) continue
    const field = at ? `${at}.${name}` : name
    for (const item of change(value[name], written, inner)) {
      const { [name]: _, ...rest } = value as Record<string, Json>
      yield [field, item === undefined ? rest : { ...rest, [name]: item }]
    }
    for (const [deeper, item] of changed(value[name], inner, change, field))
      yield [deeper, { ...value, [name]: item }]
  }
}

function variants(fact: Fact, payload: Payload, ofQuery: Change, ofBody: Change): Variant[] {
  return [
    ...[...changed(payload.params, fact.query ?? {}, ofQuery)].map(([field, params]) => ({
      field,
      payload: { ...payload, params: params as Record<string, Json> },
    })),
    ...[...changed(payload.data, fact.body ?? {}, ofBody)].map(([field, data]) => ({
      field,
      payload: { ...payload, data },
    })),
  ]
}

const leaveOut: Change = (_, name) => (name.endsWith('!') ? [undefined] : [])

/** The call without each of its required fields. */
export const withoutField = (fact: Fact, payload: Payload): Variant[] =>
  variants(fact, payload, leaveOut, leaveOut)

/** Fields whose texts are a closed list. */
const isWord = (name: string): boolean =>
  /^(user_id_type|department_id_type|receive_id_type|receive_type|container_id_type|sort_type|image_type|file_type|type)!?$/.test(
    name,
  )

/** In queries and forms everything is text: only what is no number, no boolean and not on the list is wrong. */
const mistypeText: Change = (value, name, shape) => {
  if (Array.isArray(shape))
    return shape[0] === 'int' ? [[...(Array.isArray(value) ? value : [value]), 'x']] : []
  if (shape === 'int' || shape === 'int64') return ['x', '1.5']
  if (shape === 'float64') return ['x']
  if (shape === 'bool') return ['perhaps']
  return shape === 'string' && isWord(name) ? ['nonsense'] : []
}

const mistypeJson: Change = (_, name, shape) => {
  if (typeof shape !== 'string') return [5, 'x']
  switch (shape) {
    case 'string':
      return isWord(name) ? [5, 'nonsense'] : [5, true]
    case 'bool':
      return ['perhaps', 7]
    case 'object':
      return [5]
    case 'float64':
      return ['x', {}]
    default:
      return ['x', 1.5]
  }
}

/** The call with each field that it has replaced by values of wrong types. */
export const withWrongType = (fact: Fact, payload: Payload): Variant[] => {
  const isForm = Object.values(fact.body ?? {}).includes('file')
  return variants(fact, payload, mistypeText, isForm ? mistypeText : mistypeJson)
}

/** The call with each id of its path changed to one that does not exist. */
export const withUnknownId = (payload: Payload): Variant[] =>
  Object.entries(payload.path ?? {}).map(([name, id]) => {
    const unknown = `${id.slice(0, -6)}${id.endsWith('000000') ? '111111' : '000000'}`
    return { field: name, payload: { ...payload, path: { ...payload.path, [name]: unknown } } }
  })
