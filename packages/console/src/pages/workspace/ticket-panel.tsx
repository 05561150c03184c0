import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import type { Ticket } from '../../api/types.ts'
import { useLanguage, useText } from '../../i18n/text.tsx'
import { dateTime, longSpan } from '../../i18n/time.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useMedia, withPanel } from '../../ui/media.ts'
import { RemarkList } from './remark-list.tsx'
import { TicketState } from './ticket-state.tsx'

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="panel-row">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Guest({ guest }: { guest: Ticket['guest'] }) {
  const t = useText()
  return (
    <section className="panel-guest" aria-label={t.panel.guest}>
      <Avatar person={guest} size={40} />
      <div className="panel-guest-name">
        <h3>{guest.name}</h3>
        <p>{[guest.department, guest.city].filter(Boolean).join(' · ') || t.panel.guest}</p>
      </div>
      {guest.email && (
        <p className="panel-guest-email">
          <a href={`mailto:${guest.email}`} className="ellipsis" title={guest.email}>
            {guest.email}
          </a>
          <CopyButton text={guest.email} what={t.panel.email} />
        </p>
      )}
    </section>
  )
}

function Facts({ ticket }: { ticket: Ticket }) {
  const { t } = useLanguage()
  return (
    <Part title={t.panel.ticket}>
      <dl>
        <Row name={t.panel.status}>
          <TicketState status={ticket.status} waiting={ticket.waiting_since !== undefined} />
        </Row>
        <Row name={t.panel.agent}>{ticket.agent?.name ?? t.panel.nobody}</Row>
        <Row name={t.panel.id}>
          <span className="panel-id">
            <code className="ellipsis" title={ticket.ticket_id}>
              {ticket.ticket_id}
            </code>
            <CopyButton text={ticket.ticket_id} what={t.panel.id} />
          </span>
        </Row>
        {ticket.score !== undefined && (
          <Row name={t.panel.score}>{t.panel.scores[ticket.score] ?? ticket.score}</Row>
        )}
        {ticket.solved !== undefined && (
          <Row name={t.panel.solved}>{ticket.solved ? t.panel.solvedYes : t.panel.solvedNo}</Row>
        )}
        {ticket.fields.map((field) => (
          <Row key={field.id} name={field.display_name}>
            {field.value || '–'}
          </Row>
        ))}
        {ticket.customized_info && <Row name={t.panel.info}>{ticket.customized_info}</Row>}
        {ticket.tags.length > 0 && (
          <Row name={t.panel.tags}>
            <span className="panel-tags">
              {ticket.tags.map((tag) => (
                <span key={tag.id} className="tag" title={tag.name}>
                  {tag.name}
                </span>
              ))}
            </span>
          </Row>
        )}
      </dl>
    </Part>
  )
}

function Times({ ticket }: { ticket: Ticket }) {
  const { t, locale } = useLanguage()
  const at = (ms: number | undefined, name: string) =>
    ms === undefined ? null : (
      <Row name={name}>
        <time dateTime={new Date(ms).toISOString()}>{dateTime(ms, locale)}</time>
      </Row>
    )
  const took = (seconds: number | undefined, name: string) =>
    seconds === undefined ? null : <Row name={name}>{longSpan(seconds, t.time)}</Row>
  return (
    <Part title={t.panel.times}>
      <dl>
        {at(ticket.created_at, t.panel.created)}
        {at(ticket.last_message_at, t.panel.lastMessage)}
        {at(ticket.closed_at, t.panel.closedAt)}
        {took(ticket.first_response_seconds, t.panel.firstResponse)}
        {took(ticket.resolution_seconds, t.panel.resolution)}
      </dl>
    </Part>
  )
}

export function TicketPanel({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useText()
  const docked = useMedia(withPanel)
  const close = useRef<HTMLButtonElement>(null)

  useEffect(() => {
    if (docked) return undefined
    close.current?.focus()
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [docked, onClose])

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
        <Guest guest={ticket.guest} />
        <Facts ticket={ticket} />
        <Times ticket={ticket} />
        <Part title={t.panel.remarks}>
          <RemarkList ticket={ticket} />
        </Part>
      </div>
    </aside>
  )
}
