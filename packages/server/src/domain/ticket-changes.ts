import { fromJson, toJson } from '../db/json.ts'
import type { TicketRow, TicketStatus } from '../db/tickets.ts'
import type { Cx } from './cx.ts'
import { type News, assignmentNews, emit, ticketAfter } from './events.ts'
import { indexTicket } from './search-index.ts'
import { leavesSla, slaAfter } from './sla.ts'
import { followSkills } from './ticket-skills.ts'
import { type ChangeExtras, recordChange } from './ticket-history.ts'

/** How the guest came; numbers of the wire. */
export const channelOpenApi = 9
/** One of the vendor's “other” numbers: the chat on a page. */
export const channelWidget = 21
/** None of the vendor's: its clients show every other number as another channel. */
export const channelEmail = 22

/** Fields of the row that a change may set; version, time and event follow by themselves. */
export type TicketChange = Partial<
  Omit<TicketRow, 'tenant_id' | 'helpdesk_id' | 'id' | 'version' | 'updated_at'>
>

/** Whether a ticket waits for an agent. */
export const isWaiting = (ticket: TicketRow): boolean =>
  ticket.status === 'queueing' && ticket.agent_id === null

const working: ReadonlySet<TicketStatus> = new Set(['created', 'processing', 'queueing', 'waiting_for_guest'])

/** Whose limit a ticket counts towards: its owner's while it is open and not on hold. */
export const carrier = (ticket: TicketRow): string | null =>
  working.has(ticket.status) ? ticket.agent_id : null

/** Writes a change of a locked ticket and tells of it; see `changeTicket`, which also sees to the queue. */
export async function writeChange(
  cx: Cx,
  ticket: TicketRow,
  change: TicketChange,
  quietly = false,
  { news, ...extras }: ChangeExtras & { readonly news?: News } = {},
): Promise<TicketRow> {
  const changed = { ...change, version: ticket.version + 1, updated_at: cx.now }
  const next = { ...ticket, ...changed }
  if (isWaiting(next) && next.waiting_since === null) changed.waiting_since = next.waiting_since = cx.now
  if (!leavesSla(ticket, next)) {
    const sla = slaAfter(next, (await cx.registry.helpdesk(cx.helpdeskId))?.sla, cx.now)
    Object.assign(changed, sla)
    Object.assign(next, sla)
  }
  await cx.db
    .updateTable('tickets')
    .set(changed)
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', ticket.id)
    .execute()
  await followSkills(cx, ticket, next)
  await recordChange(cx, ticket, next, quietly, extras)
  // A title that comes with a message is found in that message.
  const renamed = change.title !== undefined && !quietly
  if (change.tags !== undefined || change.fields !== undefined || renamed) await indexTicket(cx, next)
  const moved =
    next.status !== ticket.status || next.stage !== ticket.stage || next.agent_id !== ticket.agent_id
  if (quietly && !moved) return next
  await emit(cx, 'ticket.updated', {
    ticketId: ticket.id,
    before: {
      ...(next.status !== ticket.status && { status: ticket.status }),
      ...(next.stage !== ticket.stage && { stage: ticket.stage }),
      updated_at: ticket.updated_at,
    },
    after: ticketAfter(next),
    ...(next.agent_id !== ticket.agent_id && assignmentNews(cx, next.agent_id)),
    ...(news && { news }),
  })
  return next
}

/** What changes on a ticket when an agent becomes its owner. */
export function assigned(ticket: TicketRow, agentId: string, now: number): TicketChange {
  const agents = fromJson<string[]>(ticket.agent_ids)
  return {
    agent_id: agentId,
    agent_ids: agents.includes(agentId) ? ticket.agent_ids : toJson([...agents, agentId]),
    agent_entered_at: ticket.agent_entered_at ?? now,
    skill_id: null,
    given_back_by: null,
  }
}

/** What changes when the clock of a ticket on hold runs again. */
export const resumed = (ticket: TicketRow, now: number): TicketChange =>
  ticket.pending_since === null
    ? {}
    : {
        pending_since: null,
        pending_ms: ticket.pending_ms + (now - ticket.pending_since),
        snoozed_until: null,
      }
