import { memo } from 'react'
import type { TicketRow } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { dateTime } from '../../i18n/time.ts'
import { Viewers } from '../../presence/viewers.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime, WaitingTime } from '../../ui/relative-time.tsx'
import { SlaBadge } from './sla-badge.tsx'
import { isClosed } from './ticket-action.ts'
import { TicketAnchor } from './ticket-anchor.tsx'
import { TicketState } from './ticket-state.tsx'

interface Props {
  readonly row: TicketRow
  readonly selected: boolean
}

/** One ticket, two lines: who and since when; what, until when and in which state. */
export const TicketLink = memo(function TicketLink({ row, selected }: Props) {
  const { t, locale } = useLanguage()
  const waiting = row.waiting_since !== undefined && !isClosed(row.status)
  const [tag, ...tags] = row.tags
  return (
    <TicketAnchor ticketId={row.ticket_id} className="ticket-link" selected={selected}>
      <Avatar person={row.guest} size={32} />
      <span className="ticket-link-who">
        <span className="ticket-link-name ellipsis">{row.guest.name}</span>
        <Viewers ticketId={row.ticket_id} />
        {tag && (
          <span className="tag ticket-link-tag" title={row.tags.map(({ name }) => name).join(', ')}>
            {tag.name}
            {tags.length > 0 && ` +${tags.length}`}
          </span>
        )}
        <span className="ticket-link-when">
          {waiting ? <WaitingTime since={row.waiting_since!} /> : <RelativeTime at={row.last_message_at} />}
        </span>
      </span>
      <span className="ticket-link-what">
        {row.unread && <span className="unread-dot" role="img" aria-label={t.lists.unread} />}
        <span className={`ticket-link-preview ellipsis ${row.unread ? 'is-unread' : ''}`}>
          {row.preview || t.list.noPreview}
        </span>
        {row.due && <SlaBadge row={row} />}
        {!row.due && (
          <TicketState status={row.status} waiting={waiting} short merged={row.merged_into !== undefined} />
        )}
        {row.snoozed_until !== undefined && (
          <span
            className="snoozed-mark"
            role="img"
            aria-label={t.lists.snoozed(dateTime(row.snoozed_until, locale))}
            title={t.lists.snoozed(dateTime(row.snoozed_until, locale))}
          >
            <Icon name="clock" size={14} />
          </span>
        )}
        {row.agent && (
          <span className="ticket-link-agent" title={row.agent.name}>
            <Avatar person={row.agent} size={18} />
            <span className="sr-only">{row.agent.name}</span>
          </span>
        )}
      </span>
    </TicketAnchor>
  )
})
