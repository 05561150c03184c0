import { decrypt, equal, signature } from './crypto.ts'
import { ConfigError, EventError } from './errors.ts'
import type { EventHeader, EventMap, OtherEvent } from './event-map.ts'
import { LeveledLogger, type Logger, type LoggerLevelName } from './logger.ts'

/**
 * Handles one kind of event. `event` is header and event side by side, `envelope` is the whole as it was sent.
 * What it returns is sent back; when it throws, the event is delivered again.
 */
export type EventHandler<E> = (event: E, envelope: EventEnvelope) => unknown

export type EventHandlers<K extends string> = {
  readonly [P in K]: EventHandler<P extends keyof EventMap ? EventMap[P] : OtherEvent>
}

export interface EventDispatcherOptions {
  /** Set it when the app has an encrypt key: bodies are then decrypted and signatures required. */
  encryptKey?: string
  /** When set, events must carry it. */
  verificationToken?: string
  /** Refuse signatures older (or newer) than so many seconds; not checked when absent. */
  maxAge?: number
  /** The client of an ISV app, to keep the app tickets it is sent. */
  client?: { saveAppTicket(ticket: string): Promise<void> }
  logger?: Logger
  loggerLevel?: number | LoggerLevelName
}

/** A delivery as it came over HTTP: the body unparsed, because the signature covers its bytes. */
export interface Delivery {
  readonly body: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

export interface EventEnvelope {
  readonly schema?: string
  readonly header?: EventHeader
  readonly event?: Readonly<Record<string, unknown>>
  readonly [name: string]: unknown
}

interface Envelope {
  readonly schema?: unknown
  readonly type?: unknown
  readonly challenge?: unknown
  readonly token?: unknown
  readonly header?: { readonly event_type?: unknown; readonly token?: unknown }
  readonly event?: { readonly type?: unknown; readonly app_ticket?: unknown }
}

/** Verifies, decrypts and hands out events. */
export class EventDispatcher {
  readonly logger: LeveledLogger
  readonly #options: EventDispatcherOptions
  readonly #handlers = new Map<string, EventHandler<never>>()

  constructor(options: EventDispatcherOptions = {}) {
    this.#options = options
    this.logger = new LeveledLogger(options.logger, options.loggerLevel)
  }

  /** Adds handlers. A type can have one; `unregister` it first to replace it. */
  register<K extends string>(handlers: EventHandlers<K>): this {
    const entries = Object.entries<EventHandler<never>>(handlers)
    for (const [type, handler] of entries) {
      if (this.#handlers.has(type)) {
        throw new ConfigError(
          type,
          `${type} already has a handler: call unregister('${type}') first to replace it.`,
        )
      }
      if (typeof handler !== 'function')
        throw new ConfigError(type, `The handler of ${type} is not a function.`)
    }
    for (const [type, handler] of entries) this.#handlers.set(type, handler)
    return this
  }

  /** Removes handlers; types without one are skipped. */
  unregister(...types: string[]): this {
    for (const type of types) this.#handlers.delete(type)
    return this
  }

  /**
   * Takes a delivery of the webhook: verifies it, answers the address check, runs the handler. Resolves to what
   * the HTTP answer must say; throws `EventError` on a delivery that must not be trusted.
   */
  async invoke(delivery: Delivery): Promise<unknown> {
    const outer = parse(delivery.body, 'malformed')
    const { encryptKey } = this.#options
    const signed = header(delivery.headers, 'x-lark-signature') !== ''
    // Before decryption: forged bytes should not reach the cipher.
    if (encryptKey && signed) await this.#checkSignature(delivery, encryptKey)
    const envelope = await this.#open(outer)
    if (envelope.type === 'url_verification') {
      this.#checkToken(envelope.token)
      return { challenge: envelope.challenge }
    }
    if (encryptKey && !signed) {
      throw new EventError('signature', 'The event has no X-Lark-Signature: it was not sent by the platform.')
    }
    this.#checkToken(envelope.header?.token ?? envelope.token)
    return (await this.dispatch(envelope)) ?? { msg: 'success' }
  }

