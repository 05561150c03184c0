import type { feishu } from '@pipit/contract'
import { type OpenedFile, addFile, addImage, openOwnFile } from '../../domain/files.ts'
import { openMessageFile } from '../../domain/message-resources.ts'
import type { Binary } from '../binary.ts'
import type { Exchange, Handlers } from '../handlers.ts'

export const binaryOf = ({ file, content }: OpenedFile): Binary => ({
  stream: content.stream,
  size: content.size,
  contentType: file.content_type,
  name: file.name,
})

/** The schema has made sure that there is one. */
const received = ({ file }: Exchange) => file!

export const image: Handlers<typeof feishu.im.v1.image> = {
  create: async (cx, { body }, exchange) => {
    const { id } = await addImage(cx, body.image_type, received(exchange))
    return { image_key: id }
  },
  get: async (cx, { params }) => binaryOf(await openOwnFile(cx, 'image', params.image_key)),
}

export const file: Handlers<typeof feishu.im.v1.file> = {
  create: async (cx, { body }, exchange) => {
    const { id } = await addFile(
      cx,
      { type: body.file_type, name: body.file_name, durationMs: body.duration },
      received(exchange),
    )
    return { file_key: id }
  },
  get: async (cx, { params }) => binaryOf(await openOwnFile(cx, 'file', params.file_key)),
}

export const messageResource: Handlers<typeof feishu.im.v1.messageResource> = {
  get: async (cx, { params, query }) =>
    binaryOf(await openMessageFile(cx, params.message_id, { kind: query.type, key: params.file_key })),
}
