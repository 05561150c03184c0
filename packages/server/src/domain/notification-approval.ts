import type { NotificationRow } from '../db/notifications.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { moved } from './notification-states.ts'
import { changeNotification, lockedNotification, pushManager } from './notifications.ts'

/**
 * Hands a push in for approval. @returns whether the caller may do that: the endpoint says so instead of refusing, and
 * nothing happens when not.
 */
export const submitNotification = (cx: Cx, id: string, reason: string): Promise<boolean> =>
  inTransaction(cx, async (cx) => {
    const row = await lockedNotification(cx, id)
    if (!mayManage(cx)) return false
    await changeNotification(cx, row, {
      status: moved(row.status, 'submit'),
      reason,
      decided_by: null,
      decided_at: null,
      decision_note: null,
    })
    return true
  })

const mayManage = (cx: Cx): boolean =>
  cx.actor.kind === 'user' && (cx.actor.role === 'owner' || cx.actor.role === 'admin')

/** Takes a push back from approval, also after it was approved: it is a draft again. */
export const withdrawNotification = (cx: Cx, id: string): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    pushManager(cx)
    const row = await lockedNotification(cx, id)
    const changed = await changeNotification(cx, row, { status: moved(row.status, 'withdraw') })
    await emit(cx, 'notification.decided', { notificationId: id, decision: 'canceled' })
    return changed
  })

/** Approves a push that was handed in, so that it can be executed. */
export const approveNotification = (cx: Cx, id: string): Promise<NotificationRow> =>
  decide(cx, id, 'approve', null)

/** Refuses a push that was handed in; its author can change it and try again. */
export const rejectNotification = (cx: Cx, id: string, note: string): Promise<NotificationRow> =>
  decide(cx, id, 'reject', note)

const decide = (
  cx: Cx,
  id: string,
  move: 'approve' | 'reject',
  note: string | null,
): Promise<NotificationRow> =>
  inTransaction(cx, async (cx) => {
    const deciderId = pushManager(cx)
    const row = await lockedNotification(cx, id)
    // Two pairs of eyes; only the owner, who may be alone, can approve their own push.
    const isOwner = cx.actor.kind === 'user' && cx.actor.role === 'owner'
    if (row.created_by === deciderId && !isOwner && move === 'approve') throw new AppError('forbidden')
    const changed = await changeNotification(cx, row, {
      status: moved(row.status, move),
      decided_by: deciderId,
      decided_at: cx.now,
      decision_note: note,
    })
    const decision = move === 'approve' ? 'approved' : 'rejected'
    await emit(cx, 'notification.decided', { notificationId: id, decision })
    return changed
  })

/** Deletes a push that is not under way. What was sent stays with those who received it. */
export const deleteNotification = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    pushManager(cx)
    const row = await lockedNotification(cx, id)
    await changeNotification(cx, row, { status: moved(row.status, 'delete') })
    if (row.status === 'in_review' || row.status === 'approved')
      await emit(cx, 'notification.decided', { notificationId: id, decision: 'deleted' })
  })
