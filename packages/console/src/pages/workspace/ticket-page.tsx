import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ApiError } from '../../api/error.ts'
import { ticketQuery } from '../../api/query.ts'
import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { useMedia, withPanel } from '../../ui/media.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useStored } from '../../ui/stored.ts'
import { useMarkRead } from './mark-read.ts'
import { TicketView } from './ticket-view.tsx'
import { useEffect, useState } from 'react'

const route = getRouteApi('/signedIn/agent/tickets/$ticketId')

const isMissing = (error: unknown) =>
  error instanceof ApiError && (error.status === 404 || error.status === 400)

export function TicketPage() {
  const t = useText()
  const { ticketId } = route.useParams()
  const ticket = useQuery(ticketQuery(ticketId))
  useMarkRead(ticketId, ticket.data?.last_message_at)
  const roomForPanel = useMedia(withPanel)
  const [docked, setDocked] = useStored<boolean>('panel', true)
  const [over, setOver] = useState(false)
  const panelShown = roomForPanel ? docked : over
  const navigate = useNavigate()
  const goesOnIn = ticket.data?.merged_into

  useEffect(() => {
    if (goesOnIn === undefined) return
    void navigate({
      to: '/agent/tickets/$ticketId',
      params: { ticketId: goesOnIn },
      search: (search) => search,
      replace: true,
    })
  }, [goesOnIn, navigate])

  if (ticket.data) {
    return (
      <TicketView
        key={ticketId}
        ticket={ticket.data}
        panelShown={panelShown}
        onTogglePanel={() => (roomForPanel ? setDocked(!docked) : setOver(!over))}
      />
    )
  }
  return (
    <main id="content" className="ticket is-empty">
      {ticket.isPending && <Skeleton rows={6} />}
      {ticket.isError && isMissing(ticket.error) && (
        <EmptyState icon="search" title={t.ticket.missing} help={t.ticket.missingHelp}>
          <Link to="/agent" search={(search) => search} className="button-link">
            {t.ticket.toList}
          </Link>
        </EmptyState>
      )}
      {ticket.isError && !isMissing(ticket.error) && (
        <div className="inset">
          <ErrorNotice error={ticket.error} lead={t.error.load} onRetry={() => void ticket.refetch()} />
        </div>
      )}
    </main>
  )
}
