import type { InfiniteData } from '@tanstack/react-query'
import type { Sort } from './list-filter.ts'
import type { TicketListPage, TicketRow } from './types.ts'

export type ListData = InfiniteData<TicketListPage, string | undefined>

export const rowsOf = (data: ListData | undefined): TicketRow[] =>
  data?.pages.flatMap((page) => page.items) ?? []

/** Where a row stands in an order, as the server sorts: stretch, then time. Smaller comes first. */
function placeOf(row: TicketRow, sort: Sort): readonly [stretch: number, at: number] {
  const stretch = row.status.startsWith('closed_') ? 2 : 1
  if (sort === 'created') return [0, -row.created_at]
  if (sort === 'newest') return [0, -row.last_message_at]
  const at = sort === 'waiting' ? row.waiting_since : row.due?.at
  return at === undefined ? [stretch, -row.last_message_at] : [0, at]
}

export function compareRows(a: TicketRow, b: TicketRow, sort: Sort, reversed: boolean): number {
  const [x, y] = [placeOf(a, sort), placeOf(b, sort)]
  const byPlace = x[0] - y[0] || x[1] - y[1]
  // Of the same time the newer comes first where the order goes back in time.
  const ascending = x[0] === 0 && (sort === 'waiting' || sort === 'due')
  const byId = (a.ticket_id < b.ticket_id ? -1 : a.ticket_id > b.ticket_id ? 1 : 0) * (ascending ? 1 : -1)
  return (reversed ? -1 : 1) * (byPlace || byId)
}

/**
 * Takes tickets that have changed out of a list and puts those that belong to it where they belong now. A row that
 * belongs behind the loaded part is left to the pages that are still to come.
 */
export function replaceRows(
  data: ListData,
  changed: readonly string[],
  rows: readonly TicketRow[],
  sort: Sort,
  reversed: boolean,
): ListData {
  const gone = new Set(changed)
  const pages = data.pages.map((page) => ({
    ...page,
    items: page.items.some((row) => gone.has(row.ticket_id))
      ? page.items.filter((row) => !gone.has(row.ticket_id))
      : page.items,
  }))
  const complete = pages.at(-1)?.next_cursor === undefined
  for (const row of rows) {
    const before = (other: TicketRow) => compareRows(row, other, sort, reversed) < 0
    let page = pages.findIndex(({ items }) => items.length > 0 && before(items.at(-1)!))
    if (page < 0 && complete) page = pages.length - 1
    if (page < 0) continue
    const { items } = pages[page]!
    const at = items.findIndex(before)
    pages[page] = { ...pages[page]!, items: items.toSpliced(at < 0 ? items.length : at, 0, row) }
  }
  return { ...data, pages }
}
