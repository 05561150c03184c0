import { toJson } from '../db/json.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { mayBeRated } from './rating-requests.ts'
import { changeTicket, lockedTicket, lockedTicketAndChat, releaseChat, resumed } from './tickets.ts'

/** Whoever acts must be the ticket's guest, or the desk itself on the guest's behalf. */
function requireGuest(cx: Cx, ticket: TicketRow): void {
  if (cx.actor.kind === 'user' && cx.actor.userId !== ticket.guest_id) throw new AppError('ticket_not_found')
}

const close = async (
  cx: Cx,
  ticketId: string,
  end: (ticket: TicketRow) => Pick<TicketRow, 'status' | 'closed_by'>,
  solved: boolean | undefined,
): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicketAndChat(cx, ticketId)
    const ended = end(ticket)
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    await releaseChat(cx, ticket)
    return changeTicket(cx, ticket, {
      ...resumed(ticket, cx.now),
      ...ended,
      closed_at: cx.now,
      waiting_since: null,
      ...(solved !== undefined && { solved: solved ? 1 : 0 }),
    })
  })

/** The guest ends the conversation. */
export const closeAsGuest = (cx: Cx, ticketId: string, solved?: boolean): Promise<TicketRow> =>
  close(
    cx,
    ticketId,
    (ticket) => {
      requireGuest(cx, ticket)
      return { status: 'closed_by_guest', closed_by: ticket.guest_id }
    },
    solved,
  )

/** The bot ends a conversation that no person was asked into: the guest had their answer, or left. */
export const closeAsBot = (cx: Cx, ticketId: string, solved?: boolean): Promise<TicketRow> =>
  close(
    cx,
    ticketId,
    (ticket) => {
      if (ticket.stage !== 'bot') throw new AppError('forbidden')
      return { status: 'closed_by_bot', closed_by: null }
    },
    solved,
  )

export interface Rating {
  /** 1 bad, 2 fair, 3 good. */
  readonly score: 1 | 2 | 3
  readonly solved?: boolean | undefined
  /** Why the guest is not satisfied, in their language; only with a score of 1 or 2. */
  readonly reason?: { readonly zh_cn?: string; readonly en_us?: string; readonly ja_jp?: string } | undefined
}

/** The guest rates a ticket that is closed, or for which they were asked; a later rating replaces the earlier one. */
export const rateTicket = (cx: Cx, ticketId: string, rating: Rating): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    if (![1, 2, 3].includes(rating.score)) throw invalid('score', rating.score, 'must be 1, 2 or 3')
    if (rating.reason && rating.score === 3) throw invalid('reason', '', 'goes with a score of 1 or 2')
    const ticket = await lockedTicket(cx, ticketId)
    requireGuest(cx, ticket)
    if (!(await mayBeRated(cx, ticket))) throw new AppError('ticket_open')
    return changeTicket(cx, ticket, {
      score: rating.score,
      dissatisfaction_reason: rating.reason ? toJson(rating.reason) : null,
      ...(rating.solved !== undefined && { solved: rating.solved ? 1 : 0 }),
    })
  })
