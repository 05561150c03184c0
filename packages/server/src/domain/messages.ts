import { type MessageRow, messagesBefore, pageOfMessages } from '../db/messages.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type PersonRow, loadPeople } from '../db/users.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { noteDraft } from './draft-news.ts'
import { draftIsSent } from './drafts.ts'
import { AppError, invalid } from './errors.ts'
import { threadTickets } from './merge.ts'
import { sendByMail } from './mail-delivery.ts'
import { type NewMessage, senderOf, sentBefore, tellOfMessage, writeMessage } from './message-write.ts'
import { woken } from './snooze.ts'
import { type TicketChange, assigned, changeTicket, getTicket, lockedTicket, resumed } from './tickets.ts'

/** How much of a message a ticket list shows. */
export const previewLength = 120

/** What a ticket is called when nobody has named it. */
export const firstLine = (text: string): string | null => text.trim().split('\n', 1)[0]!.slice(0, 200) || null

/** A message of the desk's bot, sent by a program. */
export const postAsBot = (cx: Cx, ticketId: string, message: NewMessage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicket(cx, ticketId)
    const before = await sentBefore(cx, ticket.chat_id, message)
    if (before) return before
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    return post(cx, ticket, 'bot', message, {})
  })

/**
 * An agent's answer. Whoever answers a ticket that nobody owns becomes its owner.
 * @param draftVersion the draft that it was; gone with it.
 */
export async function postAsAgent(
  cx: Cx,
  ticketId: string,
  message: NewMessage,
  draftVersion?: number,
): Promise<MessageRow> {
  const sent = await inTransaction(cx, async (cx) => {
    const agentId = actorUserId(cx)
    if (agentId === null || cx.actor.kind !== 'user' || cx.actor.role === undefined)
      throw new AppError('forbidden')
    const ticket = await lockedTicket(cx, ticketId)
    const before = await sentBefore(cx, ticket.chat_id, message)
    if (before) return before
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    await draftIsSent(cx, ticketId, 'reply', draftVersion)
    return post(cx, ticket, 'agent', message, {
      ...resumed(ticket, cx.now),
      ...(ticket.agent_id === null && assigned(ticket, agentId, cx.now)),
      stage: 'human',
      status: 'waiting_for_guest',
      first_response_at: ticket.first_response_at ?? cx.now,
      last_response_at: cx.now,
      waiting_since: null,
    })
  })
  if (draftVersion !== undefined) noteDraft(cx, ticketId)
  return sent
}

/**
 * A guest's message on an open ticket; the time until an answer starts to count.
 * @param senderId Who wrote, when it is not the ticket's guest: somebody they had in copy.
 */
export const postAsGuest = (
  cx: Cx,
  ticketId: string,
  message: NewMessage,
  senderId?: string,
): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicket(cx, ticketId)
    const before = await sentBefore(cx, ticket.chat_id, message)
    if (before) return before
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    return post(
      cx,
      ticket,
      'guest',
      message,
      {
        // Who snoozed it wanted to hear of the guest no later than now; a hold without an end stays.
        ...(ticket.status === 'pending' && ticket.snoozed_until !== null && woken(ticket, cx.now)),
        ...(ticket.status === 'waiting_for_guest' && { status: ticket.agent_id ? 'processing' : 'queueing' }),
        ...(ticket.stage === 'human' && { waiting_since: ticket.waiting_since ?? cx.now }),
      },
      senderId,
    )
  })

async function post(
  cx: Cx,
  ticket: TicketRow,
  senderType: MessageRow['sender_type'],
  message: NewMessage,
  change: TicketChange,
  guestId = ticket.guest_id,
): Promise<MessageRow> {
  const row = await writeMessage(
    cx,
    { chatId: ticket.chat_id, ticketId: ticket.id },
    senderOf(cx, senderType, guestId),
    message,
  )
  const seen = {
    preview: row.text.slice(0, previewLength),
    last_message_at: cx.now,
    ...(senderType === 'guest' && { guest_message_at: cx.now }),
    ...(ticket.title === null && senderType === 'guest' && { title: firstLine(row.text) }),
  }
  await changeTicket(cx, ticket, { ...change, ...seen }, true)
  if (senderType !== 'guest') await sendByMail(cx, ticket, row)
  const isNews = senderType === 'guest' && ticket.agent_id !== null
  await tellOfMessage(cx, row, isNews ? { kind: 'reply', for: [ticket.agent_id!] } : undefined)
  return row
}

/** A numbered page, oldest first; times in Unix ms, inclusive. */
export async function listMessages(
  cx: Cx,
  ticketId: string,
  range: { from?: number | undefined; to?: number | undefined },
  page: number,
  size: number,
): Promise<{ messages: MessageRow[]; people: Map<string, PersonRow>; total: number }> {
  await getTicket(cx, ticketId)
  if (range.from !== undefined && range.to !== undefined && range.from > range.to)
    throw invalid('time_start', range.from / 1000, 'must not be after time_end')
  const { messages, total } = await pageOfMessages(cx.db, cx.tenantId, ticketId, range, page, size)
  return { messages, total, people: await sendersOf(cx, messages) }
}

/** The thread of a ticket and of those merged into it: newest first, before a message already shown. */
export async function readThread(
  cx: Cx,
  ticketId: string,
  before: string | undefined,
  limit: number,
): Promise<{ messages: MessageRow[]; people: Map<string, PersonRow>; hasMore: boolean }> {
  await getTicket(cx, ticketId)
  const ids = await threadTickets(cx, ticketId)
  const parts = await Promise.all(ids.map((id) => messagesBefore(cx.db, cx.tenantId, id, before, limit + 1)))
  const rows = parts.length === 1 ? parts[0]! : parts.flat().toSorted((a, b) => (a.id < b.id ? 1 : -1))
  const messages = rows.slice(0, limit)
  return { messages, hasMore: rows.length > limit, people: await sendersOf(cx, messages) }
}

const sendersOf = (cx: Cx, messages: readonly MessageRow[]) =>
  loadPeople(
    cx.db,
    cx.tenantId,
    messages.map((m) => m.sender_id),
  )
