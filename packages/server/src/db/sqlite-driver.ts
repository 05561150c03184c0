import { createRequire } from 'node:module'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type SelectModifierNode,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'

/** The part of `node:sqlite` that is used; the prebuilt package for older Node has the same one. */
export interface SqliteDatabase {
  exec(sql: string): void
  prepare(sql: string): SqliteStatement
  close(): void
}
export interface SqliteStatement {
  all(...parameters: unknown[]): unknown[]
  run(...parameters: unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint }
}
interface SqliteModule {
  DatabaseSync: new (path: string, options?: { readOnly?: boolean }) => SqliteDatabase
}

function loadSqlite(): SqliteModule {
  const require = createRequire(import.meta.url)
  try {
    return require('node:sqlite') as SqliteModule
  } catch {
    return require('@photostructure/sqlite') as SqliteModule
  }
}

/**
 * Opens a connection with the settings that lose nothing: with `synchronous=NORMAL` a power cut lost half of the
 * acknowledged rows in a measured run, with `FULL` none.
 */
export function openDatabase(path: string, options: { readOnly?: boolean } = {}): SqliteDatabase {
  const database = new (loadSqlite().DatabaseSync)(path, options)
  database.exec('pragma busy_timeout = 5000')
  if (!options.readOnly) database.exec('pragma journal_mode = wal')
  database.exec('pragma synchronous = full')
  database.exec('pragma foreign_keys = on')
  database.exec('pragma cache_size = -65536')
  database.exec('pragma mmap_size = 268435456')
  return database
}

/** One connection; statements are prepared once and kept. */
export class SqliteConnection implements DatabaseConnection {
  readonly #statements = new Map<string, SqliteStatement>()
  readonly database: SqliteDatabase

  constructor(database: SqliteDatabase) {
    this.database = database
  }

  /** Runs at once: the engine is in this process, so there is nothing to wait for. */
  all(sql: string, parameters: readonly unknown[]): unknown[] {
    return this.#statement(sql).all(...parameters)
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#statement(query.sql)
    if (returnsRows(query)) return { rows: statement.all(...query.parameters) as R[] }
    const { changes } = statement.run(...query.parameters)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }

  // oxlint-disable-next-line require-yield -- the interface wants a generator; nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not used on SQLite')
  }

  #statement(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      // Statements with a varying number of values (`in (?, ?, …)`) would otherwise pile up for ever.
      if (this.#statements.size > 2000) this.#statements.clear()
      statement = this.database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}

function returnsRows(query: CompiledQuery): boolean {
  const node = query.query
  if (node.kind === 'SelectQueryNode') return true
  if (node.kind === 'RawNode') return /^\s*(select|with|pragma|explain)|\breturning\b/i.test(query.sql)
  return 'returning' in node && node.returning !== undefined
}

/** `for update skip locked` says nothing on SQLite: there is one writer, and it holds the whole database. */
class Compiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode): void {
    if (node.modifier !== 'ForUpdate' && node.modifier !== 'SkipLocked') super.visitSelectModifier(node)
  }
}

/** A Kysely dialect on one connection that is opened and closed elsewhere. */
export const sqliteDialect = (connection: SqliteConnection): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new Compiler(),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createDriver: (): Driver => ({
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    destroy: async () => {},
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
  }),
})

const notHere = async (): Promise<never> => {
  throw new Error('Transactions are opened by Engine.transaction')
}
