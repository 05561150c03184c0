import { useText } from '../../i18n/text.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

export function TicketPlaceholder() {
  const t = useText()
  return (
    <main id="content" className="ticket is-empty">
      <EmptyState icon="inbox" title={t.ticket.choose} help={t.ticket.chooseHelp} />
    </main>
  )
}
