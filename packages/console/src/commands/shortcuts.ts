import { useSyncExternalStore } from 'react'
import { bindingsOf, isCharacterKey, keysOf, type Remaps } from './bindings.ts'
import { ariaKeys, capsOf } from './keys.ts'
import type { CommandId } from './table.ts'

export interface Shortcuts {
  /** Whether keys of letters and signs do something. */
  readonly on: boolean
  readonly remaps: Remaps
}

let shortcuts: Shortcuts = { on: true, remaps: {} }
let bindings = bindingsOf({})
const listeners = new Set<() => void>()

/** Preferences come later than the page; until then the table holds. */
export function setShortcuts(next: Shortcuts) {
  shortcuts = next
  bindings = bindingsOf(next.remaps)
  for (const listener of listeners) listener()
}

export const currentBindings = () => bindings
export const currentShortcuts = () => shortcuts

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useShortcuts = () => useSyncExternalStore(subscribe, currentShortcuts)

/** The keys of a command as they work now, for tooltips and `aria-keyshortcuts`; nothing where it has none. */
export function useKeys(id: CommandId) {
  const { on, remaps } = useShortcuts()
  const keys = keysOf(id, remaps)
  if (!keys || (!on && isCharacterKey(keys))) return undefined
  return { caps: capsOf(keys), text: capsOf(keys).join(' '), aria: ariaKeys(keys) }
}
