import { Link } from '@tanstack/react-router'
import { Button, Dropdown, Tooltip } from 'antd'
import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { phone, useMedia } from '../../ui/media.ts'
import { WaitingTime } from '../../ui/relative-time.tsx'
import { useMe } from '../../ui/use-me.ts'
import { Viewers } from '../../presence/viewers.tsx'
import { actionsFor, isClosed, type TicketAction } from './ticket-action.ts'
import { TicketState } from './ticket-state.tsx'

const icons: Record<TicketAction, IconName> = {
  take: 'take',
  close: 'check',
  reopen: 'reopen',
  hold: 'pause',
  resume: 'play',
}

interface Props {
  readonly ticket: Ticket
  readonly panelShown: boolean
  readonly onTogglePanel: () => void
  readonly onAction: (action: TicketAction) => void
}

export function TicketHeader({ ticket, panelShown, onTogglePanel, onAction }: Props) {
  const t = useText()
  const me = useMe()
  const isPhone = useMedia(phone)
  const actions = actionsFor(ticket, me)
  const [first, ...rest] = actions as [TicketAction, ...TicketAction[]]
  const waiting = ticket.waiting_since !== undefined && !isClosed(ticket.status)
  const nameOf = (action: TicketAction) => t.ticket[action]

  // Holding is rarer than the rest: an icon is enough where there is a pointer to ask for its name.
  const isQuiet = (action: TicketAction) => action === 'hold' || action === 'resume'
  const button = (action: TicketAction) =>
    isQuiet(action) ? (
      <Tooltip key={action} title={nameOf(action)}>
        <Button
          aria-label={nameOf(action)}
          icon={<Icon name={icons[action]} />}
          onClick={() => onAction(action)}
        />
      </Tooltip>
    ) : (
      <Button
        key={action}
        type={action === first ? 'primary' : 'default'}
        icon={<Icon name={icons[action]} />}
        onClick={() => onAction(action)}
      >
        {nameOf(action)}
      </Button>
    )
  const panelName = panelShown ? t.ticket.hideDetails : t.ticket.showDetails

  return (
    <header className="ticket-header">
      {isPhone && (
        <Link to="/agent" search={(search) => search} className="icon-link" aria-label={t.ticket.toList}>
          <Icon name="back" size={20} />
        </Link>
      )}
      <div className="ticket-header-who">
        <h2 className="ellipsis" title={ticket.guest.name}>
          {ticket.guest.name}
        </h2>
        <p className="ticket-header-meta">
          {!(isPhone && waiting) && <TicketState status={ticket.status} waiting={waiting} short={isPhone} />}
          {waiting && <WaitingTime since={ticket.waiting_since!} />}
          <span className="ellipsis">{ticket.agent?.name ?? t.panel.nobody}</span>
        </p>
      </div>
      <Viewers ticketId={ticket.ticket_id} size={24} />
      <div className="ticket-header-actions" role="group" aria-label={t.ticket.actions}>
        {isPhone ? button(first) : actions.map(button)}
        {isPhone && rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            placement="bottomRight"
            menu={{
              items: rest.map((action) => ({
                key: action,
                icon: <Icon name={icons[action]} />,
                label: nameOf(action),
                onClick: () => onAction(action),
              })),
            }}
          >
            <Button aria-label={t.ticket.more} icon={<Icon name="more" />} />
          </Dropdown>
        )}
        <Tooltip title={panelName}>
          <Button
            type="text"
            aria-label={panelName}
            aria-expanded={panelShown}
            icon={<Icon name="panel" />}
            onClick={onTogglePanel}
          />
        </Tooltip>
      </div>
    </header>
  )
}
