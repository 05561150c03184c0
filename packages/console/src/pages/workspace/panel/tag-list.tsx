import type { Ticket } from '../../../api/types.ts'
import { useText } from '../../../i18n/text.tsx'
import { Avatar } from '../../../ui/avatar.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { openTicketDialog } from '../dialogs/open-dialog.ts'
import type { TicketAction } from '../ticket-action.ts'

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
}

function AddButton({ name, onClick }: { name: string; onClick: () => void }) {
  return (
    <button type="button" className="chip-add" onClick={onClick}>
      <Icon name="plus" size={14} />
      {name}
    </button>
  )
}

export function TagList({ ticket, onAction }: Props) {
  const t = useText()
  return (
    <div className="panel-chips">
      <ul aria-label={t.panel.tags}>
        {ticket.tags.map(({ name }) => (
          <li key={name} className="chip">
            <span className="ellipsis" title={name}>
              {name}
            </span>
            <button
              type="button"
              aria-label={t.actions.tags.remove(name)}
              onClick={() => onAction({ kind: 'tag', add: [], remove: [name] })}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <AddButton name={t.actions.tags.add} onClick={() => openTicketDialog('tags')} />
    </div>
  )
}

/** Colleagues who follow the ticket. */
export function CollaboratorList({ ticket, onAction }: Props) {
  const t = useText()
  return (
    <div className="panel-chips">
      <ul aria-label={t.actions.collaborators.title}>
        {ticket.collaborators.map((person) => (
          <li key={person.id} className="chip is-person">
            <Avatar person={person} size={20} />
            <span className="ellipsis">{person.name}</span>
            <button
              type="button"
              aria-label={t.actions.collaborators.remove(person.name)}
              onClick={() => onAction({ kind: 'collaborate', add: [], remove: [person] })}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <AddButton name={t.actions.collaborators.add} onClick={() => openTicketDialog('collaborators')} />
    </div>
  )
}
