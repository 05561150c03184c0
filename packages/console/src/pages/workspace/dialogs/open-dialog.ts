import { useSyncExternalStore } from 'react'

/** The questions that actions ask; each has a key and a button. */
export type TicketDialog =
  | 'assign'
  | 'transfer'
  | 'snooze'
  | 'tags'
  | 'priority'
  | 'collaborators'
  | 'merge'
  | 'split'

let open: TicketDialog | undefined
const listeners = new Set<() => void>()

export function openTicketDialog(dialog: TicketDialog | undefined) {
  open = dialog
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useTicketDialog = () => useSyncExternalStore(subscribe, () => open)
