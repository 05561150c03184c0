import { toJson } from '../db/json.ts'
import type { TicketRow } from '../db/tickets.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { actingAgent, requireAgents } from './desk-agents.ts'
import { invalid } from './errors.ts'
import { changeTicket, collaboratorIds, lockedTicket } from './tickets.ts'

const maximum = 50

/** Lets agents follow a ticket that is not theirs, or no longer. */
export const changeCollaborators = (
  cx: Cx,
  ticketId: string,
  { add = [], remove = [] }: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    await requireAgents(cx, add, 'add')
    const ticket = await lockedTicket(cx, ticketId)
    const current = collaboratorIds(ticket)
    const ids = [...new Set([...current.filter((id) => !remove.includes(id)), ...add])]
    if (ids.length > maximum) throw invalid('add', add.length, `makes more than ${maximum} collaborators`)
    const added = ids.filter((id) => !current.includes(id))
    const removed = current.filter((id) => !ids.includes(id))
    if (added.length === 0 && removed.length === 0) return ticket
    if (removed.length > 0) await forget(cx, ticketId, removed)
    if (added.length > 0)
      await cx.db
        .insertInto('ticket_collaborators')
        .values(
          added.map((agentId) => ({
            tenant_id: cx.tenantId,
            helpdesk_id: cx.helpdeskId,
            agent_id: agentId,
            ticket_id: ticketId,
          })),
        )
        .onConflict((c) => c.doNothing())
        .execute()
    return changeTicket(cx, ticket, { collaborator_ids: toJson(ids) })
  })

/** So many followed tickets are looked at, the newest ones. */
const reach = 1000

/** Tickets that the acting person follows, open or closed. */
export async function followedTickets(cx: Cx): Promise<string[]> {
  const rows = await cx.db
    .selectFrom('ticket_collaborators')
    .select('ticket_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('agent_id', '=', actorUserId(cx) ?? '')
    .orderBy('ticket_id', 'desc')
    .limit(reach)
    .execute()
  return rows.map((row) => row.ticket_id)
}

const forget = (cx: Cx, ticketId: string, agentIds: readonly string[]): Promise<unknown> =>
  cx.db
    .deleteFrom('ticket_collaborators')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .where('agent_id', 'in', agentIds)
    .execute()

/** A ticket that is deleted is in nobody's list. */
export const forgetCollaborators = (cx: Cx, ticketId: string): Promise<unknown> =>
  cx.db
    .deleteFrom('ticket_collaborators')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .execute()
