import { useEffect, useState } from 'preact/hooks'
import type { Chat, Category, Language, Message, Pending, Presence, Ticket, Widget } from './types.ts'

export interface State {
  readonly widget: Widget | undefined
  readonly language: Language
  readonly isOpen: boolean
  /** Whether the server has been heard of lately. */
  readonly isAway: boolean
  readonly visitor: Chat['visitor'] | undefined
  readonly presence: Presence
  readonly ticket: Ticket | undefined
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly hasMore: boolean
  readonly pending: readonly Pending[]
  readonly categories: readonly Category[]
  readonly isTyping: boolean
  readonly isLeaving: boolean
  /** What went wrong last, for the visitor to read. */
  readonly notice: string | undefined
}

export function createStore(initial: State) {
  let state = initial
  const listeners = new Set<() => void>()
  return {
    get: (): State => state,
    set: (change: Partial<State>): void => {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    subscribe: (listener: () => void): (() => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export type Store = ReturnType<typeof createStore>

export function useStore(store: Store): State {
  const [state, set] = useState(store.get())
  useEffect(() => {
    set(store.get())
    return store.subscribe(() => set(store.get()))
  }, [store])
  return state
}

/** Messages with those of a page, each once and in their order; what was changed is as the page has it. */
export function merged(known: readonly Message[], page: readonly Message[]): Message[] {
  const byId = new Map(known.map((message) => [message.id, message]))
  for (const message of page) byId.set(message.id, message)
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
