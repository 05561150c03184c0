import * as runtime from '#runtime'
import { sleep } from './abort.ts'
import { toBase64, utf8 } from './bytes.ts'
import { Client } from './client.ts'
import { ApiError, ConfigError, PipitError, RateLimitError } from './errors.ts'
import type { EventDispatcher } from './events.ts'
import { decodeFrame, encodeFrame, type Frame } from './frame.ts'
import { LeveledLogger } from './logger.ts'
import type { ClientOptions } from './options.ts'
import { Parts } from './parts.ts'
import { HandshakeError, type Socket } from './socket.ts'

export interface WSClientOptions extends Pick<
  ClientOptions,
  'appId' | 'appSecret' | 'domain' | 'logger' | 'loggerLevel' | 'fetch' | 'transport' | 'timeout'
> {
  /** Connect again when the connection is lost; true when absent. */
  autoReconnect?: boolean
  /** Connected for the first time. */
  onReady?: () => void
  onReconnecting?: () => void
  onReconnected?: () => void
  /** Given up for good. */
  onError?: (error: PipitError) => void
}

/** The server's wishes, in seconds. */
interface Settings {
  readonly reconnectCount: number
  readonly reconnectInterval: number
  readonly reconnectNonce: number
  readonly pingInterval: number
}

const defaults: Settings = {
  reconnectCount: -1,
  reconnectInterval: 120,
  reconnectNonce: 30,
  pingInterval: 120,
}

/** Codes of the address call after which another attempt can succeed; any other is final. */
const transient = new Set([1, 1000040343])
const tooManyConnections = 1000040350
const control = 0
const data = 1
/** Seconds past a ping after which silence means that the connection is dead. */
const grace = 30

/** Receives events over a connection this program opens: no public address, no signature, no decryption. */
export class WSClient {
  readonly #options: WSClientOptions
  readonly #client: Client
  readonly #logger: LeveledLogger
  readonly #parts = new Parts()
  #dispatcher: EventDispatcher | undefined
  #settings = defaults
  #socket: Socket | undefined
  #service = 0
  #pinger: ReturnType<typeof setTimeout> | undefined
  #lastHeard = 0
  #stop = new AbortController()
  #running = false

  constructor(options: WSClientOptions) {
    this.#options = options
    this.#client = new Client({ ...options, retries: 0 })
    this.#logger = new LeveledLogger(options.logger, options.loggerLevel)
  }

  get connected(): boolean {
    return this.#socket !== undefined
  }

  /** Resolves once connected; throws when the server will never let this app in. */
  async start({ eventDispatcher }: { eventDispatcher: EventDispatcher }): Promise<void> {
    if (this.#running) throw new ConfigError('start', 'This client runs already: close() it first.')
    this.#running = true
    this.#stop = new AbortController()
    this.#dispatcher = eventDispatcher
    try {
      await this.#connect()
    } catch (error) {
      if (isFinal(error) || this.#options.autoReconnect === false) {
        this.#running = false
        throw toPipitError(error)
      }
      this.#logger.warn(`long connection: ${describe(error)}`)
      await this.#reconnect()
    }
    if (this.#socket) this.#options.onReady?.()
  }

  /** Ends the connection and stays away. */
  close(): void {
    this.#running = false
    this.#stop.abort()
    this.#drop()?.close()
  }

  async #connect(): Promise<void> {
    const { appId = '', appSecret = '' } = this.#options
    const { data: reply } = await this.#client.ws.endpoint(
      { data: { AppID: appId, AppSecret: appSecret } },
      { headers: { locale: 'zh' }, signal: this.#stop.signal },
    )
    if (!reply.URL)
      throw new PipitError('The server offers no address for the long connection: it does not support it.')
    this.#apply(reply.ClientConfig)
    this.#service = Number(new URL(reply.URL).searchParams.get('service_id') ?? 0)
    const socket = await runtime.connect(
      reply.URL,
      {
        onMessage: (message) => this.#receive(message),
        onClose: (reason) => this.#lost(reason),
      },
      this.#stop.signal,
    )
    if (!this.#running) return socket.close()
    this.#socket = socket
    this.#lastHeard = performance.now()
    this.#ping()
  }

  #ping(): void {
    const { pingInterval } = this.#settings
    if (performance.now() - this.#lastHeard > (pingInterval + grace) * 1000) {
      // A dead peer sends no close: without this the client would wait for ever.
      this.#socket?.close()
      return
    }
    this.#send({ seqId: 0n, logId: 0n, service: this.#service, method: control, headers: [['type', 'ping']] })
    clearTimeout(this.#pinger)
    this.#pinger = setTimeout(() => this.#ping(), pingInterval * 1000)
  }

  #send(frame: Frame): void {
    this.#socket?.send(encodeFrame(frame))
  }

  #receive(message: Uint8Array): void {
    this.#lastHeard = performance.now()
    let frame: Frame
    try {
      frame = decodeFrame(message)
    } catch (error) {
      this.#logger.warn('long connection: a message is no frame', error)
      return
    }
    const type = header(frame, 'type')
    if (frame.method === control && type === 'pong' && frame.payload?.length) {
      this.#apply(parseJson(frame.payload))
    } else if (frame.method === data && type === 'event') {
      void this.#handle(frame)
    }
  }

