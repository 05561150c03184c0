import type { TicketStatus } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { toneOf } from './ticket-action.ts'

interface Props {
  readonly status: TicketStatus
  readonly waiting: boolean
  readonly short?: boolean
  /** Its thread goes on in another ticket. */
  readonly merged?: boolean
}

/** A word and a shape carry the state; the colour only helps. */
export function TicketState({ status, waiting, short = false, merged = false }: Props) {
  const t = useText()
  return (
    <span className={`state is-${toneOf(status, waiting)}`} title={short ? t.status[status] : undefined}>
      {merged ? t.lists.merged : short ? t.statusShort[status] : t.status[status]}
    </span>
  )
}
