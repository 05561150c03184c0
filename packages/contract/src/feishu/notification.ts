import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

export const NotificationUser = Type.Object({
  user_id: Type.Optional(Type.String({ description: 'user ID' })),
  avatar_url: Type.Optional(Type.String({ description: 'avatar URL' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
})

export const NotificationDepartment = Type.Object({
  department_id: Type.Optional(Type.String({ description: 'department ID' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
})

export const NotificationChat = Type.Object({
  chat_id: Type.Optional(Type.String({ description: 'chat open ID (oc_...)' })),
  name: Type.Optional(Type.String({ description: 'display name' })),
})

export const Notification = Type.Object({
  id: Type.Optional(Type.String({ description: 'ID' })),
  job_name: Type.Optional(Type.String({ description: 'task name (documented as mandatory on create)' })),
  status: Type.Optional(Type.Integer({ description: 'task status (value list not published)' })),
  create_user: Type.Optional(NotificationUser),
  created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  update_user: Type.Optional(NotificationUser),
  updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  target_user_count: Type.Optional(Type.Integer({ description: 'targets' })),
  sent_user_count: Type.Optional(Type.Integer({ description: 'sent' })),
  read_user_count: Type.Optional(Type.Integer({ description: 'read' })),
  send_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  push_content: Type.Optional(
    Type.String({ description: 'card JSON as string (documented as mandatory on create)' }),
  ),
  push_type: Type.Optional(Type.Integer({ description: '0 scheduled, 1 onboarding' })),
  push_scope_type: Type.Optional(
    Type.Integer({
      description: '0 everyone, 1 nobody (chat_list only), 2 selected users/departments, 3 new staff',
    }),
  ),
  new_staff_scope_type: Type.Optional(Type.Integer({ description: '0 all new staff, 1 listed departments' })),
  new_staff_scope_department_list: Type.Optional(
    Type.Array(NotificationDepartment, { description: 'departments for onboarding push' }),
  ),
  user_list: Type.Optional(Type.Array(NotificationUser, { description: 'target users' })),
  department_list: Type.Optional(Type.Array(NotificationDepartment, { description: 'target departments' })),
  chat_list: Type.Optional(Type.Array(NotificationChat, { description: 'target chats' })),
  ext: Type.Optional(Type.String({ description: 'reserved' })),
})

export const notification = {
  /** Withdraw a push from approval. */
  cancelApprove: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_approve',
    summary: 'Withdraw a push from approval',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 10 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Cancel a push. */
  cancelSend: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_send',
    summary: 'Cancel a push',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    body: Type.Object({
      is_recall: Type.Boolean({ description: 'recall already sent messages' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Draft a push. */
  create: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications',
    summary: 'Draft a push',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 10 },
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
    }),
    body: Type.Object({
      id: Type.Optional(Type.String({ description: 'ID' })),
      job_name: Type.Optional(Type.String({ description: 'task name (documented as mandatory on create)' })),
      status: Type.Optional(Type.Integer({ description: 'task status (value list not published)' })),
      create_user: Type.Optional(NotificationUser),
      created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      update_user: Type.Optional(NotificationUser),
      updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      target_user_count: Type.Optional(Type.Integer({ description: 'targets' })),
      sent_user_count: Type.Optional(Type.Integer({ description: 'sent' })),
      read_user_count: Type.Optional(Type.Integer({ description: 'read' })),
      send_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      push_content: Type.Optional(
        Type.String({ description: 'card JSON as string (documented as mandatory on create)' }),
      ),
      push_type: Type.Optional(Type.Integer({ description: '0 scheduled, 1 onboarding' })),
      push_scope_type: Type.Optional(
        Type.Integer({
          description: '0 everyone, 1 nobody (chat_list only), 2 selected users/departments, 3 new staff',
        }),
      ),
      new_staff_scope_type: Type.Optional(
        Type.Integer({ description: '0 all new staff, 1 listed departments' }),
      ),
      new_staff_scope_department_list: Type.Optional(
        Type.Array(NotificationDepartment, { description: 'departments for onboarding push' }),
      ),
      user_list: Type.Optional(Type.Array(NotificationUser, { description: 'target users' })),
      department_list: Type.Optional(
        Type.Array(NotificationDepartment, { description: 'target departments' }),
      ),
      chat_list: Type.Optional(Type.Array(NotificationChat, { description: 'target chats' })),
      ext: Type.Optional(Type.String({ description: 'reserved' })),
    }),
    response: Type.Object({
      notification_id: Type.Optional(Type.String({ description: 'push task ID' })),
      status: Type.Optional(Type.Integer({ description: 'task status (value list not published)' })),
    }),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Send an approved push. */
  executeSend: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/execute_send',
    summary: 'Send an approved push',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 10 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    body: Type.Object({
      send_at: Type.String({ description: 'ms timestamp as string' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Get a push. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id',
    summary: 'Get a push',
    tokens: ['user'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perMinute: 100 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
    }),
    response: Type.Object({
      notification: Type.Optional(Notification),
      approval_app_link: Type.Optional(Type.String({ description: 'approval link' })),
    }),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Change a push draft. */
  patch: endpoint({
    method: 'PATCH',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id',
    summary: 'Change a push draft',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 20 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    query: Type.Object({
      user_id_type: Type.Optional(
        Type.Enum(['open_id', 'union_id', 'user_id'], {
          description: 'type of user IDs in this call; default open_id',
          default: 'open_id',
        }),
      ),
    }),
    body: Type.Object({
      id: Type.Optional(Type.String({ description: 'ID' })),
      job_name: Type.Optional(Type.String({ description: 'task name (documented as mandatory on create)' })),
      status: Type.Optional(Type.Integer({ description: 'task status (value list not published)' })),
      create_user: Type.Optional(NotificationUser),
      created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      update_user: Type.Optional(NotificationUser),
      updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      target_user_count: Type.Optional(Type.Integer({ description: 'targets' })),
      sent_user_count: Type.Optional(Type.Integer({ description: 'sent' })),
      read_user_count: Type.Optional(Type.Integer({ description: 'read' })),
      send_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
      push_content: Type.Optional(
        Type.String({ description: 'card JSON as string (documented as mandatory on create)' }),
      ),
      push_type: Type.Optional(Type.Integer({ description: '0 scheduled, 1 onboarding' })),
      push_scope_type: Type.Optional(
        Type.Integer({
          description: '0 everyone, 1 nobody (chat_list only), 2 selected users/departments, 3 new staff',
        }),
      ),
      new_staff_scope_type: Type.Optional(
        Type.Integer({ description: '0 all new staff, 1 listed departments' }),
      ),
      new_staff_scope_department_list: Type.Optional(
        Type.Array(NotificationDepartment, { description: 'departments for onboarding push' }),
      ),
      user_list: Type.Optional(Type.Array(NotificationUser, { description: 'target users' })),
      department_list: Type.Optional(
        Type.Array(NotificationDepartment, { description: 'target departments' }),
      ),
      chat_list: Type.Optional(Type.Array(NotificationChat, { description: 'target chats' })),
      ext: Type.Optional(Type.String({ description: 'reserved' })),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Preview a push: send it to its author only. */
  preview: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/preview',
    summary: 'Preview a push: send it to its author only',
    tokens: ['user'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perMinute: 20 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    response: Type.Object({}),
    errors: [],
  }),
  /** Submit a push for approval. */
  submitApprove: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/submit_approve',
    summary: 'Submit a push for approval',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 10 },
    params: Type.Object({
      notification_id: Type.String({ description: 'push task ID' }),
    }),
    body: Type.Object({
      reason: Type.String({ description: 'approval reason' }),
    }),
    response: Type.Object({
      has_access: Type.Optional(
        Type.Boolean({ description: 'whether the caller may create/manage the approval' }),
      ),
    }),
    errors: [],
  }),
}
