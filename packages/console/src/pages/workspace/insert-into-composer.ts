type Listener = (text: string) => void

const listeners = new Set<Listener>()

/** Puts text where the reply is being written, at the cursor. */
export function insertIntoComposer(text: string) {
  for (const listener of listeners) listener(text)
}

/** For the composer: what others want to have inserted. @returns a function that ends it. */
export function onInsert(listener: Listener) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
