import { type RawBuilder, sql } from 'kysely'
import type { Db } from './engine.ts'
import { preparedIn } from './prepared.ts'
import { prefixOf } from './search-prefix.ts'
import type {
  Connected,
  Field,
  Hit,
  RankedHit,
  SearchIndex,
  SearchPart,
  SearchScope,
  SearchTerm,
} from './search.ts'

/** Rows of one thing are neighbours, so many at most; the first row's number is a multiple of this. */
const band = 1_048_576
/** Above every row. */
const end = Number.MAX_SAFE_INTEGER

/** The driver binds numbers as reals, and FTS5 compares rowids only with integers. */
const integer = (value: number): RawBuilder<number> => sql<number>`cast(${value} as integer)`

const baseOf = (entry: number): number => entry - (entry % band)

function phrase(prefix: string, { tokens, prefix: unfinished }: SearchTerm): string {
  return `"${tokens.map((token) => prefix + token).join(' ')}"${unfinished ? ' *' : ''}`
}

const within = (fields: readonly Field[], expression: string): string =>
  `{${fields.join(' ')}} : (${expression})`

const allOf = (prefix: string, terms: readonly SearchTerm[]): string =>
  terms.map((term) => phrase(prefix, term)).join(' AND ')

interface Row {
  readonly id: string
  readonly entry: number
}

const rowsMatching = (db: Db, scope: SearchScope, match: string, before: number, limit: number) =>
  sql<Row>`
    select r.id, r.entry from search_fts s cross join search_rows_fts r on r.entry = s.rowid
    where s.search_fts match ${match} and s.rowid < ${integer(before)}
      and r.tenant_id = ${scope.tenantId} and r.helpdesk_id = ${scope.helpdeskId} and r.kind = ${scope.kind}
    order by s.rowid desc limit ${limit}`.execute(db)

/** Walks down the matching rows and stops as soon as enough things are found: it reads no more than it gives. */
async function walk(
  db: Db,
  scope: SearchScope,
  match: string,
  before: string | undefined,
  limit: number,
): Promise<Hit[]> {
  const hits: Hit[] = []
  let from = before === undefined ? end : Number(before)
  for (;;) {
    const wanted = limit - hits.length
    const { rows } = await rowsMatching(db, scope, match, from, wanted)
    for (const row of rows) {
      const base = baseOf(row.entry)
      if (base >= from) continue
      hits.push({ id: row.id, at: String(base) })
      from = base
    }
    if (rows.length < wanted || hits.length >= limit) return hits
  }
}

/** The first row of a thing, made where it has none. */
async function firstRow({ engine, db }: Connected, scope: SearchScope, id: string): Promise<number> {
  const { rows } = await sql<{ entry: number }>`
    select entry from search_rows_fts where tenant_id = ${scope.tenantId} and helpdesk_id = ${scope.helpdeskId}
      and kind = ${scope.kind} and id = ${id} and part = ''`.execute(db)
  if (rows[0]) return rows[0].entry
  const last = await sql<{ entry: number | null }>`select max(entry) as entry from search_rows_fts`.execute(
    db,
  )
  const base = last.rows[0]!.entry === null ? band : baseOf(last.rows[0]!.entry) + band
  await insertRow(engine, db, { ...scope, id, part: '', entry: base })
  return base
}

type Key = SearchScope & { readonly id: string; readonly part: string }

const insertRow = preparedIn<Key & { readonly entry: number }, never>((db, slot) => ({
  compile: () =>
    sql<never>`
      insert into search_rows_fts (tenant_id, helpdesk_id, kind, id, part, entry)
      values (${slot.tenantId}, ${slot.helpdeskId}, ${slot.kind}, ${slot.id}, ${slot.part}, ${slot.entry})`.compile(
      db,
    ),
}))

interface Place {
  readonly base: number
  readonly last: number
  readonly known: number | null
}

/** Where a thing's first and last rows are, and the row of one part where it has one. */
const placeOf = preparedIn<Key, Place>((db, slot) => ({
  compile: () =>
    sql<Place>`
      select first.entry as base,
        (select max(entry) from search_rows_fts
         where entry >= first.entry and entry < first.entry + ${sql.lit(band)}) as last,
        (select entry from search_rows_fts where tenant_id = ${slot.tenantId} and helpdesk_id = ${slot.helpdeskId}
         and kind = ${slot.kind} and id = ${slot.id} and part = ${slot.part}) as known
      from search_rows_fts as first
      where tenant_id = ${slot.tenantId} and helpdesk_id = ${slot.helpdeskId} and kind = ${slot.kind}
        and id = ${slot.id} and part = ''`.compile(db),
}))

const insertWords = preparedIn<Record<'entry', number> & Record<Field, string>, never>((db, slot) => ({
  compile: () =>
    sql<never>`
      insert into search_fts (rowid, a, b, c, d)
      values (cast(${slot.entry} as integer), ${slot.a}, ${slot.b}, ${slot.c}, ${slot.d})`.compile(db),
}))

const removeWords = (db: Db, entry: number) =>
  sql`delete from search_fts where rowid = ${integer(entry)}`.execute(db)

function addWords({ engine, db }: Connected, scope: SearchScope, entry: number, { fields }: SearchPart) {
  const prefix = prefixOf(scope)
  const text = (field: Field) => (fields[field] ?? []).map((token) => prefix + token).join(' ')
  return insertWords(engine, db, { entry, a: text('a'), b: text('b'), c: text('c'), d: text('d') })
}

