import type { PresenceEvent } from '@pipit/contract'
import { useSyncExternalStore } from 'react'
import type { Static } from 'typebox'

export type PresenceChange = Static<typeof PresenceEvent>
export type PresentPerson = PresenceChange['tickets'][number]['people'][number]

const nobody: readonly PresentPerson[] = []

/** Who has which ticket open, as the live stream says; the lists of people stay the same while nothing changes. */
export function createPresence() {
  let tickets = new Map<string, readonly PresentPerson[]>()
  const listeners = new Set<() => void>()
  return {
    of: (ticketId: string) => tickets.get(ticketId) ?? nobody,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    take: (change: PresenceChange) => {
      tickets = change.all ? new Map() : new Map(tickets)
      for (const { ticket_id, people } of change.tickets) {
        if (people.length > 0) tickets.set(ticket_id, people)
        else tickets.delete(ticket_id)
      }
      for (const listener of listeners) listener()
    },
  }
}

export const presence = createPresence()

/** Everybody who has a ticket open, whoever reads this included. */
export const usePresence = (ticketId: string) =>
  useSyncExternalStore(presence.subscribe, () => presence.of(ticketId))
