import { type RawBuilder, sql } from 'kysely'
import type { Db } from './engine.ts'
import { prefixOf } from './search-prefix.ts'
import type { Field, RankedHit, SearchIndex, SearchPart, SearchScope, SearchTerm } from './search.ts'

const fieldOrder = ['a', 'b', 'c', 'd'] as const satisfies readonly Field[]

/**
 * The sets of columns that are asked for together. A token stands in the index once for each of its sets: weights
 * would do with fewer, but they are not in the index, and a word of 40,000 answers and three questions was looked at
 * 40,000 times to find the three.
 */
const fieldSets = { faq: ['a', 'ab', 'abc', 'abd'], ticket: ['abcd'] } as const
const setsOf = ({ kind }: SearchScope): readonly string[] => fieldSets[kind === 'ticket' ? 'ticket' : 'faq']

/**
 * What fills a page from so many of the newest rows needs no lookup: such a word is in so many others that reading
 * them all took 50 to 100 times longer (measured with words in 10 to 80% of 100,000 rows).
 */
const newestRows = { faq: 500, faq_deleted: 500, ticket: 2000 } as const satisfies Record<
  SearchScope['kind'],
  number
>
/** A word in no more of the newest FAQs than this is rare: all that have it are read at once. */
const rareAmongNewest = 5
/** Of so many rows everything is read without a thought. */
const fewRows = 1000

/** A `tsvector` as text. Its own parser is never asked: it would split what our tokenizer has kept together. */
function docOf(scope: SearchScope, { fields }: SearchPart): string {
  const lexemes: string[] = []
  let position = 0
  for (const field of fieldOrder) {
    const prefixes = setsOf(scope).flatMap((set) => (set.includes(field) ? [prefixIn(scope, set)] : []))
    for (const token of fields[field] ?? []) {
      position += 1
      for (const prefix of prefixes) lexemes.push(`'${prefix}${token}':${position}`)
    }
    // A gap, so that no phrase runs from one column into the next.
    position += 1
  }
  return lexemes.join(' ')
}

const prefixIn = (scope: SearchScope, set: string): string => prefixOf(scope) + setsOf(scope).indexOf(set)

type Phrase = (term: SearchTerm) => string

/** How a term is looked for in these columns. */
function phraseIn(scope: SearchScope, fields: readonly Field[]): Phrase {
  const set = fields.join('')
  if (!setsOf(scope).includes(set)) throw new Error(`The columns ${set} are not indexed together.`)
  const prefix = prefixIn(scope, set)
  return ({ tokens, prefix: unfinished }) => {
    const lexemes = tokens.map((token) => `'${prefix}${token}'`)
    return `(${lexemes.join(' <-> ')}${unfinished ? ':*' : ''})`
  }
}

const allOf = (phrase: Phrase, terms: readonly SearchTerm[]): string => terms.map(phrase).join(' & ')

const has = (query: string): RawBuilder<boolean> => sql`doc @@ ${query}::tsquery`

const inScope = ({ tenantId, helpdeskId, kind }: SearchScope): RawBuilder<boolean> =>
  sql`tenant_id = ${tenantId} and helpdesk_id = ${helpdeskId} and kind = ${kind}`

const beforeId = (before: string | undefined): RawBuilder<unknown> =>
  before === undefined ? sql`` : sql`and id < ${before}`

interface Row {
  readonly id: string
}

const newestIn = (scope: SearchScope, before: string | undefined): RawBuilder<unknown> => sql`
  select id, doc from search_fts where ${inScope(scope)} ${beforeId(before)}
  order by id desc, part desc limit ${newestRows[scope.kind]}`

/** Whether some row of a thing has the one, and some row the other. */
const everyOf = (queries: readonly string[]): RawBuilder<unknown> =>
  sql.join(
    queries.map((query) => sql`bool_or(${has(query)})`),
    sql` and `,
  )

