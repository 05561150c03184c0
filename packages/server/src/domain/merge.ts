import { fromJson, toJson } from '../db/json.ts'
import { childrenOf, insertMove, relationOf, takeMove, ticketsMergedInto } from '../db/merged-tickets.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { actingAgent } from './desk-agents.ts'
import { AppError, invalid } from './errors.ts'
import { sleepUntil } from './snooze.ts'
import { requireUnmerged, stillServes } from './ticket-actions.ts'
import { requireUnchanged } from './ticket-conflicts.ts'
import { lockedPair } from './ticket-pairs.ts'
import {
  type TicketChange,
  changeTicket,
  claimChat,
  lockedTicket,
  mayClaimChat,
  releaseChat,
  resumed,
} from './tickets.ts'

/** What an open ticket was like before it was closed by a merge. */
type Before = Pick<
  TicketRow,
  'status' | 'closed_at' | 'closed_by' | 'waiting_since' | 'pending_since' | 'pending_ms' | 'snoozed_until'
>

export interface Merge {
  readonly into: string
  /** Confirms that the tickets are of two guests: only the other one's gets the answers from then on. */
  readonly otherGuest?: boolean | undefined
  readonly seen?: number | undefined
}

/**
 * Makes the messages of a ticket part of another one's thread and closes it. No message moves: each stays in its chat
 * and on its ticket, and the thread of the other ticket shows both. Asked for again, it does nothing.
 * @throws ticket_merged when either goes on elsewhere; ticket_closed when an open one would vanish in a closed one
 * @returns the other ticket
 */
export const mergeTicket = (cx: Cx, ticketId: string, merge: Merge): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    if (ticketId === merge.into) throw invalid('into', merge.into, 'is the same ticket')
    const [ticket, into] = await lockedPair(cx, ticketId, merge.into)
    if (ticket.merged_into === into.id) return into
    requireUnmerged(ticket)
    requireUnmerged(into)
    const wasOpen = !isClosed(ticket.status)
    if (wasOpen && isClosed(into.status)) throw new AppError('ticket_closed')
    if (ticket.guest_id !== into.guest_id && merge.otherGuest !== true)
      throw invalid('other_guest', merge.otherGuest, 'must be true: the tickets are of two guests')
    await requireUnchanged(cx, ticket, merge.seen, ['agent', 'status'])
    const { status, closed_at, closed_by, waiting_since, pending_since, pending_ms, snoozed_until } = ticket
    const before: Before = {
      status,
      closed_at,
      closed_by,
      waiting_since,
      pending_since,
      pending_ms,
      snoozed_until,
    }
    await insertMove(cx.db, {
      tenant_id: cx.tenantId,
      ticket_id: ticket.id,
      kind: 'merge',
      other_id: into.id,
      before: toJson(before),
      moved_by: actorUserId(cx),
      moved_at: cx.now,
    })
    if (wasOpen) await releaseChat(cx, ticket)
    const joined = await changeTicket(cx, into, {}, false, { joined: ticket.id })
    await changeTicket(cx, ticket, { ...(wasOpen && closedBy(cx, ticket)), merged_into: into.id })
    return joined
  })

const closedBy = (cx: Cx, ticket: TicketRow): TicketChange => ({
  ...resumed(ticket, cx.now),
  status: 'closed_by_agent',
  closed_at: cx.now,
  closed_by: actorUserId(cx),
  waiting_since: null,
})

/**
 * Takes a merged ticket out again, as it was before; it stays closed where its guest has opened another one since.
 * @returns the ticket
 */
export const unmergeTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const intoId = (await relationOf(cx.db, cx.tenantId, cx.helpdeskId, ticketId))?.merged_into
    if (intoId === undefined) throw new AppError('ticket_not_found')
    if (intoId === null) throw new AppError('ticket_not_merged')
    const [ticket, into] = await lockedPair(cx, ticketId, intoId)
    if (ticket.merged_into !== into.id) throw new AppError('ticket_not_merged')
    const move = await takeMove(cx.db, cx.tenantId, ticketId, 'merge')
    await changeTicket(cx, into, {}, false, { parted: ticket.id })
    const before = move && fromJson<Before>(move.before)
    const opens = before && !isClosed(before.status) && (await mayClaimChat(cx, ticket))
    return changeTicket(cx, ticket, { merged_into: null, ...(opens && (await reopened(cx, ticket, before))) })
  })

async function reopened(cx: Cx, ticket: TicketRow, before: Before): Promise<TicketChange> {
  await claimChat(cx, ticket)
  if (before.snoozed_until !== null) await sleepUntil(cx, ticket.id, before.snoozed_until)
  if (ticket.agent_id === null || (await stillServes(cx, ticket.agent_id))) return before
  return { ...before, agent_id: null, ...(before.status === 'processing' && { status: 'queueing' }) }
}

/** Before a ticket is deleted: those that were merged into it stand for themselves again, closed. */
export async function partMerged(cx: Cx, ticketId: string): Promise<void> {
  for (const { id } of await childrenOf(cx.db, cx.tenantId, cx.helpdeskId, ticketId)) {
    await takeMove(cx.db, cx.tenantId, id, 'merge')
    await changeTicket(cx, await lockedTicket(cx, id), { merged_into: null })
  }
}

/** The ticket and all that are read in its thread, itself first. */
export const threadTickets = async (cx: Cx, ticketId: string): Promise<string[]> => [
  ticketId,
  ...(await ticketsMergedInto(cx.engine, cx, ticketId)).map((ticket) => ticket.id),
]

/** Where a merged ticket goes on: the last of those it was merged into. */
export async function mergeTarget(cx: Cx, ticket: TicketRow): Promise<string | undefined> {
  let target: string | undefined
  for (let next = ticket.merged_into; next !== null;) {
    target = next
    next = (await relationOf(cx.db, cx.tenantId, cx.helpdeskId, next))?.merged_into ?? null
  }
  return target
}
