import { preparedInsert } from '../db/prepared.ts'
import type { Outbox, Tickets } from '../db/schema.ts'
import { newEventId } from '../platform/ids.ts'
import { type Cx, actorUserId } from './cx.ts'

/** Which status fields a ticket had before a change; the vendor's event carries exactly these. */
export interface TicketBefore {
  readonly status?: string
  readonly stage?: string
  readonly updated_at?: number | null
}

/** A ticket as it stood when an event of it was written: what is told later is what was true then. */
export type TicketAfter = Pick<
  Tickets,
  'status' | 'stage' | 'score' | 'solved' | 'channel' | 'updated_at' | 'closed_at' | 'closed_by'
> & { readonly agents: string; readonly collaborators: string }

export const ticketAfter = (ticket: Tickets): TicketAfter => ({
  status: ticket.status,
  stage: ticket.stage,
  score: ticket.score,
  solved: ticket.solved,
  channel: ticket.channel,
  updated_at: ticket.updated_at,
  closed_at: ticket.closed_at,
  closed_by: ticket.closed_by,
  agents: ticket.agent_ids,
  collaborators: ticket.collaborator_ids,
})

/** Whom an event concerns so much that their page may ring for it. */
export interface News {
  /** A guest answered in their ticket, a ticket became theirs, or they were mentioned. */
  readonly kind: 'reply' | 'assigned' | 'mention'
  readonly for: readonly string[]
}

/** A ticket that has become somebody's; whoever took it themselves knows. */
export const assignmentNews = (cx: Cx, agentId: string | null): { news?: News } =>
  agentId === null || agentId === actorUserId(cx) ? {} : { news: { kind: 'assigned', for: [agentId] } }

/** A remark that names people; whoever names themselves knows. */
export const mentionNews = (cx: Cx, ids: readonly string[]): { news?: News } => {
  const others = [...new Set(ids)].filter((id) => id !== actorUserId(cx))
  return others.length === 0 ? {} : { news: { kind: 'mention', for: others } }
}

/** Everything that can happen, and what is told of it. Readers load the rest when they need it. */
export interface Events {
  'ticket.created': { ticketId: string; after: TicketAfter; news?: News }
  'ticket.updated': { ticketId: string; before: TicketBefore; after: TicketAfter; news?: News }
  'ticket.deleted': { ticketId: string }
  'message.created': { ticketId: string; chatId: string; messageId: string; news?: News }
  /** A message outside of any ticket: between two parties, or of a bot while no ticket is open. */
  'chat_message.created': { chatId: string; messageId: string }
  /** A message was edited, its card changed, or it was recalled. */
  'message.updated': { ticketId: string | null; chatId: string; messageId: string }
  'app.changed': { appId: string }
  'app.ticket': { appId: string }
  'consent.given': { appId: string; userId: string; scopes: readonly string[] }
  'consent.withdrawn': { appId: string; userId: string }
  'grant.revoked': { grantId: string; appId: string; userId: string }
  'mailbox.changed': { mailboxId: string }
  'helpdesk.changed': { helpdeskId: string }
  'department.created': { departmentId: string }
  'user.changed': { userId: string }
  'category.changed': { categoryId: string }
  'faq.changed': { faqId: string }
  'document.changed': { documentId: string }
  'notification.changed': { notificationId: string }
  'notification.decided': {
    notificationId: string
    decision: 'approved' | 'rejected' | 'canceled' | 'deleted'
  }
  /** Events for this app could not be delivered and wait for somebody to look. */
  'delivery.parked': { appId: string }
  'subscription.changed': { appId: string }
  'agent.changed': { agentId: string }
  'skill.changed': { skillId: string }
  'preferences.changed': { userId: string }
  'session.ended': { sessionId: string }
  'access_token.changed': { tokenId: string }
  'access_token_secret.changed': Record<never, never>
}

export type EventType = keyof Events

/** Writes an event in the transaction of the change it tells of: both are there, or neither. */
export async function emit<K extends EventType>(cx: Cx, type: K, payload: Events[K]): Promise<void> {
  await insertEvent(cx.engine, cx.db, eventRow(cx, type, payload))
}

/** The same for many events of one type, in one statement. */
export async function emitAll<K extends EventType>(
  cx: Cx,
  type: K,
  payloads: readonly Events[K][],
): Promise<void> {
  if (payloads.length === 0) return
  const rows = payloads.map((payload) => eventRow(cx, type, payload))
  await cx.db.insertInto('outbox').values(rows).execute()
}

function eventRow<K extends EventType>(cx: Cx, type: K, payload: Events[K]) {
  if (!cx.inTransaction) throw new Error(`The event ${type} was emitted outside a transaction.`)
  return {
    tenant_id: cx.tenantId,
    id: newEventId(),
    helpdesk_id: cx.helpdeskId,
    type,
    ticket_id: 'ticketId' in payload ? payload.ticketId : null,
    payload: JSON.stringify(payload),
    created_at: cx.now,
  }
}

const insertEvent = preparedInsert<Omit<Outbox, 'seq' | 'position'>>('outbox')
