import { useSyncExternalStore } from 'react'
import type { Form } from './form.ts'
import type { Reply } from './reply.ts'

/** A call that was made here. Kept in this page's memory alone: what was sent may be secret. */
export interface PastCall {
  readonly key: number
  readonly endpointId: string
  readonly at: number
  readonly form: Form
  readonly reply: Reply
  readonly succeeded: boolean
}

const maximum = 50
let calls: readonly PastCall[] = []
let next = 1
const listeners = new Set<() => void>()

export function remember(call: Omit<PastCall, 'key'>): void {
  for (const old of calls.slice(maximum - 1)) if (old.reply.file) URL.revokeObjectURL(old.reply.file.url)
  calls = [{ ...call, key: next++ }, ...calls].slice(0, maximum)
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The calls of this visit, newest first. */
export const useHistory = (): readonly PastCall[] => useSyncExternalStore(subscribe, () => calls)
