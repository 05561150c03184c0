import { allCategories } from '../db/categories.ts'
import { fromJson } from '../db/json.ts'
import type { TicketRow } from '../db/tickets.ts'
import { departmentsAbove, membershipsOf } from '../db/departments.ts'
import type { Users } from '../db/schema.ts'
import { channelOpenApi } from './ticket-changes.ts'
import type { Cx } from './cx.ts'
import { valueWords } from './field-values.ts'
import { type Facts, type Skill, fieldFact } from './skill-rules.ts'

/** What routing looks at in a ticket; one that is about to be opened has it too. */
export type FactTicket = Pick<TicketRow, 'id' | 'guest_id' | 'channel' | 'tags' | 'fields' | 'preview'>

/** What skills can ask about each of these tickets, in their order. Nothing is read that no skill asks for. */
export async function factsOf(
  cx: Cx,
  tickets: readonly FactTicket[],
  skills: readonly Skill[],
): Promise<Facts[]> {
  const asked = new Set(skills.flatMap((skill) => skill.rules.map((rule) => rule.fact)))
  if (asked.size === 0) return tickets.map(() => new Map())
  const guests = await loadGuests(cx, tickets)
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  const fields = new Map(desk?.fields.map((field) => [field.id, field]))
  const departments = asked.has('department') ? await departmentsOf(cx, tickets) : undefined
  const categories = [...asked].some((fact) => fact.startsWith('category_'))
    ? await categoriesOf(cx, tickets)
    : undefined
  return tickets.map((ticket) => {
    const guest = guests.get(ticket.guest_id)
    const facts = new Map<string, readonly string[]>([
      ['channel', [String(ticket.channel)]],
      // The vendor tells tickets opened by a person (0) from those opened by a program (1).
      ['source', [ticket.channel === channelOpenApi ? '1' : '0']],
      ['tags', fromJson<{ id: string; name: string }[]>(ticket.tags).flatMap((tag) => [tag.id, tag.name])],
      ['guest', [ticket.guest_id, ...(guest?.email ? [guest.email] : [])]],
      ['city', guest?.city ? [guest.city] : []],
      ['country', guest?.country ? [guest.country] : []],
      [
        'department',
        [...(guest?.department ? [guest.department] : []), ...(departments?.get(ticket.guest_id) ?? [])],
      ],
      ['language', languageOf(ticket.preview)],
    ])
    for (const [id, value] of Object.entries(fromJson<Record<string, string>>(ticket.fields)))
      facts.set(fieldFact(id), valueWords(fields.get(id), value))
    for (const language of languageCodes) facts.set(`category_${language}`, categories?.get(ticket.id) ?? [])
    return facts
  })
}

const languageCodes = ['zh_cn', 'en_us', 'ja_jp'] as const

/** The language of what was written last, as far as its letters tell. */
export function languageOf(text: string): string[] {
  if (/[\u3040-\u30ff]/.test(text)) return ['ja_jp']
  if (/\p{Script=Han}/u.test(text)) return ['zh_cn']
  return /\p{Script=Latin}{2}/u.test(text) ? ['en_us'] : []
}

type Guest = Pick<Users, 'id' | 'email' | 'city' | 'country' | 'department'>

async function loadGuests(cx: Cx, tickets: readonly FactTicket[]): Promise<Map<string, Guest>> {
  const rows = await cx.db
    .selectFrom('users')
    .select(['id', 'email', 'city', 'country', 'department'])
    .where('tenant_id', '=', cx.tenantId)
    .where('id', 'in', [...new Set(tickets.map((ticket) => ticket.guest_id))])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** The departments of guests and all departments above them, by every id they have and by name. */
async function departmentsOf(cx: Cx, tickets: readonly FactTicket[]): Promise<Map<string, string[]>> {
  const guests = [...new Set(tickets.map((ticket) => ticket.guest_id))]
  const memberships = await membershipsOf(cx.db, cx.tenantId, guests)
  const above = await departmentsAbove(
    cx.db,
    cx.tenantId,
    memberships.map((row) => row.department_id),
  )
  const found = new Map<string, string[]>()
  for (const { user_id, department_id } of memberships) {
    const names = found.get(user_id) ?? []
    found.set(user_id, names)
    for (let row = above.get(department_id); row; row = above.get(row.parent_id))
      names.push(row.id, row.department_id, row.name)
  }
  return found
}

/** The categories of the FAQs that a ticket was answered with, and all categories above them, by id and name. */
async function categoriesOf(cx: Cx, tickets: readonly FactTicket[]): Promise<Map<string, string[]>> {
  const answers = await cx.db
    .selectFrom('ticket_answers as t')
    .innerJoin('faqs as f', (j) =>
      j
        .onRef('f.tenant_id', '=', 't.tenant_id')
        .on('f.helpdesk_id', '=', cx.helpdeskId)
        .onRef('f.id', '=', 't.faq_id'),
    )
    .select(['t.ticket_id', 'f.category_id'])
    .where('t.tenant_id', '=', cx.tenantId)
    .where(
      't.ticket_id',
      'in',
      tickets.map((ticket) => ticket.id),
    )
    .where('f.category_id', 'is not', null)
    .execute()
  const found = new Map<string, string[]>()
  if (answers.length === 0) return found
  const rows = await allCategories(cx.db, cx.tenantId, cx.helpdeskId)
  const categories = new Map(rows.map((row) => [row.id, row]))
  for (const { ticket_id, category_id } of answers) {
    const names = found.get(ticket_id) ?? []
    found.set(ticket_id, names)
    for (let row = categories.get(category_id!); row; row = categories.get(row.parent_id))
      names.push(row.id, row.name)
  }
  return found
}
