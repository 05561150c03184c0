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
  id: Type.Optional(Type.String({ description: 'push task ID' })),
  job_name: Type.Optional(Type.String({ description: 'task name' })),
  status: Type.Optional(
    Type.Integer({
      description:
        '1 draft, 2 awaiting approval, 3 rejected, 4 approved, 5 scheduled, 6 sending, 7 sent, 8 canceled, 9 onboarding under way',
    }),
  ),
  create_user: Type.Optional(NotificationUser),
  created_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  update_user: Type.Optional(NotificationUser),
  updated_at: Type.Optional(Type.String({ description: 'ms timestamp as string' })),
  target_user_count: Type.Optional(
    Type.Integer({ description: 'people it is for; as they are now while it is not being sent yet' }),
  ),
  sent_user_count: Type.Optional(Type.Integer({ description: 'people it was sent to' })),
  read_user_count: Type.Optional(Type.Integer({ description: 'people who have read it' })),
  send_at: Type.Optional(Type.String({ description: 'when it is sent: ms timestamp as string' })),
  push_content: Type.Optional(Type.String({ description: 'card JSON as string' })),
  push_type: Type.Optional(Type.Integer({ description: '0 scheduled, 1 onboarding' })),
  push_scope_type: Type.Optional(
    Type.Integer({
      description: '0 everyone, 1 nobody (chat_list only), 2 selected users/departments, 3 new staff',
    }),
  ),
  new_staff_scope_type: Type.Optional(Type.Integer({ description: '0 all new staff, 1 listed departments' })),
  new_staff_scope_department_list: Type.Optional(
    Type.Array(NotificationDepartment, { description: 'departments of an onboarding push' }),
  ),
  user_list: Type.Optional(Type.Array(NotificationUser, { description: 'people of a push to selected' })),
  department_list: Type.Optional(
    Type.Array(NotificationDepartment, { description: 'departments of a push to selected, with all below' }),
  ),
  chat_list: Type.Optional(Type.Array(NotificationChat, { description: 'chats it is sent into as well' })),
  ext: Type.Optional(Type.String({ description: 'kept as it is given' })),
})

const name = Type.Optional(Type.String({ description: 'ignored' }))
const departments = (description: string) =>
  Type.Optional(
    Type.Array(
      Type.Object({
        department_id: Type.String({
          minLength: 1,
          maxLength: 128,
          description: 'open_department_id or department_id; 0 is the whole organisation',
        }),
        name,
      }),
      { maxItems: 500, description },
    ),
  )

/** What an author sets; the rest of a push is the server's and ignored when it is sent along. */
const written = {
  ...Notification.properties,
  job_name: Type.String({ minLength: 1, maxLength: 200, description: 'task name' }),
  push_content: Type.String({
    minLength: 2,
    maxLength: 30 * 1024,
    description: 'the card as a JSON string, at most 30 KB',
    examples: ['{"elements":[{"tag":"markdown","content":"Welcome!"}]}'],
  }),
  push_type: Type.Integer({
    enum: [0, 1],
    description: '0 sent once at a time, 1 sent to each new colleague',
  }),
  push_scope_type: Type.Integer({
    enum: [0, 1, 2, 3],
    description:
      '0 everyone, 1 nobody (chat_list only), 2 user_list and department_list, 3 new staff (with push_type 1)',
  }),
  send_at: Type.Optional(
    Type.String({
      pattern: '^\\d{1,15}$',
      description: 'planned time, ms timestamp as string; execute_send decides',
    }),
  ),
  new_staff_scope_type: Type.Optional(
    Type.Integer({ enum: [0, 1], description: '0 all new staff (default), 1 of the listed departments' }),
  ),
  new_staff_scope_department_list: departments('departments for new_staff_scope_type 1, with all below'),
  user_list: Type.Optional(
    Type.Array(
      Type.Object({
        user_id: Type.String({ minLength: 1, maxLength: 128, description: 'ID of type user_id_type' }),
        name,
      }),
      { maxItems: 5000, description: 'people for push_scope_type 2' },
    ),
  ),
  department_list: departments('departments for push_scope_type 2, with all below'),
  chat_list: Type.Optional(
    Type.Array(
      Type.Object({
        chat_id: Type.String({ minLength: 1, maxLength: 128, description: 'chat open ID (oc_...)' }),
        name,
      }),
      { maxItems: 100, description: 'chats of guests with this help desk' },
    ),
  ),
  ext: Type.Optional(Type.String({ maxLength: 10_000, description: 'kept as it is given' })),
}

const { job_name, push_content, push_type, push_scope_type } = written

export const notification = {
  /** Withdraw a push from approval, also after it was approved. */
  cancelApprove: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_approve',
    summary: 'Withdraw a push from approval',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    limit: { perMinute: 10 },
    params: Type.Object({
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  /** Cancel a push that is planned or under way, or take back one that was sent. */
  cancelSend: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/cancel_send',
    summary: 'Cancel a push',
    tokens: ['user'],
    scopes: ['helpdesk:all'],
    helpdesk: true,
    params: Type.Object({
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
    }),
    body: Type.Object({
      is_recall: Type.Boolean({ description: 'also take back what was sent' }),
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
    body: Type.Object(written),
    response: Type.Object({
      notification_id: Type.Optional(Type.String({ description: 'push task ID' })),
      status: Notification.properties.status,
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
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
    }),
    body: Type.Object({
      send_at: Type.String({
        pattern: '^\\d{1,15}$',
        description: 'ms timestamp as string; in the past means at once, at most a year ahead',
        examples: ['1700000000000'],
      }),
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
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
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
      approval_app_link: Type.Optional(Type.String({ description: 'the page where it is approved' })),
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
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
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
      ...written,
      job_name: Type.Optional(job_name),
      push_content: Type.Optional(push_content),
      push_type: Type.Optional(push_type),
      push_scope_type: Type.Optional(push_scope_type),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
  preview: endpoint({
    method: 'POST',
    path: '/open-apis/helpdesk/v1/notifications/:notification_id/preview',
    summary: 'Preview a push: send it to its author only',
    tokens: ['user'],
    scopes: ['helpdesk:all:readonly'],
    helpdesk: true,
    limit: { perMinute: 20 },
    params: Type.Object({
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
    }),
    response: Type.Object({}),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
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
      notification_id: Type.String({ maxLength: 64, description: 'push task ID' }),
    }),
    body: Type.Object({
      reason: Type.String({ minLength: 1, maxLength: 2000, description: 'why it should be sent' }),
    }),
    response: Type.Object({
      has_access: Type.Optional(
        Type.Boolean({
          description: 'whether the caller may have pushes approved; false means that nothing was submitted',
        }),
      ),
    }),
    errors: [154000, 154001, 154003, 154004, 154005, 155000],
  }),
}
