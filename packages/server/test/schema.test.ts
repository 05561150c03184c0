import { type Kysely, sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DB } from '../src/db/schema.ts'
import type { Engine } from '../src/db/engine.ts'
import { openEngine } from '../src/db/engine.ts'
import { migrate } from '../src/db/migrate.ts'
import { engineKind, newPlace, noDatabase } from './harness.ts'

/** Tables about the installation, not about a tenant's data. */
const global = new Set(['instance', 'migrations', 'tenants'])

interface Table {
  columns: Record<string, { type: 'text' | 'number' | 'other'; nullable: boolean }>
  primaryKey: string[]
  /** Column lists of the indexes by name, `unique` first where it is. */
  indexes: Record<string, string>
}
type Schema = Record<string, Table>

async function sqliteSchema(db: Kysely<DB>): Promise<Schema> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '%\\_fts%' escape '\\'`.execute(
    db,
  )
  const schema: Schema = {}
  for (const { name } of tables.rows) {
    const columns = await sql<{ name: string; type: string; notnull: number; pk: number }>`
      select name, type, "notnull", pk from pragma_table_info(${name})`.execute(db)
    const indexes = await sql<{ name: string; unique: number; origin: string }>`
      select name, "unique", origin from pragma_index_list(${name})`.execute(db)
    const table: Table = { columns: {}, primaryKey: [], indexes: {} }
    for (const c of columns.rows)
      table.columns[c.name] = {
        type: c.type === 'TEXT' ? 'text' : /INT|REAL/.test(c.type) ? 'number' : 'other',
        nullable: c.notnull === 0,
      }
    table.primaryKey = columns.rows
      .filter((c) => c.pk > 0)
      .sort((a, b) => a.pk - b.pk)
      .map((c) => c.name)
    for (const index of indexes.rows.filter((i) => i.origin === 'c')) {
      const parts = await sql<{
        name: string
      }>`select name from pragma_index_info(${index.name}) order by seqno`.execute(db)
      table.indexes[index.name] =
        `${index.unique ? 'unique ' : ''}${parts.rows.map((p) => p.name).join(', ')}`
    }
    schema[name] = table
  }
  return schema
}

async function postgresSchema(db: Kysely<DB>): Promise<Schema> {
  const columns = await sql<{
    table_name: string
    column_name: string
    data_type: string
    is_nullable: string
  }>`
    select table_name, column_name, data_type, is_nullable from information_schema.columns
    where table_schema = 'public' order by ordinal_position`.execute(db)
  const indexes = await sql<{
    tab: string
    name: string
    uniq: boolean
    prim: boolean
    method: string
    cols: string
  }>`
    select t.relname as tab, i.relname as name, x.indisunique as uniq, x.indisprimary as prim, m.amname as method,
      (select string_agg(coalesce(a.attname, ''), ', ' order by k.n) from unnest(x.indkey) with ordinality as k(attnum, n)
       left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum) as cols
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    join pg_am m on m.oid = i.relam join pg_namespace s on s.oid = t.relnamespace where s.nspname = 'public'`.execute(
    db,
  )
  const schema: Schema = {}
  for (const c of columns.rows) {
    // Full-text search is the one thing that is stored differently on purpose.
    if (c.data_type === 'tsvector' || c.table_name.includes('_fts')) continue
    const table = (schema[c.table_name] ??= { columns: {}, primaryKey: [], indexes: {} })
    table.columns[c.column_name] = {
      type: c.data_type === 'text' ? 'text' : /int|double/.test(c.data_type) ? 'number' : 'other',
      nullable: c.is_nullable === 'YES',
    }
  }
  for (const i of indexes.rows) {
    const table = schema[i.tab]
    // On SQLite the unique index serves beginnings as well, whatever the collation.
    if (!table || i.method !== 'btree' || i.name.endsWith('_beginning')) continue
    if (i.prim) table.primaryKey = i.cols.split(', ')
    else table.indexes[i.name] = `${i.uniq ? 'unique ' : ''}${i.cols}`
  }
  return schema
}

const schemaOf = (engine: Engine) =>
  engine.kind === 'sqlite' ? sqliteSchema(engine.db) : postgresSchema(engine.db)

describe.skipIf(noDatabase)('schema', async () => {
  const place = await newPlace()
  const engine = await openEngine(place)
  await migrate(engine)
  const schema = await schemaOf(engine)
  afterAll(async () => {
    await engine.close()
    await place.remove()
  })

  test('every table about a tenant has a key that leads with the tenant', () => {
    for (const [name, table] of Object.entries(schema)) {
      expect(table.primaryKey.length, name).toBeGreaterThan(0)
      if (!global.has(name)) expect(table.primaryKey[0], name).toBe('tenant_id')
    }
  })

  test('migrating again, and from several connections at once, changes nothing', async () => {
    const others = await Promise.all([openEngine(place), openEngine(place), openEngine(place)])
    await Promise.all(others.map((other) => migrate(other)))
    await Promise.all(others.map((other) => other.close()))
    expect(await schemaOf(engine)).toEqual(schema)
  })

  test('a fresh database migrated by several processes at once is migrated once', async () => {
    const fresh = await newPlace()
    const engines = await Promise.all([openEngine(fresh), openEngine(fresh), openEngine(fresh)])
    await Promise.all(engines.map((other) => migrate(other)))
    expect(await schemaOf(engines[0]!)).toEqual(schema)
    await Promise.all(engines.map((other) => other.close()))
    await fresh.remove()
  })

  test('both engines have the same migrations', () => {
    const names = (kind: string) => readdirSync(new URL(`../migrations/${kind}/`, import.meta.url)).sort()
    expect(names('postgres')).toEqual(names('sqlite'))
  })

  test.runIf(engineKind === 'postgres')(
    'PostgreSQL has the tables, columns, keys and indexes of SQLite',
    async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'pipit-schema-'))
      const sqlite = await openEngine({ dataDir })
      await migrate(sqlite)
      const expected = await schemaOf(sqlite)
      await sqlite.close()
      rmSync(dataDir, { recursive: true })
      expect(schema).toEqual(expected)
    },
  )

  test('a database of a newer version is refused, not touched', async () => {
    const fresh = await newPlace()
    const newer = await openEngine(fresh)
    await migrate(newer)
    await newer.script("insert into migrations (name) values ('9999_future.sql')")
    await expect(migrate(newer)).rejects.toThrow(/newer Pipit \(9999_future.sql\)/)
    await newer.close()
    await fresh.remove()
  })

  test('the generated types are those of the migrations', async () => {
    const { schemaSource } = (await import('../../../scripts/generate/schema.js' as string)) as {
      schemaSource(): string
    }
    expect(readFileSync(new URL('../src/db/schema.ts', import.meta.url), 'utf8')).toBe(schemaSource())
  })
})
