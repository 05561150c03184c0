import { toBase64, utf8 } from './bytes.ts'
import type { Endpoint, Payload } from './endpoint.ts'
import { ConfigError } from './errors.ts'
import { toMultipart } from './multipart.ts'
import type { HelpdeskCredential, RequestOptions } from './options.ts'
import type { Body } from './transport.ts'

export interface Prepared {
  readonly headers: Record<string, string>
  readonly body: Body | undefined
}

export interface Defaults {
  readonly userAgent: string
  /** Ready to send; nothing when the client has no credential. */
  readonly helpdesk: string | undefined
}

const helpdeskHeader = 'X-Lark-Helpdesk-Authorization'
const json = 'application/json; charset=utf-8'

/** Headers and body of a call, without its token. Only an upload needs to wait for its bytes. */
export function prepare(
  endpoint: Endpoint,
  payload: Payload | undefined,
  options: RequestOptions,
  defaults: Defaults,
): Prepared | Promise<Prepared> {
  const headers: Record<string, string> = { 'User-Agent': defaults.userAgent }
  const helpdesk = helpdeskFor(endpoint, options, defaults)
  if (helpdesk !== undefined) headers[helpdeskHeader] = helpdesk
  if (options.requestId !== undefined) headers['Oapi-Sdk-Request-Id'] = options.requestId
  const finish = (contentType: string | undefined, body: Body | undefined): Prepared => {
    if (contentType !== undefined) headers['Content-Type'] = contentType
    if (options.headers) merge(headers, options.headers)
    return { headers, body }
  }
  if (endpoint.file !== undefined) {
    return toMultipart(payload?.data, endpoint.file).then(({ contentType, body }) =>
      finish(contentType, body),
    )
  }
  if (payload?.data !== undefined) return finish(json, toJson(payload.data))
  const reads = endpoint.method === 'GET' || endpoint.method === 'DELETE'
  return reads ? finish(undefined, undefined) : finish(json, '{}')
}

function helpdeskFor(endpoint: Endpoint, options: RequestOptions, defaults: Defaults): string | undefined {
  const { helpdesk, headers } = options
  if (helpdesk === false) return undefined
  if (typeof helpdesk === 'object') return credential(helpdesk)
  if (helpdesk === undefined && endpoint.helpdesk !== true) return undefined
  if (defaults.helpdesk === undefined && !hasHelpdeskHeader(headers)) {
    throw new ConfigError(
      'helpDeskId',
      `${endpoint.method} ${endpoint.path} needs the credential of a help desk: give the client ` +
        '`helpDeskId` and `helpDeskToken`.',
    )
  }
  return defaults.helpdesk
}

const hasHelpdeskHeader = (headers: RequestOptions['headers']) =>
  Object.keys(headers ?? {}).some((name) => name.toLowerCase() === helpdeskHeader.toLowerCase())

export const credential = ({ id, token }: HelpdeskCredential): string => toBase64(utf8(`${id}:${token}`))

function toJson(data: unknown): string {
  try {
    return JSON.stringify(data)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigError('data', `data cannot be written as JSON: ${why}.`, { cause })
  }
}

function merge(headers: Record<string, string>, extra: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(extra)) {
    // Header names ignore case; two of one name would both be sent.
    const same = Object.keys(headers).find((known) => known.toLowerCase() === name.toLowerCase())
    if (same !== undefined) delete headers[same]
    headers[/^authorization$/i.test(name) ? 'Authorization' : name] = value
  }
}
