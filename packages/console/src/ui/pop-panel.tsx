import { useEffect, useId, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react'

export interface PopHandle {
  readonly open: () => void
  readonly close: () => void
}

interface Props {
  /** What the button shows. */
  readonly button: ReactNode
  readonly label: string
  readonly className?: string
  /** The panel's content; it is only there while the panel is open. */
  readonly children: (close: () => void) => ReactNode
  readonly handle?: Ref<PopHandle>
}

const gap = 4
const edge = 8

/** A button and the panel it opens under itself; Escape or a click elsewhere closes it. */
export function PopPanel({ button, label, className = '', children, handle }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  const close = () => panel.current?.hidePopover()
  useImperativeHandle(handle, () => ({ open: () => panel.current?.showPopover(), close }))

  const place = () => {
    const from = opener.current?.getBoundingClientRect()
    const element = panel.current
    if (!from || !element) return
    const left = Math.min(from.left, innerWidth - element.offsetWidth - edge)
    const below = innerHeight - from.bottom - gap - edge
    element.style.left = `${Math.max(edge, left)}px`
    if (below < Math.min(element.scrollHeight, 240)) {
      element.style.top = 'auto'
      element.style.bottom = `${innerHeight - from.top + gap}px`
      element.style.maxHeight = `${from.top - gap - edge}px`
    } else {
      element.style.bottom = 'auto'
      element.style.top = `${from.bottom + gap}px`
      element.style.maxHeight = `${below}px`
    }
  }

  // What comes later into the panel changes its size.
  useEffect(() => {
    const element = panel.current
    if (!isOpen || !element) return undefined
    const observer = new ResizeObserver(() => {
      place()
      if (!element.contains(document.activeElement))
        element.querySelector<HTMLElement>('input, select, button')?.focus()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [isOpen])

  return (
    <>
      <button
        ref={opener}
        type="button"
        className={`pop-button ${className}`}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-label={label}
        title={label}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="pop-panel"
        onToggle={(event) => {
          setOpen(event.newState === 'open')
          if (event.newState === 'open') requestAnimationFrame(place)
        }}
      >
        {isOpen && children(close)}
      </div>
    </>
  )
}
