import type { ServerResponse } from 'node:http'
import type { EventType, News } from '../domain/events.ts'
import type { Engine } from '../db/engine.ts'
import { type DraftNote, onDraft } from '../domain/draft-news.ts'
import type { EventLog, LoggedEvent } from './event-log.ts'
import type { Presence, TicketPresence } from './presence.ts'

const shown: ReadonlySet<EventType> = new Set<EventType>([
  'ticket.created',
  'ticket.updated',
  'ticket.deleted',
  'message.created',
  'message.updated',
])

/** Whoever missed more than this reloads: that is faster for both sides. */
const maximumBacklog = 1000
/** Pages take a line that is silent for longer than this and some as dead. */
const heartbeatMilliseconds = 15_000
/** A reader this far behind is cut off; it comes back and resumes. */
const maximumBuffered = 1024 * 1024

interface Subscriber {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly sessionId: string
  readonly userId: string
}

class Stream {
  readonly subscriber: Subscriber
  readonly #response: ServerResponse
  #position: number
  /** What arrives while the backlog is still being read. */
  #held: LoggedEvent[] | undefined = []

  constructor(subscriber: Subscriber, response: ServerResponse, position: number) {
    this.subscriber = subscriber
    this.#response = response
    this.#position = position
  }

  push(event: LoggedEvent): void {
    if (this.#held) this.#held.push(event)
    else this.#write(event)
  }

  async catchUp(log: EventLog): Promise<void> {
    const { tenantId } = this.subscriber
    const missed = await log.after(tenantId, this.#position, maximumBacklog + 1)
    const isComplete = missed.length <= maximumBacklog && (await log.reachesBackTo(tenantId, this.#position))
    const held = this.#held ?? []
    this.#held = undefined
    if (!isComplete) {
      this.#position = log.position
      this.send(`id: ${this.#position}\ndata: ${JSON.stringify({ type: 'reset', at: Date.now() })}\n\n`)
    } else for (const event of missed) this.#write(event)
    for (const event of held) this.#write(event)
  }

  #write(event: LoggedEvent): void {
    if (event.position <= this.#position) return
    this.#position = event.position
    if (event.tenantId !== this.subscriber.tenantId || event.helpdeskId !== this.subscriber.helpdeskId) return
    if (!this.#shows(event)) return
    const data = {
      type: event.type,
      ticket_id: event.ticketId ?? undefined,
      message_id: event.payload.messageId,
      at: event.createdAt,
      news: this.#newsIn(event),
    }
    this.send(`id: ${event.position}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  #newsIn({ payload }: LoggedEvent): News['kind'] | undefined {
    const news = payload.news as News | undefined
    return news?.for.includes(this.subscriber.userId) ? news.kind : undefined
  }

  #shows({ type, ticketId, payload }: LoggedEvent): boolean {
    if (type === 'agent.changed') return true
    if (type === 'preferences.changed') return payload.userId === this.subscriber.userId
    // Messages outside of tickets are on nobody's screen.
    return shown.has(type) && ticketId !== null
  }

  send(text: string): void {
    this.#response.write(text)
    if (this.#response.writableLength > maximumBuffered) this.#response.destroy()
  }

  end(): void {
    this.#response.end()
  }
}

/** The live streams of this process's browsers, fed from the event log. */
export class Streams {
  readonly #log: EventLog
  readonly #streams = new Set<Stream>()
  readonly #heartbeat: NodeJS.Timeout
  readonly #presence: Presence
  readonly #unsubscribe: () => void
  readonly #stopPresence: () => void
  readonly #stopDrafts: () => void

  constructor(engine: Engine, log: EventLog, presence: Presence) {
    this.#log = log
    this.#presence = presence
    this.#stopPresence = presence.subscribe((change) => this.#deliverPresence(change))
    this.#stopDrafts = onDraft(engine, (note) => this.#deliverDraft(note))
    this.#unsubscribe = log.subscribe((events) => {
      for (const event of events) this.#deliver(event)
    })
    this.#heartbeat = setInterval(() => {
      for (const stream of this.#streams) stream.send('event: ping\ndata: 1\n\n')
    }, heartbeatMilliseconds)
    this.#heartbeat.unref()
  }

  get size(): number {
    return this.#streams.size
  }

  /** @param after The last position the browser has seen; without one it starts now. */
  async open(subscriber: Subscriber, response: ServerResponse, after: number | undefined): Promise<void> {
    const stream = new Stream(subscriber, response, after ?? this.#log.position)
    this.#streams.add(stream)
    response.on('close', () => this.#streams.delete(stream))
    // A page that is cut off goes on from here, even if nothing has happened by then.
    stream.send(`retry: 1000\nid: ${after ?? this.#log.position}\nevent: ping\ndata: 1\n\n`)
    const { tenantId, helpdeskId } = subscriber
    stream.send(presenceFrame(true, this.#presence.ofDesk(tenantId, helpdeskId)))
    await stream.catchUp(this.#log)
  }

  #deliver(event: LoggedEvent): void {
    for (const stream of this.#streams) {
      if (stream.subscriber.tenantId !== event.tenantId) continue
      if (event.type === 'session.ended') {
        if (event.payload.sessionId === stream.subscriber.sessionId) stream.end()
      } else stream.push(event)
    }
  }

  #deliverPresence(change: TicketPresence): void {
    let frame: string | undefined
    for (const stream of this.#streams) {
      const { tenantId, helpdeskId } = stream.subscriber
      if (tenantId !== change.tenantId || helpdeskId !== change.helpdeskId) continue
      stream.send((frame ??= presenceFrame(false, [change])))
    }
  }

  /** Only to the writer, on all devices. It has no position: a page that missed it reads its drafts when it is back. */
  #deliverDraft({ tenantId, helpdeskId, userId, ticketId, page, at }: DraftNote): void {
    const data = JSON.stringify({ type: 'draft.changed', ticket_id: ticketId, page, at })
    for (const stream of this.#streams) {
      const { subscriber } = stream
      if (subscriber.tenantId !== tenantId || subscriber.helpdeskId !== helpdeskId) continue
      if (subscriber.userId === userId) stream.send(`data: ${data}\n\n`)
    }
  }

  close(): void {
    clearInterval(this.#heartbeat)
    this.#unsubscribe()
    this.#stopPresence()
    this.#stopDrafts()
    for (const stream of this.#streams) stream.end()
  }
}

const presenceFrame = (all: boolean, changes: readonly TicketPresence[]): string => {
  const tickets = changes.map(({ ticketId, people }) => ({ ticket_id: ticketId, people }))
  return `event: presence\ndata: ${JSON.stringify({ all, tickets })}\n\n`
}
