import { join } from 'node:path'
import { diskStorage } from './storage-disk.ts'
import { type S3Options, s3Storage } from './storage-s3.ts'
import type { Storage } from './storage.ts'

/** Opens the storage that the configuration names: an S3-compatible one, or `DATA_DIR/files`. */
export function openStorage(config: { dataDir: string; s3?: S3Options | undefined }): Storage {
  const files = join(config.dataDir, 'files')
  const incoming = join(files, 'incoming')
  return config.s3 ? s3Storage(config.s3, incoming) : diskStorage(files, incoming)
}
