import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { type CompiledQuery, Kysely } from 'kysely'
import type { Db, Engine } from './engine.ts'
import type { DB } from './schema.ts'
import { SqliteConnection, openDatabase, sqliteDialect } from './sqlite-driver.ts'

/** How many queued transactions may share one commit, and for how long their work may run before it. */
const groupSize = 64
const groupMilliseconds = 10

/** How long another process may hold the database before a transaction is given up. */
const busyMilliseconds = 10_000

/** Other processes on the same file (the command line tool) are noticed this often. */
const pollMilliseconds = 500

interface Job {
  readonly work: (db: Db) => Promise<unknown>
  /** Not worth an fsync: such jobs share no commit with others. */
  readonly background: boolean
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

export function openSqlite(dataDir: string): Engine {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'pipit.db')
  // The writer comes first: it creates the file and turns on write-ahead logging, so that readers never wait.
  const writer = new SqliteConnection(openDatabase(path))
  const reader = new SqliteConnection(openDatabase(path, { readOnly: true }))
  writer.database.exec('pragma busy_timeout = 0')
  const writerDb: Db = new Kysely<DB>({ dialect: sqliteDialect(writer) })
  const db: Db = new Kysely<DB>({ dialect: sqliteDialect(reader) })

  const listeners = new Set<() => void>()
  const hearers = new Set<(text: string) => void>()
  const queue: Job[] = []
  let draining: Promise<void> | undefined

  const exec = (sql: string) => writer.database.exec(sql)

  /** Waits for another process's transaction without holding up this one's event loop. */
  async function begin(): Promise<void> {
    const deadline = Date.now() + busyMilliseconds
    for (let pause = 1; ; pause = Math.min(pause * 2, 20)) {
      try {
        return exec('begin immediate')
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw error
        await setTimeout(pause)
      }
    }
  }

  /** Runs one job inside the open transaction; its own failure undoes its own writes only. */
  async function runJob(job: Job): Promise<(() => void) | undefined> {
    exec('savepoint job')
    try {
      const value = await job.work(writerDb)
      exec('release job')
      return () => job.resolve(value)
    } catch (error) {
      exec('rollback to job')
      exec('release job')
      job.reject(error)
      return undefined
    }
  }

  /**
   * Commits what is queued in groups: one fsync for many transactions, each acknowledged only after it. The pause
   * before each group lets requests that arrived together join it.
   */
  async function drain(): Promise<void> {
    await setImmediate()
    while (queue.length > 0) {
      const group: Job[] = []
      const done: (() => void)[] = []
      try {
        const { background } = queue[0]!
        if (background) exec('pragma synchronous = normal')
        await begin()
        const started = performance.now()
        do {
          const job = queue.shift()!
          group.push(job)
          const acknowledge = await runJob(job)
          if (acknowledge) done.push(acknowledge)
        } while (
          queue[0]?.background === background &&
          group.length < groupSize &&
          performance.now() - started < groupMilliseconds
        )
        exec('commit')
      } catch (error) {
        try {
          exec('rollback')
        } catch {
          // `begin` itself failed, or the engine has rolled back already.
        }
        if (group.length === 0) group.push(...queue.splice(0))
        for (const job of group) job.reject(error)
        continue
      } finally {
        exec('pragma synchronous = full')
      }
      for (const acknowledge of done) acknowledge()
      if (!group[0]!.background) for (const listener of listeners) listener()
      await setImmediate()
    }
    draining = undefined
  }

  const enqueue = <T>(work: (db: Db) => Promise<T>, background: boolean): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, background, resolve: resolve as (value: unknown) => void, reject })
      draining ??= drain()
    })

  let dataVersion = versionOf(writer)
  const poll = setInterval(() => {
    const now = versionOf(writer)
    if (now === dataVersion) return
    dataVersion = now
    for (const listener of listeners) listener()
  }, pollMilliseconds)
  poll.unref()

  return {
    kind: 'sqlite',
    db,
    // The reader is never held by a transaction.
    aside: db,
    transaction: (work) => enqueue(work, false),
    append: async (table, rows) => {
      const [first] = rows
      if (!first) return
      const columns = Object.keys(first)
      const text = `insert or ignore into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`
      await enqueue(async () => {
        for (const row of rows)
          writer.run(
            text,
            columns.map((column) => (row as Record<string, unknown>)[column]),
          )
      }, true)
    },
    read: async <R>(query: CompiledQuery<R>) => reader.all(query.sql, query.parameters) as R[],
    onCommit: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    broadcast: (text) => {
      for (const hearer of hearers) hearer(text)
    },
    onBroadcast: (listener) => {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    // There is one writer, and it holds everything.
    hold: async () => {},
    // Positions are given by a trigger on insert: with one writer, insertion order is commit order.
    sequence: async () => {
      const rows = reader.all('select max(position) as last from outbox', []) as { last: number | null }[]
      return rows[0]?.last ?? 0
    },
    script: async (sql) => exec(sql),
    whileMigrating: async (work) => {
      await begin()
      try {
        const value = await work()
        exec('commit')
        return value
      } catch (error) {
        exec('rollback')
        throw error
      }
    },
    close: async () => {
      clearInterval(poll)
      await draining
      exec('pragma wal_checkpoint(truncate)')
      reader.database.close()
      writer.database.close()
    },
  }
}

const isBusy = (error: unknown): boolean => (error as { errcode?: number }).errcode === 5

/** Changes whenever another connection, of any process, has committed. */
function versionOf(connection: SqliteConnection): number {
  const rows = connection.all('pragma data_version', []) as { data_version: number }[]
  return rows[0]!.data_version
}