/** Looks through the newest rows in the order of the key: good where the words are common. */
async function amongNewest(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select id from (${newestIn(scope, before)}) as newest
    group by id having ${everyOf(queries)} order by id desc limit ${limit}`.execute(db)
  return rows
}

/** Rows by the words' index alone. Materialized, or the planner would walk the key or the table to fill a limit. */
const lookup = (query: string, columns: RawBuilder<unknown> = sql`id`): RawBuilder<unknown> =>
  sql`materialized (select tenant_id, helpdesk_id, kind, ${columns} from search_fts where ${has(query)})`

/** Looks every word up: good where the words are rare. */
async function lookedUp(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const names = queries.map((_, i) => sql.id(`hits${i}`))
  const found = names.map((name) => sql`select id from ${name} where ${inScope(scope)} ${beforeId(before)}`)
  const { rows } = await sql<Row>`
    with ${sql.join(queries.map((query, i) => sql`${names[i]} as ${lookup(query)}`))}
    select distinct id from (${sql.join(found, sql` intersect `)}) as found
    order by id desc limit ${limit}`.execute(db)
  return rows
}

/** Which query finds the fewest rows, if those are few enough to look at everything about them. */
async function rarest(db: Db, queries: readonly string[]): Promise<string | undefined> {
  const names = queries.map((_, i) => sql.id(`hits${i}`))
  const counts = names.map(
    (name) => sql`(select count(*) from (select from ${name} limit ${fewRows}) as some_hits)`,
  )
  const { rows } = await sql<{ counts: number[] }>`
    with ${sql.join(queries.map((query, i) => sql`${names[i]} as ${lookup(query)}`))}
    select array[${sql.join(counts)}]::int[] as counts`.execute(db)
  const fewest = Math.min(...rows[0]!.counts)
  return fewest < fewRows ? queries[rows[0]!.counts.indexOf(fewest)] : undefined
}

/** Looks one rare word up, and for the others in what it finds. */
async function aroundRare(
  db: Db,
  scope: SearchScope,
  rare: string,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    with hits as ${lookup(rare)}
    select id from search_fts
    where ${inScope(scope)} ${beforeId(before)} and id in (select id from hits where ${inScope(scope)})
    group by id having ${everyOf(queries)} order by id desc limit ${limit}`.execute(db)
  return rows
}

