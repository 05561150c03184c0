import type { FileInfo, Message } from './types.ts'

export type WritingMode = 'reply' | 'note'

/** What is sent: as it was written, so that it can be taken back into the box. */
export interface Writing {
  readonly ticketId: string
  readonly mode: WritingMode
  /** Markdown. */
  readonly text: string
  readonly files: readonly FileInfo[]
  /** Whom a note names. */
  readonly mentions: readonly string[]
  /** The draft that it was, on the server. */
  readonly draftVersion: number | undefined
  /** As a reader without a renderer sees it, which is how its message comes back. */
  readonly plain: string
  /** The newest message of the thread when it was sent. */
  readonly after: string | undefined
}

/** Something on its way that the server has not confirmed yet. */
export interface Outgoing extends Writing {
  readonly clientId: string
  readonly at: number
  /** Until then it can be taken back; absent once it is being sent. */
  readonly sendsAt?: number
  readonly error?: unknown
}

type Send = (outgoing: Outgoing, leaving: boolean) => Promise<void>

// `crypto.randomUUID` is missing on plain http.
const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Replies and notes on their way, in the order they were written; a repeated one keeps its `client_id`. */
export function createOutgoing(send: Send) {
  let all: readonly Outgoing[] = []
  const listeners = new Set<() => void>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const set = (next: readonly Outgoing[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  const replace = (clientId: string, change: (one: Outgoing) => Outgoing | undefined) =>
    set(all.flatMap((one) => (one.clientId === clientId ? (change(one) ?? []) : one)))
  const waiting = (clientId: string) =>
    all.find((one) => one.clientId === clientId && one.sendsAt !== undefined)

  const attempt = async (clientId: string, leaving = false): Promise<boolean> => {
    clearTimeout(timers.get(clientId))
    timers.delete(clientId)
    const found = all.find((one) => one.clientId === clientId)
    if (!found) return false
    const { error: _error, sendsAt: _sendsAt, ...fresh } = found
    replace(clientId, () => fresh)
    try {
      await send(fresh, leaving)
      replace(clientId, () => undefined)
      return true
    } catch (error) {
      replace(clientId, (one) => ({ ...one, error }))
      return false
    }
  }

  return {
    read: () => all,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** @param delay for how long it can be taken back, in ms. @returns whether it was sent, once it is known. */
    send: async (writing: Writing, delay: number): Promise<boolean> => {
      const at = Date.now()
      const one: Outgoing = { ...writing, clientId: newId(), at, ...(delay > 0 && { sendsAt: at + delay }) }
      set([...all, one])
      if (delay <= 0) return attempt(one.clientId)
      return new Promise((resolve) => {
        timers.set(
          one.clientId,
          setTimeout(() => resolve(attempt(one.clientId)), delay),
        )
      })
    },
    /** Takes back what waits. @returns it, or nothing when it is on its way already. */
    undo: (clientId: string): Outgoing | undefined => {
      const one = waiting(clientId)
      if (!one) return undefined
      clearTimeout(timers.get(clientId))
      timers.delete(clientId)
      replace(clientId, () => undefined)
      return one
    },
    sendNow: (clientId: string) => (waiting(clientId) ? attempt(clientId) : Promise.resolve(false)),
    /** The page is being left: what waits is sent now. */
    leave: () => {
      for (const { clientId, sendsAt } of all) if (sendsAt !== undefined) void attempt(clientId, true)
    },
    retry: async (clientId: string) => {
      if (all.find((one) => one.clientId === clientId)?.error !== undefined) await attempt(clientId)
    },
    discard: (clientId: string) => replace(clientId, () => undefined),
  }
}

/**
 * Leaves out replies whose message a live event has already brought: the server's answer to the sending may
 * arrive later than the event.
 */
export function stillOutgoing(outgoing: readonly Outgoing[], messages: readonly Message[], me: string) {
  return outgoing.filter((one) => {
    if (one.mode === 'note' || one.sendsAt !== undefined || one.files.length > 0) return true
    const from = messages.findLastIndex((m) => m.id === one.after) + 1
    return !messages.slice(from).some((m) => m.sender?.id === me && m.text.trim() === one.plain.trim())
  })
}
