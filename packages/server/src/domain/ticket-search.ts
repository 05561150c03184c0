import { searchIndex } from '../db/search.ts'
import type { TicketRow } from '../db/tickets.ts'
import type { People } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { type Excerpt, excerptOf } from './excerpt.ts'
import { scopeOf, sourceOfPart } from './search-index.ts'
import { peopleOf } from './tickets.ts'
import { type Term, termsOf } from './tokenizer.ts'

export interface FoundTicket {
  readonly ticket: TicketRow
  /** Of the newest message or remark that has one of the words; absent where only the ticket's own data have them. */
  readonly excerpt: Excerpt | undefined
}

/**
 * Tickets that have every word, in messages, internal remarks, the guest's name, tags, values of fields or the number; the newest ticket
 * first. The last word may be unfinished.
 */
export async function searchTickets(
  cx: Cx,
  query: string,
  page: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ tickets: FoundTicket[]; people: People; next: string | undefined }> {
  const terms = termsOf(query, true)
  if (terms.length === 0) return { tickets: [], people: new Map(), next: undefined }
  const index = searchIndex(cx.engine)
  const scope = scopeOf(cx, 'ticket')
  const found = await index.newest(cx, scope, terms, ['a', 'b', 'c', 'd'], page.cursor, page.limit + 1)
  const hits = found.slice(0, page.limit)
  const ids = hits.map((hit) => hit.id)
  const [rows, parts] = await Promise.all([
    ticketsByIds(cx, ids),
    index.matchingParts(cx, scope, hits, terms),
  ])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const excerpts = await excerptsOf(cx, parts, terms)
  return {
    tickets: ids.flatMap((id) => {
      const ticket = byId.get(id)
      return ticket ? { ticket, excerpt: excerpts.get(id) } : []
    }),
    people: await peopleOf(cx, rows),
    next: found.length > page.limit ? hits.at(-1)!.at : undefined,
  }
}

/** So many found tickets are put in order; whoever gets more needs more words. */
const searched = 1000

/** The newest tickets that have every word of a text. */
export async function ticketIdsWith(cx: Cx, text: string): Promise<string[]> {
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

async function ticketsByIds(cx: Cx, ids: readonly string[]): Promise<TicketRow[]> {
  if (ids.length === 0) return []
  return cx.db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', 'in', ids)
    .execute()
}

async function excerptsOf(
  cx: Cx,
  parts: ReadonlyMap<string, string>,
  terms: readonly Term[],
): Promise<Map<string, Excerpt>> {
  const wanted = [...parts].flatMap(([ticketId, part]) => {
    const source = sourceOfPart(part)
    return source === undefined ? [] : { ticketId, ...source }
  })
  const idsOf = (kind: 'message' | 'remark') => wanted.filter((one) => one.kind === kind).map(({ id }) => id)
  const ticketIds = wanted.map(({ ticketId }) => ticketId)
  const [messages, remarks] = [idsOf('message'), idsOf('remark').map(Number)]
  const texts = await Promise.all([
    messages.length === 0
      ? []
      : cx.db
          .selectFrom('messages')
          .select(['ticket_id', 'text'])
          .where('tenant_id', '=', cx.tenantId)
          .where('ticket_id', 'in', ticketIds)
          .where('id', 'in', messages)
          .execute(),
    remarks.length === 0
      ? []
      : cx.db
          .selectFrom('remarks')
          .select(['ticket_id', 'content as text'])
          .where('tenant_id', '=', cx.tenantId)
          .where('ticket_id', 'in', ticketIds)
          .where('id', 'in', remarks)
          .execute(),
  ])
  const words = terms.flatMap((term) => term.words)
  return new Map(texts.flat().map(({ ticket_id, text }) => [ticket_id!, excerptOf(text, words)]))
}
