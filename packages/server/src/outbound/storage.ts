import type { Readable } from 'node:stream'
import type { Incoming } from './incoming.ts'

/** A part of a file, in bytes; both ends are included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** The content of a file that is kept. The stream must be read or destroyed. */
export interface StoredFile {
  readonly stream: Readable
  /** Bytes of the stream. */
  readonly size: number
}

/**
 * Where uploaded files are kept. Keys are made by this program (`storageKey`), never by a caller of the API; each is
 * written once and never changed.
 */
export interface Storage {
  /** Takes a stream in, without keeping it yet. */
  receive(source: Readable): Promise<Incoming>
  /** Keeps a received file; durable when it resolves. */
  put(key: string, incoming: Incoming): Promise<void>
  /** All of a file or a part of it, which must lie within; nothing when there is no such file. */
  get(key: string, range?: ByteRange): Promise<StoredFile | undefined>
  /** Deletes a file; it is no error when there is none. */
  delete(key: string): Promise<void>
  close(): void
}

/** One folder for each tenant, split in 256 so that none grows large. */
export const storageKey = (tenantId: string, fileId: string): string =>
  `${tenantId}/${fileId.slice(-2)}/${fileId}`

const safeKey = /^[a-z0-9]+(\/[a-z0-9_]+)+$/

/** The last line of defence: a key that could name anything but a file of ours is a bug. */
export function assertKey(key: string): string {
  if (!safeKey.test(key)) throw new Error(`Not a storage key: ${JSON.stringify(key)}`)
  return key
}
