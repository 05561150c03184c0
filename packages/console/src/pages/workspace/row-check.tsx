import { memo } from 'react'
import type { TicketRow } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'

interface Props {
  readonly row: TicketRow
  readonly checked: boolean
  readonly onToggle: (id: string, range: boolean) => void
}

/** Shows itself to a pointer, to the keyboard, and wherever something is selected already. */
export const RowCheck = memo(function RowCheck({ row, checked, onToggle }: Props) {
  const t = useText()
  return (
    <input
      type="checkbox"
      className="row-check"
      aria-label={t.lists.select(row.guest.name)}
      checked={checked}
      onChange={() => undefined}
      onClick={(event) => onToggle(row.ticket_id, event.shiftKey)}
    />
  )
})
