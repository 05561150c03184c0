import { ServerResponse } from 'node:http'
import { newLogId } from './platform/ids.ts'

const canonical = new Map<string, string>([
  ['etag', 'ETag'],
  ['www-authenticate', 'WWW-Authenticate'],
])

function canonicalName(name: string): string {
  let found = canonical.get(name)
  if (found === undefined) {
    found = name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())
    if (canonical.size < 500) canonical.set(name, found)
  }
  return found
}

/**
 * Writes header names as `Content-Type` and `X-Tt-Logid`. Fastify lower-cases them, and the official Python SDK looks
 * them up case-sensitively. Every reply has a log id.
 */
export class CanonicalResponse extends ServerResponse {
  /** How headers arrive with a stream: one by one, before an implicit `writeHead`. */
  override setHeader(name: string, value: number | string | readonly string[]): this {
    return super.setHeader(canonicalName(name), value)
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    const headers = rest.at(-1)
    if (typeof headers === 'object' && headers !== null && !Array.isArray(headers)) {
      const named: Record<string, unknown> = {}
      for (const [name, value] of Object.entries(headers)) named[canonicalName(name)] = value
      // Pages and files have nothing to log, but whoever asks about one can still name the reply.
      if (named['X-Tt-Logid'] === undefined && !this.hasHeader('X-Tt-Logid')) named['X-Tt-Logid'] = newLogId()
      rest[rest.length - 1] = named
    }
    return super.writeHead(status, ...(rest as [never]))
  }
}
