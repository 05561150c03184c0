import type { TicketRow } from '../../api/types.ts'
import { TicketLink } from './ticket-link.tsx'
import { RowCheck } from './row-check.tsx'
import type { useRowWindow } from './row-window.ts'
import type { Selection } from './use-selection.ts'

export const listRowHeight = 64

interface Props {
  readonly label: string
  readonly rows: readonly TicketRow[]
  readonly selected: string | undefined
  readonly selection: Selection
  readonly failed: ReadonlyMap<string, string>
  readonly window: Pick<ReturnType<typeof useRowWindow>, 'virtual' | 'items'>
}

/** Tickets as rows of two lines. */
export function TicketRows({ label, rows, selected, selection, failed, window }: Props) {
  return (
    <ul
      aria-label={label}
      className={selection.ids.size > 0 ? 'rows is-selecting' : 'rows'}
      style={{ height: window.virtual.getTotalSize() }}
    >
      {window.items.map(({ index, start }) => {
        const row = rows[index]!
        const checked = selection.ids.has(row.ticket_id)
        return (
          <li
            key={row.ticket_id}
            className={`row ${checked ? 'is-checked' : ''} ${failed.has(row.ticket_id) ? 'is-failed' : ''}`}
            title={failed.get(row.ticket_id)}
            aria-posinset={index + 1}
            aria-setsize={rows.length}
            style={{ transform: `translateY(${start}px)` }}
          >
            <TicketLink row={row} selected={row.ticket_id === selected} />
            <RowCheck row={row} checked={checked} onToggle={selection.toggle} />
          </li>
        )
      })}
    </ul>
  )
}
