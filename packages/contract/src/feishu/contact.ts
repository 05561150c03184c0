import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { I18nText } from './common.ts'

export const Avatar = Type.Object({
  avatar_72: Type.Optional(Type.String()),
  avatar_240: Type.Optional(Type.String()),
  avatar_640: Type.Optional(Type.String()),
  avatar_origin: Type.Optional(Type.String()),
})

export const UserStatus = Type.Object({
  is_frozen: Type.Optional(Type.Boolean({ description: 'suspended' })),
  is_resigned: Type.Optional(Type.Boolean({ description: 'resigned' })),
  is_activated: Type.Optional(Type.Boolean({ description: 'activated' })),
  is_exited: Type.Optional(Type.Boolean({ description: 'left by self' })),
  is_unjoin: Type.Optional(Type.Boolean({ description: 'not yet joined' })),
})

export const UserOrder = Type.Object({
  department_id: Type.Optional(Type.String({ description: 'department ID' })),
  user_order: Type.Optional(Type.Integer()),
  department_order: Type.Optional(Type.Integer()),
  is_primary_dept: Type.Optional(Type.Boolean()),
})

export const CustomAttr = Type.Object({
  type: Type.Optional(Type.String()),
  id: Type.Optional(Type.String({ description: 'ID' })),
  value: Type.Optional(
    Type.Object({
      text: Type.Optional(Type.String()),
      url: Type.Optional(Type.String()),
      pc_url: Type.Optional(Type.String()),
      option_id: Type.Optional(Type.String()),
      option_value: Type.Optional(Type.String()),
      name: Type.Optional(Type.String({ description: 'display name' })),
      picture_url: Type.Optional(Type.String()),
      generic_user: Type.Optional(
        Type.Object({
          id: Type.Optional(Type.String({ description: 'ID' })),
          type: Type.Optional(Type.Integer()),
        }),
      ),
    }),
  ),
})

export const AssignInfo = Type.Object({
  subscription_id: Type.Optional(Type.String()),
  license_plan_key: Type.Optional(Type.String()),
  product_name: Type.Optional(Type.String()),
  i18n_name: Type.Optional(I18nText),
  start_time: Type.Optional(Type.String({ description: 'HH:MM' })),
  end_time: Type.Optional(Type.String({ description: 'HH:MM (24:00 allowed in example)' })),
})

export const DepartmentName = Type.Object({
  name: Type.Optional(Type.String({ description: 'display name' })),
  i18n_name: Type.Optional(I18nText),
})

export const DepartmentPath = Type.Object({
  department_id: Type.Optional(Type.String({ description: 'department ID' })),
  department_name: Type.Optional(DepartmentName),
  department_path: Type.Optional(
    Type.Object({
      department_ids: Type.Optional(Type.Array(Type.String(), { description: 'department IDs' })),
      department_path_name: Type.Optional(DepartmentName),
    }),
  ),
})

export const Position = Type.Object({
  position_code: Type.Optional(Type.String()),
  position_name: Type.Optional(Type.String()),
  department_id: Type.Optional(Type.String({ description: 'department ID' })),
  leader_user_id: Type.Optional(Type.String({ description: 'direct manager' })),
  leader_position_code: Type.Optional(Type.String()),
  is_major: Type.Optional(Type.Boolean()),
})

export const NotificationOption = Type.Object({
  channels: Type.Optional(Type.Array(Type.String())),
  language: Type.Optional(Type.String({ description: 'e.g. zh_cn' })),
})

