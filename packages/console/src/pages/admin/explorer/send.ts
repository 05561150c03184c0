import type { Listed } from '@pipit/contract/catalogue'
import { type SampleCall, formFields, target } from '@pipit/contract/samples/call'
import type { Reply } from './reply.ts'

export interface Credentials {
  readonly token: string | undefined
  /** Value of the help desk header. */
  readonly helpdesk: string | undefined
}

/** A browser sends no body with GET, though this API knows one. */
export const hasUnsendableBody = ({ endpoint }: Listed): boolean =>
  endpoint.method === 'GET' && endpoint.body !== undefined

function bodyOf(call: SampleCall, file: File | undefined): BodyInit | undefined {
  const { endpoint } = call.listed
  if (endpoint.upload) {
    const form = new FormData()
    for (const [name, value] of formFields(call)) form.append(name, value)
    if (file) form.append(endpoint.upload.part, file)
    return form
  }
  if (call.body === undefined || hasUnsendableBody(call.listed)) return undefined
  return JSON.stringify(call.body)
}

/** Makes the call against this server, as a program would: with a token, without the session. */
export async function send(
  call: SampleCall,
  credentials: Credentials,
  file: File | undefined,
  signal: AbortSignal,
): Promise<Reply> {
  const { endpoint } = call.listed
  const body = bodyOf(call, file)
  const headers: Record<string, string> = {}
  if (typeof body === 'string') headers['Content-Type'] = 'application/json'
  if (credentials.token) headers.Authorization = `Bearer ${credentials.token}`
  if (endpoint.helpdesk && credentials.helpdesk)
    headers['X-Lark-Helpdesk-Authorization'] = credentials.helpdesk
  const started = performance.now()
  const response = await fetch(target(call), {
    method: endpoint.method,
    headers,
    credentials: 'omit',
    signal,
    ...(body !== undefined && { body }),
  })
  const blob = await response.blob()
  const ms = Math.round(performance.now() - started)
  const type = response.headers.get('content-type') ?? ''
  const isJson = type.startsWith('application/json')
  const isFile = response.ok && endpoint.envelope === 'binary' && !isJson
  const text = isFile ? '' : await blob.text()
  return {
    status: response.status,
    ms,
    headers: [...response.headers],
    text,
    json: isJson ? parsed(text) : undefined,
    file: isFile ? { url: URL.createObjectURL(blob), type, name: nameOf(response) } : undefined,
    logId: response.headers.get('x-tt-logid') ?? undefined,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const nameOf = (response: Response): string =>
  /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'download'
