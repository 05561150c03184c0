import { waiting } from '../db/routing.ts'
import type { Cx } from './cx.ts'
import { covers, minuteOfWeek, nextDutyChange, storedHours } from './schedules.ts'

export interface DeskPresence {
  /** Whether somebody who takes tickets is there now. */
  readonly online: boolean
  /** When the next shift of those who are only off duty begins, Unix ms. */
  readonly backAt: number | undefined
}

/** Whether a guest who asks for a person now can expect one. */
export async function deskPresence(cx: Cx): Promise<DeskPresence> {
  const rows = await cx.db
    .selectFrom('agents as a')
    .innerJoin('helpdesks as h', (j) =>
      j.onRef('h.tenant_id', '=', 'a.tenant_id').onRef('h.id', '=', 'a.helpdesk_id'),
    )
    .select(['a.schedule', 'a.follows_schedule', 'h.time_zone'])
    .where('a.tenant_id', '=', cx.tenantId)
    .where('a.helpdesk_id', '=', cx.helpdeskId)
    .where('a.status', '=', 'online')
    .where('a.removed_at', 'is', null)
    .execute()
  const first = rows[0]
  if (!first) return { online: false, backAt: undefined }
  const minute = minuteOfWeek(first.time_zone, cx.now)
  // Many share a schedule, and finding its next change looks at the days to come.
  const schedules = rows.map((row) => (row.follows_schedule === 1 ? null : row.schedule))
  const hours = [...new Set(schedules)].map(storedHours)
  if (hours.some((stretches) => covers(stretches, minute))) return { online: true, backAt: undefined }
  const changes = hours.flatMap((stretches) => nextDutyChange(stretches, first.time_zone, cx.now) ?? [])
  return { online: false, backAt: changes.length === 0 ? undefined : Math.min(...changes) }
}

/** A queue is counted no further. */
export const longestQueue = 500

/** The tickets that wait on the desk, in the order in which they are served; at most `longestQueue`. */
export async function queueOf(cx: Cx): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('tickets')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where(waiting)
    .orderBy('waiting_since')
    .orderBy('id')
    .limit(longestQueue)
    .execute()
  return rows.map((row) => row.id)
}
