import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useCommand } from '../../commands/use-command.ts'
import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { showToast, undoLast } from '../../ui/toast-store.ts'
import { useLoaded } from '../../ui/use-loaded.ts'
import { useMe } from '../../ui/use-me.ts'
import { openTicketDialog, useTicketDialog } from './dialogs/open-dialog.ts'
import { isClosed, type TicketAction } from './ticket-action.ts'

const loadDialogs = () => import('./dialogs/ticket-dialogs.tsx')

interface Props {
  readonly ticket: Ticket
  readonly onAction: (action: TicketAction) => void
  readonly onTogglePanel: () => void
}

/** The row of the list below the open ticket, or above the last one. */
function nextInList(): string | undefined {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>('.ticket-link')]
  const current = rows.findIndex((row) => row.ariaCurrent === 'true')
  return (rows[current + 1] ?? rows[current - 1])?.pathname.split('/').at(-1)
}

/** Makes every action of the open ticket a command, and asks what some of them need to know. */
export function TicketCommands({ ticket, onAction, onTogglePanel }: Props) {
  const t = useText()
  const me = useMe()
  const navigate = useNavigate()
  const open = useTicketDialog()
  const dialogs = useLoaded(loadDialogs, open !== undefined)
  const closed = isClosed(ticket.status)
  const mine = ticket.agent?.id === me.user.id

  useEffect(() => () => openTicketDialog(undefined), [])

  const closeAndNext = () => {
    const next = nextInList()
    onAction({ kind: 'close' })
    if (next === undefined) return
    void navigate({ to: '/agent/tickets/$ticketId', params: { ticketId: next }, search: (search) => search })
  }
  const ask = (dialog: Parameters<typeof openTicketDialog>[0]) => () => openTicketDialog(dialog)
  useCommand({ id: 'ticket.close', run: () => onAction({ kind: 'close' }), enabled: !closed })
  useCommand({ id: 'ticket.closeAndNext', run: closeAndNext, enabled: !closed })
  useCommand({ id: 'ticket.reopen', run: () => onAction({ kind: 'reopen' }), enabled: closed })
  useCommand({ id: 'ticket.snooze', run: ask('snooze'), enabled: !closed })
  useCommand({
    id: 'ticket.hold',
    run: () => onAction({ kind: ticket.status === 'pending' ? 'resume' : 'hold' }),
    enabled: !closed,
  })
  useCommand({ id: 'ticket.assign', run: ask('assign'), enabled: !closed })
  useCommand({ id: 'ticket.transfer', run: ask('transfer'), enabled: !closed })
  useCommand({ id: 'ticket.assignToMe', run: () => onAction({ kind: 'take' }), enabled: !closed && !mine })
  useCommand({ id: 'ticket.collaborators', run: ask('collaborators') })
  useCommand({ id: 'ticket.tag', run: ask('tags') })
  useCommand({ id: 'ticket.priority', run: ask('priority') })
  useCommand({ id: 'ticket.merge', run: ask('merge') })
  useCommand({ id: 'ticket.split', run: ask('split') })
  useCommand({ id: 'ticket.undo', run: undoLast })
  useCommand({ id: 'ticket.details', run: onTogglePanel })
  useCommand({
    id: 'ticket.copyLink',
    run: () =>
      void copyText(`${location.origin}/agent/tickets/${ticket.ticket_id}`).then(() =>
        showToast({ text: t.common.copied, ms: 2000 }),
      ),
  })

  if (!open || !dialogs) return null
  return (
    <dialogs.TicketDialogs
      key={open}
      open={open}
      ticket={ticket}
      onAction={onAction}
      onClose={() => openTicketDialog(undefined)}
    />
  )
}
