import type { Listed } from '../catalogue.ts'
import type { TokenKind } from '../endpoint.ts'
import type { Json, JsonObject } from '../openapi/json.ts'

/** What programs prove themselves by. */
export type ProgramToken = Exclude<TokenKind, 'session' | 'visitor'>

export const isProgramToken = (kind: TokenKind | undefined): kind is ProgramToken =>
  kind !== undefined && kind in tokenVariable

/** One call as somebody has filled it in; what code in each language is written from. Secrets are no part of it. */
export interface SampleCall {
  readonly listed: Listed
  /** Address of the server, without a slash at the end. */
  readonly baseUrl: string
  readonly appId: string
  readonly helpdeskId: string
  /** Which of the accepted tokens; absent where none is needed. */
  readonly token: ProgramToken | undefined
  readonly path: Readonly<Record<string, string>>
  readonly query: JsonObject
  /** Absent where nothing is sent. */
  readonly body: JsonObject | undefined
  /** Name of the file to upload. */
  readonly file: string
}

/** Where code finds a token: in the environment, for a sample is pasted to places where no secret belongs. */
export const tokenVariable: Readonly<Record<ProgramToken, string>> = {
  tenant: 'TENANT_ACCESS_TOKEN',
  app: 'APP_ACCESS_TOKEN',
  user: 'USER_ACCESS_TOKEN',
  access: 'ACCESS_TOKEN',
}

/** The value of a path parameter, or its name where none is given yet. */
export const pathValue = (call: SampleCall, name: string): string => call.path[name] || name.toUpperCase()

export const pathNames = ({ listed }: SampleCall): string[] =>
  [...listed.endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!)

/** A shell and a URL agree on everything but this. */
const encode = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27')

export const filledPath = (call: SampleCall): string =>
  call.listed.endpoint.path.replace(/:(\w+)/g, (_, name: string) => encode(pathValue(call, name)))

const scalar = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** The query as pairs; arrays are repeated names. */
export const queryPairs = (call: SampleCall): [name: string, value: string][] =>
  Object.entries(call.query).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((item: Json): [string, string] => [name, scalar(item)])
      : [[name, scalar(value)] as [string, string]],
  )

/** Path and query as they go over the wire. */
export function target(call: SampleCall): string {
  const pairs = queryPairs(call).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return filledPath(call) + (pairs.length > 0 ? `?${pairs.join('&')}` : '')
}

export const address = (call: SampleCall): string => call.baseUrl + target(call)

/** The members of an upload but for the file. */
export const formMembers = ({ listed, body = {} }: SampleCall): [name: string, value: Json][] =>
  Object.entries(body).filter(([name]) => name !== listed.endpoint.upload?.part)

/** The same as they stand in the form: as text. */
export const formFields = (call: SampleCall): [name: string, value: string][] =>
  formMembers(call).map(([name, value]) => [name, scalar(value)])
