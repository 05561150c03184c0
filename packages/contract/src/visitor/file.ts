import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const file = {
  image: endpoint({
    method: 'POST',
    path: '/visitor/v1/images',
    summary: 'Upload a picture',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    body: Type.Object({ image: Type.Unknown({ description: 'file part' }) }),
    upload: { part: 'image', maximumBytes: 10 * 1024 * 1024 },
    response: Type.Object({ image_key: Type.String() }),
  }),
  upload: endpoint({
    method: 'POST',
    path: '/visitor/v1/files',
    summary: 'Upload a file',
    tokens: ['visitor'],
    envelope: 'bare',
    limit: { perMinute: 20 },
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 255 }),
      file: Type.Unknown({ description: 'file part' }),
    }),
    upload: { part: 'file', maximumBytes: 30 * 1024 * 1024 },
    response: Type.Object({ file_key: Type.String() }),
  }),
  /** A file of a message in the visitor's own chat. */
  get: endpoint({
    method: 'GET',
    path: '/visitor/v1/messages/:message_id/files/:key',
    summary: 'Download a file of a message',
    tokens: ['visitor'],
    limit: { perMinute: 240 },
    envelope: 'binary',
    params: Type.Object({
      message_id: Type.String({ maxLength: 64 }),
      key: Type.String({ maxLength: 128 }),
    }),
    response: Type.Unknown(),
  }),
}
