import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { TicketRow } from '../../api/types.ts'

interface Options {
  /** Another list begins at its top. */
  readonly list: string
  readonly rows: readonly TicketRow[]
  readonly height: number
  readonly mayLoad: boolean
  readonly loadMore: () => void
}

/** Rows from the end at which the next page is asked for. */
const ahead = 25

/**
 * Only the rows on screen are there. Whoever has scrolled down keeps looking at the same rows while others come in
 * above them; whoever is at the top sees what comes.
 */
export function useRowWindow({ list, rows, height, mayLoad, loadMore }: Options) {
  const scroller = useRef<HTMLDivElement>(null)
  const top = useRef(0)
  const anchor = useRef<{ id: string; index: number }>(undefined)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  })

  // Kept rather than asked for: to answer, the browser would lay out what has just been drawn, at every turn of the wheel.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const keep = () => {
      top.current = element.scrollTop
    }
    element.addEventListener('scroll', keep, { passive: true, capture: true })
    return () => element.removeEventListener('scroll', keep, { capture: true })
  }, [])

  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? -1

  useEffect(() => {
    if (mayLoad && last >= rows.length - ahead) loadMore()
  })

  useLayoutEffect(() => {
    anchor.current = undefined
    top.current = 0
    scroller.current?.scrollTo({ top: 0 })
  }, [list])

  useLayoutEffect(() => {
    const element = scroller.current
    const before = anchor.current
    if (!element || !before || top.current < height) return
    const index = rows.findIndex((row) => row.ticket_id === before.id)
    if (index >= 0 && index !== before.index)
      element.scrollTop = top.current += (index - before.index) * height
  }, [rows, height])

  useLayoutEffect(() => {
    const index = Math.floor(top.current / height)
    const row = rows[index]
    anchor.current = row && { id: row.ticket_id, index }
  })

  return { scroller, virtual, items }
}