export const User = Type.Object({
  union_id: Type.Optional(Type.String()),
  user_id: Type.Optional(Type.String({ description: 'user ID' })),
  open_id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String({ description: 'display name' })),
  en_name: Type.Optional(Type.String({ description: 'English name' })),
  nickname: Type.Optional(Type.String({ description: 'alias' })),
  email: Type.Optional(Type.String({ description: 'mail address' })),
  mobile: Type.Optional(Type.String({ description: 'phone number' })),
  mobile_visible: Type.Optional(Type.Boolean({ description: 'phone shown to colleagues' })),
  gender: Type.Optional(Type.Integer({ description: '0 hidden, 1 male, 2 female, 3 other' })),
  avatar_key: Type.Optional(Type.String()),
  avatar: Type.Optional(Avatar),
  status: Type.Optional(UserStatus),
  department_ids: Type.Optional(Type.Array(Type.String(), { description: 'department IDs' })),
  leader_user_id: Type.Optional(Type.String({ description: 'direct manager' })),
  city: Type.Optional(Type.String()),
  country: Type.Optional(Type.String({ description: 'country code' })),
  work_station: Type.Optional(Type.String({ description: 'desk' })),
  join_time: Type.Optional(Type.Integer({ description: 'Unix seconds' })),
  is_tenant_manager: Type.Optional(Type.Boolean({ description: 'tenant super admin' })),
  employee_no: Type.Optional(Type.String({ description: 'employee number' })),
  employee_type: Type.Optional(
    Type.Integer({ description: '1 regular, 2 intern, 3 outsourced, 4 labor, 5 consultant, others custom' }),
  ),
  orders: Type.Optional(Type.Array(UserOrder, { description: 'ordering info' })),
  custom_attrs: Type.Optional(Type.Array(CustomAttr, { description: 'custom attributes' })),
  enterprise_email: Type.Optional(Type.String({ description: 'enterprise mail' })),
  job_title: Type.Optional(Type.String({ description: 'title' })),
  is_frozen: Type.Optional(Type.Boolean({ description: 'suspended' })),
  geo: Type.Optional(Type.String()),
  job_level_id: Type.Optional(Type.String()),
  job_family_id: Type.Optional(Type.String()),
  subscription_ids: Type.Optional(Type.Array(Type.String())),
  assign_info: Type.Optional(Type.Array(AssignInfo)),
  department_path: Type.Optional(Type.Array(DepartmentPath)),
  dotted_line_leader_user_ids: Type.Optional(Type.Array(Type.String())),
  positions: Type.Optional(Type.Array(Position)),
  idp_type: Type.Optional(Type.String()),
  time_zone: Type.Optional(Type.String()),
  description: Type.Optional(Type.String({ description: 'text' })),
  need_send_notification: Type.Optional(Type.Boolean()),
  notification_option: Type.Optional(NotificationOption),
})

const userIdType = Type.Optional(
  Type.Enum(['open_id', 'union_id', 'user_id'], {
    description: 'which kind of user id this call speaks, in the request and in the reply',
    default: 'open_id',
  }),
)
const departmentIdType = Type.Optional(
  Type.Enum(['department_id', 'open_department_id'], {
    description: 'which kind of department id this call speaks, in the request and in the reply',
    default: 'open_department_id',
  }),
)
const pageSize = Type.Optional(
  Type.Integer({ description: 'people on a page', default: 10, minimum: 1, maximum: 50 }),
)
const pageToken = Type.Optional(
  Type.String({ description: 'page_token of the page before; nothing for the first page', maxLength: 300 }),
)

