import type { feishu } from '@pipit/contract'
import type { Notification, notification as contract } from '@pipit/contract/feishu/notification'
import type { Static } from 'typebox'
import type { NotificationRow } from '../../db/notifications.ts'
import type { Cx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import { submitNotification, withdrawNotification } from '../../domain/notification-approval.ts'
import { type ChosenDepartment, chosenAudience } from '../../domain/notification-audience.ts'
import {
  cancelNotification,
  executeNotification,
  previewNotification,
} from '../../domain/notification-sending.ts'
import {
  type NotificationDetail,
  type NotificationInput,
  createNotification,
  editNotification,
  getNotification,
  pushManager,
} from '../../domain/notifications.ts'
import type { Handlers } from '../handlers.ts'
import { type UserIdType, requireUserIdType, resolveUserIds, userIdsByOpenId } from './user-id-type.ts'
import { invert } from './wire.ts'

/** The vendor publishes no list of these numbers; these are ours (docs/compat/feishu.md). */
export const pushStatusNumbers = {
  draft: 1,
  in_review: 2,
  rejected: 3,
  approved: 4,
  scheduled: 5,
  sending: 6,
  sent: 7,
  canceled: 8,
  active: 9,
  // Answered as not found, so no client sees it.
  deleted: 0,
} as const satisfies Record<NotificationRow['status'], number>

const typeNumbers = { scheduled: 0, onboarding: 1 } as const satisfies Record<
  NotificationRow['push_type'],
  number
>
const scopeNumbers = { everyone: 0, chats: 1, selected: 2, new_staff: 3 } as const satisfies Record<
  NotificationRow['scope'],
  number
>
const typeWords = invert(typeNumbers)
const scopeWords = invert(scopeNumbers)

const year = 365 * 24 * 60 * 60_000

/** Times are text of milliseconds here. */
function timeFromWire(cx: Cx, text: string): number {
  const time = Number(text)
  if (time > cx.now + year) throw invalid('send_at', text, 'must be at most a year ahead')
  return time
}

type Body = Static<typeof contract.patch.body>
type Changes = { [K in keyof NotificationInput]?: NotificationInput[K] | undefined }

async function inputFromWire(cx: Cx, idType: UserIdType, body: Body): Promise<Changes> {
  // First of all, so that nobody learns from the errors which people exist.
  pushManager(cx)
  const users = body.user_list?.map((user) => user.user_id)
  return {
    name: body.job_name,
    content: body.push_content,
    pushType: body.push_type === undefined ? undefined : typeWords.get(body.push_type),
    scope: body.push_scope_type === undefined ? undefined : scopeWords.get(body.push_scope_type),
    ext: body.ext,
    sendAt: body.send_at === undefined ? undefined : timeFromWire(cx, body.send_at),
    users: users && (await resolveUserIds(cx, idType, users, 'user_list')),
    departments: body.department_list?.map((department) => department.department_id),
    chats: body.chat_list?.map((chat) => chat.chat_id),
    newStaff:
      body.new_staff_scope_type === undefined
        ? undefined
        : body.new_staff_scope_type === 0
          ? 'all'
          : 'departments',
    newStaffDepartments: body.new_staff_scope_department_list?.map((department) => department.department_id),
  }
}

const departmentToWire = ({ given, name }: ChosenDepartment) => ({ department_id: given, name })

async function notificationToWire(
  cx: Cx,
  idType: UserIdType,
  { row, targetCount, people, guests }: NotificationDetail,
): Promise<Static<typeof Notification>> {
  const { users, departments, chats, newStaff, newStaffDepartments } = chosenAudience(row)
  const ids = await userIdsByOpenId(cx, idType, [row.created_by, row.updated_by, ...users])
  const personToWire = (openId: string) => {
    const person = people.get(openId)
    const userId = ids.get(openId)
    if (!person || userId === undefined) return undefined
    return { user_id: userId, avatar_url: person.avatar_url ?? '', name: person.name }
  }
  return {
    id: row.id,
    job_name: row.name,
    status: pushStatusNumbers[row.status],
    create_user: personToWire(row.created_by),
    created_at: String(row.created_at),
    update_user: personToWire(row.updated_by),
    updated_at: String(row.updated_at),
    target_user_count: targetCount,
    sent_user_count: row.sent_count,
    read_user_count: row.read_count,
    send_at: row.send_at === null ? undefined : String(row.send_at),
    push_content: row.content,
    push_type: typeNumbers[row.push_type],
    push_scope_type: scopeNumbers[row.scope],
    new_staff_scope_type: row.scope === 'new_staff' ? (newStaff === 'all' ? 0 : 1) : undefined,
    new_staff_scope_department_list: newStaffDepartments.map(departmentToWire),
    user_list: users.map(personToWire).filter((person) => person !== undefined),
    department_list: departments.map(departmentToWire),
    chat_list: chats.map((chatId) => ({
      chat_id: chatId,
      name: people.get(guests.get(chatId) ?? '')?.name ?? '',
    })),
    ext: row.ext ?? undefined,
  }
}

export const notification: Handlers<typeof feishu.helpdesk.v1.notification> = {
  create: async (cx, { query, body }) => {
    const input = await inputFromWire(cx, query.user_id_type ?? 'open_id', body)
    const row = await createNotification(cx, { ...nobody, ...definedOf(input) } as NotificationInput)
    return { notification_id: row.id, status: pushStatusNumbers[row.status] }
  },
  patch: async (cx, { params, query, body }) => {
    const input = await inputFromWire(cx, query.user_id_type ?? 'open_id', body)
    await editNotification(cx, params.notification_id, input)
    return {}
  },
  get: async (cx, { params, query }) => {
    const idType = query.user_id_type ?? 'open_id'
    await requireUserIdType(cx, idType)
    const detail = await getNotification(cx, params.notification_id)
    return {
      notification: await notificationToWire(cx, idType, detail),
      approval_app_link: `${cx.baseUrl}/admin/notifications/${detail.row.id}`,
    }
  },
  preview: async (cx, { params }) => {
    await previewNotification(cx, params.notification_id)
    return {}
  },
  submitApprove: async (cx, { params, body }) => ({
    has_access: await submitNotification(cx, params.notification_id, body.reason),
  }),
  cancelApprove: async (cx, { params }) => {
    await withdrawNotification(cx, params.notification_id)
    return {}
  },
  executeSend: async (cx, { params, body }) => {
    await executeNotification(cx, params.notification_id, timeFromWire(cx, body.send_at))
    return {}
  },
  cancelSend: async (cx, { params, body }) => {
    await cancelNotification(cx, params.notification_id, body.is_recall)
    return {}
  },
}

const nobody = { users: [], departments: [], chats: [], newStaff: 'all', newStaffDepartments: [] } as const

const definedOf = (changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
