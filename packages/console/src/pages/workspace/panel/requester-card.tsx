import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../api/query.ts'
import type { Ticket, TicketRow } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { shortDate } from '../../../i18n/time.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { TicketState } from '../ticket-state.tsx'
import { PanelRow, PanelSection } from './panel-section.tsx'

const requesterQuery = (ticket: Ticket) =>
  query(api.ticketContext.requester, { params: { ticket_id: ticket.ticket_id } })

/** Who asks, and how to reach them. */
export function RequesterCard({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const { guest } = ticket
  const { data } = useQuery(requesterQuery(ticket))
  const place = [guest.city, data?.country].filter(Boolean).join(' · ')
  return (
    <section className="panel-guest" aria-label={t.panel.guest}>
      <Avatar person={guest} size={40} />
      <div className="panel-guest-name">
        <h3>{guest.name}</h3>
        <p>{[guest.department, data?.job_title].filter(Boolean).join(' · ') || t.panel.guest}</p>
      </div>
      {guest.email && (
        <p className="panel-guest-email">
          <a href={`mailto:${guest.email}`} className="ellipsis" title={guest.email}>
            {guest.email}
          </a>
          <CopyButton text={guest.email} what={t.panel.email} />
        </p>
      )}
      <dl className="panel-guest-facts">
        {data?.mobile && (
          <PanelRow name={t.actions.requester.mobile}>
            <a href={`tel:${data.mobile}`}>{data.mobile}</a>
          </PanelRow>
        )}
        {place && <PanelRow name={t.actions.requester.place}>{place}</PanelRow>}
        {data?.employee_no && <PanelRow name={t.actions.requester.employeeNo}>{data.employee_no}</PanelRow>}
        {data && (
          <PanelRow name={t.actions.requester.since}>
            <time dateTime={new Date(data.known_since).toISOString()}>
              {shortDate(data.known_since, Date.now(), locale)}
            </time>
          </PanelRow>
        )}
      </dl>
    </section>
  )
}

function RelatedTicket({ row }: { row: TicketRow }) {
  return (
    <li>
      <Link
        to="/agent/tickets/$ticketId"
        params={{ ticketId: row.ticket_id }}
        search={(search) => search}
        className="panel-related"
      >
        <span className="ellipsis">{row.title || row.preview || row.ticket_id}</span>
        <span className="panel-related-foot">
          <TicketState status={row.status} waiting={row.waiting_since !== undefined} short />
          <RelativeTime at={row.last_message_at} />
        </span>
      </Link>
    </li>
  )
}

/** The guest's other tickets, open ones first. */
export function RelatedTickets({ ticket }: { ticket: Ticket }) {
  const { t } = useLanguage()
  const { data } = useQuery(requesterQuery(ticket))
  const rows = (data?.tickets ?? []).toSorted(
    (a, b) => Number(a.closed_at !== undefined) - Number(b.closed_at !== undefined),
  )
  return (
    <PanelSection name="related" title={t.actions.requester.others} count={rows.length}>
      {() =>
        rows.length === 0 ? (
          <p className="panel-empty">{data ? t.actions.requester.noOthers : ''}</p>
        ) : (
          <ul className="panel-list">
            {rows.map((row) => (
              <RelatedTicket key={row.ticket_id} row={row} />
            ))}
            {data?.has_more && <li className="panel-empty">{t.actions.requester.more}</li>}
          </ul>
        )
      }
    </PanelSection>
  )
}
