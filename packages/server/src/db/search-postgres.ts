import { type RawBuilder, sql } from 'kysely'
import type { Db } from './engine.ts'
import { prefixOf } from './search-prefix.ts'
import type { Field, RankedHit, SearchIndex, SearchPart, SearchScope, SearchTerm } from './search.ts'

const fieldOrder = ['a', 'b', 'c', 'd'] as const satisfies readonly Field[]

/**
 * What is found among so many of the newest rows needs no lookup: a word that fills a page from them is in so many
 * others that reading them all took 50 to 100 times longer (measured with a word in 80% of 100,000 rows).
 */
const newestRows = 300

/** A `tsvector` as text. Its own parser is never asked: it would split what our tokenizer has kept together. */
function docOf(prefix: string, { fields }: SearchPart): string {
  const lexemes: string[] = []
  let position = 0
  for (const field of fieldOrder) {
    for (const token of fields[field] ?? [])
      lexemes.push(`'${prefix}${token}':${++position}${field.toUpperCase()}`)
    // A gap, so that no phrase runs from one column into the next.
    position += 1
  }
  return lexemes.join(' ')
}

/** A weight in a query means a second look at each row, so it is left out where every column is meant. */
const weightsOf = (fields: readonly Field[]): string =>
  fields.length === fieldOrder.length ? '' : fields.map((field) => field.toUpperCase()).join('')

function phrase(prefix: string, term: SearchTerm, fields: readonly Field[] = fieldOrder): string {
  const weights = weightsOf(fields)
  const lexemes = term.tokens.map((token, i) => {
    const flags = (term.prefix && i === term.tokens.length - 1 ? '*' : '') + weights
    return `'${prefix}${token}'${flags && `:${flags}`}`
  })
  return `(${lexemes.join(' <-> ')})`
}

const allOf = (prefix: string, terms: readonly SearchTerm[], fields: readonly Field[]): string =>
  terms.map((term) => phrase(prefix, term, fields)).join(' & ')

const has = (query: string): RawBuilder<boolean> => sql`doc @@ ${query}::tsquery`

const inScope = ({ tenantId, helpdeskId, kind }: SearchScope): RawBuilder<boolean> =>
  sql`tenant_id = ${tenantId} and helpdesk_id = ${helpdeskId} and kind = ${kind}`

const beforeId = (before: string | undefined): RawBuilder<unknown> =>
  before === undefined ? sql`` : sql`and id < ${before}`

interface Row {
  readonly id: string
}
const hitsOf = (rows: readonly Row[]) => rows.map(({ id }) => ({ id, at: id }))

/** Looks through the newest rows in the order of the key: good where the words are common. */
async function amongNewest(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const every = sql.join(
    queries.map((query) => sql`bool_or(${has(query)})`),
    sql` and `,
  )
  const { rows } = await sql<Row>`
    select id from (
      select id, doc from search_fts where ${inScope(scope)} ${beforeId(before)}
      order by id desc, part desc limit ${newestRows}) as newest
    group by id having ${every} order by id desc limit ${limit}`.execute(db)
  return rows
}

/** Looks every word up: good where the words are rare. `materialized` keeps the planner from walking the key instead. */
async function lookedUp(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const found = sql.join(
    queries.map(
      (query) => sql`select id from search_fts where ${has(query)} and ${inScope(scope)} ${beforeId(before)}`,
    ),
    sql` intersect `,
  )
  const { rows } = await sql<Row>`
    with hits as materialized (${found}) select distinct id from hits order by id desc limit ${limit}`.execute(
    db,
  )
  return rows
}

const insertParts = (db: Db, scope: SearchScope, id: string, parts: readonly SearchPart[]) => {
  const prefix = prefixOf(scope)
  const rows = parts.map(
    (part) =>
      sql`(${scope.tenantId}, ${scope.helpdeskId}, ${scope.kind}, ${id}, ${part.part}, ${docOf(prefix, part)}::tsvector)`,
  )
  return sql`
    insert into search_fts (tenant_id, helpdesk_id, kind, id, part, doc) values ${sql.join(rows)}
    on conflict (tenant_id, helpdesk_id, kind, id, part) do update set doc = excluded.doc`.execute(db)
}

