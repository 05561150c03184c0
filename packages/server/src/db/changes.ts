import type { Db } from './engine.ts'
import type { MessageRow } from './messages.ts'
import type { TicketRow } from './tickets.ts'

export interface ChangeEvent {
  readonly position: number
  readonly type: string
  readonly ticket_id: string
  readonly payload: string
  readonly created_at: number
}

const types = ['ticket.created', 'ticket.updated', 'ticket.deleted', 'message.created', 'message.updated']

/** Events of a desk's tickets and their messages, oldest first. */
export async function changeEvents(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  after: number,
  limit: number,
): Promise<ChangeEvent[]> {
  const rows = await db
    .selectFrom('outbox')
    .select(['position', 'type', 'ticket_id', 'payload', 'created_at'])
    .where('tenant_id', '=', tenantId)
    .where('position', '>', after)
    .where('helpdesk_id', '=', helpdeskId)
    .where('type', 'in', types)
    .where('ticket_id', 'is not', null)
    .orderBy('position')
    .limit(limit)
    .execute()
  return rows as ChangeEvent[]
}

export async function ticketsById(
  db: Db,
  tenantId: string,
  helpdeskId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, TicketRow>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('helpdesk_id', '=', helpdeskId)
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** Messages of tickets; their index is by ticket. */
export async function messagesById(
  db: Db,
  tenantId: string,
  keys: readonly { readonly id: string; readonly ticketId: string }[],
): Promise<ReadonlyMap<string, MessageRow>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('ticket_id', 'in', [...new Set(keys.map((key) => key.ticketId))])
    .where(
      'id',
      'in',
      keys.map((key) => key.id),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
