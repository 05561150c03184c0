import type { Message } from './types.ts'

/** A reply that the server has not confirmed yet. */
export interface Outgoing {
  readonly clientId: string
  readonly ticketId: string
  readonly text: string
  readonly at: number
  /** The newest message of the thread when it was sent. */
  readonly after: string | undefined
  readonly error?: unknown
}

type Send = (outgoing: Outgoing) => Promise<Message>

// `crypto.randomUUID` is missing on plain http.
const newId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')

/** Replies on their way, in the order they were written; a repeated one keeps its `client_id`. */
export function createOutgoing(send: Send) {
  let all: readonly Outgoing[] = []
  const listeners = new Set<() => void>()

  const set = (next: readonly Outgoing[]) => {
    all = next
    for (const listener of listeners) listener()
  }
  const replace = (clientId: string, change: (one: Outgoing) => Outgoing | undefined) =>
    set(all.flatMap((one) => (one.clientId === clientId ? (change(one) ?? []) : one)))

  const attempt = async (outgoing: Outgoing) => {
    try {
      await send(outgoing)
      replace(outgoing.clientId, () => undefined)
    } catch (error) {
      replace(outgoing.clientId, (one) => ({ ...one, error }))
    }
  }

  return {
    read: () => all,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    send: (ticketId: string, text: string, after: string | undefined) => {
      const one: Outgoing = { clientId: newId(), ticketId, text, after, at: Date.now() }
      set([...all, one])
      return attempt(one)
    },
    retry: async (clientId: string) => {
      const one = all.find((o) => o.clientId === clientId)
      if (!one?.error) return
      const { error: _, ...fresh } = one
      replace(clientId, () => fresh)
      await attempt(fresh)
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
    const from = messages.findLastIndex((m) => m.id === one.after) + 1
    return !messages.slice(from).some((m) => m.sender?.id === me && m.text.trim() === one.text.trim())
  })
}
