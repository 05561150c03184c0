import { type TicketRow, lockTicket } from '../db/tickets.ts'
import { dequeue, enqueue } from '../jobs/queue.ts'
import { type Cx, inTransaction } from './cx.ts'
import { actingAgent } from './desk-agents.ts'
import { AppError, invalid } from './errors.ts'
import { openTicketOf } from './ticket-actions.ts'
import { requireUnchanged } from './ticket-conflicts.ts'
import { type TicketChange, changeTicket, resumed } from './tickets.ts'

const longest = 366 * 24 * 60 * 60_000

const wakeKey = (ticketId: string): string => `wake ${ticketId}`

/** Asks for the ticket to be woken, instead of whenever that was asked for before. */
export async function sleepUntil(cx: Cx, ticketId: string, until: number): Promise<void> {
  await dequeue(cx, wakeKey(ticketId))
  await enqueue(cx, 'ticket.wake', { ticketId }, { runAt: until, key: wakeKey(ticketId) })
}

/**
 * Puts an open ticket on hold: its processing time stands still. With `until` (Unix ms) it comes back by itself then,
 * or as soon as the guest writes; without, it stays until somebody resumes it.
 */
export const holdTicket = (
  cx: Cx,
  ticketId: string,
  { until, seen }: { readonly until?: number | undefined; readonly seen?: number | undefined } = {},
): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    if (until !== undefined && (until <= cx.now || until > cx.now + longest))
      throw invalid('until', until, 'must be within the next year')
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.status === 'pending' && ticket.snoozed_until === (until ?? null)) return ticket
    await requireUnchanged(cx, ticket, seen, ['agent', 'status', 'snooze'])
    if (until !== undefined) await sleepUntil(cx, ticketId, until)
    return changeTicket(cx, ticket, {
      status: 'pending',
      pending_since: ticket.pending_since ?? cx.now,
      snoozed_until: until ?? null,
    })
  })

/** What changes on a ticket that comes off hold. */
export const woken = (ticket: TicketRow, now: number): TicketChange => ({
  ...resumed(ticket, now),
  status: ticket.agent_id === null ? 'queueing' : 'processing',
})

/** Takes a ticket off hold. */
export const resumeTicket = (cx: Cx, ticketId: string, seen?: number): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.status !== 'pending') throw new AppError('ticket_not_pending')
    await requireUnchanged(cx, ticket, seen, ['status', 'snooze'])
    return changeTicket(cx, ticket, woken(ticket, cx.now))
  })

/** Brings a snoozed ticket back when its time has come; one that is back already, or sleeps longer now, is left alone. */
export const wakeTicket = (cx: Cx, { ticketId }: { readonly ticketId: string }): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockTicket(cx.db, cx.tenantId, cx.helpdeskId, ticketId)
    if (ticket?.status !== 'pending' || ticket.snoozed_until === null || ticket.snoozed_until > cx.now) return
    await changeTicket(cx, ticket, woken(ticket, cx.now))
  })
