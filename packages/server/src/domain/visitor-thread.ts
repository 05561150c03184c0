import type { MessageRow } from '../db/messages.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type People, findUser, loadPeople } from '../db/users.ts'
import {
  type Reader,
  countSaid,
  helpfulOf,
  messagesOfGuest,
  readMarker,
  saidBetween,
} from '../db/visitors.ts'
import { type Cx, inTransaction } from './cx.ts'
import { queueOf } from './desk-presence.ts'
import { isWaiting } from './ticket-changes.ts'
import { countReads } from './notification-reads.ts'
import { noteTyping } from './presence.ts'

const readerOf = (cx: Cx, userId: string): Reader => ({
  tenantId: cx.tenantId,
  helpdeskId: cx.helpdeskId,
  userId,
})

export interface VisitorPage {
  readonly messages: readonly MessageRow[]
  readonly people: People
  /** What the visitor said of answers with FAQs, by message: 1, 0, or not yet. */
  readonly helpful: ReadonlyMap<string, number | null>
  readonly hasMore: boolean
}

/** A page of everything between a guest and the desk, newest first. */
export async function visitorMessages(
  cx: Cx,
  userId: string,
  before: string | undefined,
  limit: number,
): Promise<VisitorPage> {
  const rows = await messagesOfGuest(cx.db, readerOf(cx, userId), before, limit + 1)
  const messages = rows.slice(0, limit)
  return { messages, hasMore: rows.length > limit, ...(await describe(cx, messages)) }
}

/** What belongs to messages when they are shown. */
export async function describe(
  cx: Cx,
  messages: readonly MessageRow[],
): Promise<Pick<VisitorPage, 'people' | 'helpful'>> {
  const [people, helpful] = await Promise.all([
    loadPeople(
      cx.db,
      cx.tenantId,
      messages.map((message) => (message.sender_type === 'agent' ? message.sender_id : null)),
    ),
    helpfulOf(cx.db, cx.tenantId, messages),
  ])
  return { people, helpful }
}

/** How many messages the guest has not seen, counted up to 99. */
export async function countUnread(cx: Cx, userId: string): Promise<number> {
  const reader = readerOf(cx, userId)
  return countSaid(cx.db, reader, await readMarker(cx.db, reader), 99)
}

/** The guest has seen everything up to a message; pushes among it count as read. */
export async function markRead(cx: Cx, userId: string, upTo: string): Promise<void> {
  const reader = readerOf(cx, userId)
  const before = await readMarker(cx.db, reader)
  if (upTo.length !== 19 || upTo <= before) return
  const seen = await saidBetween(cx.db, reader, before, upTo, 500)
  if (seen.length === 0) return
  await inTransaction(cx, async (cx) => {
    const { tenantId, helpdeskId } = cx
    await cx.db
      .insertInto('visitor_reads')
      .values({
        tenant_id: tenantId,
        helpdesk_id: helpdeskId,
        user_id: userId,
        read_id: upTo,
        read_at: cx.now,
      })
      .onConflict((c) =>
        c
          .columns(['tenant_id', 'helpdesk_id', 'user_id'])
          .doUpdateSet({ read_id: upTo, read_at: cx.now })
          .where('visitor_reads.read_id', '<', upTo),
      )
      .execute()
    await countReads(cx, userId, seen)
  })
}

/** What a guest may know of their ticket. */
export interface VisibleTicket {
  readonly id: string
  readonly state: 'bot' | 'queue' | 'agent' | 'closed'
  /** Place in the queue from 1, where it is not further back than it is counted. */
  readonly position: number | undefined
  readonly agentId: string | undefined
  readonly score: number | undefined
}

/** @param queue the tickets that wait, in their order; being on hold is not told. */
export function visibleTicket(ticket: TicketRow, queue: readonly string[]): VisibleTicket {
  const state = isClosed(ticket.status)
    ? 'closed'
    : ticket.agent_id !== null
      ? 'agent'
      : ticket.stage === 'bot'
        ? 'bot'
        : 'queue'
  const place = queue.indexOf(ticket.id) + 1
  return {
    id: ticket.id,
    state,
    position: place > 0 ? place : undefined,
    agentId: ticket.agent_id ?? undefined,
    score: ticket.score ?? undefined,
  }
}

/** The same, with the queue read where it matters. */
export const seeTicket = async (cx: Cx, ticket: TicketRow): Promise<VisibleTicket> =>
  visibleTicket(ticket, isWaiting(ticket) ? await queueOf(cx) : [])

/** The guest's newest ticket, open or closed. */
export const newestTicket = (cx: Cx, userId: string): Promise<TicketRow | undefined> =>
  cx.db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('guest_id', '=', userId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Lets the agents who have the guest's open ticket in front of them see that the guest is writing. */
export async function saysTyping(cx: Cx, userId: string): Promise<void> {
  const ticket = await newestTicket(cx, userId)
  const who = ticket && !isClosed(ticket.status) && (await findUser(cx.db, cx.tenantId, userId))
  if (who) noteTyping(cx, { ticketId: ticket.id, who: { id: who.id, name: who.name }, kind: 'guest' })
}
