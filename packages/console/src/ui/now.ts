import { useSyncExternalStore } from 'react'

const step = 15_000
const listeners = new Set<() => void>()
let now = Date.now()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const tick of listeners) tick()
  }, step)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

const read = () => {
  // Between ticks the value must not change, or every render would differ from the last.
  if (Date.now() - now > step) now = Date.now()
  return now
}

/** The time, for what ticks on the page; one timer for all of it. */
export const useNow = () => useSyncExternalStore(subscribe, read)