  /**
   * Runs the handler of an envelope that was verified otherwise, as those of the long connection are, and resolves
   * to what it returned. An event without a handler is none of an error: the platform need not send it again.
   */
  async dispatch(envelope: object): Promise<unknown> {
    const { type, event } = flatten(envelope)
    const { client } = this.#options
    if (type === 'app_ticket' && client && typeof event['app_ticket'] === 'string') {
      await client.saveAppTicket(event['app_ticket'])
    }
    const handler = this.#handlers.get(type)
    if (!handler) this.logger.debug(`no handler for ${type}`)
    return handler?.(event as never, envelope as EventEnvelope)
  }

  async #open(outer: Envelope & { readonly encrypt?: unknown }): Promise<Envelope> {
    const { encryptKey } = this.#options
    if (typeof outer.encrypt !== 'string') {
      if (!encryptKey) return outer
      throw new EventError(
        'decrypt',
        'A plain event came although `encryptKey` is set: it was not sent by the platform, or the app has no encrypt key.',
      )
    }
    if (!encryptKey) {
      throw new EventError(
        'decrypt',
        'The event is encrypted: set `encryptKey` to the encrypt key of the app.',
      )
    }
    let text: string
    try {
      text = await decrypt(encryptKey, outer.encrypt)
    } catch (cause) {
      throw new EventError(
        'decrypt',
        'The event cannot be decrypted: `encryptKey` is not the one of the app.',
        {
          cause,
        },
      )
    }
    return parse(text, 'decrypt')
  }

  async #checkSignature({ body, headers }: Delivery, encryptKey: string): Promise<void> {
    const timestamp = header(headers, 'x-lark-request-timestamp')
    const given = header(headers, 'x-lark-signature')
    const expected = await signature(timestamp, header(headers, 'x-lark-request-nonce'), encryptKey, body)
    if (!equal(given, expected)) {
      throw new EventError(
        'signature',
        'The signature of the event is wrong. If it did come from the platform, pass its body unchanged: parsed and printed again it differs.',
      )
    }
    const { maxAge } = this.#options
    const age = Date.now() / 1000 - Number(timestamp)
    if (maxAge !== undefined && !(Math.abs(age) <= maxAge)) {
      throw new EventError(
        'stale',
        `The event was signed ${Math.round(age)} s ago and \`maxAge\` is ${maxAge} s: it is a replay, or the clock of this machine is wrong (correct it with NTP).`,
      )
    }
  }

  #checkToken(token: unknown): void {
    const { verificationToken } = this.#options
    if (!verificationToken) return
    if (typeof token === 'string' && equal(token, verificationToken)) return
    throw new EventError('token', 'The event carries another verification token than `verificationToken`.')
  }
}

function parse(text: string, reason: 'malformed' | 'decrypt'): Envelope & { readonly encrypt?: unknown } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  } catch (cause) {
    throw new EventError(reason, 'The body of the event is not JSON.', { cause })
  }
  throw new EventError(reason, 'The body of the event is not a JSON object.')
}

/** Header and event side by side, as handlers written for the official SDK expect them. */
function flatten(envelope: Envelope): { type: string; event: Record<string, unknown> } {
  const { header, event, ...rest } = envelope
  const type = header?.event_type ?? event?.type
  if (typeof type !== 'string') throw new EventError('malformed', 'The event has no type.')
  return { type, event: header ? { ...rest, ...header, ...event } : { ...event, ...withoutType(rest) } }
}

// The outer type of the first format says "event_callback" and would hide the event's own.
const withoutType = ({ type: _type, ...rest }: Envelope) => rest

const header = (headers: Delivery['headers'], name: string): string => {
  const value = headers[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}
