import type { Ticket } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { useLoaded } from '../../ui/use-loaded.ts'
import { usePageTitle } from '../../ui/page-title.ts'
import { announcer, usePresent } from '../../presence/announce.ts'
import { TypingLine } from '../../presence/viewers.tsx'
import { ActionFailure } from './action-failure.tsx'
import { Composer } from './composer.tsx'
import { Thread } from './thread.tsx'
import { TicketCommands } from './ticket-commands.tsx'
import { TicketHeader } from './ticket-header.tsx'
import { focusMissingField } from './panel/missing-field.ts'
import { useTicketAction } from './use-ticket-action.ts'

const loadPanel = () => import('./ticket-panel.tsx')

interface Props {
  readonly ticket: Ticket
  readonly panelShown: boolean
  readonly onTogglePanel: () => void
}

/** Notes to colleagues, titles and fields are written beside the answer. */
const isAnswer = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('.composer') !== null && target.closest('.is-note') === null

export function TicketView({ ticket, panelShown, onTogglePanel }: Props) {
  const t = useText()
  const panel = useLoaded(loadPanel, panelShown)
  const act = useTicketAction(ticket.ticket_id)
  usePresent(ticket.ticket_id)
  usePageTitle(ticket.guest.name, t.menu.workspace)
  return (
    <>
      <main
        id="content"
        className="ticket"
        aria-label={t.ticket.label(ticket.guest.name)}
        onInput={({ target }) => announcer.type(isAnswer(target))}
      >
        <TicketHeader ticket={ticket} panelShown={panelShown} onTogglePanel={onTogglePanel} onAction={act} />
        <div className="ticket-notice">
          <ActionFailure
            ticketId={ticket.ticket_id}
            onAction={act}
            onShowFields={() => {
              if (!panelShown) onTogglePanel()
              focusMissingField()
            }}
          />
        </div>
        <TicketCommands ticket={ticket} onAction={act} onTogglePanel={onTogglePanel} />
        <Thread ticket={ticket} />
        <TypingLine ticketId={ticket.ticket_id} />
        <Composer
          ticket={ticket}
          onReopen={() => act({ kind: 'reopen' })}
          onClose={() => act({ kind: 'close' })}
        />
      </main>
      {panelShown &&
        (panel ? (
          <panel.TicketPanel ticket={ticket} onAction={act} onClose={onTogglePanel} />
        ) : (
          <aside className="panel" aria-label={t.panel.title} />
        ))}
    </>
  )
}
