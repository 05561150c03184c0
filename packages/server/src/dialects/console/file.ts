import type { console as contract } from '@pipit/contract'
import type { FileInfo } from '@pipit/contract/console/file'
import type { Static } from 'typebox'
import type { FileRow } from '../../db/files.ts'
import type { Cx } from '../../domain/cx.ts'
import { fileTypeOf } from '../../domain/file-types.ts'
import { addFile, addImage } from '../../domain/files.ts'
import { fileOnDesk, ownUpload } from '../../domain/message-resources.ts'
import { sendFile } from '../file-reply.ts'
import type { Handlers } from '../handlers.ts'

export const fileInfoOf = (file: FileRow): Static<typeof FileInfo> => ({
  key: file.id,
  kind: file.kind,
  name: file.name,
  size: file.size,
  content_type: file.content_type,
  width: file.width ?? undefined,
  height: file.height ?? undefined,
  duration_ms: file.duration_ms ?? undefined,
})

const readable = (cx: Cx, kind: FileRow['kind'], key: string, messageId: string | undefined) =>
  messageId === undefined ? ownUpload(cx, { kind, key }) : fileOnDesk(cx, messageId, { kind, key })

// The schemas have made sure that there is a file.
export const image: Handlers<typeof contract.image> = {
  create: async (cx, _input, { file }) => fileInfoOf(await addImage(cx, 'message', file!)),
  get: async (cx, { params, query }, exchange) =>
    sendFile(cx, exchange, await readable(cx, 'image', params.key, query.message_id)),
}

export const file: Handlers<typeof contract.file> = {
  create: async (cx, { body }, exchange) =>
    fileInfoOf(await addFile(cx, { type: fileTypeOf(body.file_name), name: body.file_name }, exchange.file!)),
  get: async (cx, { params, query }, exchange) =>
    sendFile(cx, exchange, await readable(cx, 'file', params.key, query.message_id)),
}
