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
      image_type: Type.Enum(['message', 'avatar'], { description: 'image purpose' }),
      image: Type.Unknown({ description: 'file part' }),
    }),
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
      image_key: Type.String({ description: 'image key' }),
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
        description: 'file kind',
      }),
      file_name: Type.String({ description: 'file name' }),
      duration: Type.Optional(Type.Integer({ description: 'media length, ms' })),
      file: Type.Unknown({ description: 'file part' }),
    }),
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
      file_key: Type.String({ description: 'file key' }),
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
      message_id: Type.String({ description: 'message open ID (om_...)' }),
      file_key: Type.String({ description: 'file key' }),
    }),
    query: Type.Object({
      type: Type.Enum(['image', 'file']),
    }),
    envelope: 'binary',
    response: Type.Unknown(),
    errors: [
      230110, 234001, 234002, 234003, 234004, 234009, 234019, 234037, 234038, 234040, 234041, 234042, 234043,
    ],
  }),
}
