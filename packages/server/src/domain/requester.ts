import { lastGuestMessage, ticketsOfGuest } from '../db/guest-tickets.ts'
import type { Users } from '../db/schema.ts'
import type { TicketRow } from '../db/tickets.ts'
import type { People } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { type ScoredFaq, answerFor } from './faq-search.ts'
import { threadTickets } from './merge.ts'
import { getTicket, peopleOf } from './tickets.ts'
import { getPerson } from './visitors.ts'

/** So many of a guest's other tickets stand beside the one that is open. */
const shown = 20

export interface Requester {
  readonly person: Users
  /** Newest first, without the ticket itself. */
  readonly tickets: readonly TicketRow[]
  readonly hasMore: boolean
  readonly people: People
}

/** The guest of a ticket, and their other tickets. */
export async function requesterOf(cx: Cx, ticketId: string): Promise<Requester> {
  const { ticket } = await getTicket(cx, ticketId)
  const person = await getPerson(cx, ticket.guest_id)
  const found = await ticketsOfGuest(cx.db, cx.tenantId, cx.helpdeskId, person.id, shown + 2)
  const others = found.filter(({ id }) => id !== ticketId)
  const tickets = others.slice(0, shown)
  return { person, tickets, hasMore: others.length > shown, people: await peopleOf(cx, tickets) }
}

/** FAQs that may answer what the guest wrote last, the best first. */
export async function suggestedFaqs(cx: Cx, ticketId: string, limit = 3): Promise<ScoredFaq[]> {
  await getTicket(cx, ticketId)
  const texts = await Promise.all(
    (await threadTickets(cx, ticketId)).map((id) => lastGuestMessage(cx.db, cx.tenantId, id)),
  )
  const last = texts.filter((message) => message !== undefined).toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
  return last ? answerFor(cx, last.text, limit) : []
}
