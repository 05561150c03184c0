import { toJson } from '../db/json.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { findRole } from '../db/users.ts'
import { type Cx, inTransaction } from './cx.ts'
import { actingAgent } from './desk-agents.ts'
import { AppError } from './errors.ts'
import { requireFilledFields } from './field-values.ts'
import { noteDraft } from './draft-news.ts'
import { draftIsSent } from './drafts.ts'
import { mentionNews } from './events.ts'
import { addRemark } from './remarks.ts'
import { requireUnchanged } from './ticket-conflicts.ts'
import {
  type RemarkSnapshot,
  assigned,
  changeTicket,
  claimChat,
  fieldValues,
  lockedTicket,
  lockedTicketAndChat,
  releaseChat,
  resumed,
} from './tickets.ts'

/** Locks a ticket that must be open. @throws ticket_merged, ticket_closed */
export const openTicketOf = async (cx: Cx, ticketId: string): Promise<TicketRow> => {
  const ticket = await lockedTicket(cx, ticketId)
  requireUnmerged(ticket)
  if (isClosed(ticket.status)) throw new AppError('ticket_closed')
  return ticket
}

/** What has been merged goes on in the other ticket. */
export function requireUnmerged(ticket: TicketRow): void {
  if (ticket.merged_into !== null)
    throw new AppError('ticket_merged', { details: { ticket_id: ticket.merged_into } })
}

/** Makes the acting agent the owner of an open ticket. @param seen see `requireUnchanged` */
export const takeTicket = (cx: Cx, ticketId: string, seen?: number): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const agentId = actingAgent(cx)
    const ticket = await openTicketOf(cx, ticketId)
    if (ticket.agent_id === agentId) return ticket
    await requireUnchanged(cx, ticket, seen, ['agent'])
    return changeTicket(cx, ticket, {
      ...assigned(ticket, agentId, cx.now),
      stage: 'human',
      ...((ticket.status === 'created' || ticket.status === 'queueing') && { status: 'processing' }),
    })
  })

/**
 * Closes an open ticket; the guest's next message opens a new one.
 * @throws fields_required with the fields that must be filled in first
 */
export async function closeTicket(
  cx: Cx,
  ticketId: string,
  { solved, seen }: { readonly solved?: boolean | undefined; readonly seen?: number | undefined } = {},
): Promise<TicketRow> {
  // Before the transaction: whoever holds locks must not wait for another connection.
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  return inTransaction(cx, async (cx) => {
    const agentId = actingAgent(cx)
    const ticket = await lockedTicketAndChat(cx, ticketId)
    requireUnmerged(ticket)
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    await requireUnchanged(cx, ticket, seen, ['agent', 'status'])
    requireFilledFields(fieldValues(ticket), desk?.fields ?? [])
    await releaseChat(cx, ticket)
    return changeTicket(cx, ticket, {
      ...resumed(ticket, cx.now),
      status: 'closed_by_agent',
      closed_at: cx.now,
      closed_by: agentId,
      waiting_since: null,
      ...(solved !== undefined && { solved: solved ? 1 : 0 }),
    })
  })
}

/** Opens a closed ticket again, with its last agent where they still serve; unless the guest has opened another since. */
export const reopenTicket = (cx: Cx, ticketId: string, seen?: number): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const ticket = await lockedTicketAndChat(cx, ticketId)
    requireUnmerged(ticket)
    if (!isClosed(ticket.status)) throw new AppError('ticket_open')
    await requireUnchanged(cx, ticket, seen, ['status'])
    return reopen(cx, ticket)
  })

/** The same by an answer of the guest, on a locked ticket that is closed and was not merged into another. */
export async function reopen(cx: Cx, ticket: TicketRow): Promise<TicketRow> {
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
}

/** Whether somebody still serves on the desk. */
export const stillServes = async (cx: Cx, agentId: string | null): Promise<boolean> =>
  agentId !== null && (await findRole(cx.db, cx.tenantId, cx.helpdeskId, agentId)) !== undefined

export interface NewRemark {
  readonly content: string
  /** open_ids of the agents whom it names. */
  readonly mentions?: readonly string[] | undefined
  /** The draft that it was; gone with it. */
  readonly draftVersion?: number | undefined
}

/** Adds an internal remark and makes it the one that is shown with the ticket. */
export async function remarkOnTicket(
  cx: Cx,
  ticketId: string,
  { content, mentions, draftVersion }: NewRemark,
): Promise<RemarkSnapshot> {
  const remark = await inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const ticket = await lockedTicket(cx, ticketId)
    const remark = await addRemark(cx, ticketId, content, mentions)
    await changeTicket(cx, ticket, { remark: toJson(remark) }, false, mentionNews(cx, mentions ?? []))
    await draftIsSent(cx, ticketId, 'note', draftVersion)
    return remark
  })
  if (draftVersion !== undefined) noteDraft(cx, ticketId)
  return remark
}
