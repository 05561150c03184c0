import { useEffect, useRef } from 'react'

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** J and K move the focus through the rows; Enter opens, because rows are links. */
export function useListKeys() {
  const scroller = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey && !event.isComposing
      if (!plain || typing(event.target) || (event.key !== 'j' && event.key !== 'k')) return
      const rows = [...(scroller.current?.querySelectorAll<HTMLElement>('.ticket-link') ?? [])]
      const focused = rows.findIndex((row) => row === document.activeElement)
      const current = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true')
      const target = rows[event.key === 'j' ? current + 1 : Math.max(0, current - 1)]
      if (!target) return
      event.preventDefault()
      target.focus()
      target.scrollIntoView({ block: 'nearest' })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return scroller
}
