import { randomBytes } from 'node:crypto'
import { type MailboxKey, freeMailboxes, leaseMailbox, releaseMailbox } from '../db/mailboxes.ts'
import type { Services } from '../domain/cx.ts'
import { type ReaderOptions, readMailbox } from './mailbox-reader.ts'

export interface MailServiceOptions extends ReaderOptions {
  /** How long a mailbox stays with a node that is gone, in ms. */
  readonly leaseMs?: number
}

interface Held {
  readonly key: MailboxKey
  readonly token: string
  readonly stop: AbortController
  readonly ended: Promise<void>
}

const name = ({ tenantId, helpdeskId, id }: MailboxKey): string => `${tenantId} ${helpdeskId} ${id}`

/**
 * Reads this process's share of the mailboxes. Each is read by one node at a time, which holds it by a lease that it
 * renews; when the node is gone, another takes the mailbox over where it stood.
 */
export class MailService {
  readonly #services: Services
  readonly #options: MailServiceOptions
  readonly #leaseMs: number
  readonly #held = new Map<string, Held>()
  #timer: NodeJS.Timeout | undefined
  #turn: Promise<void> | undefined
  #again = false
  #stopped = false

  constructor(services: Services, options: MailServiceOptions) {
    this.#services = services
    this.#options = options
    this.#leaseMs = options.leaseMs ?? 30_000
  }

  start(): void {
    this.look()
  }

  /** Looks now, for example because a mailbox was changed. */
  look(): void {
    if (this.#stopped) return
    if (this.#turn) {
      this.#again = true
      return
    }
    clearTimeout(this.#timer)
    this.#turn = this.#take()
      .catch((error: unknown) => this.#options.onError(error, ''))
      .finally(() => {
        this.#turn = undefined
        if (this.#stopped) return
        if (this.#again) {
          this.#again = false
          this.look()
        } else this.#timer = setTimeout(() => this.look(), this.#leaseMs / 3).unref()
      })
  }

  /** Renews what is held, and takes what nobody has. */
  async #take(): Promise<void> {
    const { engine } = this.#services
    const now = Date.now()
    const until = now + this.#leaseMs
    for (const held of this.#held.values()) {
      // What was let go of is not taken again: its settings have changed, and with them how it is read.
      const isOurs = await leaseMailbox(engine, held.key, { token: held.token, now: -1, until })
      if (!isOurs) held.stop.abort()
    }
    for (const key of await freeMailboxes(engine, now)) {
      const before = this.#held.get(name(key))
      if (before) {
        before.stop.abort()
        await before.ended
      }
      const token = randomBytes(12).toString('hex')
      if (this.#stopped || !(await leaseMailbox(engine, key, { token, now, until }))) continue
      this.#begin(key, token)
    }
  }

  #begin(key: MailboxKey, token: string): void {
    const stop = new AbortController()
    const held: Held = { key, token, stop, ended: this.#read(key, token, stop.signal) }
    this.#held.set(name(key), held)
    void held.ended.then(() => {
      if (this.#held.get(name(key)) === held) this.#held.delete(name(key))
      return undefined
    })
  }

  async #read(key: MailboxKey, token: string, signal: AbortSignal): Promise<void> {
    try {
      await readMailbox(this.#services, key, token, signal, this.#options)
      await releaseMailbox(this.#services.engine, key, token)
    } catch (error) {
      // The database is away: the lease ends by itself.
      this.#options.onError(error, '')
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#turn
    for (const { stop } of this.#held.values()) stop.abort()
    await Promise.all([...this.#held.values()].map(({ ended }) => ended))
  }
}
