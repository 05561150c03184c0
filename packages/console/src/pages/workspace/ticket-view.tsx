import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { ErrorNotice } from '../../ui/error-notice.tsx'
import { usePageTitle } from '../../ui/page-title.ts'
import { announcer, usePresent } from '../../presence/announce.ts'
import { TypingLine } from '../../presence/viewers.tsx'
import { Composer } from './composer.tsx'
import { Thread } from './thread.tsx'
import { TicketHeader } from './ticket-header.tsx'
import { TicketPanel } from './ticket-panel.tsx'
import { useTicketAction } from './use-ticket-action.ts'

interface Props {
  readonly ticket: Ticket
  readonly panelShown: boolean
  readonly onTogglePanel: () => void
}

export function TicketView({ ticket, panelShown, onTogglePanel }: Props) {
  const t = useText()
  const action = useTicketAction(ticket.ticket_id)
  usePresent(ticket.ticket_id)
  usePageTitle(ticket.guest.name, t.menu.workspace)
  return (
    <>
      <main
        id="content"
        className="ticket"
        aria-label={t.ticket.label(ticket.guest.name)}
        onInput={announcer.type}
      >
        <TicketHeader
          ticket={ticket}
          panelShown={panelShown}
          onTogglePanel={onTogglePanel}
          onAction={action.mutate}
        />
        {action.error && (
          <div className="ticket-notice">
            <ErrorNotice
              error={action.error}
              lead={t.ticket.notDone[action.variables]}
              onRetry={() => action.mutate(action.variables)}
              onDismiss={action.reset}
            />
          </div>
        )}
        <Thread ticket={ticket} />
        <TypingLine ticketId={ticket.ticket_id} />
        <Composer ticket={ticket} onReopen={() => action.mutate('reopen')} />
      </main>
      {panelShown && <TicketPanel ticket={ticket} onClose={onTogglePanel} />}
    </>
  )
}