/** Things that have each query in some row, the newest first. */
async function newestOf(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<readonly Row[]> {
  const newest = await amongNewest(db, scope, queries, before, limit)
  if (newest.length === limit) return newest
  const rare = queries.length > 1 ? await rarest(db, queries) : undefined
  return rare === undefined
    ? lookedUp(db, scope, queries, before, limit)
    : aroundRare(db, scope, rare, queries, before, limit)
}

type Tiered = Row & { readonly tier: number }
type After = { readonly tier: number; readonly at: string } | undefined

/** The first tier whose query a row answers; the last one is a row's that answers the last query. */
const tierOf = (queries: readonly string[]): RawBuilder<number> => {
  const whens = queries.slice(0, -1).map((query, i) => sql`when ${has(query)} then ${sql.lit(i)}`)
  return sql`case ${sql.join(whens, sql` `)} else ${sql.lit(queries.length - 1)} end`
}

async function tieredAmongNewest(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
): Promise<{ hits: readonly Tiered[]; all: boolean }> {
  const { rows } = await sql<Tiered & { looked: number }>`
    with newest as materialized (${newestIn(scope, undefined)})
    select id, min(${tierOf(queries)}) as tier, (select count(*) from newest) as looked from newest
    where ${has(queries.at(-1)!)} group by id order by 2, id desc`.execute(db)
  return { hits: rows, all: rows[0] !== undefined && rows[0].looked < newestRows[scope.kind] }
}

async function tieredLookup(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  after: After,
  limit: number,
): Promise<readonly Tiered[]> {
  const rest =
    after && sql`having (min(tier) > ${after.tier} or (min(tier) = ${after.tier} and id < ${after.at}))`
  const { rows } = await sql<Tiered>`
    with hits as ${lookup(queries.at(-1)!, sql`id, ${tierOf(queries)} as tier`)}
    select id, min(tier) as tier from hits where ${inScope(scope)} group by id ${rest ?? sql``}
    order by 2, id desc limit ${limit}`.execute(db)
  return rows
}

async function tierByTier(
  db: Db,
  scope: SearchScope,
  queries: readonly string[],
  after: After,
  limit: number,
): Promise<readonly Tiered[]> {
  const hits: Tiered[] = []
  for (let tier = after?.tier ?? 0; tier < queries.length && hits.length < limit; tier++) {
    const query = tier === 0 ? queries[0]! : `(${queries[tier]}) & !(${queries[tier - 1]})`
    const before = tier === after?.tier ? after.at : undefined
    const rows = await newestOf(db, scope, [query], before, limit - hits.length)
    hits.push(...rows.map(({ id }) => ({ id, tier })))
  }
  return hits
}

const insertParts = (db: Db, scope: SearchScope, id: string, parts: readonly SearchPart[]) => {
  const rows = parts.map(
    (part) =>
      sql`(${scope.tenantId}, ${scope.helpdeskId}, ${scope.kind}, ${id}, ${part.part}, ${docOf(scope, part)}::tsvector)`,
  )
  return sql`
    insert into search_fts (tenant_id, helpdesk_id, kind, id, part, doc) values ${sql.join(rows)}
    on conflict (tenant_id, helpdesk_id, kind, id, part) do update set doc = excluded.doc`.execute(db)
}

/** A `tsvector` under a GIN index. */
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
    const queries = tiers.map((fields) => allOf(phraseIn(scope, fields), terms))
    const { hits, all } = await tieredAmongNewest(db, scope, queries)
    const left = hits.filter(
      ({ id, tier }) => !after || tier > after.tier || (tier === after.tier && id < after.at),
    )
    const enough = all || (left.length >= limit && left[limit - 1]!.tier === 0)
    const found = enough
      ? left.slice(0, limit)
      : await (hits.length <= rareAmongNewest ? tieredLookup : tierByTier)(db, scope, queries, after, limit)
    return found.map(({ id, tier }): RankedHit => ({ id, tier, at: id }))
  },

  newest: async ({ db }, scope, terms, fields, before, limit) => {
    const rows = await newestOf(db, scope, terms.map(phraseIn(scope, fields)), before, limit)
    return rows.map(({ id }) => ({ id, at: id }))
  },

  count: async ({ db }, scope, terms, fields, ceiling) => {
    const query = allOf(phraseIn(scope, fields), terms)
    const { rows } = await sql<{ count: number }>`
      with hits as ${lookup(query)}
      select count(distinct id) as count from (
        select id from hits where ${inScope(scope)} limit ${ceiling}) as some_hits`.execute(db)
    return rows[0]!.count
  },

  sample: async ({ db }, scope, terms, fields, limit) => {
    const queries = terms.map((together) => allOf(phraseIn(scope, fields), together))
    const { rows } = await sql<{ n: number; id: string }>`
      select wanted.n::int as n, found.id
      from unnest(${sql.val(queries)}::text[]) with ordinality as wanted (query, n)
      cross join lateral (
        select tenant_id, helpdesk_id, kind, id from search_fts where doc @@ wanted.query::tsquery
        limit ${limit}) as found
      where ${inScope(scope)}`.execute(db)
    const ids = terms.map(() => new Set<string>())
    for (const row of rows) ids[row.n - 1]!.add(row.id)
    return ids.map((found) => [...found])
  },

  matchingParts: async ({ db }, scope, hits, terms) => {
    if (hits.length === 0) return new Map()
    const any = terms.map(phraseIn(scope, fieldOrder)).join(' | ')
    const { rows } = await sql<{ id: string; part: string }>`
      select distinct on (id) id, part from search_fts
      where ${inScope(scope)} and id in (${sql.join(hits.map((hit) => hit.id))}) and part <> '' and ${has(any)}
      order by id, part desc`.execute(db)
    return new Map(rows.map((row) => [row.id, row.part]))
  },
}
