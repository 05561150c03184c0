import { useSyncExternalStore } from 'react'

let tickets: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

function set(next: ReadonlySet<string>) {
  if (next.size === tickets.size && [...next].every((id) => tickets.has(id))) return
  tickets = next
  for (const listener of listeners) listener()
}

/** The tickets with news for this person that they have not looked at since, on this page. */
export const newsStore = {
  add: (ticketId: string) => set(new Set([...tickets, ticketId])),
  read: (ticketId: string) => set(new Set([...tickets].filter((id) => id !== ticketId))),
  count: () => tickets.size,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}

export const useNewsCount = () => useSyncExternalStore(newsStore.subscribe, newsStore.count)
