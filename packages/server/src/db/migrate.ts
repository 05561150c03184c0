import { readFileSync, readdirSync } from 'node:fs'
import { sql } from 'kysely'
import type { Engine } from './engine.ts'
import { keepStatistics } from './sqlite-statistics.ts'

const folder = new URL('../../migrations/', import.meta.url)

/**
 * Brings the database up to date. Forward only; each script runs once, in one transaction. Safe when several
 * processes start at once: the others wait, then find nothing left to do.
 */
export async function migrate(engine: Engine): Promise<void> {
  const scripts = new URL(`${engine.kind}/`, folder)
  const names = readdirSync(scripts)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  await engine.whileMigrating(async () => {
    await engine.script('create table if not exists migrations (name text not null primary key)')
    const done = await applied(engine)
    for (const name of done) {
      if (!names.includes(name))
        throw new Error(`The database was migrated by a newer Pipit (${name}); this one cannot run on it.`)
    }
    for (const name of names.filter((n) => !done.has(n))) {
      const script = readFileSync(new URL(name, scripts), 'utf8')
      // PostgreSQL runs a text of several statements as one transaction; on SQLite one is open already.
      await engine.script(`${script}\ninsert into migrations (name) values ('${name}');`)
    }
  })
  if (engine.kind === 'sqlite') await keepStatistics(engine)
}

async function applied(engine: Engine): Promise<Set<string>> {
  // On SQLite the reader sees the table only once it is committed: before the first migration there is none.
  const result = await sql<{ name: string }>`select name from migrations`
    .execute(engine.db)
    .catch(() => ({ rows: [] }))
  return new Set(result.rows.map((row) => row.name))
}
