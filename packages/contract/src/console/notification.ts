import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'

export const NotificationStatus = Type.Enum([
  'draft',
  'in_review',
  'rejected',
  'approved',
  'scheduled',
  'sending',
  'sent',
  'active',
  'canceled',
])

export const NotificationItem = Type.Object({
  notification_id: Type.String(),
  name: Type.String(),
  status: NotificationStatus,
  push_type: Type.Enum(['scheduled', 'onboarding']),
  scope: Type.Enum(['everyone', 'chats', 'selected', 'new_staff']),
  author: Person,
  reason: Type.Optional(Type.String({ description: 'why it should be sent' })),
  decided_by: Type.Optional(Person),
  decided_at: Type.Optional(Type.Integer({ description: 'ms' })),
  note: Type.Optional(Type.String({ description: 'why it was rejected' })),
  send_at: Type.Optional(Type.Integer({ description: 'ms' })),
  created_at: Type.Integer({ description: 'ms' }),
  updated_at: Type.Integer({ description: 'ms' }),
  finished_at: Type.Optional(Type.Integer({ description: 'ms' })),
  sent_count: Type.Integer(),
  read_count: Type.Integer(),
})

export const NotificationDetail = Type.Object({
  ...NotificationItem.properties,
  content: Type.String({ description: 'JSON of the card' }),
  text: Type.String({ description: 'what can be read of the card as plain text' }),
  target_count: Type.Integer({ description: 'people it is for, as they are now until it is sent' }),
  people: Type.Array(Person, { description: 'of a push to selected people' }),
  departments: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  chat_count: Type.Integer({ description: 'chats it is sent into' }),
})

const one = Type.Object({ notification_id: Type.String({ maxLength: 64 }) })

/** Pushes for owner and admins: what waits for approval, and what became of the rest. */
export const notification = {
  /** A page of pushes, newest first; `before` is the last one already shown. */
  list: endpoint({
    method: 'GET',
    path: '/console/v1/admin/notifications',
    summary: 'List pushes',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      status: Type.Optional(NotificationStatus),
      before: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(NotificationItem), has_more: Type.Boolean() }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/console/v1/admin/notifications/:notification_id',
    summary: 'Get a push',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: NotificationDetail,
  }),
  /** Nobody approves their own push but the owner. */
  approve: endpoint({
    method: 'POST',
    path: '/console/v1/admin/notifications/:notification_id/approve',
    summary: 'Approve a push',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: NotificationDetail,
  }),
  reject: endpoint({
    method: 'POST',
    path: '/console/v1/admin/notifications/:notification_id/reject',
    summary: 'Reject a push',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({ note: Type.String({ minLength: 1, maxLength: 2000 }) }),
    response: NotificationDetail,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: '/console/v1/admin/notifications/:notification_id',
    summary: 'Delete a push that is not under way',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({}),
  }),
}
