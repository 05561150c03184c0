import type { Engine } from '../db/engine.ts'
import { type PresenceNote, type PresentPerson, onPresence } from '../domain/presence.ts'

/** Who is not heard of for so long has gone, in ms; pages say every 15 s that they are still there. */
const patience = 30_000
/** Who writes says so every 3 s. */
const typingPatience = 7_000
const sweepInterval = 1_000

export interface SeenPerson extends PresentPerson {
  readonly kind: 'agent' | 'guest'
  readonly typing: boolean
}

/** Everybody who has a ticket open. */
export interface TicketPresence {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly ticketId: string
  readonly people: readonly SeenPerson[]
}

interface Source {
  readonly note: PresenceNote
  readonly until: number
  readonly typingUntil: number
}

/**
 * Who has which ticket open, on all nodes, in memory. A node that has just begun learns it with the next beat of every
 * page.
 */
export class Presence {
  readonly #sources = new Map<string, Source>()
  /** The sources of each ticket, by tenant and ticket. */
  readonly #tickets = new Map<string, Set<string>>()
  /** What was last told of a ticket. */
  readonly #told = new Map<string, string>()
  readonly #listeners = new Set<(change: TicketPresence) => void>()
  readonly #clock: () => number
  readonly #timer: NodeJS.Timeout
  readonly #stop: () => void

  constructor(engine: Engine, clock: () => number = Date.now) {
    this.#clock = clock
    this.#stop = onPresence(engine, (note) => this.#take(note))
    this.#timer = setInterval(() => this.sweep(), sweepInterval)
    this.#timer.unref()
  }

  /** @returns a function that ends it. */
  subscribe(listener: (change: TicketPresence) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Every ticket of a desk that somebody has open. */
  ofDesk(tenantId: string, helpdeskId: string): TicketPresence[] {
    const found: TicketPresence[] = []
    for (const [key, sources] of this.#tickets) {
      const seen = this.#read(key, sources)
      if (seen?.tenantId === tenantId && seen.helpdeskId === helpdeskId) found.push(seen)
    }
    return found
  }

  /** Forgets who has gone without saying so. */
  sweep(): void {
    const now = this.#clock()
    for (const [id, { note, until, typingUntil }] of this.#sources) {
      const gone = until <= now
      if (gone) this.#remove(id, note)
      if (gone || typingUntil <= now) this.#tell(ticketKey(note))
    }
  }

  #take(note: PresenceNote): void {
    const id = `${note.tenantId} ${note.source}`
    const now = this.#clock()
    const before = this.#sources.get(id)?.note
    if (before) this.#remove(id, before)
    if (note.ticketId !== null) {
      const until = now + (note.kind === 'guest' ? typingPatience : patience)
      this.#sources.set(id, { note, until, typingUntil: note.typing ? now + typingPatience : 0 })
      const key = ticketKey(note)
      const sources = this.#tickets.get(key) ?? new Set()
      this.#tickets.set(key, sources.add(id))
      this.#tell(key)
    }
    if (before && before.ticketId !== note.ticketId) this.#tell(ticketKey(before))
  }

  #remove(id: string, note: PresenceNote): void {
    this.#sources.delete(id)
    this.#tickets.get(ticketKey(note))?.delete(id)
  }

  #read(key: string, sources: ReadonlySet<string>): TicketPresence | undefined {
    const now = this.#clock()
    const people = new Map<string, SeenPerson>()
    let note: PresenceNote | undefined
    for (const source of sources) {
      const { note: one, typingUntil } = this.#sources.get(source)!
      note = one
      const typing = typingUntil > now || (people.get(one.person.id)?.typing ?? false)
      people.set(one.person.id, { ...one.person, kind: one.kind, typing })
    }
    if (!note) return undefined
    const { tenantId, helpdeskId } = note
    return { tenantId, helpdeskId, ticketId: key.split(' ')[2]!, people: [...people.values()] }
  }

  /** Tells what has changed of a ticket, if anything has. */
  #tell(key: string): void {
    const sources = this.#tickets.get(key)
    if (!sources) return
    const [tenantId, helpdeskId, ticketId] = key.split(' ') as [string, string, string]
    const seen = this.#read(key, sources) ?? { tenantId, helpdeskId, ticketId, people: [] }
    const text = JSON.stringify(seen.people)
    if (seen.people.length === 0) {
      this.#tickets.delete(key)
      if (!this.#told.delete(key)) return
    } else {
      if (this.#told.get(key) === text) return
      this.#told.set(key, text)
    }
    for (const listener of this.#listeners) listener(seen)
  }

  close(): void {
    clearInterval(this.#timer)
    this.#stop()
  }
}

const ticketKey = ({ tenantId, helpdeskId, ticketId }: PresenceNote): string =>
  `${tenantId} ${helpdeskId} ${ticketId}`
