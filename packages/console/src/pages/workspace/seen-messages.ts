import { useEffect, useRef, useState } from 'react'
import type { Message } from '../../api/types.ts'
import { useMe } from '../../ui/use-me.ts'
import { readStored, writeStored } from '../../ui/stored.ts'
import { firstUnseen } from './timeline.ts'

const name = 'seen'
/** Of so many tickets it is kept up to where they were read. */
const most = 300

function readAll(): Map<string, string> {
  try {
    return new Map(JSON.parse(readStored(name) ?? '[]') as [string, string][])
  } catch {
    return new Map()
  }
}

function remember(ticketId: string, messageId: string) {
  const all = readAll()
  if ((all.get(ticketId) ?? '') >= messageId) return
  all.delete(ticketId)
  all.set(ticketId, messageId)
  writeStored(name, JSON.stringify([...all].slice(-most)))
}

/**
 * Where the line "new" stands: before the first message that came while nobody looked. It stays while the new
 * messages are read and goes when the reader answers or comes back to the ticket.
 * @returns the id of the message behind the line.
 */
export function useUnreadLine(ticketId: string, messages: readonly Message[], atBottom: boolean) {
  const me = useMe().user.id
  const [after, setAfter] = useState(() => readAll().get(ticketId))
  const looking = useRef(true)
  const newest = messages.at(-1)

  useEffect(() => {
    if (!newest) return undefined
    const look = () => {
      const looks = atBottom && document.visibilityState === 'visible'
      if (looking.current && !looks) setAfter(newest.id)
      looking.current = looks
      if (looks) remember(ticketId, newest.id)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [ticketId, newest, atBottom])

  useEffect(() => {
    if (newest?.sender?.id === me) setAfter(newest.id)
  }, [newest, me])

  return firstUnseen(messages, after, me)
}
