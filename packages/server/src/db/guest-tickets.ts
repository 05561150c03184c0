import type { Db } from './engine.ts'
import type { Messages } from './schema.ts'
import type { TicketRow } from './tickets.ts'

/** A guest's tickets with a desk, newest first. */
export const ticketsOfGuest = (
  db: Db,
  tenantId: string,
  helpdeskId: string,
  guestId: string,
  limit: number,
): Promise<TicketRow[]> =>
  db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('guest_id', '=', guestId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** What the guest wrote last that can be read. */
export const lastGuestMessage = (
  db: Db,
  tenantId: string,
  ticketId: string,
): Promise<Pick<Messages, 'id' | 'text'> | undefined> =>
  db
    .selectFrom('messages')
    .select(['id', 'text'])
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', '=', ticketId)
    .where('sender_type', '=', 'guest')
    .where('text', '<>', '')
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
