import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A file that has arrived but is not kept yet. Whoever received it keeps it with `Storage.put` or discards it. */
export interface Incoming {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Lower-case hex. */
  readonly sha256: string
  /** At most `length` bytes from `offset`; fewer at the end. */
  read(offset: number, length: number): Promise<Buffer>
  /** Deletes it, unless it has been kept. */
  discard(): Promise<void>
}

/** What a crashed process has left is older than any upload can last. */
const staleMilliseconds = 24 * 60 * 60 * 1000

/** Makes the folder for arriving files and clears what earlier processes left half-written. */
export function openIncoming(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {}
    if (mtimeMs !== undefined && mtimeMs < Date.now() - staleMilliseconds) rmSync(path, { force: true })
  }
}

/** Writes a stream to a file of its own, as fast as the disk takes it; nothing is held in memory. */
export async function receive(folder: string, source: Readable): Promise<Incoming> {
  const path = join(folder, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(path, 'wx+', 0o600)
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      hash.update(chunk)
      size += chunk.length
      // Writes all of the chunk where the last one ended; the next is not read before.
      await handle.writeFile(chunk)
    }
  } catch (error) {
    await handle.close()
    await unlink(path).catch(() => {})
    throw error
  }
  return incomingAt(path, handle, size, hash.digest('hex'))
}

function incomingAt(path: string, handle: FileHandle, size: number, sha256: string): Incoming {
  let closed: Promise<void> | undefined
  return {
    path,
    size,
    sha256,
    read: async (offset, length) => {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, offset)
      return buffer.subarray(0, bytesRead)
    },
    discard: () =>
      (closed ??= (async () => {
        await handle.close()
        await unlink(path).catch(() => {})
      })()),
  }
}
