import type { console as contract } from '@pipit/contract'
import { invalid } from '../../domain/errors.ts'
import { searchFaqs } from '../../domain/faq-search.ts'
import { searchPeople } from '../../domain/people-search.ts'
import { searchTickets } from '../../domain/ticket-search.ts'
import type { Handlers } from '../handlers.ts'
import { personOf, rowOf } from './wire.ts'

/** So many FAQs stand beside the tickets. */
const faqLimit = 5
const peopleLimit = 6

export const search: Handlers<typeof contract.search> = {
  find: async (cx, { query }) => {
    const { q, cursor, limit = 20 } = query
    if (cursor !== undefined && !/^\d{1,19}$/.test(cursor))
      throw invalid('cursor', cursor, 'was not made by this endpoint')
    const [found, { faqs }, people] = await Promise.all([
      searchTickets(cx, q, { limit, cursor }),
      cursor === undefined ? searchFaqs(cx, q, undefined, faqLimit) : { faqs: [] },
      cursor === undefined ? searchPeople(cx, q, peopleLimit) : [],
    ])
    return {
      items: found.tickets.map(({ ticket, excerpt }) => ({
        ...rowOf(ticket, found.people),
        excerpt: excerpt && { text: excerpt.text, marks: excerpt.marks.map((mark) => [...mark]) },
      })),
      people: people.map((person) => ({ person: personOf(person), mobile: person.mobile ?? undefined })),
      faqs: faqs.map((faq) => ({ faq_id: faq.id, question: faq.question, answer: faq.answer })),
      next_cursor: found.next,
    }
  },
}
