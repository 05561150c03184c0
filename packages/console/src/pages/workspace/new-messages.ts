import { useEffect, useRef, useState } from 'react'
import type { Message } from '../../api/types.ts'
import { useText } from '../../i18n/text.tsx'
import { useMe } from '../../ui/use-me.ts'
import { useSenderName } from './sender.ts'

/** What came in since the reader left the bottom, and what a screen reader is told about the last one. */
export function useNewMessages(messages: readonly Message[], ready: boolean, atBottom: boolean) {
  const t = useText()
  const me = useMe().user.id
  const nameOf = useSenderName()
  const last = useRef<string>(undefined)
  const [unread, setUnread] = useState(0)
  const [announcement, setAnnouncement] = useState('')

  useEffect(() => {
    const newest = messages.at(-1)
    if (!ready || !newest || newest.id === last.current) return
    const from = last.current === undefined ? -1 : messages.findLastIndex((m) => m.id === last.current)
    last.current = newest.id
    if (from < 0) return
    const fresh = messages.slice(from + 1).filter((m) => m.sender?.id !== me)
    if (fresh.length === 0) return
    setUnread((n) => n + fresh.length)
    setAnnouncement(t.thread.said(nameOf(newest), newest.text))
  }, [messages, ready, me, nameOf, t])

  useEffect(() => {
    if (atBottom) setUnread(0)
  }, [atBottom, messages])

  return { unread, announcement }
}
