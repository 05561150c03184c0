/** Where tokens and app tickets live. Ten lines over Redis make one; a cache written for the official SDK fits. */
export interface Cache {
  /** The value, or nothing once it has expired. */
  get(key: string, options?: { namespace?: string }): unknown
  /** Keeps a value until `expiresAt`, in milliseconds since 1970; for ever when absent. */
  set(key: string, value: string, expiresAt?: number, options?: { namespace?: string }): unknown
}

interface Entry {
  readonly value: string
  readonly expiresAt: number
}

/** The default. One for each client: two apps in one process share nothing. */
export class MemoryCache implements Cache {
  readonly #entries = new Map<string, Entry>()

  get(key: string): string | undefined {
    const entry = this.#entries.get(key)
    if (entry && entry.expiresAt > Date.now()) return entry.value
    this.#entries.delete(key)
    return undefined
  }

  set(key: string, value: string, expiresAt = Number.POSITIVE_INFINITY): void {
    this.#entries.set(key, { value, expiresAt })
  }
}
