import type { Engine } from '../db/engine.ts'
import { prunedUpTo } from '../db/event-pruning.ts'
import type { EventType } from '../domain/events.ts'

export interface LoggedEvent {
  readonly position: number
  readonly tenantId: string
  readonly helpdeskId: string
  readonly type: EventType
  readonly ticketId: string | null
  readonly payload: Record<string, unknown>
  readonly createdAt: number
}

type Listener = (events: readonly LoggedEvent[]) => void

const batch = 500

/**
 * Follows the outbox and hands each committed event, once and in order, to this process's readers: the registry,
 * the live streams. It never skips: a position is only given to an event that is committed.
 */
export class EventLog {
  readonly #engine: Engine
  readonly #listeners = new Set<Listener>()
  #stopListening: (() => void) | undefined
  #running: Promise<void> | undefined
  #again = false
  #closed = false
  /** The last position that was handed out. */
  position = 0

  constructor(engine: Engine) {
    this.#engine = engine
  }

  async start(): Promise<void> {
    this.position = await this.#engine.sequence()
    this.#stopListening = this.#engine.onCommit(() => this.#wake())
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A tenant's events after a position, oldest first. */
  after(tenantId: string, position: number, limit: number): Promise<LoggedEvent[]> {
    return this.#read(position, limit, tenantId)
  }

  /** Whether a tenant's events after a position are all still there. */
  async reachesBackTo(tenantId: string, position: number): Promise<boolean> {
    return position >= (await prunedUpTo(this.#engine.db, tenantId))
  }

  #wake(): void {
    if (this.#closed) return
    if (this.#running) {
      this.#again = true
      return
    }
    this.#running = this.#follow().finally(() => {
      this.#running = undefined
      if (this.#again) {
        this.#again = false
        this.#wake()
      }
    })
  }

  async #follow(): Promise<void> {
    try {
      const last = await this.#engine.sequence()
      while (this.position < last && !this.#closed) {
        const events = await this.#read(this.position, batch)
        if (events.length === 0) return
        this.position = events.at(-1)!.position
        for (const listener of this.#listeners) listener(events)
      }
    } catch {
      // The database is away; the next commit or poll tries again from the same position.
    }
  }

  async #read(position: number, limit: number, tenantId?: string): Promise<LoggedEvent[]> {
    let query = this.#engine.db
      .selectFrom('outbox')
      .select(['position', 'tenant_id', 'helpdesk_id', 'type', 'ticket_id', 'payload', 'created_at'])
      .where('position', '>', position)
      .orderBy('position')
      .limit(limit)
    if (tenantId !== undefined) query = query.where('tenant_id', '=', tenantId)
    const rows = await query.execute()
    return rows.map((row) => ({
      position: row.position!,
      tenantId: row.tenant_id,
      helpdeskId: row.helpdesk_id,
      type: row.type as EventType,
      ticketId: row.ticket_id,
      payload: JSON.parse(row.payload) as Record<string, unknown>,
      createdAt: row.created_at,
    }))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#stopListening?.()
    await this.#running
  }
}
