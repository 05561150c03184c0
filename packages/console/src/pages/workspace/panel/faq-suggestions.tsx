import { console as api } from '@pipit/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../../api/call.ts'
import { keyOf } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { isClosed } from '../ticket-action.ts'
import { insertIntoComposer } from '../insert-into-composer.ts'

/** FAQs that may answer what the guest wrote last; asked anew with each message. */
export function FaqSuggestions({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const input = { params: { ticket_id: ticket.ticket_id } }
  const found = useQuery({
    queryKey: [...keyOf(api.ticketContext.suggestions, input), ticket.last_message_at],
    queryFn: ({ signal }) => call(api.ticketContext.suggestions, input, signal),
    placeholderData: keepPreviousData,
  })
  const d = t.actions.faqs
  if (found.isSuccess && found.data.items.length === 0) return <p className="panel-empty">{d.empty}</p>
  return (
    <ul className="panel-list">
      {found.data?.items.map((faq) => (
        <li key={faq.faq_id} className="panel-faq">
          <details>
            <summary>{faq.question}</summary>
            <p>{faq.answer}</p>
          </details>
          {!isClosed(ticket.status) && (
            <Button size="small" onClick={() => insertIntoComposer(faq.answer)}>
              {d.insert}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
