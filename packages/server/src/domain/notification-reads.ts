import { sql } from 'kysely'
import { type Cx, inTransaction } from './cx.ts'

/** Counts the pushes among messages (`om_…`) that a person has seen now, each once. */
export const countReads = (cx: Cx, userId: string, messageIds: readonly string[]): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (messageIds.length === 0) return
    const read = await cx.db
      .updateTable('notification_recipients')
      .set({ read_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('message_id', 'in', [...messageIds])
      .where('recipient_id', '=', userId)
      .where('read_at', 'is', null)
      .returning(['helpdesk_id', 'notification_id'])
      .execute()
    for (const { helpdesk_id, notification_id } of read)
      await cx.db
        .updateTable('notifications')
        .set({ read_count: sql`read_count + 1` })
        .where('tenant_id', '=', cx.tenantId)
        .where('helpdesk_id', '=', helpdesk_id)
        .where('id', '=', notification_id)
        .execute()
  })