export const user = {
  /** Get users by id. */
  batch: endpoint({
    method: 'GET',
    path: '/open-apis/contact/v3/users/batch',
    summary: 'Get users by id',
    tokens: ['tenant', 'user'],
    scopes: ['contact:contact.base:readonly'],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      user_ids: Type.Array(Type.String({ maxLength: 100 }), {
        description: 'whom to get, of the kind user_id_type says; repeat the parameter for each',
        minItems: 1,
        maxItems: 50,
      }),
      user_id_type: userIdType,
      department_id_type: departmentIdType,
    }),
    response: Type.Object({
      items: Type.Optional(Type.Array(User, { description: 'list of items' })),
    }),
    errors: [40001, 41050, 40004],
  }),
  /** Find user ids by mail address or mobile. */
  batchGetId: endpoint({
    method: 'POST',
    path: '/open-apis/contact/v3/users/batch_get_id',
    summary: 'Find user ids by mail address or mobile',
    tokens: ['tenant'],
    scopes: ['contact:user.id:readonly'],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      user_id_type: userIdType,
    }),
    body: Type.Object({
      emails: Type.Optional(
        Type.Array(Type.String({ maxLength: 320 }), {
          description: 'mail addresses to look up',
          maxItems: 50,
        }),
      ),
      mobiles: Type.Optional(
        Type.Array(Type.String({ maxLength: 40 }), {
          description: 'phone numbers to look up, with +country code outside of mainland China',
          maxItems: 50,
        }),
      ),
      include_resigned: Type.Optional(
        Type.Boolean({ description: 'also find people who have left', default: false }),
      ),
    }),
    response: Type.Object({
      user_list: Type.Optional(
        Type.Array(
          Type.Object({
            user_id: Type.Optional(Type.String({ description: 'user ID' })),
            mobile: Type.Optional(Type.String({ description: 'phone number' })),
            email: Type.Optional(Type.String({ description: 'mail address' })),
            status: Type.Optional(UserStatus),
          }),
          { description: 'one row per queried mail/phone; user_id absent when not found' },
        ),
      ),
    }),
    errors: [],
  }),
  /** List the users of a department. */
  findByDepartment: endpoint({
    method: 'GET',
    path: '/open-apis/contact/v3/users/find_by_department',
    summary: 'List the users of a department',
    tokens: ['tenant', 'user'],
    scopes: [
      'contact:contact.base:readonly',
      'contact:department.organize:readonly',
      'contact:contact:access_as_app',
      'contact:contact:readonly',
      'contact:contact:readonly_as_app',
    ],
    limit: { perMinute: 1000, perSecond: 50 },
    query: Type.Object({
      user_id_type: userIdType,
      department_id_type: departmentIdType,
      department_id: Type.String({
        description: 'whose direct members to list; 0 is the root department',
        minLength: 1,
        maxLength: 100,
      }),
      page_size: pageSize,
      page_token: pageToken,
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(
        Type.String({ description: 'where the next page starts; only when has_more' }),
      ),
      items: Type.Optional(Type.Array(User, { description: 'list of items' })),
    }),
    errors: [41050, 40011, 40012, 40004],
  }),
  /** Get a user. */
  get: endpoint({
    method: 'GET',
    path: '/open-apis/contact/v3/users/:user_id',
    summary: 'Get a user',
    tokens: ['tenant', 'user'],
    scopes: [
      'contact:contact.base:readonly',
      'contact:contact:access_as_app',
      'contact:contact:readonly',
      'contact:contact:readonly_as_app',
    ],
    limit: { perMinute: 1000, perSecond: 50 },
    params: Type.Object({
      user_id: Type.String({ description: 'whom to get, an id of the kind user_id_type says' }),
    }),
    query: Type.Object({
      user_id_type: userIdType,
      department_id_type: departmentIdType,
    }),
    response: Type.Object({
      user: Type.Optional(User),
    }),
    errors: [41050, 40001, 41012, 40003],
  }),
  /** List users. */
  list: endpoint({
    method: 'GET',
    path: '/open-apis/contact/v3/users',
    summary: 'List users',
    tokens: ['tenant', 'user'],
    scopes: [
      'contact:contact.base:readonly',
      'contact:department.organize:readonly',
      'contact:contact:access_as_app',
      'contact:contact:readonly',
      'contact:contact:readonly_as_app',
    ],
    query: Type.Object({
      user_id_type: userIdType,
      department_id_type: departmentIdType,
      department_id: Type.Optional(
        Type.String({
          description:
            'whose direct members to list, 0 is the root department; without it, the direct members of what the app may see',
          maxLength: 100,
        }),
      ),
      page_token: pageToken,
      page_size: pageSize,
    }),
    response: Type.Object({
      has_more: Type.Optional(Type.Boolean({ description: 'more pages exist' })),
      page_token: Type.Optional(
        Type.String({ description: 'where the next page starts; only when has_more' }),
      ),
      items: Type.Optional(Type.Array(User, { description: 'list of items' })),
    }),
    errors: [41050, 40011, 40012, 40004],
  }),
}
