import { findAgents } from '../db/agents.ts'
import { type ListFilter, type ListOrder, listOfTickets } from '../db/ticket-lists.ts'
import { searchIndex } from '../db/search.ts'
import { toJson } from '../db/json.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type People, findUser } from '../db/users.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { postAsGuest } from './messages.ts'
import { requireManager } from './agents.ts'
import { forgetCollaborators } from './collaborators.ts'
import { partMerged } from './merge.ts'
import { scopeOf } from './search-index.ts'
import {
  type TicketUpdate,
  assigned,
  changeTicket,
  channelOpenApi,
  lockChat,
  lockedTicket,
  lockedTicketAndChat,
  openTicket,
  peopleOf,
  releaseChat,
  updateTicket,
} from './tickets.ts'
import { termsOf } from './tokenizer.ts'
import { addVisitor, personByEmail } from './visitors.ts'

export interface TicketForm {
  readonly title: string
  readonly content?: string | undefined
  readonly priority?: TicketRow['priority'] | undefined
  readonly tags?: readonly string[] | undefined
  readonly assigneeId?: string | undefined
  readonly reporterId?: string | undefined
  readonly contactName?: string | undefined
  readonly email?: string | undefined
  readonly mobile?: string | undefined
}

/** Opens a ticket with all that is known at once, for people. The guest's first message is its title and content. */
export const fileTicket = (cx: Cx, form: TicketForm): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    requireServing(cx)
    const guestId = await reporterOf(cx, form)
    if (form.assigneeId !== undefined) await requireAgentHere(cx, form.assigneeId)
    const chat = await lockChat(cx, guestId)
    if (chat.open_ticket_id !== null) throw new AppError('chat_has_ticket')
    const ticket = await openTicket(cx, chat.id, guestId, {
      guestId,
      human: true,
      appointedAgents: form.assigneeId === undefined ? [] : [form.assigneeId],
      channel: channelOpenApi,
      title: form.title,
      description: form.content,
      priority: form.priority,
    })
    const text = form.content === undefined ? form.title : `${form.title}\n${form.content}`
    await postAsGuest(cx, ticket.id, { type: 'text', content: { text } })
    if (form.tags && form.tags.length > 0) await updateTicket(cx, ticket.id, { tagNames: form.tags })
    return lockedTicket(cx, ticket.id)
  })

function requireServing(cx: Cx): void {
  if (cx.actor.kind === 'user' && cx.actor.role === undefined) throw new AppError('forbidden')
}

/** Who asks: somebody named, somebody with the address, or a visitor of whom only this ticket is known. */
async function reporterOf(cx: Cx, form: TicketForm): Promise<string> {
  if (form.reporterId !== undefined) {
    const user = await findUser(cx.db, cx.tenantId, form.reporterId)
    if (!user) throw invalid('reporterUid', form.reporterId, 'is nobody of the organisation')
    if (user.status !== 'active') throw new AppError('guest_not_visible')
    return user.id
  }
  const known = form.email === undefined ? undefined : await personByEmail(cx, form.email)
  if (known) return known.id
  const own = actorUserId(cx)
  const fallback = own === null ? undefined : (await findUser(cx.db, cx.tenantId, own))?.name
  const name = form.contactName ?? form.email ?? fallback ?? 'API'
  return addVisitor(cx, { name, email: form.email, mobile: form.mobile })
}

async function requireAgentHere(cx: Cx, agentId: string): Promise<void> {
  const [agent] = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, [agentId])
  if (!agent || agent.removed_at !== null)
    throw invalid('assigneeUid', agentId, 'is not an agent of this help desk')
}

/** Changes a ticket's data, status and owner in one step. */
export const amendTicket = (
  cx: Cx,
  ticketId: string,
  update: TicketUpdate & { readonly assigneeId?: string | undefined },
): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const { assigneeId, ...data } = update
    requireServing(cx)
    if (assigneeId !== undefined) {
      await requireAgentHere(cx, assigneeId)
      const ticket = await lockedTicket(cx, ticketId)
      if (isClosed(ticket.status) && data.status === undefined) throw new AppError('ticket_closed')
      if (ticket.agent_id !== assigneeId)
        await changeTicket(cx, ticket, {
          ...assigned(ticket, assigneeId, cx.now),
          stage: 'human',
          ...((ticket.status === 'created' || ticket.status === 'queueing') && { status: 'processing' }),
        })
    }
    if (Object.values(data).some((value) => value !== undefined)) await updateTicket(cx, ticketId, data)
    return lockedTicket(cx, ticketId)
  })

/**
 * Takes a ticket away from every list and reader; its row is kept apart, its messages stay in the guest's chat. For
 * owner and admins.
 */
export const deleteTicket = (cx: Cx, ticketId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    let ticket = await lockedTicketAndChat(cx, ticketId)
    await partMerged(cx, ticketId)
    // Closed first: whoever had it gets the next one, and programs that follow tickets see it end.
    if (!isClosed(ticket.status)) ticket = await updateTicket(cx, ticketId, { status: 'closed_by_agent' })
    await releaseUnlessAnother(cx, ticket)
    await removeTicket(cx, ticketId)
  })

/** Keeps a locked, closed ticket's row apart and tells that it is gone. */
export async function removeTicket(cx: Cx, ticketId: string): Promise<void> {
  const ticket = await lockedTicket(cx, ticketId)
  await searchIndex(cx.engine).put(cx, scopeOf(cx, 'ticket'), ticketId, [])
  await forgetCollaborators(cx, ticketId)
  await cx.db
    .deleteFrom('ticket_tags')
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .execute()
  await cx.db
    .deleteFrom('tickets')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', ticketId)
    .execute()
  await cx.db
    .insertInto('deleted_tickets')
    .values({
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: ticketId,
      ticket: toJson(ticket),
      deleted_by: actorUserId(cx),
      deleted_at: cx.now,
    })
    .execute()
  await emit(cx, 'ticket.deleted', { ticketId })
}

async function releaseUnlessAnother(cx: Cx, ticket: TicketRow): Promise<void> {
  const chat = await lockChat(cx, ticket.guest_id)
  if (chat.open_ticket_id === ticket.id) await releaseChat(cx, ticket)
}

/** So many found tickets are put in order; whoever gets more needs more words. */
const searched = 1000

export interface TicketQuery extends Omit<ListFilter, 'ids'> {
  readonly text?: string | undefined
}

/** A page of tickets that fit, with everybody they name. */
export async function queryTickets(
  cx: Cx,
  { text, ...filter }: TicketQuery,
  order: ListOrder,
  offset: number,
  limit: number,
): Promise<{ tickets: TicketRow[]; people: People; total: number }> {
  const ids = text === undefined ? undefined : await idsWith(cx, text)
  const { tenantId, helpdeskId } = cx
  const found = await listOfTickets(cx.db, tenantId, helpdeskId, { ...filter, ids }, order, offset, limit)
  return { ...found, people: await peopleOf(cx, found.tickets) }
}

async function idsWith(cx: Cx, text: string): Promise<string[]> {
  const terms = termsOf(text, true)
  if (terms.length === 0) return []
  const fields = ['a', 'b', 'c', 'd'] as const
  const hits = await searchIndex(cx.engine).newest(
    cx,
    scopeOf(cx, 'ticket'),
    terms,
    fields,
    undefined,
    searched,
  )
  return hits.map((hit) => hit.id)
}
