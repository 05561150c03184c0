import { Agent, request } from 'node:http'
import { request as secureRequest } from 'node:https'
import type { Fact } from '../shape.ts'
import type { Json } from './json.ts'

/** The parts of a call as the official Node SDK takes them. */
export interface Payload {
  readonly path?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, Json>>
  readonly data?: Json
}

export interface WireReply {
  readonly status: number
  /** Header names as they were written. */
  readonly names: readonly string[]
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
  /** The JSON body; absent when it is not JSON. */
  readonly body: Json
}

const agent = new Agent({ keepAlive: true })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** One HTTP/1.1 call, exactly as said. Waits and asks again where a rate limit says so. */
export async function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>> = {},
  body?: string | Buffer,
): Promise<WireReply> {
  for (;;) {
    const reply = await exchange(url, method, headers, body)
    if (reply.status !== 429) return reply
    await pause((Number(reply.headers['x-ogw-ratelimit-reset']) || 1) * 1000)
  }
}

const exchange = (
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer | undefined,
): Promise<WireReply> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const secure = url.startsWith('https:')
    const call = (secure ? secureRequest : request)(
      url,
      { method, headers: { ...headers, ...length }, ...(!secure && { agent }) },
      (response) => {
        const chunks: Buffer[] = []
        response.on('error', reject)
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const bytes = Buffer.concat(chunks)
          resolve({
            status: response.statusCode!,
            names: response.rawHeaders.filter((_, i) => i % 2 === 0),
            headers: response.headers,
            bytes,
            body: parsed(bytes),
          })
        })
      },
    )
    call.on('error', reject)
    call.end(body)
  })

function parsed(bytes: Buffer): Json {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return undefined
  }
}

/** The path and query of a call; lists are repeated keys, as in every SDK. */
export function target(fact: Fact, { path = {}, params = {} }: Payload): string {
  const filled = fact.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(path[name] ?? ''))
  const query = Object.entries(params).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => `${name}=${encodeURIComponent(String(item))}`),
  )
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`
}

export interface Part {
  readonly name: string
  readonly value: string | Buffer
  readonly headers?: readonly string[]
}

/** A multipart body of parts in the given order. */
export function multipart(parts: readonly Part[], boundary = 'a-b_c'): { type: string; body: Buffer } {
  const chunks = parts.flatMap(({ name, value, headers = [] }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${headers.map((h) => (h.startsWith(';') ? h : `\r\n${h}`)).join('')}\r\n\r\n`,
    ),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  }
}

/** Whether a call's body is a form with a file. */
export const isUpload = (fact: Fact): boolean => Object.values(fact.body ?? {}).includes('file')

/** The content type and bytes of a call's body. */
export function encode(fact: Fact, { data }: Payload): { type: string; body: string | Buffer } | undefined {
  if (data === undefined) return undefined
  if (!isUpload(fact)) return { type: 'application/json; charset=utf-8', body: JSON.stringify(data) }
  return multipart(
    Object.entries(data as Record<string, unknown>).map(([name, value]) =>
      Buffer.isBuffer(value)
        ? { name, value, headers: ['; filename="unknown-file"', 'Content-Type: application/octet-stream'] }
        : { name, value: String(value) },
    ),
  )
}
