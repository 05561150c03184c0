import { toJson } from '../db/json.ts'
import {
  type NotificationRow,
  countAudience,
  findNotification,
  listNotifications,
  lockNotification,
  updateNotification,
} from '../db/notifications.ts'
import { type People, loadPeople } from '../db/users.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { checkContent } from './message-content.ts'
import {
  type ChosenAudience,
  audienceOf,
  chosenAudience,
  chosenDepartments,
  guestsOf,
  requireChats,
} from './notification-audience.ts'
import { isBeforeSending, moved } from './notification-states.ts'

export interface NotificationInput {
  readonly name: string
  /** The card's JSON as it was written. */
  readonly content: string
  readonly pushType: NotificationRow['push_type']
  readonly scope: NotificationRow['scope']
  readonly ext?: string | undefined
  /** Unix ms; a plan until the push is executed with a time of its own. */
  readonly sendAt?: number | undefined
  /** open_ids */
  readonly users: readonly string[]
  /** Ids of either kind. */
  readonly departments: readonly string[]
  readonly chats: readonly string[]
  readonly newStaff: ChosenAudience['newStaff']
  readonly newStaffDepartments: readonly string[]
}

/** The acting person, who must be owner or admin of the desk: others have no right to pushes. */
export function pushManager(cx: Cx): string {
  if (cx.actor.kind !== 'user' || (cx.actor.role !== 'owner' && cx.actor.role !== 'admin'))
    throw new AppError('push_forbidden')
  return cx.actor.userId
}

/** Holds a push for a change. @throws notification_not_found */
export async function lockedNotification(cx: Cx, id: string): Promise<NotificationRow> {
  const row = await lockNotification(cx.db, cx.tenantId, cx.helpdeskId, id)
  if (!row) throw new AppError('notification_not_found')
  return row
}

/** Writes a change of a held push and tells of it. */
export async function changeNotification(
  cx: Cx,
  row: NotificationRow,
  change: Partial<NotificationRow>,
): Promise<NotificationRow> {
  await updateNotification(cx.db, row, change)
  await emit(cx, 'notification.changed', { notificationId: row.id })
  return { ...row, ...change }
}

/** Drafts a push. */
export const createNotification = (cx: Cx, input: NotificationInput): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    const authorId = pushManager(cx)
    const row: NotificationRow = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      status: 'draft',
      ...(await columnsOf(cx, input)),
      app_id: (cx.actor.kind === 'user' && cx.actor.appId) || '',
      reason: null,
      decided_by: null,
      decided_at: null,
      decision_note: null,
      expanded_to: null,
      target_count: 0,
      sent_count: 0,
      read_count: 0,
      started_at: null,
      finished_at: null,
      recalled_at: null,
      created_by: authorId,
      updated_by: authorId,
      created_at: cx.now,
      updated_at: cx.now,
    }
    await cx.db.insertInto('notifications').values(row).execute()
    await emit(cx, 'notification.changed', { notificationId: row.id })
    return row
  })

/** Changes a draft, or a push that was rejected: that makes it a draft again. Lists are replaced. */
export const editNotification = (
  cx: Cx,
  id: string,
  input: { readonly [K in keyof NotificationInput]?: NotificationInput[K] | undefined },
): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    const editorId = pushManager(cx)
    const row = await lockedNotification(cx, id)
    const status = moved(row.status, 'edit')
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
    return changeNotification(cx, row, {
      ...(await columnsOf(cx, { ...inputOf(row), ...given })),
      status,
      updated_by: editorId,
      updated_at: cx.now,
    })
  })

function inputOf(row: NotificationRow): NotificationInput {
  const audience = chosenAudience(row)
  return {
    name: row.name,
    content: row.content,
    pushType: row.push_type,
    scope: row.scope,
    ext: row.ext ?? undefined,
    sendAt: row.send_at ?? undefined,
    users: audience.users,
    departments: audience.departments.map((department) => department.given),
    chats: audience.chats,
    newStaff: audience.newStaff,
    newStaffDepartments: audience.newStaffDepartments.map((department) => department.given),
  }
}

