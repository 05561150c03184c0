import { console as api } from '@pipit/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { query } from '../../../api/query.ts'
import type { Ticket } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { openTicketDialog } from '../dialogs/open-dialog.ts'
import { shortDateTime } from '../snooze-times.ts'
import { isClosed, type TicketAction } from '../ticket-action.ts'
import { TicketState } from '../ticket-state.tsx'
import { FieldEditor } from './field-editor.tsx'
import { PanelRow } from './panel-section.tsx'

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
}

/** Something that opens its dialog, with what it is now as its text. */
function Opener({ text, name, onOpen }: { text: string; name: string; onOpen: () => void }) {
  return (
    <button type="button" className="panel-opener" aria-label={`${name}: ${text}`} onClick={onOpen}>
      <span className="ellipsis">{text}</span>
      <Icon name="down" size={12} />
    </button>
  )
}

function Title({ ticket, onAction }: Props) {
  const { t } = useLanguage()
  const id = useId()
  const [title, setTitle] = useState(ticket.title ?? '')
  useEffect(() => setTitle(ticket.title ?? ''), [ticket.title])
  const save = () => {
    const next = title.trim()
    if (next === '') setTitle(ticket.title ?? '')
    else if (next !== ticket.title) onAction({ kind: 'edit', title: next })
  }
  return (
    <div className="panel-field">
      <label htmlFor={id}>{t.actions.title}</label>
      <input
        id={id}
        type="text"
        className="panel-input"
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) event.currentTarget.blur()
          if (event.key === 'Escape') setTitle(ticket.title ?? '')
        }}
      />
    </div>
  )
}

/** What the ticket is, and what can be written on it. */
export function TicketFields({ ticket, onAction }: Props) {
  const { t, locale } = useLanguage()
  const fields = useQuery(query(api.ticketContext.fields, {}))
  const closed = isClosed(ticket.status)
  const agent =
    ticket.agent?.name ?? (ticket.skill ? t.actions.assign.waitsFor(ticket.skill.name) : t.panel.nobody)
  const shownIds = new Set(fields.data?.items.map(({ id }) => id))
  return (
    <>
      <dl>
        <PanelRow name={t.panel.status}>
          <TicketState status={ticket.status} waiting={ticket.waiting_since !== undefined} />
          {ticket.snoozed_until !== undefined && (
            <span className="panel-until">
              {t.actions.snooze.until(shortDateTime(ticket.snoozed_until, locale, ticket.time_zone))}
              <button type="button" className="panel-link" onClick={() => onAction({ kind: 'resume' })}>
                {t.actions.snooze.end}
              </button>
            </span>
          )}
        </PanelRow>
        <PanelRow name={t.panel.agent}>
          {closed ? (
            agent
          ) : (
            <Opener text={agent} name={t.panel.agent} onOpen={() => openTicketDialog('assign')} />
          )}
        </PanelRow>
        <PanelRow name={t.actions.priority}>
          <Opener
            text={t.actions.priorities[ticket.priority]}
            name={t.actions.priority}
            onOpen={() => openTicketDialog('priority')}
          />
        </PanelRow>
        <PanelRow name={t.panel.id}>
          <span className="panel-id">
            <code className="ellipsis" title={ticket.ticket_id}>
              {ticket.ticket_id}
            </code>
            <CopyButton text={ticket.ticket_id} what={t.panel.id} />
          </span>
        </PanelRow>
        {ticket.score !== undefined && (
          <PanelRow name={t.panel.score}>{t.panel.scores[ticket.score] ?? ticket.score}</PanelRow>
        )}
        {ticket.solved !== undefined && (
          <PanelRow name={t.panel.solved}>{ticket.solved ? t.panel.solvedYes : t.panel.solvedNo}</PanelRow>
        )}
        {ticket.customized_info && <PanelRow name={t.panel.info}>{ticket.customized_info}</PanelRow>}
        {fields.isSuccess &&
          ticket.fields
            .filter((field) => !shownIds.has(field.id))
            .map((field) => (
              <PanelRow key={field.id} name={field.display_name}>
                {field.value}
              </PanelRow>
            ))}
      </dl>
      <Title ticket={ticket} onAction={onAction} />
      {fields.data?.items.map((field) => (
        <FieldEditor key={field.id} field={field} ticket={ticket} onAction={onAction} />
      ))}
    </>
  )
}
