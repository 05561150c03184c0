import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const near = 48

/**
 * Keeps a scroller at its bottom while it is there, and keeps what is being read in place when something is
 * put above it.
 */
export function useStickToBottom(firstKey: string | undefined, lastKey: string | undefined) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const sticking = useRef(true)
  const before = useRef<{ first: string | undefined; height: number }>({ first: undefined, height: 0 })

  const toBottom = useCallback(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = element.scrollHeight
    sticking.current = true
    setAtBottom(true)
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const grown = element.scrollHeight - before.current.height
    if (sticking.current) element.scrollTop = element.scrollHeight
    else if (before.current.first !== firstKey) element.scrollTop += grown
    before.current = { first: firstKey, height: element.scrollHeight }
  }, [firstKey, lastKey])

  useEffect(() => {
    const element = scroller.current
    if (!element || !content.current) return undefined
    const onScroll = () => {
      const bottom = element.scrollHeight - element.scrollTop - element.clientHeight < near
      sticking.current = bottom
      setAtBottom(bottom)
    }
    // The composer grows, a window is resized, text wraps anew: none of it moves the reader off the bottom.
    const observer = new ResizeObserver(() => {
      if (sticking.current) element.scrollTop = element.scrollHeight
      before.current.height = element.scrollHeight
    })
    observer.observe(element)
    observer.observe(content.current)
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll)
    }
  }, [])

  return { scroller, content, atBottom, toBottom }
}