async function newPlace(cx: Connected, scope: SearchScope, id: string, part: string): Promise<Place> {
  const base = await firstRow(cx, scope, id)
  return { base, last: base, known: part === '' ? base : null }
}

async function rowsOf(db: Db, scope: SearchScope, id: string): Promise<{ part: string; entry: number }[]> {
  const { rows } = await sql<{ part: string; entry: number }>`
    select part, entry from search_rows_fts where tenant_id = ${scope.tenantId}
      and helpdesk_id = ${scope.helpdeskId} and kind = ${scope.kind} and id = ${id}`.execute(db)
  return rows
}

async function removeRow(db: Db, scope: SearchScope, id: string, part: string, entry: number): Promise<void> {
  await removeWords(db, entry)
  await sql`
    delete from search_rows_fts where tenant_id = ${scope.tenantId} and helpdesk_id = ${scope.helpdeskId}
      and kind = ${scope.kind} and id = ${id} and part = ${part}`.execute(db)
}

/** FTS5 without a copy of the text: what a row belongs to is in `search_rows_fts`. */
export const sqliteSearch: SearchIndex = {
  put: async (cx, scope, id, parts) => {
    const { engine, db } = cx
    const [first, ...rest] = parts
    for (const { part, entry } of await rowsOf(db, scope, id))
      if (part === '' && first) await removeWords(db, entry)
      else await removeRow(db, scope, id, part, entry)
    if (!first) return
    const base = await firstRow(cx, scope, id)
    await addWords(cx, scope, base, first)
    for (const [i, part] of rest.entries()) {
      await insertRow(engine, db, { ...scope, id, part: part.part, entry: base + i + 1 })
      await addWords(cx, scope, base + i + 1, part)
    }
  },

  putPart: async (cx, scope, id, part) => {
    const { engine, db } = cx
    const key = { ...scope, id, part: part.part }
    const [found] = await placeOf(engine, db, key)
    const place = found ?? (await newPlace(cx, scope, id, part.part))
    if (place.known !== null) await removeWords(db, place.known)
    const entry = place.known ?? place.last + 1
    // A ticket of a million messages is found by its first million.
    if (entry >= place.base + band) return
    if (place.known === null) await insertRow(engine, db, { ...key, entry })
    await addWords(cx, scope, entry, part)
  },

  removePart: async ({ db }, scope, id, part) => {
    for (const row of await rowsOf(db, scope, id))
      if (row.part === part && part !== '') await removeRow(db, scope, id, part, row.entry)
  },

  ranked: async ({ db }, scope, terms, tiers, after, limit) => {
    const all = allOf(prefixOf(scope), terms)
    const hits: RankedHit[] = []
    for (let tier = after?.tier ?? 0; tier < tiers.length && hits.length < limit; tier++) {
      const match =
        tier === 0
          ? within(tiers[0]!, all)
          : `(${within(tiers[tier]!, all)}) NOT (${within(tiers[tier - 1]!, all)})`
      const before = tier === after?.tier ? after.at : undefined
      const found = await walk(db, scope, match, before, limit - hits.length)
      hits.push(...found.map((hit) => ({ ...hit, tier })))
    }
    return hits
  },

  newest: async ({ db }, scope, terms, fields, before, limit) => {
    const prefix = prefixOf(scope)
    const matches = terms.map((term) => within(fields, phrase(prefix, term)))
    if (matches.length === 1) return walk(db, scope, matches[0]!, before, limit)
    const from = before === undefined ? end : Number(before)
    const having = (match: string) => sql`
      select rowid / ${integer(band)} as n from search_fts
      where search_fts match ${match} and rowid < ${integer(from)}`
    const { rows } = await sql<Row>`
      select r.id, r.entry
      from (${sql.join(matches.map(having), sql` intersect `)} order by 1 desc limit ${limit}) as found
      cross join search_rows_fts r on r.entry = found.n * ${integer(band)}
      where r.tenant_id = ${scope.tenantId} and r.helpdesk_id = ${scope.helpdeskId} and r.kind = ${scope.kind}
      order by r.entry desc`.execute(db)
    return rows.map((row) => ({ id: row.id, at: String(row.entry) }))
  },

  count: async ({ db }, scope, terms, fields, ceiling) => {
    const match = within(fields, allOf(prefixOf(scope), terms))
    const { rows } = await sql<{ count: number }>`
      select count(distinct n) as count from (
        select rowid / ${integer(band)} as n from search_fts where search_fts match ${match} limit ${ceiling})`.execute(
      db,
    )
    return rows[0]!.count
  },

  sample: async ({ db }, scope, terms, fields, limit) => {
    const prefix = prefixOf(scope)
    const found: string[][] = []
    for (const together of terms) {
      const match = within(fields, allOf(prefix, together))
      const { rows } = await rowsMatching(db, scope, match, end, limit)
      found.push([...new Set(rows.map((row) => row.id))])
    }
    return found
  },

  matchingParts: async ({ db }, scope, hits, terms) => {
    const prefix = prefixOf(scope)
    const any = terms.map((term) => phrase(prefix, term)).join(' OR ')
    const parts = new Map<string, string>()
    for (const { id, at } of hits) {
      const base = Number(at)
      const { rows } = await sql<{ part: string }>`
        select r.part from search_fts s cross join search_rows_fts r on r.entry = s.rowid
        where s.search_fts match ${any} and s.rowid > ${integer(base)} and s.rowid < ${integer(base + band)}
        order by s.rowid desc limit 1`.execute(db)
      if (rows[0]) parts.set(id, rows[0].part)
    }
    return parts
  },
}
