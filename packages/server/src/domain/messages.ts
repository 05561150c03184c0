import { type MessageRow, findByClientId, messagesBefore, pageOfMessages } from '../db/messages.ts'
import { toJson } from '../db/json.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type PersonRow, loadPeople } from '../db/users.ts'
import { newId, newMessageId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { plainText } from './message-text.ts'
import { type TicketChange, assigned, changeTicket, getTicket, lockedTicket, resumed } from './tickets.ts'

export interface NewMessage {
  readonly type: string
  /** The message as the vendor writes it for this type, decoded. */
  readonly content: unknown
  /** Makes a repeated call return the first message. */
  readonly clientId?: string | undefined
}

const previewLength = 120

/** A message of the desk's bot, sent by a program. */
export const postAsBot = (cx: Cx, ticketId: string, message: NewMessage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicket(cx, ticketId)
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    return post(cx, ticket, 'bot', message, {})
  })

/** An agent's answer. Whoever answers a ticket that nobody owns becomes its owner. */
export const postAsAgent = (cx: Cx, ticketId: string, message: NewMessage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const agentId = actorUserId(cx)
    if (agentId === null || cx.actor.kind !== 'user' || cx.actor.role === undefined)
      throw new AppError('forbidden')
    const ticket = await lockedTicket(cx, ticketId)
    const before =
      message.clientId && (await findByClientId(cx.db, cx.tenantId, ticket.chat_id, message.clientId))
    if (before) return before
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
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

/** A guest's message on an open ticket; the time until an answer starts to count. */
export const postAsGuest = (cx: Cx, ticketId: string, message: NewMessage): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const ticket = await lockedTicket(cx, ticketId)
    if (isClosed(ticket.status)) throw new AppError('ticket_closed')
    return post(cx, ticket, 'guest', message, {
      ...(ticket.status === 'waiting_for_guest' && { status: ticket.agent_id ? 'processing' : 'queueing' }),
      ...(ticket.stage === 'human' && { waiting_since: ticket.waiting_since ?? cx.now }),
    })
  })

async function post(
  cx: Cx,
  ticket: TicketRow,
  senderType: MessageRow['sender_type'],
  message: NewMessage,
  change: TicketChange,
): Promise<MessageRow> {
  const text = plainText(message.type, message.content)
  const row: MessageRow = {
    tenant_id: cx.tenantId,
    chat_id: ticket.chat_id,
    id: newId(cx.now),
    ticket_id: ticket.id,
    message_id: newMessageId(),
    sender_type: senderType,
    sender_id: senderType === 'guest' ? ticket.guest_id : actorUserId(cx),
    app_id: cx.actor.kind === 'app' ? cx.actor.appId : null,
    type: message.type,
    content: toJson(message.content),
    text,
    parent_id: null,
    root_id: null,
    thread_id: null,
    edits: null,
    client_id: message.clientId ?? null,
    created_at: cx.now,
    updated_at: null,
    deleted_at: null,
  }
  await cx.db.insertInto('messages').values(row).execute()
  const seen = { preview: text.slice(0, previewLength), last_message_at: cx.now }
  await changeTicket(cx, ticket, { ...change, ...seen }, true)
  await emit(cx, 'message.created', { ticketId: ticket.id, chatId: row.chat_id, messageId: row.id })
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

/** Newest first, before a message already shown. */
export async function readThread(
  cx: Cx,
  ticketId: string,
  before: string | undefined,
  limit: number,
): Promise<{ messages: MessageRow[]; people: Map<string, PersonRow>; hasMore: boolean }> {
  await getTicket(cx, ticketId)
  const rows = await messagesBefore(cx.db, cx.tenantId, ticketId, before, limit + 1)
  const messages = rows.slice(0, limit)
  return { messages, hasMore: rows.length > limit, people: await sendersOf(cx, messages) }
}

const sendersOf = (cx: Cx, messages: readonly MessageRow[]) =>
  loadPeople(
    cx.db,
    cx.tenantId,
    messages.map((m) => m.sender_id),
  )
