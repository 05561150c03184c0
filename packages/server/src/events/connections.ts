import { randomInt } from 'node:crypto'
import { type RawData, type WebSocket } from 'ws'
import { newId } from '../platform/ids.ts'
import type { Attempt } from './attempt.ts'
import { type Frame, decodeFrame, encodeFrame } from './frame.ts'
import type { OutgoingEvent } from './lane-runner.ts'

/** What clients are told about how to stay connected; seconds. All four must be there. */
export const clientConfig = {
  ReconnectCount: -1,
  ReconnectInterval: 5,
  ReconnectNonce: 3,
  PingInterval: 60,
}

export const maximumConnections = 50

/** The vendor's patience with an acknowledgement, in ms. */
const ackTimeout = 3000
/** Clients in Python take no more than a megabyte at once. */
const maximumPart = 256 * 1024
const watchInterval = 20_000
/** Who has not said a word by then listens all the same. */
const firstWord = 1000
/** A connection from which nothing has come for so long is dead. */
const silence = 3 * watchInterval

interface Connection {
  readonly appId: string
  readonly socket: WebSocket
  readonly service: number
  lastSeen: number
  /** Clients begin to listen a moment after they are connected: their first ping says so. */
  isListening: boolean
  /** Ends the waiting for acknowledgements when the connection is lost. */
  readonly lost: Set<() => void>
}

interface Ack {
  readonly code: number | undefined
  readonly text: string
}

export interface ConnectionsOptions {
  /** The number of an app's connections to this node has changed. */
  onChange(appId: string, count: number): void
  /** A connection can be used from now on. */
  onListening(appId: string): void
  readonly ackTimeoutMs?: number
}

/** The long connections that end at this node. */
export class Connections {
  readonly #options: ConnectionsOptions
  readonly #apps = new Map<string, Set<Connection>>()
  /** Who waits for the answer to a message, by its id. */
  readonly #acks = new Map<string, (ack: Ack) => void>()
  readonly #watch: NodeJS.Timeout
  #sequence = 0n

  constructor(options: ConnectionsOptions) {
    this.#options = options
    this.#watch = setInterval(() => this.#look(), watchInterval)
    this.#watch.unref()
  }

  count(appId: string): number {
    return this.#apps.get(appId)?.size ?? 0
  }

  /** Whether an event can be sent to an app from here. */
  canReach(appId: string): boolean {
    return this.#listening(appId).length > 0
  }

  #listening(appId: string): Connection[] {
    return [...(this.#apps.get(appId) ?? [])].filter(
      ({ socket, isListening }) => isListening && socket.readyState === socket.OPEN,
    )
  }

  counts(): [appId: string, count: number][] {
    return [...this.#apps].map(([appId, all]) => [appId, all.size])
  }

  add(appId: string, socket: WebSocket, service: number): void {
    const connection: Connection = {
      appId,
      socket,
      service,
      lastSeen: Date.now(),
      isListening: false,
      lost: new Set(),
    }
    const all = this.#apps.get(appId) ?? new Set()
    this.#apps.set(appId, all.add(connection))
    const listen = () => {
      if (connection.isListening) return
      connection.isListening = true
      clearTimeout(patience)
      this.#options.onListening(appId)
    }
    const patience = setTimeout(listen, firstWord)
    patience.unref()
    socket.on('message', (data: RawData) => {
      connection.lastSeen = Date.now()
      listen()
      this.#receive(connection, data)
    })
    socket.on('pong', () => (connection.lastSeen = Date.now()))
    // `close` follows, which is where the connection is taken out.
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(patience)
      all.delete(connection)
      if (all.size === 0) this.#apps.delete(appId)
      for (const tell of connection.lost) tell()
      this.#options.onChange(appId, all.size)
    })
    this.#options.onChange(appId, all.size)
  }

  #receive(connection: Connection, data: RawData): void {
    let frame: Frame
    try {
      frame = decodeFrame(Buffer.isBuffer(data) ? data : Buffer.concat(data as Buffer[]))
    } catch {
      connection.socket.close(1007, 'not a frame')
      return
    }
    if (frame.method === 0) {
      if (frame.headers.type === 'ping') this.#pong(connection, frame)
    } else this.#acks.get(frame.headers.message_id ?? '')?.(ackOf(frame))
  }

  #pong({ socket }: Connection, ping: Frame): void {
    const payload = Buffer.from(JSON.stringify(clientConfig))
    socket.send(encodeFrame({ ...ping, headers: { ...ping.headers, type: 'pong' }, payload }))
  }

  /**
   * Sends an event over one of the app's connections, chosen at random, and waits for the acknowledgement.
   * @returns nothing when there is no connection.
   */
  async send(appId: string, event: OutgoingEvent): Promise<Attempt | undefined> {
    const open = this.#listening(appId)
    const connection = open.length === 0 ? undefined : open[randomInt(open.length)]
    if (!connection) return undefined
    const at = Date.now()
    const started = performance.now()
    const ack = await this.#exchange(connection, event)
    const ms = Math.round(performance.now() - started)
    if (typeof ack === 'string') return { at, ms, ok: false, error: ack }
    return {
      at,
      ms,
      ok: ack.code === 200,
      ...(ack.code !== undefined && { status: ack.code }),
      response: ack.text,
    }
  }

  #exchange({ socket, service, lost }: Connection, event: OutgoingEvent): Promise<Ack | string> {
    // Not the event's id: an event may be on its way twice.
    const messageId = newId()
    const payload = Buffer.from(JSON.stringify(event.envelope))
    const timeoutMs = this.#options.ackTimeoutMs ?? ackTimeout
    return new Promise((resolve) => {
      const finish = (result: Ack | string) => {
        clearTimeout(timer)
        lost.delete(closed)
        this.#acks.delete(messageId)
        resolve(result)
      }
      const closed = () => finish('the connection was closed before the acknowledgement')
      const timer = setTimeout(() => finish(`no acknowledgement within ${timeoutMs} ms`), timeoutMs)
      lost.add(closed)
      this.#acks.set(messageId, finish)
      const sum = Math.max(1, Math.ceil(payload.length / maximumPart))
      for (let seq = 0; seq < sum; seq += 1)
        socket.send(
          encodeFrame({
            seqId: (this.#sequence += 1n),
            logId: this.#sequence,
            service,
            method: 1,
            headers: {
              type: 'event',
              message_id: messageId,
              sum: String(sum),
              seq: String(seq),
              trace_id: event.eventId,
              timestamp: String(Date.now()),
            },
            payload: payload.subarray(seq * maximumPart, (seq + 1) * maximumPart),
          }),
        )
    })
  }

  #look(): void {
    const now = Date.now()
    for (const all of this.#apps.values())
      for (const { socket, lastSeen } of all)
        if (lastSeen < now - silence) socket.terminate()
        else socket.ping()
  }

  /** Says goodbye: clients come back to another node. */
  close(): void {
    clearInterval(this.#watch)
    for (const all of this.#apps.values())
      for (const { socket } of all) {
        socket.close(1001, 'the server stops')
        setTimeout(() => socket.terminate(), 1000).unref()
      }
  }
}

function ackOf({ payload }: Frame): Ack {
  const text = payload.toString('utf8').slice(0, 500)
  try {
    const { code } = JSON.parse(payload.toString('utf8')) as { code?: unknown }
    return { text, code: typeof code === 'number' ? code : undefined }
  } catch {
    return { text, code: undefined }
  }
}
