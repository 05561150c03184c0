import type { Writing, WritingMode } from '../../../api/outgoing.ts'
import type { Draft, FileInfo } from '../../../api/types.ts'

export interface DraftKey {
  readonly ticketId: string
  readonly mode: WritingMode
}

export interface Written {
  readonly text: string
  readonly files: readonly FileInfo[]
}

export interface DraftState extends Written {
  /** The server's version that this goes on from; 0 where there is none. */
  readonly version: number
  /** Whether it has changed since it was kept. */
  readonly dirty: boolean
  /** What another device has written in the meantime. */
  readonly other?: Draft
  readonly error?: unknown
}

interface Server {
  readonly put: (key: DraftKey, draft: Written & { version: number }, leaving: boolean) => Promise<number>
  readonly read: (ticketId: string) => Promise<readonly Draft[]>
  readonly isConflict: (error: unknown) => boolean
}

const nothing: DraftState = { text: '', files: [], version: 0, dirty: false }
const pause = 600
const patience = 5000

const same = (a: Written, b: Written) =>
  a.text === b.text && a.files.map(({ key }) => key).join() === b.files.map(({ key }) => key).join()

/**
 * Drafts of this page. Each goes on from a version of the server's: when another device was quicker, both stay until
 * the writer chooses, unless one of them has nothing new.
 */
export function createDrafts({ put, read, isConflict }: Server) {
  const states = new Map<string, DraftState>()
  const keys = new Map<string, DraftKey>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const saving = new Set<string>()
  /** Versions that are being sent: the server still has them, the writer has let them go. */
  const leaving = new Set<number>()
  const listeners = new Set<() => void>()

  const nameOf = ({ ticketId, mode }: DraftKey) => `${ticketId} ${mode}`
  const get = (key: DraftKey) => states.get(nameOf(key)) ?? nothing
  const set = (key: DraftKey, state: DraftState) => {
    keys.set(nameOf(key), key)
    states.set(nameOf(key), state)
    for (const listener of listeners) listener()
  }

  const schedule = (key: DraftKey, delay: number) => {
    clearTimeout(timers.get(nameOf(key)))
    timers.set(
      nameOf(key),
      setTimeout(() => void save(key), delay),
    )
  }

  async function save(key: DraftKey, isLeaving = false): Promise<void> {
    const name = nameOf(key)
    clearTimeout(timers.get(name))
    const before = get(key)
    if (!before.dirty || before.other || (saving.has(name) && !isLeaving)) return
    saving.add(name)
    try {
      const { text, files, version } = before
      const next = await put(key, { text, files, version }, isLeaving)
      const now = get(key)
      set(key, { ...now, version: next, dirty: !same(now, before), error: undefined })
      if (get(key).dirty) schedule(key, pause)
    } catch (error) {
      if (isConflict(error)) await adoptAll(key.ticketId).catch(() => {})
      else {
        set(key, { ...get(key), error })
        schedule(key, patience)
      }
    } finally {
      saving.delete(name)
    }
  }

  /** Takes over what the server has. */
  function adopt(key: DraftKey, draft: Draft | undefined) {
    const now = get(key)
    const version = draft?.version ?? 0
    if (version === now.version || leaving.has(version) || saving.has(nameOf(key))) return
    const theirs = draft ?? { text: '', files: [] }
    if (!now.dirty || same(now, theirs)) set(key, { ...theirsOf(theirs), version, dirty: false })
    else if (theirs.text === '' && theirs.files.length === 0) {
      set(key, { ...now, version, other: undefined })
      schedule(key, 0)
    } else set(key, { ...now, other: draft! })
  }
  const theirsOf = ({ text, files }: Written) => ({ text, files })

  async function adoptAll(ticketId: string) {
    const drafts = await read(ticketId)
    saving.delete(nameOf({ ticketId, mode: 'reply' }))
    saving.delete(nameOf({ ticketId, mode: 'note' }))
    adoptRead(ticketId, drafts)
  }
  const adoptRead = (ticketId: string, drafts: readonly Draft[]) => {
    for (const mode of ['reply', 'note'] as const)
      adopt(
        { ticketId, mode },
        drafts.find((draft) => draft.mode === mode),
      )
  }

  return {
    get,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    /** What the server said when the ticket was opened, or when the page came back. */
    adopt: adoptRead,
    write: (key: DraftKey, change: Partial<Written>) => {
      set(key, { ...get(key), ...change, dirty: true })
      schedule(key, pause)
    },
    /** Of two devices' drafts: this one's, or the other's. */
    choose: (key: DraftKey, mine: boolean) => {
      const { other, ...now } = get(key)
      if (!other) return
      if (mine) set(key, { ...now, version: other.version, dirty: true })
      else set(key, { ...theirsOf(other), version: other.version, dirty: false })
      schedule(key, 0)
    },
    /** Empties the box for sending. @returns the version that is sent. */
    take: (key: DraftKey): number | undefined => {
      const { version } = get(key)
      clearTimeout(timers.get(nameOf(key)))
      if (version > 0) leaving.add(version)
      set(key, { ...nothing, version })
      return version > 0 ? version : undefined
    },
    /** It is sent, and its draft gone. */
    sent: ({ ticketId, mode, draftVersion }: Writing) => {
      const key = { ticketId, mode }
      if (draftVersion === undefined) return
      leaving.delete(draftVersion)
      if (get(key).version === draftVersion) set(key, { ...get(key), version: 0 })
    },
    /** Back into the box, before what was written since. */
    restore: ({ ticketId, mode, text, files, draftVersion }: Writing) => {
      const key = { ticketId, mode }
      const now = get(key)
      if (draftVersion !== undefined) leaving.delete(draftVersion)
      const joined = [text, now.text].filter((part) => part !== '').join('\n')
      set(key, { ...now, text: joined, files: [...files, ...now.files], dirty: true })
      schedule(key, 0)
    },
    /** Keeps at once what waits to be kept. */
    flush: (isLeaving: boolean) => {
      for (const [name, state] of states) if (state.dirty) void save(keys.get(name)!, isLeaving)
    },
  }
}
