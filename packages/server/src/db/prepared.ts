import type { CompiledQuery } from 'kysely'
import type { Db, Engine } from './engine.ts'
import type { DB } from './schema.ts'

/** Stands in a query for a value that is given at each execution. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Slots<V> = { readonly [K in keyof V]-?: V[K] }

/**
 * A read that is built and compiled once, then only bound. Building a query costs more than SQLite needs to run it
 * (about 30 µs against 7 µs), so what every request does is prepared.
 */
export function prepared<V extends object, R>(
  build: (db: Db, slot: Slots<V>) => { compile(): CompiledQuery<R> },
): (engine: Engine, values: V) => Promise<readonly R[]> {
  const bind = binder(build)
  return (engine, values) => engine.read(bind(engine, values))
}

/**
 * The same for a read whose text depends on which values are given, such as a list with filters: built once for each
 * `shape`, which must tell everything that the text depends on.
 */
export function preparedByShape<R>(): (
  engine: Engine,
  shape: string,
  values: Readonly<Record<string, unknown>>,
  build: (db: Db, slot: Slots<Record<string, never>>) => { compile(): CompiledQuery<R> },
) => Promise<readonly R[]> {
  const binders = new Map<string, (engine: Engine, values: Record<string, unknown>) => CompiledQuery<R>>()
  return (engine, shape, values, build) => {
    let bind = binders.get(shape)
    if (!bind) {
      // Lists of values make shapes of their own; nobody needs thousands of them.
      if (binders.size > 500) binders.clear()
      binders.set(shape, (bind = binder<Record<string, unknown>, R>((db, slot) => build(db, slot as never))))
    }
    return engine.read(bind(engine, values))
  }
}

/** The same for what runs inside a transaction, reads and writes. */
export function preparedIn<V extends object, R>(
  build: (db: Db, slot: Slots<V>) => { compile(): CompiledQuery<R> },
): (engine: Engine, db: Db, values: V) => Promise<readonly R[]> {
  const bind = binder(build)
  return async (engine, db, values) => (await db.executeQuery(bind(engine, values))).rows
}

/** The same for adding a row. All rows that are added through one such function have the same columns. */
export function preparedInsert<R extends object>(
  table: keyof DB,
): (engine: Engine, db: Db, row: R) => Promise<void> {
  let insert: ((engine: Engine, db: Db, row: Record<string, unknown>) => Promise<unknown>) | undefined
  return async (engine, db, row) => {
    insert ??= preparedIn<Record<string, unknown>, unknown>((db, slot) =>
      db.insertInto(table).values(Object.fromEntries(Object.keys(row).map((name) => [name, slot[name]]))),
    )
    await insert(engine, db, row as Record<string, unknown>)
  }
}

function binder<V extends object, R>(
  build: (db: Db, slot: Slots<V>) => { compile(): CompiledQuery<R> },
): (engine: Engine, values: V) => CompiledQuery<R> {
  const compiled = new Map<Engine['kind'], CompiledQuery<R>>()
  const slots = new Proxy({} as Slots<V>, { get: (_, name) => new Slot(String(name)) })
  return (engine, values) => {
    let query = compiled.get(engine.kind)
    if (!query) compiled.set(engine.kind, (query = build(engine.db, slots).compile()))
    return {
      ...query,
      parameters: query.parameters.map((p) =>
        p instanceof Slot ? (values as Record<string, unknown>)[p.name] : p,
      ),
    }
  }
}
