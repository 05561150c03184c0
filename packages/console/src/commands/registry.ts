import type { CommandId } from './table.ts'

export interface Registered {
  readonly id: CommandId
  readonly run: () => void
}

/** What can be done now, by command; of several that offer the same the youngest is asked. */
const offers = new Map<CommandId, Registered[]>()
const listeners = new Set<() => void>()
let available: readonly CommandId[] = []

function changed() {
  available = [...offers].filter(([, stack]) => stack.length > 0).map(([id]) => id)
  for (const listener of listeners) listener()
}

/** @returns a function that withdraws the offer. */
export function offerCommand(offer: Registered) {
  offers.set(offer.id, [...(offers.get(offer.id) ?? []), offer])
  changed()
  return () => {
    offers.set(
      offer.id,
      (offers.get(offer.id) ?? []).filter((one) => one !== offer),
    )
    changed()
  }
}

/** @returns whether anybody offered it. */
export function runCommand(id: CommandId) {
  const offer = offers.get(id)?.at(-1)
  offer?.run()
  return offer !== undefined
}

export const isAvailable = (id: CommandId) => (offers.get(id)?.length ?? 0) > 0

export const availableCommands = () => available

export const onAvailable = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