/** `tsvector` columns under a GIN index; the columns are the four weights. */
export const postgresSearch: SearchIndex = {
  put: async ({ db }, scope, id, parts) => {
    await sql`delete from search_fts where ${inScope(scope)} and id = ${id}`.execute(db)
    if (parts.length > 0) await insertParts(db, scope, id, parts)
  },

  putPart: async ({ db }, scope, id, part) => {
    await insertParts(db, scope, id, [part])
  },

  removePart: async ({ db }, scope, id, part) => {
    await sql`delete from search_fts where ${inScope(scope)} and id = ${id} and part = ${part}`.execute(db)
  },

  ranked: async ({ db }, scope, terms, tiers, after, limit) => {
    const prefix = prefixOf(scope)
    const inTier = tiers.map((fields) => allOf(prefix, terms, fields))
    const tier = sql<number>`case ${sql.join(
      inTier.slice(0, -1).map((query, i) => sql`when ${has(query)} then ${sql.lit(i)}`),
      sql` `,
    )} else ${sql.lit(tiers.length - 1)} end`
    const rest =
      after === undefined
        ? sql``
        : sql`having (min(tier) > ${after.tier} or (min(tier) = ${after.tier} and id < ${after.at}))`
    const { rows } = await sql<{ id: string; tier: number }>`
      with hits as materialized (
        select id, ${tier} as tier from search_fts where ${has(inTier.at(-1)!)} and ${inScope(scope)})
      select id, min(tier) as tier from hits group by id ${rest}
      order by min(tier), id desc limit ${limit}`.execute(db)
    return rows.map((row): RankedHit => ({ id: row.id, at: row.id, tier: row.tier }))
  },

  newest: async ({ db }, scope, terms, fields, before, limit) => {
    const prefix = prefixOf(scope)
    const queries = terms.map((term) => phrase(prefix, term, fields))
    const newest = await amongNewest(db, scope, queries, before, limit)
    if (newest.length === limit) return hitsOf(newest)
    return hitsOf(await lookedUp(db, scope, queries, before, limit))
  },

  count: async ({ db }, scope, terms, fields, ceiling) => {
    const { rows } = await sql<{ count: number }>`
      select count(distinct id) as count from (
        select id from search_fts where ${has(allOf(prefixOf(scope), terms, fields))} and ${inScope(scope)}
        limit ${ceiling}) as hits`.execute(db)
    return rows[0]!.count
  },

  sample: async ({ db }, scope, tokens, limit) => {
    const prefix = prefixOf(scope)
    const queries = tokens.map((token) => phrase(prefix, { tokens: [token], prefix: false }, ['a', 'b', 'c']))
    const { rows } = await sql<{ n: number; id: string }>`
      select wanted.n::int as n, found.id
      from unnest(${sql.val(queries)}::text[]) with ordinality as wanted (query, n)
      cross join lateral (
        select id from (select id from search_fts where doc @@ wanted.query::tsquery and ${inScope(scope)} offset 0) as hits
        group by id order by id desc
        limit ${limit}) as found`.execute(db)
    const ids: string[][] = tokens.map(() => [])
    for (const row of rows) ids[row.n - 1]!.push(row.id)
    return ids
  },

  matchingParts: async ({ db }, scope, hits, terms) => {
    if (hits.length === 0) return new Map()
    const prefix = prefixOf(scope)
    const any = terms.map((term) => phrase(prefix, term)).join(' | ')
    const { rows } = await sql<{ id: string; part: string }>`
      select distinct on (id) id, part from search_fts
      where ${inScope(scope)} and id in (${sql.join(hits.map((hit) => hit.id))}) and part <> '' and ${has(any)}
      order by id, part desc`.execute(db)
    return new Map(rows.map((row) => [row.id, row.part]))
  },
}
