import type { Notifications } from '../db/schema.ts'
import { AppError } from './errors.ts'

export type NotificationStatus = Notifications['status']

/** What people do to a push, and from where; sending itself moves on from `scheduled`. */
const moves = {
  edit: { from: ['draft', 'rejected'], to: 'draft' },
  submit: { from: ['draft', 'rejected'], to: 'in_review' },
  withdraw: { from: ['in_review', 'approved'], to: 'draft' },
  approve: { from: ['in_review'], to: 'approved' },
  reject: { from: ['in_review'], to: 'rejected' },
  execute: { from: ['approved'], to: 'scheduled' },
  cancel: { from: ['scheduled', 'sending', 'active'], to: 'canceled' },
  recall: { from: ['scheduled', 'sending', 'active', 'sent', 'canceled'], to: 'canceled' },
  delete: { from: ['draft', 'in_review', 'rejected', 'approved', 'sent', 'canceled'], to: 'deleted' },
} as const satisfies Record<string, { from: readonly NotificationStatus[]; to: NotificationStatus }>

export type NotificationMove = keyof typeof moves

/** The status after a move. @throws notification_state where the move does not lead on from the status. */
export function moved(status: NotificationStatus, move: NotificationMove): NotificationStatus {
  const { from, to } = moves[move]
  if (!(from as readonly NotificationStatus[]).includes(status))
    throw new AppError('notification_state', {
      violations: [
        { field: 'status', value: status, description: `must be ${from.join(' or ')} to ${move} the push` },
      ],
    })
  return to
}

/** Whether its audience is still the one that was chosen, not yet the one that is written to. */
export const isBeforeSending = (status: NotificationStatus): boolean =>
  ['draft', 'in_review', 'rejected', 'approved', 'scheduled'].includes(status)
