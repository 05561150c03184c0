import { type TicketRow, isClosed } from '../db/tickets.ts'
import { toJson } from '../db/json.ts'
import { findRole } from '../db/users.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { addRemark } from './remarks.ts'
import {
  type RemarkSnapshot,
  assigned,
  changeTicket,
  claimChat,
  lockedTicket,
  lockedTicketAndChat,
  resumed,
  setOpenTicket,
} from './tickets.ts'

/** The acting person, who must serve on the desk. */
function agentOf(cx: Cx): string {
  if (cx.actor.kind !== 'user' || cx.actor.role === undefined) throw new AppError('forbidden')
  return cx.actor.userId
}

const openTicketOf = async (cx: Cx, ticketId: string): Promise<TicketRow> => {
  const ticket = await lockedTicket(cx, ticketId)
  if (isClosed(ticket.status)) throw new AppError('ticket_closed')
  return ticket
}

/** Makes the acting agent the owner of an open ticket. */
export const takeTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const agentId = agentOf(cx)
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.agent_id === agentId) return ticket
    return changeTicket(cx, ticket, {
      ...assigned(ticket, agentId, cx.now),
      stage: 'human',
      ...((ticket.status === 'created' || ticket.status === 'queueing') && { status: 'processing' }),
    })
  })

/** Closes an open ticket; the guest's next message opens a new one. */
export const closeTicket = (cx: Cx, ticketId: string, solved?: boolean): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const agentId = agentOf(cx)
    const ticket = await lockedTicketAndChat(cx, ticketId)
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    await setOpenTicket(cx, ticket.chat_id, null)
    return changeTicket(cx, ticket, {
      ...resumed(ticket, cx.now),
      status: 'closed_by_agent',
      closed_at: cx.now,
      closed_by: agentId,
      waiting_since: null,
      ...(solved !== undefined && { solved: solved ? 1 : 0 }),
    })
  })

/** Opens a closed ticket again, with its last agent where they still serve; unless the guest has opened another since. */
export const reopenTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    agentOf(cx)
    const ticket = await lockedTicketAndChat(cx, ticketId)
    if (!isClosed(ticket.status)) throw new AppError('ticket_open')
    await claimChat(cx, ticket)
    const ownerServes = await stillServes(cx, ticket.agent_id)
    return changeTicket(cx, ticket, {
      stage: 'human',
      status: ownerServes ? 'processing' : 'queueing',
      ...(!ownerServes && { agent_id: null }),
      closed_at: null,
      closed_by: null,
      waiting_since: cx.now,
    })
  })

const stillServes = async (cx: Cx, agentId: string | null): Promise<boolean> =>
  agentId !== null && (await findRole(cx.db, cx.tenantId, cx.helpdeskId, agentId)) !== undefined

/** Puts an open ticket on hold: its processing time stands still. */
export const holdTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    agentOf(cx)
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.status === 'pending') return ticket
    return changeTicket(cx, ticket, { status: 'pending', pending_since: cx.now })
  })

/** Takes a ticket off hold. */
export const resumeTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    agentOf(cx)
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.status !== 'pending') throw new AppError('ticket_not_pending')
    return changeTicket(cx, ticket, {
      ...resumed(ticket, cx.now),
      status: ticket.agent_id === null ? 'queueing' : 'processing',
    })
  })

/** Adds an internal remark and makes it the one that is shown with the ticket. */
export const remarkOnTicket = (cx: Cx, ticketId: string, content: string): Promise<RemarkSnapshot> =>
  inTransaction(cx, async (cx) => {
    agentOf(cx)
    const ticket = await lockedTicket(cx, ticketId)
    const remark = await addRemark(cx, ticketId, content)
    await changeTicket(cx, ticket, { remark: toJson(remark) })
    return remark
  })
