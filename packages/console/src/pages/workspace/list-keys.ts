import { useCallback, useRef } from 'react'
import { useCommand } from '../../commands/use-command.ts'

/** The keys for the next and the previous ticket move the focus through the rows; Enter opens, because rows are links. */
export function useListKeys() {
  const scroller = useRef<HTMLDivElement>(null)
  const move = useCallback((step: 1 | -1) => {
    const rows = [...(scroller.current?.querySelectorAll<HTMLElement>('.ticket-link') ?? [])]
    const focused = rows.findIndex((row) => row === document.activeElement)
    const current = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true')
    const target = rows[Math.max(0, current + step)]
    target?.focus()
    target?.scrollIntoView({ block: 'nearest' })
  }, [])
  useCommand({ id: 'list.next', run: () => move(1) })
  useCommand({ id: 'list.previous', run: () => move(-1) })
  return scroller
}
