import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const image = {
  /** Upload an image. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/im/v1/images',
    summary: 'Upload an image',
    tokens: ['tenant'],
    scopes: ['im:resource', 'im:resource:upload'],
    limit: { perMinute: 1000, perSecond: 50 },
    body: Type.Object({
      image_type: Type.Enum(['message', 'avatar'], {
        description: 'what it is for; an avatar has at most 4096 × 4096 pixels',
      }),
      image: Type.Unknown({ description: 'file part' }),
    }),
    upload: { part: 'image', maximumBytes: 10 * 1024 * 1024 },
    response: Type.Object({
      image_key: Type.Optional(Type.String({ description: 'image key' })),
    }),
    errors: [232096, 234001, 234002, 234006, 234007, 234010, 234011, 234039, 234041, 234042],
  }),
  /** Download an image. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/im/v1/images/:image_key',
    summary: 'Download an image',
    tokens: ['tenant'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      image_key: Type.String({ description: 'key from the upload (img_…)', maxLength: 128 }),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [234001, 234002, 234005, 234007, 234008, 234041, 234042],
  }),
}

export const file = {
  /** Upload a file. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/im/v1/files',
    summary: 'Upload a file',
    tokens: ['tenant'],
    scopes: ['im:resource', 'im:resource:upload'],
    limit: { perMinute: 1000, perSecond: 50 },
    body: Type.Object({
      file_type: Type.Enum(['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'], {
        description: 'opus for audio messages, mp4 for media messages, stream for everything else',
      }),
      file_name: Type.String({
        description: 'the name to show, with its ending',
        minLength: 1,
        maxLength: 255,
      }),
      duration: Type.Optional(
        Type.Integer({ description: 'length of audio or video, ms', minimum: 0, maximum: 86_400_000 }),
      ),
      file: Type.Unknown({ description: 'file part' }),
    }),
    upload: { part: 'file', maximumBytes: 30 * 1024 * 1024 },
    response: Type.Object({
      file_key: Type.Optional(Type.String({ description: 'file key' })),
    }),
    errors: [232096, 234001, 234002, 234006, 234007, 234010, 234041, 234042],
  }),
  /** Download a file. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/im/v1/files/:file_key',
    summary: 'Download a file',
    tokens: ['tenant'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      file_key: Type.String({ description: 'key from the upload (file_…)', maxLength: 128 }),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [234001, 234002, 234008, 234005, 234037, 234041, 234042],
  }),
}

export const messageResource = {
  /** Download a file of a message. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
    summary: 'Download a file of a message',
    tokens: ['tenant'],
    scopes: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      message_id: Type.String({ description: 'message open ID (om_...)', maxLength: 64 }),
      file_key: Type.String({ description: 'a key in the message: image_key or file_key', maxLength: 128 }),
    }),
    query: Type.Object({
      type: Type.Enum(['image', 'file'], {
        description: 'image for image_key, file for file_key of files, audio and video',
      }),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [
      230110, 234001, 234002, 234003, 234004, 234009, 234019, 234037, 234038, 234040, 234041, 234042, 234043,
    ],
  }),
}