type Columns = Pick<
  NotificationRow,
  'name' | 'content' | 'push_type' | 'scope' | 'audience' | 'ext' | 'send_at'
>

async function columnsOf(cx: Cx, input: NotificationInput): Promise<Columns> {
  const name = input.name.trim()
  if (name === '') throw invalid('job_name', input.name, 'must not be empty')
  cardOf(input.content)
  requireAudience(input)
  await requireChats(cx, input.chats)
  const audience: ChosenAudience = {
    users: [...new Set(input.users)],
    departments: await chosenDepartments(cx, input.departments, 'department_list'),
    chats: [...new Set(input.chats)],
    newStaff: input.newStaff,
    newStaffDepartments: await chosenDepartments(
      cx,
      input.newStaffDepartments,
      'new_staff_scope_department_list',
    ),
  }
  return {
    name,
    content: input.content,
    push_type: input.pushType,
    scope: input.scope,
    audience: toJson(audience),
    ext: input.ext ?? null,
    send_at: input.sendAt ?? null,
  }
}

/** The card of a push, decoded. */
export function cardOf(content: string): unknown {
  try {
    return checkContent('interactive', JSON.parse(content))
  } catch (error) {
    const reason = error instanceof AppError ? (error.violations[0]?.description ?? error.message) : ''
    throw invalid(
      'push_content',
      content,
      `must be the JSON of a card${reason === '' ? '' : `: ${reason.toLowerCase()}`}`,
    )
  }
}

/** Who is meant must follow from what is given: an empty audience is a mistake, not a push to nobody. */
function requireAudience(input: NotificationInput): void {
  if (input.pushType === 'onboarding' && input.scope !== 'new_staff')
    throw invalid('push_scope_type', input.scope, 'must be 3 (new staff) for an onboarding push')
  if (input.pushType === 'scheduled' && input.scope === 'new_staff')
    throw invalid('push_scope_type', input.scope, 'can be 3 (new staff) for an onboarding push only')
  if (input.scope === 'selected' && input.users.length === 0 && input.departments.length === 0)
    throw invalid('user_list', '', 'or department_list must name somebody for push_scope_type 2')
  if (input.scope === 'chats' && input.chats.length === 0)
    throw invalid('chat_list', '', 'must name a chat for push_scope_type 1')
  if (
    input.scope === 'new_staff' &&
    input.newStaff === 'departments' &&
    input.newStaffDepartments.length === 0
  )
    throw invalid('new_staff_scope_department_list', '', 'must name a department for new_staff_scope_type 1')
}

export interface NotificationDetail {
  readonly row: NotificationRow
  readonly targetCount: number
  readonly people: People
  /** The guests of the chats that were chosen, by chat. */
  readonly guests: ReadonlyMap<string, string>
}

/** A push with everybody it names. Until it is sent, its targets are counted as they are now. */
export async function getNotification(cx: Cx, id: string): Promise<NotificationDetail> {
  const row = await findNotification(cx.db, cx.tenantId, cx.helpdeskId, id)
  if (!row) throw new AppError('notification_not_found')
  const { users, chats } = chosenAudience(row)
  const guests = await guestsOf(cx, chats)
  const counts = row.push_type === 'scheduled' && isBeforeSending(row.status)
  return {
    row,
    targetCount: counts
      ? await countAudience(cx.db, cx.tenantId, await audienceOf(cx, row))
      : row.target_count,
    people: await loadPeople(cx.db, cx.tenantId, [
      row.created_by,
      row.updated_by,
      row.decided_by,
      ...users,
      ...guests.values(),
    ]),
    guests,
  }
}

/** The desk's pushes, newest first, with their authors and deciders. */
export async function findNotifications(
  cx: Cx,
  filter: Parameters<typeof listNotifications>[3],
  limit: number,
): Promise<{ rows: NotificationRow[]; people: People }> {
  const rows = await listNotifications(cx.db, cx.tenantId, cx.helpdeskId, filter, limit)
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    rows.flatMap((row) => [row.created_by, row.decided_by]),
  )
  return { rows, people }
}
