import type { LiveEvent } from './types.ts'

type Listener = (event: LiveEvent) => void

const listeners = new Set<Listener>()

/** Hears every live event while the workspace is open. @returns a function that ends it. */
export function onLiveEvent(listener: Listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const tellLiveListeners: Listener = (event) => {
  for (const listener of listeners) listener(event)
}
