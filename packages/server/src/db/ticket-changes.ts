import type { Db } from './engine.ts'
import { preparedInsert } from './prepared.ts'
import type { TicketChanges } from './schema.ts'

export type TicketChangeRow = TicketChanges

export const insertTicketChange = preparedInsert<TicketChangeRow>('ticket_changes')

/** Changes after a version of the ticket, oldest first. */
export const changesSince = (
  db: Db,
  tenantId: string,
  ticketId: string,
  version: number,
): Promise<TicketChangeRow[]> =>
  db
    .selectFrom('ticket_changes')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('version', '>', version)
    .orderBy('version')
    .limit(200)
    .execute()

/** The newest changes, newest first. */
export const latestChanges = (
  db: Db,
  tenantId: string,
  ticketId: string,
  limit: number,
): Promise<TicketChangeRow[]> =>
  db
    .selectFrom('ticket_changes')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .orderBy('version', 'desc')
    .limit(limit)
    .execute()
