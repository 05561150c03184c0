import { fromJson } from '../db/json.ts'
import type { FaqRow } from '../db/faqs.ts'
import type { Messages, Remarks, Tickets } from '../db/schema.ts'
import { type SearchPart, type SearchScope, searchIndex } from '../db/search.ts'
import { type People, loadPeople } from '../db/users.ts'
import type { Cx } from './cx.ts'
import { type RichtextItem, richtextText } from './richtext.ts'
import { tokensOf } from './tokenizer.ts'

export const scopeOf = ({ tenantId, helpdeskId }: Cx, kind: SearchScope['kind']): SearchScope => ({
  tenantId,
  helpdeskId,
  kind,
})

/** PostgreSQL keeps positions up to 16,383 and a megabyte for each row: a longer text is several. */
const maximumTokens = 4000

function chunksOf(tokens: readonly string[]): (readonly string[])[] {
  if (tokens.length <= maximumTokens) return [tokens]
  const chunks: string[][] = []
  for (let at = 0; at < tokens.length; at += maximumTokens) chunks.push(tokens.slice(at, at + maximumTokens))
  return chunks
}

/** The parent of categories that have none, and the category of FAQs without one. */
export const rootCategory = '0'

/** A token that nobody types: FAQs are looked up by category with it. */
export const categoryToken = (categoryId: string): string => `category${categoryId}`

/** Makes a FAQ found by its words, and by those of the documents that it shows; or no more, once it is deleted for good. */
export const indexFaq = (cx: Cx, faq: FaqRow): Promise<void> => indexFaqs(cx, [faq])

export async function indexFaqs(cx: Cx, faqs: readonly FaqRow[]): Promise<void> {
  const index = searchIndex(cx.engine)
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    faqs.flatMap((faq) => [faq.created_by, faq.updated_by]),
  )
  const documents = await documentsOf(
    cx,
    faqs.map((faq) => faq.id),
  )
  for (const faq of faqs) {
    const shown = documents.filter((document) => document.faq_id === faq.id)
    const parts = faq.status === 'purged' ? [] : faqParts(faq, people, shown)
    await index.put(cx, scopeOf(cx, 'faq'), faq.id, faq.status === 'online' ? parts : [])
    await index.put(cx, scopeOf(cx, 'faq_deleted'), faq.id, faq.status === 'deleted' ? parts : [])
  }
}

const documentsOf = (cx: Cx, faqIds: readonly string[]) =>
  cx.db
    .selectFrom('faq_documents as l')
    .innerJoin('documents as d', (j) =>
      j.onRef('d.tenant_id', '=', 'l.tenant_id').onRef('d.id', '=', 'l.document_id'),
    )
    .select(['l.faq_id', 'd.title', 'd.content'])
    .where('l.tenant_id', '=', cx.tenantId)
    .where('l.helpdesk_id', '=', cx.helpdeskId)
    .where('l.faq_id', 'in', faqIds.length > 0 ? faqIds : [''])
    .orderBy('d.id')
    .execute()

function faqParts(
  faq: FaqRow,
  people: People,
  documents: readonly { readonly title: string; readonly content: string }[],
): SearchPart[] {
  const rich = faq.answer_richtext === null ? '' : richtextText(fromJson<RichtextItem[]>(faq.answer_richtext))
  const texts = [
    faq.answer,
    rich === faq.answer ? '' : rich,
    ...documents.flatMap(({ title, content }) => [title, content]),
  ]
  const names = [faq.created_by, faq.updated_by].map((id) => (id && people.get(id)?.name) ?? '')
  const shared = {
    a: tokensOf(faq.question),
    b: tokensOf(fromJson<string[]>(faq.tags).join('\n')),
    d: [...tokensOf([...new Set(names)].join('\n')), categoryToken(faq.category_id ?? rootCategory)],
  }
  // Every row has the question: then all words of a query are looked for in one row, wherever they stand.
  return chunksOf(tokensOf(texts.join('\n'))).map((c, i) => ({
    part: i === 0 ? '' : String(i),
    fields: { ...shared, c },
  }))
}

type TicketHead = Pick<Tickets, 'id' | 'guest_id' | 'tags' | 'fields' | 'title'>

/** Makes a ticket found by its number, its title, its guest's name, its tags and the values of its fields. */
export async function indexTicket(cx: Cx, ticket: TicketHead): Promise<void> {
  const people = await loadPeople(cx.db, cx.tenantId, [ticket.guest_id])
  const head = headOf(ticket, people.get(ticket.guest_id)?.name)
  await searchIndex(cx.engine).putPart(cx, scopeOf(cx, 'ticket'), ticket.id, head)
}

