import type { CompiledQuery, Insertable, Kysely } from 'kysely'
import type { DB } from './schema.ts'

export type Db = Kysely<DB>

/**
 * The database, and the few things the two engines do differently. Everything else is one query text for both.
 * Outside a transaction `db` only reads; every write goes through `transaction`.
 */
export interface Engine {
  readonly kind: 'sqlite' | 'postgres'
  readonly db: Db
  /**
   * For reads that a transaction waits for but that are not part of it: they have a connection of their own. With one
   * of the shared ones, transactions that hold them all would wait for each other.
   */
  readonly aside: Db
  /** Runs `work` in one transaction: all of it is durable when the promise resolves, none of it when it rejects. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  /**
   * Adds rows to a log, except those whose key is there already. A killed process loses none of them; a power cut may lose the last second: they are not worth
   * an fsync, and on SQLite an fsync holds up the event loop.
   */
  append<T extends keyof DB>(table: T, rows: readonly Insertable<DB[T]>[]): Promise<void>
  /** Runs a prepared read (see `prepared.ts`); the statement is parsed once per connection. */
  read<R>(query: CompiledQuery<R>): Promise<readonly R[]>
  /** Calls back after every commit of this process and, as a hint only, of other processes. */
  onCommit(listener: () => void): () => void
  /**
   * Tells something to every process on this database, this one at once: for what is true only for seconds. May be lost,
   * never fails; at most 7,900 bytes.
   */
  broadcast(text: string): void
  onBroadcast(listener: (text: string) => void): () => void
  /** Holds names until the transaction `db` ends; whoever else wants one of them waits. Names come sorted. */
  hold(db: Db, names: readonly string[]): Promise<void>
  /** Gives committed events their positions; returns the last position. */
  sequence(): Promise<number>
  /** Runs one migration script, or several statements, as it stands. */
  script(sql: string): Promise<void>
  /** Runs `work` while no other process migrates. */
  whileMigrating<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

export async function openEngine(options: {
  dataDir: string
  databaseUrl?: string | undefined
}): Promise<Engine> {
  if (options.databaseUrl) {
    const { openPostgres } = await import('./engine-postgres.ts')
    return openPostgres(options.databaseUrl)
  }
  const { openSqlite } = await import('./engine-sqlite.ts')
  return openSqlite(options.dataDir)
}
