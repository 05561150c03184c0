import type { TicketStatus } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { toneOf } from './ticket-action.ts'

/** A word and a shape carry the state; the colour only helps. */
export function TicketState({ status }: { status: TicketStatus }) {
  const t = useText()
  return <span className={`state is-${toneOf(status)}`}>{t.status[status]}</span>
}
