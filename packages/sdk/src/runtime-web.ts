import { ConfigError } from './errors.ts'
import type { Connect } from './socket.ts'
import type { Transport } from './transport.ts'
import { fetchTransport } from './transport-fetch.ts'

/** The counterpart of runtime-node.ts for browsers, edge runtimes, Deno and Bun. */
export const defaultTransport = (): Transport =>
  // Called through globalThis, so that a `fetch` replaced later (tests, instrumentation) is used.
  fetchTransport((url, init) => globalThis.fetch(url, init))

export const connect: Connect = async (...args) => (await import('./socket-web.ts')).connect(...args)

export function writeFile(): Promise<void> {
  return Promise.reject(
    new ConfigError('path', 'writeFile needs Node: use bytes() or iterate over the download.'),
  )
}

export function toReadable(): never {
  throw new ConfigError('download', 'getReadableStream needs Node: use bytes() or iterate over the download.')
}
