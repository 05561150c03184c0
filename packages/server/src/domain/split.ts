import { toJson } from '../db/json.ts'
import { childrenOf, insertMove, relationOf, takeMove } from '../db/merged-tickets.ts'
import type { MessageRow } from '../db/messages.ts'
import { lastMessageOf, messagesOfTicket, moveMessages, moveRemarks } from '../db/moved-messages.ts'
import { type TicketRow, insertTicket, isClosed } from '../db/tickets.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { actingAgent } from './desk-agents.ts'
import { AppError, invalid } from './errors.ts'
import { emit, emitAll, ticketAfter } from './events.ts'
import { firstLine, previewLength } from './messages.ts'
import { holdQueue } from './queue.ts'
import { indexTicket, moveInIndex } from './search-index.ts'
import { requireUnmerged } from './ticket-actions.ts'
import { keepChange } from './ticket-history.ts'
import { removeTicket } from './ticket-intake.ts'
import { lockedPair } from './ticket-pairs.ts'
import {
  type TicketChange,
  changeTicket,
  lockChat,
  lockedTicketAndChat,
  releaseChat,
  resumed,
  setOpenTicket,
} from './tickets.ts'

export interface Split {
  readonly messageIds: readonly string[]
  readonly title?: string | undefined
}

/**
 * Moves messages of a ticket to a new one of the same guest, in the same chat, with the same agent. The guest's next
 * message stays with the first ticket while that is open.
 * @returns the new ticket
 */
export const splitTicket = (cx: Cx, ticketId: string, split: Split): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    const acting = actingAgent(cx)
    const ticket = await lockedTicketAndChat(cx, ticketId)
    requireUnmerged(ticket)
    const messages = await chosenMessages(cx, ticket, split.messageIds)
    await holdQueue(cx)
    const fresh = splitOff(cx, ticket, messages, split.title, ticket.agent_id ?? acting)
    await insertTicket(cx.engine, cx.db, fresh)
    await indexTicket(cx, fresh)
    await move(cx, messages, ticket.id, fresh.id)
    const kept = await lastMessageOf(cx.db, cx.tenantId, ticket.id)
    if (!kept) throw invalid('message_ids', split.messageIds.length, 'must leave a message on the ticket')
    await insertMove(cx.db, {
      tenant_id: cx.tenantId,
      ticket_id: fresh.id,
      kind: 'split',
      other_id: ticket.id,
      before: toJson({ waiting_since: ticket.waiting_since }),
      moved_by: actorUserId(cx),
      moved_at: cx.now,
    })
    const chat = await lockChat(cx, ticket.guest_id)
    if (chat.open_ticket_id === null) await setOpenTicket(cx, chat.id, fresh.id)
    await keepChange(cx, fresh, { splitFrom: ticket.id })
    await emit(cx, 'ticket.created', { ticketId: fresh.id, after: ticketAfter(fresh) })
    await changeTicket(cx, ticket, lastSeen(ticket, kept, null), false, {
      split: { to: fresh.id, messages: messages.length },
    })
    return fresh
  })

async function chosenMessages(cx: Cx, ticket: TicketRow, ids: readonly string[]): Promise<MessageRow[]> {
  const wanted = [...new Set(ids)]
  const messages = await messagesOfTicket(cx.db, cx.tenantId, ticket.id, wanted)
  ids.forEach((id, i) => {
    const message = messages.find((one) => one.id === id)
    if (!message) throw invalid(`message_ids.${i}`, id, 'is not a message of this ticket')
    if (message.sender_type === 'system')
      throw invalid(`message_ids.${i}`, id, 'is not a message of a person')
  })
  return messages
}

