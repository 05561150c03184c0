import { useRef } from 'react'
import type { TicketRow } from '../../api/types.ts'
import { useCommand } from '../../commands/use-command.ts'
import type { useRowWindow } from './row-window.ts'
import type { Selection } from './use-selection.ts'

interface Options extends Pick<ReturnType<typeof useRowWindow>, 'scroller' | 'virtual'> {
  readonly rows: readonly TicketRow[]
  readonly selected: string | undefined
  readonly selection: Selection
}

const ticketOf = (element: Element | null) =>
  element?.closest('.row')?.querySelector<HTMLElement>('[data-ticket]')?.dataset.ticket

/**
 * Keys for the next and the previous ticket move the focus through the rows, also where they are not drawn yet; Enter
 * opens, because rows are links. One key selects the row that has the focus.
 */
export function useListKeys({ rows, selected, selection, scroller, virtual }: Options) {
  const last = useRef<string>(undefined)
  const current = () => {
    const focused = ticketOf(document.activeElement) ?? last.current
    const at = rows.findIndex((row) => row.ticket_id === focused)
    return at >= 0 ? at : rows.findIndex((row) => row.ticket_id === selected)
  }
  const focusRow = (index: number, tries = 5) => {
    const id = rows[index]?.ticket_id
    const link = scroller.current?.querySelector<HTMLElement>(`[data-ticket="${id}"]`)
    if (link) link.focus({ preventScroll: true })
    else if (id && tries > 0) requestAnimationFrame(() => focusRow(index, tries - 1))
  }
  const move = (step: 1 | -1) => {
    const index = Math.min(rows.length - 1, Math.max(0, current() + step))
    if (index < 0) return
    last.current = rows[index]!.ticket_id
    virtual.scrollToIndex(index, { align: 'auto' })
    focusRow(index)
  }
  useCommand({ id: 'list.next', run: () => move(1) })
  useCommand({ id: 'list.previous', run: () => move(-1) })
  useCommand({
    id: 'list.select',
    run: () => {
      const row = rows[current()]
      if (row) selection.toggle(row.ticket_id)
    },
    enabled: rows.length > 0,
  })
  useCommand({
    id: 'list.selectAll',
    run: () => (selection.ids.size > 0 ? selection.clear() : selection.selectAll()),
    enabled: rows.length > 0,
  })
}
