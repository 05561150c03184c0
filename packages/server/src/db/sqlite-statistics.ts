import { sql } from 'kysely'
import type { Db, Engine } from './engine.ts'

/** One tenant with one desk has most rows; a value of another column is in few of them. */
const everything = 1_000_000
const few = 20
const shared: ReadonlySet<string> = new Set(['tenant_id', 'helpdesk_id'])
/** Into how many parts a column with a `check` of its values splits the rows. */
const kinds = 4

interface IndexColumn {
  readonly tbl: string
  readonly idx: string
  readonly col: string
  readonly uniq: number
  /** The table as it was written. */
  readonly text: string
}

/** How many rows have the same first, first two, first three… columns of an index. */
export function statisticsOf(columns: readonly Pick<IndexColumn, 'col' | 'uniq' | 'text'>[]): string {
  let rows = everything
  const counts = columns.map(({ col, uniq, text }, i) => {
    if (uniq === 1 && i === columns.length - 1) return 1
    if (shared.has(col)) return rows
    if (text.includes(`check (${col} in (`)) return (rows = Math.max(1, Math.round(rows / kinds)))
    return (rows = rows > few ? few : 1)
  })
  return [everything, ...counts].join(' ')
}

const indexColumns = (db: Db) =>
  sql<IndexColumn>`
    select t.name as tbl, case when i.origin = 'pk' and t.wr = 1 then t.name else i.name end as idx,
      c.name as col, i."unique" as uniq, s.sql as text
    from pragma_table_list t
    join sqlite_schema s on s.name = t.name and s.type = 'table'
    join pragma_index_list(t.name) i
    join pragma_index_info(i.name) c
    where t.schema = 'main' and t.type = 'table' and t.name not like 'sqlite\\_%' escape '\\'
    order by t.name, i.name, c.seqno`.execute(db)

/**
 * Tells SQLite's planner what the tables look like when they are large. Left to itself it takes a tenant's rows for
 * ten, and reads all of them by the primary key where another index has the very row: 15 ms instead of 0.1 to find one
 * message among 20,000. Its own `analyze` would say so only after the tables have grown.
 */
export async function keepStatistics(engine: Engine): Promise<void> {
  await engine.transaction(async (db) => {
    const { rows: columns } = await indexColumns(db)
    const indexes = new Map<string, IndexColumn[]>()
    for (const column of columns) {
      const name = `${column.tbl} ${column.idx}`
      indexes.set(name, [...(indexes.get(name) ?? []), column])
    }
    const wanted = [...indexes.values()].map((parts) => ({
      tbl: parts[0]!.tbl,
      idx: parts[0]!.idx,
      stat: statisticsOf(parts),
    }))
    if (JSON.stringify(await stored(db)) === JSON.stringify(wanted)) return
    // A table that is made anew changes the schema, so every open connection reads it.
    await sql`drop table if exists sqlite_stat1`.execute(db)
    await sql`analyze sqlite_schema`.execute(db)
    for (const { tbl, idx, stat } of wanted)
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${tbl}, ${idx}, ${stat})`.execute(db)
    await sql`analyze sqlite_schema`.execute(db)
  })
}

async function stored(db: Db): Promise<unknown[]> {
  const { rows: known } = await sql`select 1 from sqlite_schema where name = 'sqlite_stat1'`.execute(db)
  if (known.length === 0) return []
  const { rows } = await sql`select tbl, idx, stat from sqlite_stat1 order by rowid`.execute(db)
  return rows
}
