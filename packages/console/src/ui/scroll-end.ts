import { useEffect, useRef } from 'react'

/** Calls `onSeen` when the element comes near the visible part of its scroller, and again while it stays there. */
export function useSeen<T extends Element>(onSeen: () => void, enabled: boolean, margin = '400px') {
  const ref = useRef<T>(null)
  const latest = useRef(onSeen)
  useEffect(() => {
    latest.current = onSeen
  })
  useEffect(() => {
    const element = ref.current
    if (!element || !enabled) return undefined
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) latest.current()
      },
      { root: element.closest('[data-scroller]'), rootMargin: margin },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [enabled, margin])
  return ref
}