  async #handle(frame: Frame): Promise<void> {
    const sum = Number(header(frame, 'sum') ?? 1)
    const seq = Number(header(frame, 'seq') ?? 0)
    const id = header(frame, 'message_id') ?? ''
    const payload = this.#parts.add(id, sum, seq, frame.payload ?? new Uint8Array(), performance.now())
    if (!payload) return
    const started = performance.now()
    let reply: { code: number; data?: string } = { code: 200 }
    try {
      const value = await this.#dispatcher?.dispatch(parseJson(payload) as object)
      if (value !== undefined) reply = { code: 200, data: toBase64(utf8(JSON.stringify(value))) }
    } catch (error) {
      // The code makes the platform deliver it again; why, only this log tells.
      this.#logger.error('long connection: the handler failed', error)
      reply = { code: 500 }
    }
    const took = Math.max(0, Math.round(performance.now() - started))
    this.#send({
      ...frame,
      headers: [...frame.headers, ['biz_rt', String(took)]],
      payload: utf8(JSON.stringify(reply)),
    })
  }

  #lost(reason: string): void {
    if (!this.#drop() || !this.#running) return
    this.#logger.warn(`long connection: ${reason}`)
    if (this.#options.autoReconnect === false) {
      this.#giveUp(new PipitError(`The long connection was lost: ${reason}.`))
      return
    }
    this.#reconnect().catch((error: unknown) => {
      if (this.#running) this.#giveUp(toPipitError(error))
    })
  }

  /** The first attempt after a random pause, so that a restarted server is not stormed; then at intervals. */
  async #reconnect(): Promise<void> {
    this.#options.onReconnecting?.()
    const { signal } = this.#stop
    const { reconnectCount, reconnectInterval, reconnectNonce } = this.#settings
    await sleep(Math.random() * reconnectNonce * 1000, signal)
    for (let attempt = 1; this.#running; attempt++) {
      try {
        await this.#connect()
        this.#options.onReconnected?.()
        return
      } catch (error) {
        if (isFinal(error) || (reconnectCount >= 0 && attempt >= reconnectCount)) throw error
        this.#logger.warn(`long connection: ${describe(error)}; next attempt in ${reconnectInterval} s`)
        await sleep(reconnectInterval * 1000, signal)
      }
    }
  }

  #giveUp(error: PipitError): void {
    this.#running = false
    if (this.#options.onError) this.#options.onError(error)
    else this.#logger.error('long connection: given up', error)
  }

  #drop(): Socket | undefined {
    const socket = this.#socket
    this.#socket = undefined
    clearTimeout(this.#pinger)
    return socket
  }

  #apply(config: unknown): void {
    const wishes = (typeof config === 'object' && config !== null ? config : {}) as Record<string, unknown>
    const number = (name: string, otherwise: number) => {
      const value = wishes[name]
      return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
    }
    const old = this.#settings
    this.#settings = {
      reconnectCount: number('ReconnectCount', old.reconnectCount),
      reconnectInterval: Math.max(1, number('ReconnectInterval', old.reconnectInterval)),
      reconnectNonce: Math.max(0, number('ReconnectNonce', old.reconnectNonce)),
      pingInterval: Math.max(1, number('PingInterval', old.pingInterval)),
    }
  }
}

const header = ({ headers }: Frame, name: string) => headers.find(([key]) => key === name)?.[1]

const parseJson = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes))

function isFinal(error: unknown): boolean {
  if (error instanceof ConfigError) return true
  if (error instanceof RateLimitError) return false
  if (error instanceof ApiError) return !transient.has(error.code) && error.httpStatus < 500
  if (error instanceof HandshakeError) {
    return error.status === 403 || (error.status === 514 && error.authCode === tooManyConnections)
  }
  return false
}

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error))

const toPipitError = (error: unknown): PipitError =>
  error instanceof PipitError
    ? error
    : new PipitError(`The long connection failed: ${describe(error)}`, { cause: error })