function splitOff(
  cx: Cx,
  ticket: TicketRow,
  messages: readonly MessageRow[],
  title: string | undefined,
  agentId: string,
): TicketRow {
  const last = messages.at(-1)!
  const asked = messages.find((message) => message.sender_type === 'guest') ?? messages[0]!
  return {
    ...ticket,
    id: newId(cx.now),
    stage: 'human',
    status: 'processing',
    agent_id: agentId,
    agent_ids: toJson([agentId]),
    collaborator_ids: '[]',
    closed_by: null,
    closed_at: null,
    solved: null,
    score: null,
    dissatisfaction_reason: null,
    tags: '[]',
    fields: '{}',
    title: title?.trim() || firstLine(asked.text),
    description: null,
    remark: null,
    preview: last.text.slice(0, previewLength),
    version: 1,
    created_at: cx.now,
    updated_at: null,
    agent_entered_at: cx.now,
    first_response_at: null,
    last_response_at: null,
    pending_since: null,
    pending_ms: 0,
    waiting_since: last.sender_type === 'guest' ? last.created_at : null,
    last_message_at: last.created_at,
    snoozed_until: null,
    merged_into: null,
    split_from: ticket.id,
    skill_id: null,
    given_back_by: null,
  }
}

async function move(cx: Cx, messages: readonly MessageRow[], from: string, to: string): Promise<void> {
  await moveMessages(
    cx.db,
    cx.tenantId,
    messages.map((message) => message.id),
    from,
    to,
  )
  await moveInIndex(cx, messages, from, to)
  await emitAll(
    cx,
    'message.updated',
    messages.map((message) => ({ ticketId: to, chatId: message.chat_id, messageId: message.id })),
  )
}

/** What a ticket shows of its last message; whether the guest waits follows from who wrote it. */
const lastSeen = (ticket: TicketRow, last: MessageRow, waitingSince: number | null): TicketChange => ({
  preview: last.text.slice(0, previewLength),
  last_message_at: last.created_at,
  ...(!isClosed(ticket.status) &&
    ticket.stage === 'human' && {
      waiting_since:
        last.sender_type === 'guest' ? (ticket.waiting_since ?? waitingSince ?? last.created_at) : null,
    }),
})

/**
 * Puts everything that was split off, and what was written since, back to where it came from; the ticket that was
 * split off is deleted.
 * @returns the ticket it came from
 */
export const unsplitTicket = (cx: Cx, ticketId: string): Promise<TicketRow> =>
  inTransaction(cx, async (cx) => {
    actingAgent(cx)
    const originId = (await relationOf(cx.db, cx.tenantId, cx.helpdeskId, ticketId))?.split_from
    if (originId === undefined) throw new AppError('ticket_not_found')
    if (originId === null) throw new AppError('ticket_not_split')
    const [ticket, origin] = await lockedPair(cx, ticketId, originId)
    requireUnmerged(ticket)
    if ((await childrenOf(cx.db, cx.tenantId, cx.helpdeskId, ticketId)).length > 0)
      throw invalid('ticket_id', ticketId, 'has other tickets merged into it: take them out first')
    const kept = await takeMove(cx.db, cx.tenantId, ticketId, 'split')
    await move(cx, await messagesOfTicket(cx.db, cx.tenantId, ticketId), ticketId, originId)
    await moveRemarks(cx.db, cx.tenantId, ticketId, originId)
    const last = await lastMessageOf(cx.db, cx.tenantId, originId)
    const since = kept ? (JSON.parse(kept.before) as { waiting_since: number | null }).waiting_since : null
    await releaseChat(cx, ticket)
    const chat = await lockChat(cx, origin.guest_id)
    if (chat.open_ticket_id === null && !isClosed(origin.status)) await setOpenTicket(cx, chat.id, originId)
    if (!isClosed(ticket.status))
      await changeTicket(cx, ticket, {
        ...resumed(ticket, cx.now),
        status: 'closed_by_agent',
        closed_at: cx.now,
        closed_by: actorUserId(cx),
        waiting_since: null,
      })
    await removeTicket(cx, ticketId)
    return changeTicket(cx, origin, last ? lastSeen(origin, last, since) : {}, false, {
      splitUndone: ticketId,
    })
  })
