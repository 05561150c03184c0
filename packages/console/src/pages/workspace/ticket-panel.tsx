import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import type { Ticket } from '../../api/types.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateTime, longSpan } from '../../i18n/time.ts'
import { Icon } from '../../ui/icon.tsx'
import { useMedia, withPanel } from '../../ui/media.ts'
import { FaqSuggestions } from './panel/faq-suggestions.tsx'
import { HistoryList } from './panel/history-list.tsx'
import { MovedTickets } from './panel/moved-tickets.tsx'
import { PanelRow, PanelSection } from './panel/panel-section.tsx'
import { RelatedTickets, RequesterCard } from './panel/requester-card.tsx'
import { CollaboratorList, TagList } from './panel/tag-list.tsx'
import { TicketFields } from './panel/ticket-fields.tsx'
import { RemarkList } from './remark-list.tsx'
import type { TicketAction } from './ticket-action.ts'

function Times({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const at = (ms: number | undefined, name: string) =>
    ms === undefined ? null : (
      <PanelRow name={name}>
        <time dateTime={new Date(ms).toISOString()}>{dateTime(ms, locale)}</time>
      </PanelRow>
    )
  const took = (seconds: number | undefined, name: string) =>
    seconds === undefined ? null : <PanelRow name={name}>{longSpan(seconds, t.time)}</PanelRow>
  return (
    <dl>
      {at(ticket.created_at, t.panel.created)}
      {at(ticket.last_message_at, t.panel.lastMessage)}
      {at(ticket.closed_at, t.panel.closedAt)}
      {took(ticket.first_response_seconds, t.panel.firstResponse)}
      {took(ticket.resolution_seconds, t.panel.resolution)}
    </dl>
  )
}

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

export function TicketPanel({ ticket, onAction, onClose }: Props) {
  const t = useText()
  const docked = useMedia(withPanel)
  const close = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (docked) return undefined
    close.current?.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog:modal')) onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [docked, onClose])

  const moved = ticket.merged.length + (ticket.split_from === undefined ? 0 : 1)
  return (
    <aside className={docked ? 'panel' : 'panel is-over'} aria-label={t.panel.title}>
      <header className="pane-header">
        <h2>{t.panel.title}</h2>
        {!docked && (
          <Button
            ref={close}
            type="text"
            aria-label={t.ticket.hideDetails}
            icon={<Icon name="close" />}
            onClick={onClose}
          />
        )}
      </header>
      <div className="panel-body">
        <RequesterCard ticket={ticket} />
        {moved > 0 && (
          <PanelSection name="moved" title={t.actions.moved.title} count={moved}>
            {() => <MovedTickets ticket={ticket} />}
          </PanelSection>
        )}
        <PanelSection name="ticket" title={t.panel.ticket}>
          {() => <TicketFields ticket={ticket} onAction={onAction} />}
        </PanelSection>
        <PanelSection name="tags" title={t.panel.tags} count={ticket.tags.length}>
          {() => <TagList ticket={ticket} onAction={onAction} />}
        </PanelSection>
        <PanelSection name="faqs" title={t.actions.faqs.title}>
          {() => <FaqSuggestions ticket={ticket} />}
        </PanelSection>
        <PanelSection name="remarks" title={t.panel.remarks} count={ticket.remarks.length}>
          {() => <RemarkList ticket={ticket} />}
        </PanelSection>
        <RelatedTickets ticket={ticket} />
        <PanelSection
          name="collaborators"
          title={t.actions.collaborators.title}
          count={ticket.collaborators.length}
        >
          {() => <CollaboratorList ticket={ticket} onAction={onAction} />}
        </PanelSection>
        <PanelSection name="history" title={t.history.heading} open={false}>
          {() => <HistoryList ticket={ticket} />}
        </PanelSection>
        <PanelSection name="times" title={t.panel.times} open={false}>
          {() => <Times ticket={ticket} />}
        </PanelSection>
      </div>
    </aside>
  )
}
