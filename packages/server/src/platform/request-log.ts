import type { Engine } from '../db/engine.ts'
import type { RequestLog as Row } from '../db/schema.ts'

const flushMilliseconds = 300
const batchRows = 500
/** About 20 MB at most: when the database cannot keep up, the oldest entries go, never the requests. */
const maximumRows = 10_000
const maximumText = 2048

const secret = /secret|token|password|authorization|^code$|code_verifier|assertion|cookie|ticket$/i
const masked = '***'

/** A text without the AccessTokens in it, which may stand where nobody expects one. */
export const withoutTokens = (text: string): string =>
  text.includes('eyJ') ? text.replace(/eyJ[\w-]*\.[\w-]+\.[\w-]*/g, masked) : text

/** A copy without what nobody may read in a log. */
export function redact(value: unknown, depth = 0): unknown {
  if (depth > 8) return '…'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1))
  if (typeof value !== 'object' || value === null) {
    if (typeof value !== 'string') return value
    const text = withoutTokens(value)
    return text.length > 500 ? `${text.slice(0, 500)}…` : text
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 100)
      .map(([key, item]) => [key, secret.test(key) && item !== null ? masked : redact(item, depth + 1)]),
  )
}

export function excerpt(value: unknown): string | null {
  if (value === undefined || value === null) return null
  const text = JSON.stringify(redact(value))
  if (text === '{}') return null
  return text.length > maximumText ? `${text.slice(0, maximumText)}…` : text
}

/** Collects finished requests and writes them in batches, off the requests' way. */
export class RequestLog {
  readonly #engine: Engine
  readonly #timer: NodeJS.Timeout
  #rows: Row[] = []
  #flushing: Promise<void> | undefined
  /** Entries given up because the database was slower than the requests. */
  dropped = 0

  constructor(engine: Engine) {
    this.#engine = engine
    this.#timer = setInterval(() => void this.flush(), flushMilliseconds)
    this.#timer.unref()
  }

  add(row: Row): void {
    if (this.#rows.length >= maximumRows) {
      this.dropped += batchRows
      this.#rows.splice(0, batchRows)
    }
    this.#rows.push(row)
  }

  /** Writes what has been collected; resolves when it is durable. */
  flush(): Promise<void> {
    this.#flushing ??= this.#write().finally(() => (this.#flushing = undefined))
    return this.#flushing
  }

  async #write(): Promise<void> {
    while (this.#rows.length > 0) {
      const rows = this.#rows.splice(0, batchRows)
      try {
        await this.#engine.append('request_log', rows)
      } catch {
        this.dropped += rows.length
        return
      }
    }
  }

  /** Deletes entries older than `before` (Unix ms), a batch at a time. */
  async prune(before: number): Promise<void> {
    const { db } = this.#engine
    const tenants = await db.selectFrom('tenants').select('id').execute()
    for (const tenantId of ['', ...tenants.map((tenant) => tenant.id)])
      for (;;) {
        const old = await db
          .selectFrom('request_log')
          .select('log_id')
          .where('tenant_id', '=', tenantId)
          .where('log_id', '<', logIdFloor(before))
          .limit(batchRows)
          .execute()
        if (old.length === 0) break
        const ids = old.map((row) => row.log_id)
        await this.#engine.transaction((tx) =>
          tx.deleteFrom('request_log').where('tenant_id', '=', tenantId).where('log_id', 'in', ids).execute(),
        )
      }
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}

const logIdFloor = (at: number): string => new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)
