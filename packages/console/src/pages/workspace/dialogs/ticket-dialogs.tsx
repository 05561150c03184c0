import type { Ticket } from '../../../api/types.ts'
import type { TicketAction } from '../ticket-action.ts'
import { AssignDialog } from './assign-dialog.tsx'
import { CollaboratorDialog, PriorityDialog } from './choice-dialogs.tsx'
import { MergeDialog } from './merge-dialog.tsx'
import type { TicketDialog } from './open-dialog.ts'
import { SnoozeDialog } from './snooze-dialog.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { TagDialog } from './tag-dialog.tsx'

interface Props {
  readonly open: TicketDialog
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onClose: () => void
}

/** The dialogs of actions, loaded together when the first one may be wanted. */
export function TicketDialogs({ open, ...props }: Props) {
  switch (open) {
    case 'assign':
    case 'transfer':
      return <AssignDialog {...props} skillsFirst={open === 'transfer'} />
    case 'snooze':
      return <SnoozeDialog {...props} />
    case 'tags':
      return <TagDialog {...props} />
    case 'priority':
      return <PriorityDialog {...props} />
    case 'collaborators':
      return <CollaboratorDialog {...props} />
    case 'merge':
      return <MergeDialog ticket={props.ticket} onClose={props.onClose} />
    default:
      return <SplitDialog ticket={props.ticket} onClose={props.onClose} />
  }
}
