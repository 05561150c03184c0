import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

/** A kept file or picture, as pages need it to show it before its bytes are there. */
export const FileInfo = Type.Object({
  key: Type.String({ description: 'img_… or file_…' }),
  kind: Type.Enum(['image', 'file']),
  name: Type.String(),
  size: Type.Integer({ description: 'bytes' }),
  content_type: Type.String(),
  width: Type.Optional(Type.Integer({ description: 'pixels' })),
  height: Type.Optional(Type.Integer({ description: 'pixels' })),
  duration_ms: Type.Optional(Type.Integer()),
})

const where = Type.Object({
  message_id: Type.Optional(
    Type.String({
      description: 'om_… of a message of the desk that shows it; without it, one’s own upload',
      maxLength: 64,
    }),
  ),
})

export const image = {
  /** Upload a picture to be sent, up to 10 MB; its bytes must be of a known format. */
  create: endpoint({
    method: 'POST',
    path: '/console/v1/images',
    summary: 'Upload an image',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({ image: Type.Unknown({ description: 'file part' }) }),
    upload: { part: 'image', maximumBytes: 10 * 1024 * 1024 },
    response: FileInfo,
  }),
  /** The bytes of a picture; `Range` and `If-None-Match` are understood. */
  get: endpoint({
    method: 'GET',
    path: '/console/v1/images/:key',
    summary: 'Get an image',
    tokens: ['session'],
    envelope: 'binary',
    params: Type.Object({ key: Type.String({ maxLength: 128 }) }),
    query: where,
    response: Type.Unknown(),
  }),
}

export const file = {
  /** Upload a file to be sent, up to 30 MB. */
  create: endpoint({
    method: 'POST',
    path: '/console/v1/files',
    summary: 'Upload a file',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      file_name: Type.String({
        description: 'the name to show, with its ending',
        minLength: 1,
        maxLength: 255,
      }),
      file: Type.Unknown({ description: 'file part' }),
    }),
    upload: { part: 'file', maximumBytes: 30 * 1024 * 1024 },
    response: FileInfo,
  }),
  /** The bytes of a file, to be saved; `Range` and `If-None-Match` are understood. */
  get: endpoint({
    method: 'GET',
    path: '/console/v1/files/:key',
    summary: 'Get a file',
    tokens: ['session'],
    envelope: 'binary',
    params: Type.Object({ key: Type.String({ maxLength: 128 }) }),
    query: where,
    response: Type.Unknown(),
  }),
}
