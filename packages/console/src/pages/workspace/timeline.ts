import type { Outgoing } from '../../api/outgoing.ts'
import type { Message, Remark } from '../../api/types.ts'
import { isSameDay } from '../../i18n/time.ts'

interface Placed {
  /** Stays the same when what is before it changes: the reader's place is kept by it. */
  readonly key: string
  readonly at: number
  /** A line with the day stands before it. */
  readonly startsDay: boolean
}

export type Entry = Placed &
  (
    | {
        readonly kind: 'message'
        readonly message: Message
        readonly joined: boolean
        readonly from?: string
      }
    | { readonly kind: 'remark'; readonly remark: Remark }
    | { readonly kind: 'outgoing'; readonly outgoing: Outgoing }
  )

/** Messages of one sender within this time stand together under one name. */
const together = 5 * 60_000

const author = (m: Message) => `${m.sender_type}:${m.sender?.id ?? ''}`

const joins = (previous: Entry | undefined, message: Message) =>
  previous?.kind === 'message' &&
  message.sender_type !== 'system' &&
  author(previous.message) === author(message) &&
  message.created_at - previous.message.created_at < together

/**
 * One thread in reading order: messages and remarks by time, what is being sent at the end. Remarks older than the
 * first loaded message wait until that part is loaded. Where messages of another ticket than before begin, `from`
 * says which; `home` is the ticket whose thread it is.
 */
export function buildTimeline(
  messages: readonly Message[],
  remarks: readonly Remark[],
  outgoing: readonly Outgoing[],
  complete: boolean,
  home: string,
): Entry[] {
  const since = complete ? Number.NEGATIVE_INFINITY : (messages[0]?.created_at ?? Number.POSITIVE_INFINITY)
  const visible = remarks.filter((r) => r.created_at >= since).toSorted((a, b) => a.created_at - b.created_at)
  const entries: Entry[] = []

  const place = (key: string, at: number): Placed => {
    const previous = entries.at(-1)
    return { key, at, startsDay: !previous || !isSameDay(previous.at, at) }
  }
  const pushRemarksUntil = (at: number) => {
    while (visible[0] && visible[0].created_at <= at) {
      const remark = visible.shift()!
      entries.push({ ...place(`remark-${remark.id}`, remark.created_at), kind: 'remark', remark })
    }
  }

  let current = home
  for (const message of messages) {
    pushRemarksUntil(message.created_at - 1)
    const placed = place(message.id, message.created_at)
    const from = message.ticket_id === current ? {} : { from: message.ticket_id }
    current = message.ticket_id
    const joined = !placed.startsDay && !('from' in from) && joins(entries.at(-1), message)
    entries.push({ ...placed, kind: 'message', message, joined, ...from })
  }
  pushRemarksUntil(Number.POSITIVE_INFINITY)
  for (const one of outgoing)
    entries.push({ ...place(one.clientId, one.at), kind: 'outgoing', outgoing: one })
  return entries
}

/** The first message that somebody else has written behind the last one that was seen. */
export const firstUnseen = (messages: readonly Message[], seen: string | undefined, me: string) =>
  seen === undefined ? undefined : messages.find((m) => m.id > seen && m.sender?.id !== me)?.id
