import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const QuickReply = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'what it is found by' }),
  text: Type.String({ description: 'Markdown with variables such as {{guest.name}}' }),
  shared: Type.Boolean({ description: 'of the desk, not only of the signed-in person' }),
  updated_at: Type.Integer({ description: 'ms' }),
})

const input = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  text: Type.String({ minLength: 1, maxLength: 10_000, pattern: '\\S' }),
  shared: Type.Boolean({ description: 'owner and admins only' }),
})
const one = Type.Object({ id: Type.String() })

export const quickReply = {
  /** Those of the desk and one's own, by name. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/quick_replies',
    summary: 'List quick replies',
    tokens: ['session'],
    envelope: 'bare',
    response: Type.Object({ items: Type.Array(QuickReply) }),
  }),
  create: endpoint({
    method: 'POST',
    path: '/console/v1/quick_replies',
    summary: 'Create a quick reply',
    tokens: ['session'],
    envelope: 'bare',
    body: input,
    response: QuickReply,
  }),
  update: endpoint({
    method: 'PUT',
    path: '/console/v1/quick_replies/:id',
    summary: 'Change a quick reply',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: input,
    response: QuickReply,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/console/v1/quick_replies/:id',
    summary: 'Delete a quick reply',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({}),
  }),
}
