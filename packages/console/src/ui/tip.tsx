import { useEffect, useRef } from 'react'
import { placeBeside, type Side } from './place-beside.ts'
import './tip.css'

/** How long a pointer rests before a name is shown, in ms; the next one comes at once. */
const patience = 100
const calm = 400

const sides: readonly Side[] = ['above', 'below', 'right']

/**
 * One bubble for the names of all buttons that carry `data-tip`; `data-side` is where it stands. It only repeats the
 * button's accessible name, so that screen readers need not know of it.
 */
export function Tips() {
  const bubble = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = bubble.current
    if (!element) return undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let hiddenAt = 0
    const hide = () => {
      clearTimeout(timer)
      if (!element.matches(':popover-open')) return
      hiddenAt = Date.now()
      element.hidePopover()
    }
    const show = (anchor: HTMLElement) => {
      if (!anchor.isConnected) return
      element.textContent = anchor.dataset.tip ?? ''
      element.showPopover()
      placeBeside(element, anchor, sides.find((side) => side === anchor.dataset.side) ?? 'below')
    }
    const tipped = (target: EventTarget | null) =>
      target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
    const over = ({ target, pointerType }: PointerEvent) => {
      const anchor = tipped(target)
      hide()
      if (!anchor || pointerType === 'touch') return
      timer = setTimeout(() => show(anchor), Date.now() - hiddenAt < calm ? 0 : patience)
    }
    const focused = ({ target }: FocusEvent) => {
      const anchor = tipped(target)
      if (anchor?.matches(':focus-visible')) show(anchor)
    }
    const key = ({ key: pressed }: KeyboardEvent) => {
      if (pressed === 'Escape') hide()
    }
    const done = new AbortController()
    const { signal } = done
    document.addEventListener('pointerover', over, { signal })
    document.addEventListener('pointerdown', hide, { signal })
    document.addEventListener('focusin', focused, { signal })
    document.addEventListener('focusout', hide, { signal })
    document.addEventListener('keydown', key, { signal })
    return () => {
      hide()
      done.abort()
    }
  }, [])
  return <div ref={bubble} popover="manual" className="tip" aria-hidden="true" />
}
