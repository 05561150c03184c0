import { type FileRow, findFile } from '../db/files.ts'
import type { Incoming } from '../outbound/incoming.ts'
import { type ByteRange, type StoredFile, storageKey } from '../outbound/storage.ts'
import { newFileKey, newImageKey } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { type ImageInfo, imageTypes, readImageInfo } from './image-info.ts'

/** A kept file with its content, which must be read or destroyed. */
export interface OpenedFile {
  readonly file: FileRow
  readonly content: StoredFile
}

export type ImagePurpose = 'message' | 'avatar'

/** The vendor's limits on the sides of a picture, in pixels. */
function maximumSide(purpose: ImagePurpose, { format }: ImageInfo): number {
  if (format === 'gif') return 2000
  return purpose === 'avatar' ? 4096 : 12_000
}

/** Keeps a received picture. @throws file_empty, image_not_recognised, image_too_large, storage_full */
export async function addImage(cx: Cx, purpose: ImagePurpose, incoming: Incoming): Promise<FileRow> {
  if (incoming.size === 0) throw new AppError('file_empty')
  const info = await readImageInfo((offset, length) => incoming.read(offset, length))
  if (!info) throw new AppError('image_not_recognised')
  if (Math.max(info.width, info.height) > maximumSide(purpose, info)) throw new AppError('image_too_large')
  const id = newImageKey()
  return keep(cx, incoming, {
    id,
    kind: 'image',
    file_type: purpose,
    content_type: imageTypes[info.format],
    name: `${id}.${info.format === 'jpeg' ? 'jpg' : info.format}`,
    width: info.width,
    height: info.height,
    duration_ms: null,
  })
}

/** What browsers are told about each of the vendor's kinds of file; nothing that they would run. */
const contentTypes = {
  opus: 'audio/ogg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  stream: 'application/octet-stream',
} as const

export interface NewFile {
  readonly type: keyof typeof contentTypes
  readonly name: string
  /** Of audio or video. */
  readonly durationMs?: number | undefined
}

/** Keeps a received file. @throws file_empty, storage_full */
export async function addFile(cx: Cx, file: NewFile, incoming: Incoming): Promise<FileRow> {
  if (incoming.size === 0) throw new AppError('file_empty')
  return keep(cx, incoming, {
    id: newFileKey(),
    kind: 'file',
    file_type: file.type,
    content_type: contentTypes[file.type],
    name: file.name,
    width: null,
    height: null,
    duration_ms: file.durationMs ?? null,
  })
}

type Described = Pick<
  FileRow,
  'id' | 'kind' | 'file_type' | 'content_type' | 'name' | 'width' | 'height' | 'duration_ms'
>

/** The content first, then the row: a row always has its content. */
async function keep(cx: Cx, incoming: Incoming, described: Described): Promise<FileRow> {
  const key = storageKey(cx.tenantId, described.id)
  await cx.storage.put(key, incoming).catch((error: unknown) => {
    throw storageFailure(error)
  })
  const file: FileRow = {
    tenant_id: cx.tenantId,
    ...described,
    app_id: cx.actor.kind === 'system' ? null : (cx.actor.appId ?? null),
    user_id: actorUserId(cx),
    size: incoming.size,
    sha256: incoming.sha256,
    created_at: cx.now,
  }
  try {
    await inTransaction(cx, (cx) => cx.db.insertInto('files').values(file).execute())
  } catch (error) {
    await cx.storage.delete(key).catch(() => {})
    throw error
  }
  return file
}

/** A full disk is the operator's to mend and has a number of its own; everything else is a fault. */
export function storageFailure(error: unknown): unknown {
  const { code } = error as { code?: unknown }
  return code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('storage_full', { cause: error }) : error
}

/** A file that the acting app itself has uploaded. @throws file_not_found, not_the_uploader, file_deleted */
export async function openOwnFile(cx: Cx, kind: FileRow['kind'], key: string): Promise<OpenedFile> {
  const file = await findFile(cx.db, cx.tenantId, key)
  if (!file || file.kind !== kind) throw new AppError('file_not_found')
  if (cx.actor.kind !== 'system' && file.app_id !== (cx.actor.appId ?? null))
    throw new AppError('not_the_uploader')
  return openFile(cx, file)
}

/** Any file of the tenant; whether the caller may see it has been decided. @throws file_not_found, file_deleted */
export async function openFileByKey(cx: Cx, key: string): Promise<OpenedFile> {
  const file = await findFile(cx.db, cx.tenantId, key)
  if (!file) throw new AppError('file_not_found')
  return openFile(cx, file)
}

/** The content of a file, or a part of it, for who may see it. @throws file_deleted */
export async function openFile(cx: Cx, file: FileRow, range?: ByteRange): Promise<OpenedFile> {
  const content = await cx.storage.get(storageKey(cx.tenantId, file.id), range)
  if (!content) throw new AppError('file_deleted')
  return { file, content }
}
