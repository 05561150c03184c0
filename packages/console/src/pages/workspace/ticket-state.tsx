import type { TicketStatus } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { toneOf } from './ticket-action.ts'

interface Props {
  readonly status: TicketStatus
  readonly waiting: boolean
  readonly short?: boolean
}

/** A word and a shape carry the state; the colour only helps. */
export function TicketState({ status, waiting, short = false }: Props) {
  const t = useText()
  return (
    <span className={`state is-${toneOf(status, waiting)}`} title={short ? t.status[status] : undefined}>
      {short ? t.statusShort[status] : t.status[status]}
    </span>
  )
}
