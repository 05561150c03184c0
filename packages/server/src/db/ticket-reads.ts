import { sql } from 'kysely'
import type { Db } from './engine.ts'

/** Up to when (Unix ms) somebody has read each of these tickets; those never read are left out. */
export async function readMarkers(
  db: Db,
  tenantId: string,
  userId: string,
  ticketIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('ticket_reads')
    .select(['ticket_id', 'read_at'])
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('ticket_id', 'in', ticketIds)
    .execute()
  return new Map(rows.map((row) => [row.ticket_id, row.read_at]))
}

/** Moves the marker on; two windows that tell of it in another order never move it back. */
export async function setReadMarker(
  db: Db,
  tenantId: string,
  userId: string,
  ticketId: string,
  readAt: number,
): Promise<void> {
  await db
    .insertInto('ticket_reads')
    .values({ tenant_id: tenantId, user_id: userId, ticket_id: ticketId, read_at: readAt })
    .onConflict((c) =>
      c.columns(['tenant_id', 'user_id', 'ticket_id']).doUpdateSet({
        read_at: sql`case when ticket_reads.read_at > excluded.read_at then ticket_reads.read_at else excluded.read_at end`,
      }),
    )
    .execute()
}
