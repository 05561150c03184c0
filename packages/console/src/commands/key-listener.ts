import { isCharacterKey, worksInInputs } from './bindings.ts'
import { pressOf } from './keys.ts'
import { isAvailable, runCommand } from './registry.ts'
import { currentBindings, currentShortcuts } from './shortcuts.ts'
import { entryOf } from './table.ts'

/** How long the second key of a sequence may take, in ms. */
const patience = 1500

const notText = new Set(['button', 'checkbox', 'radio', 'range', 'color', 'file', 'image', 'reset', 'submit'])

export const isWriting = (target: EventTarget | null) => {
  if (!(target instanceof HTMLElement)) return false
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true
  return target instanceof HTMLInputElement && !notText.has(target.type)
}

/** Whoever answers a dialog or walks through a menu does not mean the page behind it. */
const isElsewhere = (target: EventTarget | null) =>
  (target instanceof Element && target.closest('[role="menu"], [role="combobox"]') !== null) ||
  [...document.querySelectorAll('dialog:modal, [aria-modal="true"]')].some((dialog) =>
    dialog.checkVisibility({ visibilityProperty: true }),
  )

/** The one listener for the keys of all commands. @returns a function that ends it. */
export function listenForKeys() {
  let begun = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  const begin = (keys: string) => {
    clearTimeout(timer)
    begun = keys
    if (keys) timer = setTimeout(() => (begun = ''), patience)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'].includes(event.key)) return
    const press = pressOf(event)
    const writing = isWriting(event.target)
    if (press === undefined || (writing && event.keyCode === 229)) return begin('')

    const bindings = currentBindings()
    // A second key that means nothing ends the sequence; it must not do what it does alone.
    const keys = `${begun} ${press}`.trim()
    const id = bindings.get(keys)
    const starts = [...bindings.keys()].some((longer) => longer.startsWith(`${keys} `))
    begin('')

    if (!currentShortcuts().on && isCharacterKey(press)) return
    if (id === undefined) {
      if (starts && !writing && !isElsewhere(event.target)) begin(keys)
      return
    }
    if (event.repeat && !entryOf(id).repeats) return
    if ((writing && !worksInInputs(id, keys)) || !isAvailable(id) || isElsewhere(event.target)) return
    event.preventDefault()
    runCommand(id)
  }

  document.addEventListener('keydown', onKeyDown)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('keydown', onKeyDown)
  }
}
