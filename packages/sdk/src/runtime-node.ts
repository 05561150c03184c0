import type { Connect } from './socket.ts'
import type { Transport } from './transport.ts'
import { nodeTransport } from './transport-node.ts'

/** What differs between Node and everything else. `package.json` "imports" picks this file or runtime-web.ts. */
export const defaultTransport = (): Transport => nodeTransport()

export const connect: Connect = async (...args) => (await import('./socket-node.ts')).connect(...args)

export async function writeFile(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const { createWriteStream } = await import('node:fs')
  const { pipeline } = await import('node:stream/promises')
  await pipeline(chunks, createWriteStream(path))
}

export function toReadable(chunks: AsyncIterable<Uint8Array>): unknown {
  const { Readable } = process.getBuiltinModule('node:stream')
  return Readable.from(chunks, { objectMode: false })
}
