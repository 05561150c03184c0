import { mkdir, open, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openIncoming, receive } from './incoming.ts'
import { type Storage, assertKey } from './storage.ts'

/** Files in a folder of this machine, or of a volume that all nodes mount. */
export function diskStorage(folder: string, incoming: string): Storage {
  openIncoming(incoming)
  const pathOf = (key: string): string => join(folder, assertKey(key))
  return {
    receive: (source) => receive(incoming, source),
    put: async (key, file) => {
      const path = pathOf(key)
      const created = await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      // The content first, then the name: a name never stands for half a file, whatever happens in between.
      await sync(file.path)
      await rename(file.path, path)
      await sync(dirname(path))
      if (created !== undefined)
        for (let at = dirname(path); at.length >= created.length; at = dirname(at)) await sync(dirname(at))
    },
    get: async (key, range) => {
      try {
        const handle = await open(pathOf(key), 'r')
        const { size } = await handle.stat()
        return range
          ? { stream: handle.createReadStream({ ...range }), size: range.end - range.start + 1 }
          : { stream: handle.createReadStream(), size }
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    delete: async (key) => {
      await unlink(pathOf(key)).catch((error: unknown) => {
        if (!isMissing(error)) throw error
      })
    },
    close: () => {},
  }
}

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
