import { type FaqRow, faqsByIds } from '../db/faqs.ts'
import type { Field, RankedHit } from '../db/search.ts'
import { searchIndex } from '../db/search.ts'
import type { Cx } from './cx.ts'
import { isLive, similarQuestions } from './faqs.ts'
import { scopeOf } from './search-index.ts'
import { subjectOf, termsOf } from './tokenizer.ts'

/** A match in the question counts before one in similar questions, that before one in the answer. */
const tiers: readonly (readonly Field[])[] = [['a'], ['a', 'b'], ['a', 'b', 'c']]

export interface FaqCursor {
  readonly tier: number
  readonly at: string
}

/**
 * FAQs that have every word of the query, the best first; on the first page, when there are none, those that are most
 * like it. What has expired is left out.
 * @param unfinished The last word is still being typed: it may go on.
 */
export async function searchFaqs(
  cx: Cx,
  query: string,
  after: FaqCursor | undefined,
  limit: number,
  unfinished = false,
): Promise<{ faqs: FaqRow[]; next: FaqCursor | undefined }> {
  const terms = termsOf(query, unfinished)
  if (terms.length === 0) return { faqs: [], next: undefined }
  const index = searchIndex(cx.engine)
  const found: { faq: FaqRow; hit: RankedHit }[] = []
  // One more than the page tells whether there is a next one; expired FAQs make it ask again.
  for (let from = after, more = true; more && found.length <= limit;) {
    const hits = await index.ranked(cx, scopeOf(cx, 'faq'), terms, tiers, from, limit + 1)
    const rows = await rowsOf(
      cx,
      hits.map((hit) => hit.id),
    )
    for (const hit of hits) {
      const faq = rows.get(hit.id)
      if (faq && isLive(faq, cx.now)) found.push({ faq, hit })
    }
    more = hits.length > limit
    from = hits.at(-1)
  }
  if (found.length === 0 && after === undefined)
    return { faqs: (await answerFor(cx, query, limit)).map(({ faq }) => faq), next: undefined }
  const page = found.slice(0, limit)
  return { faqs: page.map(({ faq }) => faq), next: found.length > limit ? page.at(-1)!.hit : undefined }
}

const rowsOf = (cx: Cx, ids: readonly string[]) => faqsByIds(cx.db, cx.tenantId, cx.helpdeskId, ids)

export interface ScoredFaq {
  readonly faq: FaqRow
  /** 0 to 1: how much the FAQ asks the same. */
  readonly score: number
}

/** So many tokens of a question are looked at, and so many FAQs for each of them and closely. */
const limits = { tokens: 32, hits: 500, pairs: 8, close: 50 }
/** Below this, two sentences only share a word by chance. */
const leastScore = 0.25

/** What the bot would answer: the FAQs that are most like a question, the best first. */
export async function answerFor(cx: Cx, question: string, limit = 3): Promise<ScoredFaq[]> {
  const tokens = subjectOf(question).slice(0, limits.tokens)
  if (tokens.length === 0) return []
  const sample = (groups: readonly (readonly string[])[]) =>
    searchIndex(cx.engine).sample(cx, scopeOf(cx, 'faq'), groups.map(asTerms), tiers.at(-1)!, limits.hits)
  const hits = await sample(tokens.map((token) => [token]))
  const weights = new Map(tokens.map((token, i) => [token, weightOf(hits[i]!.length)]))
  // Of a word that more FAQs have than were looked at, those that have its neighbour too are the ones to look at.
  const pairs = pairsOf(tokens.filter((_, i) => hits[i]!.length >= limits.hits))
  if (pairs.length > 0) hits.push(...(await sample(pairs)))
  const sums = new Map<string, number>()
  ;[...tokens.map((token) => [token]), ...pairs].forEach((group, i) => {
    const weight = group.reduce((sum, token) => sum + weights.get(token)!, 0)
    for (const id of hits[i]!) sums.set(id, (sums.get(id) ?? 0) + weight)
  })
  const close = [...sums]
    .sort(([a, x], [b, y]) => y - x || (a < b ? 1 : -1))
    .slice(0, limits.close)
    .map(([id]) => id)
  const rows = await rowsOf(cx, close)
  return [...rows.values()]
    .filter((faq) => isLive(faq, cx.now))
    .map((faq) => ({ faq, score: scoreOf(faq, weights) }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score || (a.faq.id < b.faq.id ? 1 : -1))
    .slice(0, limit)
}

const asTerms = (tokens: readonly string[]) => tokens.map((token) => ({ tokens: [token], prefix: false }))

const pairsOf = (tokens: readonly string[]): string[][] =>
  tokens.slice(1, limits.pairs + 1).map((token, i) => [tokens[i]!, token])

/**
 * How much a token tells, by the number of FAQs that have it: rare ones most. One that no FAQ has is mostly a pair
 * across two words, so it counts little, but it counts: it may be what the question is about.
 */
const weightOf = (faqs: number): number => (faqs === 0 ? 1.5 : Math.log(1 + 5000 / faqs))
/** For tokens of a FAQ that were not asked for, whose numbers nobody has looked up. */
const usualWeight = weightOf(50)

/** The best of the FAQ's question and similar questions; its answer alone is worth half. */
function scoreOf(faq: FaqRow, weights: ReadonlyMap<string, number>): number {
  const asked = [faq.question, ...similarQuestions(faq)].map((text) => likeness(subjectOf(text), weights))
  const answered = likeness(subjectOf(faq.answer), weights, 1)
  return Math.round(Math.max(...asked, answered / 2) * 1000) / 1000
}

/**
 * From 0 to 1, how much a text says of what was asked and how little else. A text that says it all among other things
 * is still worth 0.7.
 */
export function likeness(
  tokens: readonly string[],
  weights: ReadonlyMap<string, number>,
  share = 0.7,
): number {
  let shared = 0
  let own = 0
  for (const token of tokens) {
    const weight = weights.get(token)
    shared += weight ?? 0
    own += weight ?? usualWeight
  }
  if (shared === 0) return 0
  const all = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return share * (shared / all) + (1 - share) * (shared / own)
}
