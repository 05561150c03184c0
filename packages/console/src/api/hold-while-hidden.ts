import type { LiveEvent } from './types.ts'

/** Beyond so many, reading everything that is on screen is less work than following them. */
const most = 300

/**
 * Applies events at once while somebody can see the page, and those of meanwhile when it is seen again: most tabs of a
 * desk are in the background, and should cost the server nothing there.
 */
export function holdWhileHidden(apply: (event: LiveEvent) => void) {
  let held: LiveEvent[] = []

  const release = () => {
    if (document.visibilityState === 'hidden') return
    const events = held
    held = []
    const last = events.at(-1)
    if (events.length > most && last) apply({ type: 'reset', at: last.at })
    else for (const event of events) apply(event)
  }
  document.addEventListener('visibilitychange', release)

  return {
    push: (event: LiveEvent) => {
      if (held.length <= most) held.push(event)
      release()
    },
    stop: () => document.removeEventListener('visibilitychange', release),
  }
}
