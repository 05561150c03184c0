import { useSyncExternalStore } from 'react'

/** Tells what has just been done, and takes it back while it is there. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly undo?: (() => void) | undefined
  /** How long it stays, in ms. */
  readonly ms: number
}

let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  toasts = next
  for (const listener of listeners) listener()
}

/** At most three are shown: whoever does more in a few seconds knows what. */
export function showToast(toast: Omit<Toast, 'id'>) {
  lastId += 1
  set([...toasts.slice(-2), { ...toast, id: lastId }])
  return lastId
}

export const dropToast = (id: number) => set(toasts.filter((toast) => toast.id !== id))

/** Takes back what was done last, if that can be. */
export function undoLast() {
  const toast = toasts.findLast(({ undo }) => undo !== undefined)
  if (!toast) return
  dropToast(toast.id)
  toast.undo?.()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useToasts = () => useSyncExternalStore(subscribe, () => toasts)
