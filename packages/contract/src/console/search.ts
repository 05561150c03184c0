import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'
import { TicketRow } from './ticket.ts'

export const FoundTicket = Type.Object({
  ...TicketRow.properties,
  excerpt: Type.Optional(
    Type.Object(
      {
        text: Type.String(),
        marks: Type.Array(Type.Array(Type.Integer()), {
          description: '[from, to] of each word that was found, in UTF-16 units of `text`',
        }),
      },
      { description: 'of the newest message with one of the words' },
    ),
  ),
})

export const FoundPerson = Type.Object({
  person: Person,
  mobile: Type.Optional(Type.String()),
})

export const FoundFaq = Type.Object({
  faq_id: Type.String(),
  question: Type.String(),
  answer: Type.String({ description: 'plain text' }),
})

export const search = {
  /** Tickets that have every word, the newest first; on the first page people and the FAQs that fit best as well. */
  find: endpoint({
    method: 'GET',
    path: '/console/v1/search',
    summary: 'Search tickets, people and FAQs',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      q: Type.String({ minLength: 1, maxLength: 200, description: 'words; the last may be unfinished' }),
      cursor: Type.Optional(Type.String({ description: 'from the previous page', maxLength: 32 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })),
    }),
    response: Type.Object({
      items: Type.Array(FoundTicket),
      people: Type.Array(FoundPerson, { description: 'on the first page, by name, e-mail or mobile' }),
      faqs: Type.Array(FoundFaq),
      next_cursor: Type.Optional(Type.String()),
    }),
  }),
}
