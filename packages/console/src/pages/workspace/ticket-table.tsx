import { memo } from 'react'
import type { ListSearch, Sort } from '../../api/list-filter.ts'
import { sortOf } from '../../api/list-filter.ts'
import type { TicketRow } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import { RelativeTime, WaitingTime } from '../../ui/relative-time.tsx'
import { RowCheck } from './row-check.tsx'
import type { useRowWindow } from './row-window.ts'
import { SlaBadge } from './sla-badge.tsx'
import { isClosed } from './ticket-action.ts'
import { TicketAnchor } from './ticket-anchor.tsx'
import { TicketState } from './ticket-state.tsx'
import type { Selection } from './use-selection.ts'

export const tableRowHeight = 40

const columns = [
  'guest',
  'ticket',
  'status',
  'waiting',
  'due',
  'agent',
  'priority',
  'tags',
  'newest',
  'created',
] as const
type Column = (typeof columns)[number]

const sorting: Partial<Record<Column, Sort>> = {
  waiting: 'waiting',
  due: 'due',
  newest: 'newest',
  created: 'created',
}

/** What stands first where the order is not turned round. */
const usual: Record<Sort, 'ascending' | 'descending'> = {
  newest: 'descending',
  created: 'descending',
  waiting: 'descending',
  due: 'ascending',
}

interface Props {
  readonly label: string
  readonly rows: readonly TicketRow[]
  readonly search: ListSearch
  readonly onSearch: (change: ListSearch) => void
  readonly selection: Selection
  readonly failed: ReadonlyMap<string, string>
  readonly window: Pick<ReturnType<typeof useRowWindow>, 'virtual' | 'items'>
}

function Head({ column, search, onSearch }: { column: Column } & Pick<Props, 'search' | 'onSearch'>) {
  const t = useText()
  const name = t.lists.columns[column]
  const sort = sorting[column]
  if (!sort) return <span role="columnheader">{name}</span>
  const current = sortOf(search) === sort
  const reversed = current && search.reversed === 'true'
  const direction = reversed ? (usual[sort] === 'ascending' ? 'descending' : 'ascending') : usual[sort]
  return (
    <span role="columnheader" aria-sort={current ? direction : 'none'}>
      <button
        type="button"
        className="table-sort"
        onClick={() => onSearch({ sort, reversed: current && !reversed ? 'true' : undefined })}
      >
        {name}
        {current && <Icon name="arrowDown" size={12} className={direction === 'ascending' ? 'is-up' : ''} />}
      </button>
    </span>
  )
}

const Cells = memo(function Cells({ row }: { row: TicketRow }) {
  const t = useText()
  const waiting = row.waiting_since !== undefined && !isClosed(row.status)
  return (
    <>
      <span role="cell" className="cell-guest">
        {row.unread && <span className="unread-dot" role="img" aria-label={t.lists.unread} />}
        <span className="ellipsis">{row.guest.name}</span>
      </span>
      <span role="cell">
        <TicketAnchor ticketId={row.ticket_id} className="table-link ellipsis">
          {row.title ?? (row.preview || t.list.noPreview)}
        </TicketAnchor>
      </span>
      <span role="cell">
        <TicketState status={row.status} waiting={waiting} short merged={row.merged_into !== undefined} />
      </span>
      <span role="cell">{waiting ? <WaitingTime since={row.waiting_since!} bare /> : ''}</span>
      <span role="cell">{row.due && <SlaBadge row={row} />}</span>
      <span role="cell" className="cell-agent">
        {row.agent && (
          <>
            <Avatar person={row.agent} size={20} />
            <span className="ellipsis">{row.agent.name}</span>
          </>
        )}
      </span>
      <span role="cell">{t.lists.priorities[row.priority]}</span>
      <span role="cell" className="cell-tags" title={row.tags.map(({ name }) => name).join(', ')}>
        {row.tags.slice(0, 2).map((tag) => (
          <span key={tag.id} className="tag">
            {tag.name}
          </span>
        ))}
      </span>
      <span role="cell">
        <RelativeTime at={row.last_message_at} />
      </span>
      <span role="cell">
        <RelativeTime at={row.created_at} />
      </span>
    </>
  )
})

/** Tickets as a table; a head that can be sorted by says so. */
export function TicketTable({ label, rows, search, onSearch, selection, failed, window }: Props) {
  return (
    <div
      role="table"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      className={selection.ids.size > 0 ? 'ticket-table is-selecting' : 'ticket-table'}
    >
      <div role="row" aria-rowindex={1} className="table-row is-head">
        <span role="columnheader" className="cell-check" />
        {columns.map((column) => (
          <Head key={column} column={column} search={search} onSearch={onSearch} />
        ))}
      </div>
      <div role="rowgroup" className="rows" style={{ height: window.virtual.getTotalSize() }}>
        {window.items.map(({ index, start }) => {
          const row = rows[index]!
          const checked = selection.ids.has(row.ticket_id)
          return (
            <div
              key={row.ticket_id}
              role="row"
              aria-rowindex={index + 2}
              className={`table-row row ${checked ? 'is-checked' : ''} ${failed.has(row.ticket_id) ? 'is-failed' : ''}`}
              title={failed.get(row.ticket_id)}
              style={{ transform: `translateY(${start}px)` }}
            >
              <span role="cell" className="cell-check">
                <RowCheck row={row} checked={checked} onToggle={selection.toggle} />
              </span>
              <Cells row={row} />
            </div>
          )
        })}
      </div>
    </div>
  )
}
