import type { ServerResponse } from 'node:http'
import { type People, loadPeople } from '../db/users.ts'
import { type Services, newCx } from '../domain/cx.ts'
import { queueOf } from '../domain/desk-presence.ts'
import { type VisibleTicket, newestTicket, visibleTicket } from '../domain/visitor-thread.ts'
import { type PresenceNote, onPresence } from '../domain/presence.ts'
import type { EventLog, LoggedEvent } from './event-log.ts'

/** Whoever missed more than this reloads: that is faster for both sides. */
const maximumBacklog = 1000
const heartbeatMilliseconds = 25_000
const maximumBuffered = 256 * 1024

export interface Listener {
  readonly tenantId: string
  readonly helpdeskId: string
  /** The guest behind the visit; nobody before the first message. */
  readonly userId: string
  readonly visitId: string
}

export interface VisitorStreamOptions {
  /** A ticket as the visitor's face writes it. */
  readonly toWire: (ticket: VisibleTicket, people: People) => object
  readonly onError: (error: unknown) => void
}

class Stream {
  readonly listener: Listener
  readonly #response: ServerResponse
  /** The last event that was looked at. */
  position: number
  /** The ticket as it was told last: only what the visitor may see of a change is told, and only when it differs. */
  told = ''
  isQueueing = false
  /** The ticket that goes on. */
  ticketId: string | undefined

  constructor(listener: Listener, response: ServerResponse, position: number) {
    this.listener = listener
    this.#response = response
    this.position = position
  }

  send(event: object): void {
    this.write(`id: ${this.position}\ndata: ${JSON.stringify(event)}\n\n`)
  }

  write(text: string): void {
    this.#response.write(text)
    if (this.#response.writableLength > maximumBuffered) this.#response.destroy()
  }

  end(): void {
    this.#response.end()
  }
}

/**
 * The live streams of visitors. They follow the same event log as the console's, but are told of nothing except new
 * messages in the visitor's own chats and the visible state of their own ticket.
 */
export class VisitorStreams {
  readonly #services: Services
  readonly #log: EventLog
  readonly #options: VisitorStreamOptions
  readonly #streams = new Set<Stream>()
  readonly #heartbeat: NodeJS.Timeout
  readonly #unsubscribe: () => void
  readonly #stopHearing: () => void
  /** Batches are looked at one after the other, so that nothing is told out of order. */
  #turn: Promise<void> = Promise.resolve()

