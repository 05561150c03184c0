import type { Output, console as contract } from '@pipit/contract'
import type { People } from '../../db/users.ts'
import { listCustomFields } from '../../domain/custom-fields.ts'
import { type FieldOption, optionsOf } from '../../domain/field-options.ts'
import { requesterOf, suggestedFaqs } from '../../domain/requester.ts'
import type { PastDecision } from '../../domain/routing-log.ts'
import { type Happening, ticketTimeline } from '../../domain/ticket-timeline.ts'
import type { Handlers } from '../handlers.ts'
import { personOf, rowOf, someone } from './wire.ts'

type Contract = typeof contract.ticketContext
type Item = Output<Contract['history']>['items'][number]

function routingToWire(decision: PastDecision): NonNullable<Item['routing']> {
  const counts = new Map<string, number>()
  for (const { verdict } of decision.considered)
    if (verdict !== 'chosen') counts.set(verdict, (counts.get(verdict) ?? 0) + 1)
  const chosen = decision.considered.find(({ verdict }) => verdict === 'chosen')
  return {
    pool: decision.pool,
    skills: decision.skills.map((skill) => skill.name),
    open_tickets: chosen?.load,
    max_tickets: chosen?.limit,
    others: [...counts].map(([verdict, count]) => ({ verdict, count })),
  }
}

const itemToWire = (happening: Happening, people: People): Item => ({
  at: happening.at,
  kind: happening.kind,
  by_kind: happening.by.kind,
  by: happening.by.kind === 'user' && happening.by.id !== null ? someone(happening.by.id, people) : undefined,
  people: happening.people?.map((id) => someone(id, people)),
  names: happening.names && [...happening.names],
  from: happening.from,
  to: happening.to,
  ticket_id: happening.ticketId,
  number: happening.number,
  until: happening.until,
  routing: happening.decision && routingToWire(happening.decision),
})

type WireOption = Output<Contract['fields']>['items'][number]['options'][number]

const optionsToWire = (options: readonly FieldOption[], above = '', depth = 0): WireOption[] =>
  options.flatMap(({ tag, display_name: name, children }) => {
    const path = above === '' ? name : `${above}/${name}`
    return [{ tag, name, path, depth }, ...optionsToWire(children ?? [], path, depth + 1)]
  })

export const ticketContext: Handlers<Contract> = {
  history: async (cx, { params }) => {
    const { happenings, people, complete } = await ticketTimeline(cx, params.ticket_id)
    return { items: happenings.map((happening) => itemToWire(happening, people)), complete }
  },
  requester: async (cx, { params }) => {
    const { person, tickets, people, hasMore } = await requesterOf(cx, params.ticket_id)
    return {
      person: personOf(person),
      mobile: person.mobile ?? undefined,
      job_title: person.job_title ?? undefined,
      country: person.country ?? undefined,
      employee_no: person.employee_no ?? undefined,
      kind: person.kind,
      known_since: person.created_at,
      tickets: tickets.map((ticket) => rowOf(ticket, people)),
      has_more: hasMore,
    }
  },
  suggestions: async (cx, { params }) => ({
    items: (await suggestedFaqs(cx, params.ticket_id)).map(({ faq, score }) => ({
      faq_id: faq.id,
      question: faq.question,
      answer: faq.answer,
      score,
    })),
  }),
  fields: async (cx) => {
    const isAgent = cx.actor.kind === 'user' && cx.actor.role === 'agent'
    const { fields } = await listCustomFields(cx, { visibleOnly: isAgent })
    return {
      items: fields
        .filter((field) => field.entity === 'ticket')
        .map((field) => ({
          id: field.id,
          display_name: field.display_name,
          description: field.description,
          type: field.field_type,
          required: field.required === 1,
          editable: field.editable === 1,
          visible: field.visible === 1,
          allow_multiple: field.allow_multiple === 1,
          options: optionsToWire(optionsOf(field)),
        })),
    }
  },
}
