import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Entry } from './timeline.ts'

const near = 48

/** What an entry takes before it has been measured; near the truth, so that the scroll bar stays calm. */
function estimate(entry: Entry): number {
  const day = entry.startsDay ? 56 : 0
  if (entry.kind === 'remark') return day + 84
  if (entry.kind === 'outgoing') return day + 74
  const { message, joined } = entry
  const lines = Math.max(1, Math.ceil(message.text.length / 60))
  const image = message.type === 'image' ? 240 : 0
  return day + image + (joined ? 20 : 52) + Math.min(lines, 30) * 22
}

/**
 * Shows a part of a long thread. It stays at its bottom while it is there, and what is being read stays in place when
 * earlier messages come.
 * @param top room above the first entry, in pixels.
 */
export function useThreadScroll(entries: readonly Entry[], top: number) {
  const scroller = useRef<HTMLDivElement>(null)
  const [atBottom, setAtBottom] = useState(true)
  const sticking = useRef(true)
  const started = useRef(false)
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => entries[index]!.key,
    estimateSize: (index) => estimate(entries[index]!),
    overscan: 8,
    paddingStart: top,
    paddingEnd: 20,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: near,
  })

  const toBottom = useCallback(() => {
    sticking.current = true
    setAtBottom(true)
    virtualizer.scrollToEnd()
  }, [virtualizer])

  const total = virtualizer.getTotalSize()
  useLayoutEffect(() => {
    if (entries.length === 0) return
    if (!started.current || sticking.current) virtualizer.scrollToEnd()
    started.current = true
  }, [virtualizer, entries.length, total])

  useEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const onScroll = () => {
      const bottom = element.scrollHeight - element.scrollTop - element.clientHeight < near
      sticking.current = bottom
      setAtBottom(bottom)
    }
    // The composer grows, a window is resized, entries turn out to be taller than they were taken for: nothing of
    // this moves the reader off the bottom.
    const observer = new ResizeObserver(() => {
      if (sticking.current) element.scrollTop = element.scrollHeight
    })
    observer.observe(element)
    for (const content of element.children) observer.observe(content)
    // Before the entries are drawn anew: afterwards, the same questions would have them laid out at once.
    element.addEventListener('scroll', onScroll, { passive: true, capture: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', onScroll, { capture: true })
    }
  }, [])

  return { scroller, virtualizer, atBottom, toBottom }
}
