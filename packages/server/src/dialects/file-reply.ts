import type { FileRow } from '../db/files.ts'
import type { Cx } from '../domain/cx.ts'
import { openFile } from '../domain/files.ts'
import type { ByteRange } from '../outbound/storage.ts'
import { attachment } from './binary.ts'
import { type Exchange, alreadySent } from './handlers.ts'

/** What browsers draw and never run; everything else is to be saved. */
const shownInline = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'])

/**
 * Sends a file to a browser: pictures to be shown, everything else to be saved. A key always stands for the same
 * bytes, so they are kept for a while; not longer, because a message can be recalled and a person can leave.
 */
export async function sendFile(cx: Cx, { request, reply }: Exchange, file: FileRow): Promise<unknown> {
  const etag = `"${file.sha256}"`
  reply.headers({
    etag,
    'content-type': file.content_type,
    'content-disposition': shownInline.has(file.content_type) ? 'inline' : attachment(file.name),
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=3600',
    vary: 'Cookie',
    'accept-ranges': 'bytes',
  })
  if (request.headers['if-none-match'] === etag) return end(reply.code(304).send())
  const range = rangeOf(request.headers.range, file.size)
  if (range === 'outside') return end(reply.code(416).header('content-range', `bytes */${file.size}`).send())
  const { content } = await openFile(cx, file, range)
  if (range) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  return end(reply.header('content-length', content.size).send(content.stream))
}

const end = (_reply: unknown): typeof alreadySent => alreadySent

/** The one part that is asked for; several at once, or another unit, get the whole file. */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'outside' | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  if (!match || (match[1] === '' && match[2] === '')) return undefined
  const last = size - 1
  const start = match[1] === '' ? Math.max(0, size - Number(match[2])) : Number(match[1])
  const to = match[1] === '' || match[2] === '' ? last : Math.min(last, Number(match[2]))
  return start > to ? 'outside' : { start, end: to }
}
