import type { Db } from './engine.ts'

export interface MentionRow {
  readonly ticket_id: string
  readonly remark_id: number
  readonly mentioned_by: string
  /** When somebody was named last on the ticket, in ms. */
  readonly created_at: number
}

/** The tickets on which somebody is named, the newest mention first; read from the index `mentions_time`. */
export function mentionsOf(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  userId: string,
  limit: number,
  before?: number,
): Promise<MentionRow[]> {
  let query = db
    .selectFrom('mentions')
    .select(['ticket_id', 'remark_id', 'mentioned_by', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('user_id', '=', userId)
  if (before !== undefined) query = query.where('created_at', '<', before)
  return query.orderBy('created_at', 'desc').limit(limit).execute()
}
