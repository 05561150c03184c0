import type { Listed } from '@pipit/contract/catalogue'
import type { Json, JsonObject } from '@pipit/contract/openapi/json'
import { type ProgramToken, type SampleCall, isProgramToken, target } from '@pipit/contract/samples/call'
import { exampleOf } from '@pipit/contract/samples/example'
import { type Schema, filled, isRecord, shown } from './schema.ts'

export type Part = 'path' | 'query' | 'body'

/** What somebody has filled in for one endpoint. */
export interface Form {
  readonly path: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
  /** The body as JSON text, where it is written instead of filled in. */
  readonly raw: string | undefined
  readonly file: File | undefined
}

export const emptyForm: Form = { path: {}, query: {}, body: {}, raw: undefined, file: undefined }

export const schemasOf = ({ endpoint }: Listed): Readonly<Record<Part, Schema | undefined>> => ({
  path: endpoint.params as Schema | undefined,
  query: endpoint.query as Schema | undefined,
  body: endpoint.body as Schema | undefined,
})

export const tokensOf = ({ endpoint }: Listed): ProgramToken[] => endpoint.tokens.filter(isProgramToken)

const record = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

/** The body to send; `undefined` where the JSON text is none. */
export function bodyOf(listed: Listed, form: Form): Record<string, unknown> | undefined {
  if (form.raw === undefined) return record(filled(form.body))
  if (form.raw.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(form.raw)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

export interface Account {
  readonly baseUrl: string
  readonly appId: string
  readonly helpdeskId: string
  readonly token: ProgramToken | undefined
}

/** The call as code is written from it. */
export function callOf(listed: Listed, form: Form, account: Account): SampleCall {
  const body = listed.endpoint.body ? bodyOf(listed, form) : undefined
  return {
    listed,
    ...account,
    path: Object.fromEntries(Object.entries(form.path).map(([name, value]) => [name, shown(value)])),
    query: record(filled(form.query)) as JsonObject,
    body: body as JsonObject | undefined,
    file: form.file?.name ?? 'file.png',
  }
}

/** What must be there to start from, of the members that are still empty. */
export function withExample(listed: Listed, form: Form): Form {
  const schemas = schemasOf(listed)
  const merged = (part: Part) => ({
    ...(record(exampleOf(JSON.parse(JSON.stringify(schemas[part] ?? {})) as Json, 'required')) as object),
    ...record(filled(form[part])),
  })
  const body = merged('body')
  return {
    ...form,
    path: merged('path'),
    query: merged('query'),
    body,
    raw: form.raw === undefined ? undefined : pretty(body),
  }
}

export const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2)

/** Which field of the form an error is about: `query.page_size`, `body.faqs.0.id`. */
export function fieldKey(listed: Listed, field: string): string | undefined {
  const name = field.split('.')[0]!
  const schemas = schemasOf(listed)
  for (const part of ['body', 'query', 'path'] as const)
    if (schemas[part]?.properties && name in schemas[part].properties) return `${part}.${field}`
  return undefined
}

/** Method and address of a call as the browser makes it. */
export const addressOf = (call: SampleCall): string => target(call)
