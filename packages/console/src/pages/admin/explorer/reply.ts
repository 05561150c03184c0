import type { Listed } from '@pipit/contract/catalogue'
import { isRecord } from './schema.ts'

/** What came back from a call. */
export interface Reply {
  readonly status: number
  /** How long it took, in ms. */
  readonly ms: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The JSON, or the text where it is none. */
  readonly text: string
  readonly json: unknown
  /** The bytes of a file, as an address for this page. */
  readonly file: { readonly url: string; readonly type: string; readonly name: string } | undefined
  readonly logId: string | undefined
}

export interface FieldError {
  readonly field: string
  readonly description: string
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** What is wrong with single fields, from whichever face. */
export function fieldErrors({ json }: Pick<Reply, 'json'>): FieldError[] {
  if (!isRecord(json)) return []
  const error = isRecord(json.error) ? json.error : {}
  return [...list(error.field_violations), ...list(json.errors)].filter(isRecord).map((one) => ({
    field: text(one.field),
    description: text(one.description) || text(one.message),
  }))
}

/** The number in the reply; the status where it has none. */
export const codeOf = ({ json, status }: Pick<Reply, 'json' | 'status'>): number =>
  isRecord(json) && typeof json.code === 'number' ? json.code : status

/** Whether the call did what it was to do: each face says it its way. */
export function hasSucceeded({ endpoint, face }: Listed, reply: Pick<Reply, 'json' | 'status'>): boolean {
  if (reply.status >= 400) return false
  if (endpoint.envelope === 'binary' || !isRecord(reply.json) || typeof reply.json.code !== 'number')
    return true
  return reply.json.code === (face === 'feishu' ? 0 : 200)
}
