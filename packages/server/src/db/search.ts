import type { Db, Engine } from './engine.ts'
import { postgresSearch } from './search-postgres.ts'
import { sqliteSearch } from './search-sqlite.ts'

/** Whose index is asked: a lookup only ever meets rows of one kind, of one desk. */
export interface SearchScope {
  readonly tenantId: string
  readonly helpdeskId: string
  readonly kind: 'faq' | 'faq_deleted' | 'ticket'
}

/** The columns of the index. FAQ: question, similar questions, answer, names. Ticket: people and tags, -, message, -. */
export type Field = 'a' | 'b' | 'c' | 'd'

/** Tokens that stand side by side; the last may go on where `prefix` says so. */
export interface SearchTerm {
  readonly tokens: readonly string[]
  readonly prefix: boolean
}

/** One row of the index: a thing, or a part of it such as a message of a ticket. The first part is named ''. */
export interface SearchPart {
  readonly part: string
  readonly fields: Readonly<Partial<Record<Field, readonly string[]>>>
}

/** Found, and where: `at` is the position in the engine's own order, for asking on from here. */
export interface Hit {
  readonly id: string
  readonly at: string
}

export interface RankedHit extends Hit {
  readonly tier: number
}

/** The database, or a transaction in it. */
export interface Connected {
  readonly engine: Engine
  readonly db: Db
}

/** What the two engines do differently about finding words. Everything takes time by what is found, not by what is there. */
export interface SearchIndex {
  /** Replaces all that is indexed of one thing; without parts it is found no more. */
  put(cx: Connected, scope: SearchScope, id: string, parts: readonly SearchPart[]): Promise<void>
  /** Adds a part of a thing, or replaces it. */
  putPart(cx: Connected, scope: SearchScope, id: string, part: SearchPart): Promise<void>
  /** Takes one part out. */
  removePart(cx: Connected, scope: SearchScope, id: string, part: string): Promise<void>
  /** Things with a row that has all terms; first those that have them in the first tier's fields, then newest first. */
  ranked(
    cx: Connected,
    scope: SearchScope,
    terms: readonly SearchTerm[],
    tiers: readonly (readonly Field[])[],
    after: { readonly tier: number; readonly at: string } | undefined,
    limit: number,
  ): Promise<RankedHit[]>
  /** Things that have each term in some row, newest first. */
  newest(
    cx: Connected,
    scope: SearchScope,
    terms: readonly SearchTerm[],
    fields: readonly Field[],
    before: string | undefined,
    limit: number,
  ): Promise<Hit[]>
  /** How many things have a row with all terms, looking at no more rows than `ceiling`. */
  count(
    cx: Connected,
    scope: SearchScope,
    terms: readonly SearchTerm[],
    fields: readonly Field[],
    ceiling: number,
  ): Promise<number>
  /** For each list of terms some things that have all of them, at most `limit`. */
  sample(
    cx: Connected,
    scope: SearchScope,
    terms: readonly (readonly SearchTerm[])[],
    fields: readonly Field[],
    limit: number,
  ): Promise<string[][]>
  /** The newest part, besides the first, in which a thing has one of the terms. */
  matchingParts(
    cx: Connected,
    scope: SearchScope,
    hits: readonly Hit[],
    terms: readonly SearchTerm[],
  ): Promise<Map<string, string>>
}

export const searchIndex = (engine: Engine): SearchIndex =>
  engine.kind === 'sqlite' ? sqliteSearch : postgresSearch
