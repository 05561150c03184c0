// The database's types, read from a freshly migrated SQLite database (a test holds PostgreSQL equal to it).
import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'

const migrations = new URL('../../packages/server/migrations/sqlite/', import.meta.url)

function openMemory() {
  const require = createRequire(new URL('../../packages/server/package.json', import.meta.url))
  let sqlite
  try {
    sqlite = require('node:sqlite')
  } catch {
    sqlite = require('@photostructure/sqlite')
  }
  return new sqlite.DatabaseSync(':memory:')
}

const pascal = (name) => name.replace(/(^|_)(\w)/g, (_, __, c) => c.toUpperCase())

/** The values a `check (column in (…))` allows, by column. */
function enums(sql) {
  const found = new Map()
  for (const [, column, values] of sql.matchAll(/check \((\w+) in \(([^)]*)\)\)/g))
    found.set(column, values.split(', '))
  return found
}

/** The TypeScript source of `packages/server/src/db/schema.ts`. */
export function schemaSource() {
  const db = openMemory()
  for (const name of readdirSync(migrations).sort()) db.exec(readFileSync(new URL(name, migrations), 'utf8'))
  const tables = db
    .prepare(
      "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .all()
    .filter((table) => !/_fts(_|$)/.test(table.name))
  const lines = ['// Generated from the migrations by `npm run generate`. Do not edit.', '']
  for (const table of tables) {
    const allowed = enums(table.sql)
    lines.push(`export interface ${pascal(table.name)} {`)
    for (const column of db.prepare(`pragma table_info(${table.name})`).all()) {
      const type = allowed.get(column.name)?.join(' | ') ?? (column.type === 'TEXT' ? 'string' : 'number')
      lines.push(`  ${column.name}: ${type}${column.notnull ? '' : ' | null'}`)
    }
    lines.push('}', '')
  }
  lines.push('export interface DB {')
  for (const table of tables) lines.push(`  ${table.name}: ${pascal(table.name)}`)
  lines.push('}', '')
  db.close()
  return lines.join('\n')
}
