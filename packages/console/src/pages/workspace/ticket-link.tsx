import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { TicketRow } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { RelativeTime, WaitingTime } from '../../ui/relative-time.tsx'
import { Viewers } from '../../presence/viewers.tsx'
import { isClosed } from './ticket-action.ts'
import { TicketState } from './ticket-state.tsx'

interface Props {
  readonly row: TicketRow
  readonly selected: boolean
}

/** One ticket, two lines: who and since when; what and in which state. */
export const TicketLink = memo(function TicketLink({ row, selected }: Props) {
  const t = useText()
  const waiting = row.waiting_since !== undefined && !isClosed(row.status)
  return (
    <Link
      to="/agent/tickets/$ticketId"
      params={{ ticketId: row.ticket_id }}
      search={(search) => search}
      className="ticket-link"
      aria-current={selected ? 'true' : undefined}
    >
      <Avatar person={row.guest} size={32} />
      <span className="ticket-link-who">
        <span className="ticket-link-name ellipsis">{row.guest.name}</span>
        <Viewers ticketId={row.ticket_id} />
        <span className="ticket-link-when">
          {waiting ? <WaitingTime since={row.waiting_since!} /> : <RelativeTime at={row.last_message_at} />}
        </span>
      </span>
      <span className="ticket-link-what">
        <span className="ticket-link-preview ellipsis">{row.preview || t.list.noPreview}</span>
        <TicketState status={row.status} waiting={waiting} short />
      </span>
    </Link>
  )
})
