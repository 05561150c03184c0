import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { ErrorNotice } from '../../../ui/error-notice.tsx'
import { useMoves } from '../dialogs/use-moves.ts'

/** Which tickets are read in this one, and where it was split from; each can be undone here at any time. */
export function MovedTickets({ ticket }: { ticket: Ticket }) {
  const t = useText()
  const { unmerge, unsplit } = useMoves()
  const error = unmerge.error ?? unsplit.error
  return (
    <>
      {error && <ErrorNotice error={error} lead={t.actions.moved.notDone} />}
      <ul className="panel-list">
        {ticket.merged.map((one) => (
          <li key={one.ticket_id} className="panel-moved">
            <span>{t.actions.moved.merged(one.guest.name)}</span>
            <Button
              size="small"
              loading={unmerge.isPending && unmerge.variables === one.ticket_id}
              onClick={() => unmerge.mutate(one.ticket_id)}
            >
              {t.actions.moved.takeOut}
            </Button>
          </li>
        ))}
        {ticket.split_from !== undefined && (
          <li className="panel-moved">
            <Link
              to="/agent/tickets/$ticketId"
              params={{ ticketId: ticket.split_from }}
              search={(search) => search}
              className="panel-link"
            >
              {t.actions.moved.splitFrom}
            </Link>
            <Button size="small" loading={unsplit.isPending} onClick={() => unsplit.mutate(ticket.ticket_id)}>
              {t.actions.moved.putBack}
            </Button>
          </li>
        )}
      </ul>
    </>
  )
}
