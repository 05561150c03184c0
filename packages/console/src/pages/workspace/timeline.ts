import type { Outgoing } from '../../api/outgoing.ts'
import type { Message, Remark } from '../../api/types.ts'
import { isSameDay } from '../../i18n/time.ts'

export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | {
      readonly kind: 'message'
      readonly key: string
      readonly at: number
      readonly message: Message
      readonly joined: boolean
    }
  | { readonly kind: 'remark'; readonly key: string; readonly at: number; readonly remark: Remark }
  | { readonly kind: 'outgoing'; readonly key: string; readonly at: number; readonly outgoing: Outgoing }

/** Messages of one sender within this time stand together under one name. */
const together = 5 * 60_000

const author = (m: Message) => `${m.sender_type}:${m.sender?.id ?? ''}`

const joins = (previous: Entry | undefined, message: Message) =>
  previous?.kind === 'message' &&
  message.sender_type !== 'system' &&
  author(previous.message) === author(message) &&
  message.created_at - previous.message.created_at < together

/**
 * One thread in reading order: messages and remarks by time, what is being sent at the end, a line where a day
 * begins. Remarks older than the first loaded message wait until that part is loaded.
 */
export function buildTimeline(
  messages: readonly Message[],
  remarks: readonly Remark[],
  outgoing: readonly Outgoing[],
  complete: boolean,
): Entry[] {
  const since = complete ? Number.NEGATIVE_INFINITY : (messages[0]?.created_at ?? Number.POSITIVE_INFINITY)
  const visible = remarks.filter((r) => r.created_at >= since).toSorted((a, b) => a.created_at - b.created_at)
  const entries: Entry[] = []

  const push = (entry: Entry) => {
    const previous = entries.at(-1)
    if (!previous || !isSameDay(previous.at, entry.at)) {
      entries.push({ kind: 'day', key: `day-${new Date(entry.at).toDateString()}`, at: entry.at })
    }
    entries.push(entry)
  }
  const pushRemarksUntil = (at: number) => {
    while (visible[0] && visible[0].created_at <= at) {
      const remark = visible.shift()!
      push({ kind: 'remark', key: `remark-${remark.id}`, at: remark.created_at, remark })
    }
  }

  for (const message of messages) {
    pushRemarksUntil(message.created_at - 1)
    const joined = joins(entries.at(-1), message) && isSameDay(entries.at(-1)!.at, message.created_at)
    push({ kind: 'message', key: message.id, at: message.created_at, message, joined })
  }
  pushRemarksUntil(Number.POSITIVE_INFINITY)
  for (const one of outgoing) push({ kind: 'outgoing', key: one.clientId, at: one.at, outgoing: one })
  return entries
}
