import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** The reply of an endpoint whose envelope is `binary`. */
export interface Binary {
  readonly stream: Readable
  /** Bytes. */
  readonly size: number
  readonly contentType: string
  readonly name: string
}

/** Streams a file. Whoever uploaded it chose its bytes: browsers must neither guess its type nor run it. */
export function sendBinary(reply: FastifyReply, { stream, size, contentType, name }: Binary): FastifyReply {
  return reply
    .headers({
      'content-type': contentType,
      'content-length': size,
      'content-disposition': attachment(name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    .send(stream)
}

/** The Python SDK needs a plain `filename=`; the others take the second, which has every letter. */
export function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const extended = encodeURIComponent(name).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  return plain === name
    ? `attachment; filename="${plain}"`
    : `attachment; filename="${plain}"; filename*=UTF-8''${extended}`
}