function headOf(ticket: TicketHead, guestName = ''): SearchPart {
  const tags = ticket.tags === '[]' ? [] : fromJson<{ name: string }[]>(ticket.tags)
  const fields = ticket.fields === '{}' ? [] : Object.values(fromJson<Record<string, string>>(ticket.fields))
  const words = [
    ticket.id,
    ticket.title ?? '',
    guestName,
    ...tags.map((tag) => tag.name),
    ...fields.map(String),
  ]
  return { part: '', fields: { a: tokensOf(words.join('\n')).slice(0, maximumTokens) } }
}

type TicketMessage = Pick<Messages, 'id' | 'ticket_id' | 'sender_type' | 'text' | 'deleted_at'>

const messageParts = (message: TicketMessage): SearchPart[] =>
  message.sender_type === 'system' || message.deleted_at !== null || message.text === ''
    ? []
    : chunksOf(tokensOf(message.text)).map((c, i) => ({
        part: i === 0 ? message.id : `${message.id}.${i}`,
        fields: { c },
      }))

/** Of what a part of a ticket is: a message, an internal remark, or nothing for its head. */
export function sourceOfPart(
  part: string,
): { readonly kind: 'message' | 'remark'; readonly id: string } | undefined {
  const id = part.split('.')[0]!
  if (id === '') return undefined
  return id.startsWith(remarkMark) ? { kind: 'remark', id: id.slice(1) } : { kind: 'message', id }
}

/** Before the number of a remark, which might be that of a message as well. */
const remarkMark = 'r'

type Said = Pick<Remarks, 'id' | 'content'>

const remarkParts = ({ id, content }: Said): SearchPart[] =>
  chunksOf(tokensOf(content)).map((c, i) => ({
    part: i === 0 ? `${remarkMark}${id}` : `${remarkMark}${id}.${i}`,
    fields: { c },
  }))

/** Makes a ticket found by an internal remark. */
export async function indexRemark(cx: Cx, ticketId: string, remark: Said): Promise<void> {
  for (const part of remarkParts(remark))
    await searchIndex(cx.engine).putPart(cx, scopeOf(cx, 'ticket'), ticketId, part)
}

/** Makes a ticket found by what was just written on it. */
export async function indexMessage(cx: Cx, message: TicketMessage): Promise<void> {
  if (message.ticket_id === null) return
  for (const part of messageParts(message))
    await searchIndex(cx.engine).putPart(cx, scopeOf(cx, 'ticket'), message.ticket_id, part)
}

/** Follows an edited or recalled message. */
export async function reindexMessage(cx: Cx, before: TicketMessage, after: TicketMessage): Promise<void> {
  if (after.ticket_id === null) return
  const index = searchIndex(cx.engine)
  const parts = messageParts(after)
  for (const { part } of messageParts(before))
    if (!parts.some((kept) => kept.part === part))
      await index.removePart(cx, scopeOf(cx, 'ticket'), after.ticket_id, part)
  for (const part of parts) await index.putPart(cx, scopeOf(cx, 'ticket'), after.ticket_id, part)
}

/** Follows messages from one ticket to another. */
export async function moveInIndex(
  cx: Cx,
  messages: readonly TicketMessage[],
  from: string,
  to: string,
): Promise<void> {
  const index = searchIndex(cx.engine)
  for (const message of messages)
    for (const part of messageParts(message)) {
      await index.removePart(cx, scopeOf(cx, 'ticket'), from, part.part)
      await index.putPart(cx, scopeOf(cx, 'ticket'), to, part)
    }
}

/** Indexes tickets anew with all their messages and remarks. */
export async function indexTickets(cx: Cx, tickets: readonly TicketHead[]): Promise<void> {
  if (tickets.length === 0) return
  const people = await loadPeople(
    cx.db,
    cx.tenantId,
    tickets.map((ticket) => ticket.guest_id),
  )
  const messages = await cx.db
    .selectFrom('messages')
    .select(['id', 'ticket_id', 'sender_type', 'text', 'deleted_at'])
    .where('tenant_id', '=', cx.tenantId)
    .where(
      'ticket_id',
      'in',
      tickets.map((ticket) => ticket.id),
    )
    .orderBy('id')
    .execute()
  const parts = new Map(
    tickets.map((ticket) => [ticket.id, [headOf(ticket, people.get(ticket.guest_id)?.name)]]),
  )
  const remarks = await cx.db
    .selectFrom('remarks')
    .select(['id', 'ticket_id', 'content'])
    .where('tenant_id', '=', cx.tenantId)
    .where(
      'ticket_id',
      'in',
      tickets.map((ticket) => ticket.id),
    )
    .orderBy('id')
    .execute()
  for (const remark of remarks) parts.get(remark.ticket_id)?.push(...remarkParts(remark))
  for (const message of messages) parts.get(message.ticket_id!)?.push(...messageParts(message))
  for (const [id, all] of parts) await searchIndex(cx.engine).put(cx, scopeOf(cx, 'ticket'), id, all)
}
