import type { Db } from './engine.ts'
import { prepared } from './prepared.ts'

/** The desks on which the shift of somebody who follows the schedule has begun or ended. */
export const desksWithShiftChange = prepared<
  { readonly now: number },
  { tenantId: string; helpdeskId: string }
>((db, slot) =>
  db
    .selectFrom('agents')
    .select(['tenant_id as tenantId', 'helpdesk_id as helpdeskId'])
    .distinct()
    .where('status_until', 'is not', null)
    .where('status_until', '<=', slot.now)
    .where('removed_at', 'is', null),
)

/** Those of one desk. */
export const agentsToChange = (
  db: Db,
  desk: { readonly tenantId: string; readonly helpdeskId: string; readonly now: number },
): Promise<{ user_id: string; schedule: string | null }[]> =>
  db
    .selectFrom('agents')
    .select(['user_id', 'schedule'])
    .where('tenant_id', '=', desk.tenantId)
    .where('helpdesk_id', '=', desk.helpdeskId)
    .where('status_until', '<=', desk.now)
    .where('follows_schedule', '=', 1)
    .where('removed_at', 'is', null)
    .orderBy('user_id')
    .execute()