  constructor(services: Services, log: EventLog, options: VisitorStreamOptions) {
    this.#services = services
    this.#log = log
    this.#options = options
    this.#unsubscribe = log.subscribe((events) => {
      if (this.#streams.size > 0) this.#look(events, this.#streams)
    })
    this.#stopHearing = onPresence(services.engine, (note) => this.#tellTyping(note))
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#streams) stream.write(`id: ${stream.position}\n: still here\n\n`)
    }, heartbeatMilliseconds)
    this.#heartbeat.unref()
  }

  get position(): number {
    return this.#log.position
  }

  /** How many streams a visit has open here. */
  countOf(visitId: string): number {
    return [...this.#streams].filter(({ listener }) => listener.visitId === visitId).length
  }

  /** @param after The last position that was seen; without one it starts now. */
  async open(listener: Listener, response: ServerResponse, after: number | undefined): Promise<void> {
    const stream = new Stream(listener, response, after ?? this.#log.position)
    stream.write(`retry: 1000\nid: ${stream.position}\n\n`)
    const before = this.#turn
    this.#turn = this.#join(stream, response, before).catch((error: unknown) => {
      this.#options.onError(error)
      stream.end()
    })
    await this.#turn
  }

  async #join(stream: Stream, response: ServerResponse, before: Promise<void>): Promise<void> {
    await before
    const { tenantId } = stream.listener
    const from = stream.position
    // Listening from here on; what is committed while the backlog is read waits for its turn behind this one.
    this.#streams.add(stream)
    response.on('close', () => this.#streams.delete(stream))
    const missed = await this.#log.after(tenantId, from, maximumBacklog + 1)
    if (missed.length > maximumBacklog || !(await this.#log.reachesBackTo(tenantId, from))) {
      stream.position = this.#log.position
      stream.send({ type: 'reset' })
    } else await this.#tell(missed, new Set([stream]))
    await this.#tellTicket(stream)
  }

  #look(events: readonly LoggedEvent[], streams: ReadonlySet<Stream>): void {
    this.#turn = this.#turn.then(() => this.#tell(events, streams)).catch(this.#options.onError)
  }

  async #tell(events: readonly LoggedEvent[], streams: ReadonlySet<Stream>): Promise<void> {
    const tenants = new Map<string, Stream[]>()
    for (const stream of streams) {
      const { tenantId } = stream.listener
      tenants.set(tenantId, [...(tenants.get(tenantId) ?? []), stream])
    }
    for (const [tenantId, listening] of tenants) {
      const theirs = events.filter((event) => event.tenantId === tenantId)
      if (theirs.length > 0) await this.#tellTenant(tenantId, theirs, listening)
    }
  }

  async #tellTenant(
    tenantId: string,
    events: readonly LoggedEvent[],
    streams: readonly Stream[],
  ): Promise<void> {
    const last = events.at(-1)!.position
    const guestOfChat = await this.#guestsOfChats(tenantId, events)
    const guestOfTicket = await this.#guestsOfTickets(tenantId, events)
    const desksWithChanges = new Set(
      events.filter((event) => event.type.startsWith('ticket.')).map((event) => event.helpdeskId),
    )
    for (const stream of streams) {
      const { userId, helpdeskId, visitId } = stream.listener
      const fresh = events.filter((event) => event.position > stream.position)
      stream.position = Math.max(stream.position, last)
      if (fresh.some((event) => event.type === 'session.ended' && event.payload.sessionId === visitId)) {
        stream.end()
        continue
      }
      if (userId === '') continue
      if (fresh.some((event) => guestOfChat.get(event.payload.chatId as string) === userId))
        stream.send({ type: 'message' })
      const isOwn = fresh.some(
        (event) => event.ticketId !== null && guestOfTicket.get(event.ticketId) === userId,
      )
      if (isOwn || (stream.isQueueing && desksWithChanges.has(helpdeskId))) await this.#tellTicket(stream)
    }
  }

  async #guestsOfChats(tenantId: string, events: readonly LoggedEvent[]): Promise<Map<string, string>> {
    const ids = new Set(
      events.flatMap((event) => (typeof event.payload.chatId === 'string' ? [event.payload.chatId] : [])),
    )
    if (ids.size === 0) return new Map()
    const rows = await this.#services.engine.db
      .selectFrom('chats')
      .select(['id', 'guest_id'])
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map((row) => [row.id, row.guest_id]))
  }

  async #guestsOfTickets(tenantId: string, events: readonly LoggedEvent[]): Promise<Map<string, string>> {
    const ids = new Set(
      events.flatMap((event) =>
        event.type.startsWith('ticket.') && event.ticketId !== null ? [event.ticketId] : [],
      ),
    )
    if (ids.size === 0) return new Map()
    const rows = await this.#services.engine.db
      .selectFrom('tickets')
      .select(['id', 'guest_id'])
      .where('tenant_id', '=', tenantId)
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map((row) => [row.id, row.guest_id]))
  }

  async #tellTicket(stream: Stream): Promise<void> {
    const { tenantId, helpdeskId, userId } = stream.listener
    if (userId === '') return
    const cx = newCx(this.#services, {
      tenantId,
      helpdeskId,
      actor: { kind: 'user', userId, role: undefined },
      now: Date.now(),
    })
    const ticket = await newestTicket(cx, userId)
    if (!ticket) return
    const seen = visibleTicket(ticket, ticket.status === 'queueing' ? await queueOf(cx) : [])
    stream.isQueueing = seen.state === 'queue'
    stream.ticketId = seen.state === 'closed' ? undefined : seen.id
    const people = await loadPeople(cx.db, tenantId, [seen.agentId ?? null])
    const event = { type: 'ticket', ticket: this.#options.toWire(seen, people) }
    const told = JSON.stringify(event)
    if (told === stream.told) return
    stream.told = told
    stream.send(event)
  }

  /** That somebody of the desk writes an answer; not who looks on, and not that a note is being written. */
  #tellTyping({ tenantId, ticketId, kind, typing, answering }: PresenceNote): void {
    if (kind !== 'agent' || !typing || !answering || ticketId === null) return
    for (const stream of this.#streams)
      if (stream.ticketId === ticketId && stream.listener.tenantId === tenantId)
        stream.send({ type: 'typing' })
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#unsubscribe()
    this.#stopHearing()
    for (const stream of this.#streams) stream.end()
  }
}
