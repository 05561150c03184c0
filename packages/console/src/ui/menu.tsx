import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { placeBeside, type Side } from './place-beside.ts'
import './menu.css'

export interface MenuItem {
  readonly key: string
  readonly label: ReactNode
  readonly icon?: ReactNode
  readonly onClick: () => void
  /** One of a choice: whether it is the one that holds. Absent where the item does something. */
  readonly checked?: boolean
}

/** Items that stand together, under a line or under their own name. */
export interface MenuGroup {
  readonly key: string
  readonly name?: ReactNode
  readonly items: readonly MenuItem[]
}

interface Props {
  readonly groups: readonly MenuGroup[]
  readonly side?: Side
  readonly className: string
  /** Where the button's content is no name. */
  readonly label?: string
  readonly children: ReactNode
}

const rolesOf = (panel: HTMLElement) => [...panel.querySelectorAll<HTMLElement>('[role^=menuitem]')]

/** Arrows, Home and End go through the items; a letter goes to the next one that begins with it. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const items = rolesOf(event.currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const last = items.length - 1
  const steps: Record<string, number> = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  }
  let next = steps[event.key]
  if (next === undefined && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const letter = event.key.toLowerCase()
    const found = [...items.slice(at + 1), ...items.slice(0, at + 1)].find((item) =>
      item.textContent.trim().toLowerCase().startsWith(letter),
    )
    if (found) next = items.indexOf(found)
  }
  // A letter here is meant for the menu, whatever it is a shortcut for elsewhere.
  if (event.key.length === 1) event.stopPropagation()
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items[next]?.focus()
}

/** A button and the menu it opens. Escape, Tab or a click elsewhere closes it; the focus goes back to the button. */
export function Menu({ groups, side = 'below', className, label, children }: Props) {
  const id = useId()
  const opener = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)

  useEffect(() => {
    const element = panel.current
    if (!isOpen || !element || !opener.current) return
    placeBeside(element, opener.current, side)
    const items = rolesOf(element)
    ;(items.find((item) => item.ariaChecked === 'true') ?? items[0])?.focus({ preventScroll: true })
  }, [isOpen, side])

  const choose = (item: MenuItem) => {
    panel.current?.hidePopover()
    opener.current?.focus()
    item.onClick()
  }
  return (
    <>
      <button
        ref={opener}
        id={`${id}-button`}
        type="button"
        className={className}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          panel.current?.showPopover()
        }}
      >
        {children}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-labelledby={`${id}-button`}
        className="menu"
        onKeyDown={(event) => {
          if (event.key === 'Tab') panel.current?.hidePopover()
          else moveFocus(event)
        }}
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {isOpen &&
          groups.map(({ key, name, items }) => (
            <div
              key={key}
              role={name ? 'group' : 'presentation'}
              className="menu-group"
              aria-labelledby={name ? `${id}-${key}` : undefined}
            >
              {name && (
                <div id={`${id}-${key}`} className="menu-name">
                  {name}
                </div>
              )}
              {items.map((item) => (
                <button
                  key={item.key}
                  type="button"
                  role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                  aria-checked={item.checked}
                  tabIndex={-1}
                  className="menu-item"
                  onClick={() => choose(item)}
                >
                  {item.icon}
                  <span className="menu-label">{item.label}</span>
                </button>
              ))}
            </div>
          ))}
      </div>
    </>
  )
}
