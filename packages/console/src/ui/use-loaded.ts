import { useEffect, useState } from 'react'

// Safari has no requestIdleCallback.
const whenIdle = (run: () => void) =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(run) : setTimeout(run, 500)

/**
 * A part of the page that is loaded when there is nothing else to do, or at once when it is wanted. Unlike `lazy`, what
 * is loaded shows at once: React holds back what has suspended for 300 ms.
 */
export function useLoaded<T>(load: () => Promise<T>, wanted: boolean): T | undefined {
  const [loaded, set] = useState<{ readonly value: T }>()
  useEffect(() => {
    let gone = false
    const start = async () => {
      try {
        const value = await load()
        if (!gone) set({ value })
      } catch {
        // A page of before an update: the next try, or a reload, finds it.
      }
    }
    if (wanted) void start()
    else whenIdle(() => void start())
    return () => {
      gone = true
    }
  }, [load, wanted])
  return loaded?.value
}
