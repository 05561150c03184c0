import type { Readable } from 'node:stream'

/** All of a stream at once. Mails are read whole: their parts are anywhere in them. */
export async function bufferOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
}
