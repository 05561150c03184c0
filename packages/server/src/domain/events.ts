import { newEventId } from '../platform/ids.ts'
import type { Cx } from './cx.ts'

/** Which status fields a ticket had before a change; the vendor's event carries exactly these. */
export interface TicketBefore {
  readonly status?: string
  readonly stage?: string
  readonly updated_at?: number | null
}

/** Everything that can happen, and what is told of it. Readers load the rest when they need it. */
export interface Events {
  'ticket.created': { ticketId: string }
  'ticket.updated': { ticketId: string; before: TicketBefore }
  'message.created': { ticketId: string; chatId: string; messageId: string }
  'app.changed': { appId: string }
  'helpdesk.changed': { helpdeskId: string }
  'department.created': { departmentId: string }
  'user.changed': { userId: string }
  'session.ended': { sessionId: string }
}

export type EventType = keyof Events

/** Writes an event in the transaction of the change it tells of: both are there, or neither. */
export async function emit<K extends EventType>(cx: Cx, type: K, payload: Events[K]): Promise<void> {
  if (!cx.inTransaction) throw new Error(`The event ${type} was emitted outside a transaction.`)
  await cx.db
    .insertInto('outbox')
    .values({
      tenant_id: cx.tenantId,
      id: newEventId(),
      helpdesk_id: cx.helpdeskId,
      type,
      ticket_id: 'ticketId' in payload ? payload.ticketId : null,
      payload: JSON.stringify(payload),
      created_at: cx.now,
    })
    .execute()
}
