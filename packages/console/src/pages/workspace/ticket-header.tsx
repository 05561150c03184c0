import { Link } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { capsOf } from '../../commands/keys.ts'
import { keysOf } from '../../commands/bindings.ts'
import { useShortcuts } from '../../commands/shortcuts.ts'
import type { CommandId } from '../../commands/table.ts'
import type { Ticket } from '../../api/types.ts'
import { useLanguage } from '../../i18n/text.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { phone, useMedia } from '../../ui/media.ts'
import { WaitingTime } from '../../ui/relative-time.tsx'
import { useMe } from '../../ui/use-me.ts'
import { Viewers } from '../../presence/viewers.tsx'
import { openTicketDialog, type TicketDialog } from './dialogs/open-dialog.ts'
import { shortDateTime } from './snooze-times.ts'
import { actionsFor, isClosed, type TicketAction } from './ticket-action.ts'
import { TicketState } from './ticket-state.tsx'

const icons = { take: 'take', close: 'check', reopen: 'reopen' } as const satisfies Record<string, IconName>
const commandOf = { take: 'ticket.assignToMe', close: 'ticket.close', reopen: 'ticket.reopen' } as const

interface Props {
  readonly ticket: Ticket
  readonly panelShown: boolean
  readonly onTogglePanel: () => void
  readonly onAction: (action: TicketAction) => void
}

/** The name of a command with its key, for tooltips. */
function useNameWithKey() {
  const { on, remaps } = useShortcuts()
  return (name: string, command: CommandId) => {
    const keys = on ? keysOf(command, remaps) : ''
    return keys ? `${name} (${capsOf(keys).join(' ')})` : name
  }
}

export function TicketHeader({ ticket, panelShown, onTogglePanel, onAction }: Props) {
  const { t, locale } = useLanguage()
  const me = useMe()
  const withKey = useNameWithKey()
  const isPhone = useMedia(phone)
  const actions = actionsFor(ticket, me)
  const closed = isClosed(ticket.status)
  const waiting = ticket.waiting_since !== undefined && !closed
  const panelName = panelShown ? t.ticket.hideDetails : t.ticket.showDetails
  const held = ticket.status === 'pending'
  const shown = isPhone ? actions.slice(0, 1) : actions

  // One of them says what it does; the others have their icon and a tooltip, so that the name keeps its room.
  const main = shown.map((kind, i) => (
    <Button
      key={kind}
      data-tip={withKey(t.ticket[kind], commandOf[kind])}
      type={i === 0 ? 'primary' : 'default'}
      icon={<Icon name={icons[kind]} />}
      onClick={() => onAction({ kind })}
      {...(i > 0 && { 'aria-label': t.ticket[kind] })}
    >
      {i === 0 ? t.ticket[kind] : undefined}
    </Button>
  ))
  const asking = (dialog: TicketDialog, name: string, icon: IconName, command: CommandId) => (
    <Button
      data-tip={withKey(name, command)}
      aria-label={name}
      icon={<Icon name={icon} />}
      onClick={() => openTicketDialog(dialog)}
    />
  )
  const item = (key: string, label: string, icon: IconName, onClick: () => void) => ({
    key,
    label,
    icon: <Icon name={icon} />,
    onClick,
  })
  const menu = [
    ...(isPhone
      ? actions.slice(1).map((kind) => item(kind, t.ticket[kind], icons[kind], () => onAction({ kind })))
      : []),
    ...(isPhone && !closed
      ? [
          item('snooze', t.actions.snooze.title, 'clock', () => openTicketDialog('snooze')),
          item('assign', t.actions.assign.title, 'person', () => openTicketDialog('assign')),
        ]
      : []),
    ...(closed
      ? []
      : [
          held
            ? item('resume', t.ticket.resume, 'play', () => onAction({ kind: 'resume' }))
            : item('hold', t.ticket.hold, 'pause', () => onAction({ kind: 'hold' })),
          item('transfer', t.actions.assign.skill, 'blocks', () => openTicketDialog('transfer')),
        ]),
    item('collaborators', t.actions.collaborators.title, 'person', () => openTicketDialog('collaborators')),
    item('tags', t.actions.tags.title, 'list', () => openTicketDialog('tags')),
    item('merge', t.actions.merge.menu, 'stack', () => openTicketDialog('merge')),
    item('split', t.actions.split.menu, 'external', () => openTicketDialog('split')),
  ]

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
          {held && ticket.snoozed_until !== undefined && (
            <span className="ticket-header-until">
              {t.actions.snooze.until(shortDateTime(ticket.snoozed_until, locale, ticket.time_zone))}
            </span>
          )}
          {waiting && <WaitingTime since={ticket.waiting_since!} />}
          <span className="ellipsis">
            {ticket.agent?.name ??
              (ticket.skill ? t.actions.assign.waitsFor(ticket.skill.name) : t.panel.nobody)}
          </span>
        </p>
      </div>
      <Viewers ticketId={ticket.ticket_id} size={24} />
      <div className="ticket-header-actions" role="group" aria-label={t.ticket.actions}>
        {main}
        {!isPhone && !closed && (
          <>
            {asking('assign', t.actions.assign.title, 'person', 'ticket.assign')}
            {asking('snooze', t.actions.snooze.title, 'clock', 'ticket.snooze')}
          </>
        )}
        <Dropdown trigger={['click']} placement="bottomRight" menu={{ items: menu }}>
          <Button aria-label={t.ticket.more} icon={<Icon name="more" />} />
        </Dropdown>
        <Button
          data-tip={withKey(panelName, 'ticket.details')}
          type="text"
          aria-label={panelName}
          aria-expanded={panelShown}
          icon={<Icon name="panel" />}
          onClick={onTogglePanel}
        />
      </div>
    </header>
  )
}
