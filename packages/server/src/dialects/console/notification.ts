import type { console as contract, Output } from '@pipit/contract'
import { fromJson } from '../../db/json.ts'
import type { NotificationRow } from '../../db/notifications.ts'
import type { People } from '../../db/users.ts'
import type { Cx } from '../../domain/cx.ts'
import { AppError } from '../../domain/errors.ts'
import { plainText } from '../../domain/message-text.ts'
import {
  approveNotification,
  deleteNotification,
  rejectNotification,
} from '../../domain/notification-approval.ts'
import { chosenAudience } from '../../domain/notification-audience.ts'
import { findNotifications, getNotification } from '../../domain/notifications.ts'
import type { Handlers } from '../handlers.ts'
import { someone } from './wire.ts'

type Contract = typeof contract.notification
type Item = Output<Contract['list']>['items'][number]

function itemOf(row: NotificationRow, people: People): Item {
  const { status } = row
  if (status === 'deleted') throw new AppError('notification_not_found')
  return {
    notification_id: row.id,
    name: row.name,
    status,
    push_type: row.push_type,
    scope: row.scope,
    author: someone(row.created_by, people),
    reason: row.reason ?? undefined,
    decided_by: row.decided_by === null ? undefined : someone(row.decided_by, people),
    decided_at: row.decided_at ?? undefined,
    note: row.decision_note ?? undefined,
    send_at: row.send_at ?? undefined,
    created_at: row.created_at,
    updated_at: row.updated_at,
    finished_at: row.finished_at ?? undefined,
    sent_count: row.sent_count,
    read_count: row.read_count,
  }
}

async function detail(cx: Cx, id: string): Promise<Output<Contract['get']>> {
  const { row, targetCount, people } = await getNotification(cx, id)
  const audience = chosenAudience(row)
  return {
    ...itemOf(row, people),
    content: row.content,
    text: plainText('interactive', fromJson(row.content)),
    target_count: targetCount,
    people: audience.users.map((userId) => someone(userId, people)),
    departments: (row.scope === 'new_staff' ? audience.newStaffDepartments : audience.departments).map(
      ({ id, name }) => ({ id, name }),
    ),
    chat_count: audience.chats.length,
  }
}

export const notification: Handlers<Contract> = {
  list: async (cx, { query }) => {
    const { limit = 50 } = query
    const { rows, people } = await findNotifications(cx, query, limit + 1)
    return { items: rows.slice(0, limit).map((row) => itemOf(row, people)), has_more: rows.length > limit }
  },
  get: (cx, { params }) => detail(cx, params.notification_id),
  approve: async (cx, { params }) => {
    await approveNotification(cx, params.notification_id)
    return detail(cx, params.notification_id)
  },
  reject: async (cx, { params, body }) => {
    await rejectNotification(cx, params.notification_id, body.note)
    return detail(cx, params.notification_id)
  },
  delete: async (cx, { params }) => {
    await deleteNotification(cx, params.notification_id)
    return {}
  },
}
