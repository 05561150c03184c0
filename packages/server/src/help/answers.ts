import type { FaqRow } from '../db/faqs.ts'
import { helpFaq } from '../db/help-center.ts'
import type { Cx } from '../domain/cx.ts'
import { documentsByIds } from '../domain/documents.ts'
import { excerptOf } from '../domain/excerpt.ts'
import { type FaqCursor, searchFaqs } from '../domain/faq-search.ts'
import { isLive, richAnswer } from '../domain/faqs.ts'
import { type HelpCatalog, categoryPage, highlights, languageOfFaq } from '../domain/help-center.ts'
import { isDocument } from '../domain/richtext.ts'
import { rootCategory } from '../domain/search-index.ts'
import { termsOf } from '../domain/tokenizer.ts'
import { articlePage } from './article-page.ts'
import type { Site } from './layout.ts'
import { categoryPageOf, homePage, noticePage, searchPage } from './pages.ts'
import { looseCategory } from './parts.ts'
import type { Content } from './reply.ts'

/** What an address leads to: a page, or another address. */
export type Answer = Content | { readonly to: string }

/** Seconds for which a page may be shown without asking again. */
const fresh = 30
const pageSize = 50
const shownSuggestions = 6
const shownHighlights = 6
const shownRelated = 5

/**
 * What stands around every page. It is on its way when a page begins: a page asks for its own rows meanwhile, because
 * over a network each wait for the database costs more than the query.
 */
export type Surroundings = Promise<readonly [site: Site, catalog: HelpCatalog]>

export async function home(cx: Cx, around: Surroundings): Promise<Answer> {
  const [[site, catalog], all] = await Promise.all([around, highlights(cx)])
  const speaks = (faq: Pick<FaqRow, 'category_id'>) =>
    (languageOfFaq(faq, catalog) ?? site.language) === site.language
  const helpful = all.helpful.filter(speaks).slice(0, shownHighlights)
  const known = new Set(helpful.map(({ id }) => id))
  const newest = all.newest
    .filter(speaks)
    .slice(0, shownHighlights)
    .filter(({ id }) => !known.has(id))
  return { text: homePage(site, catalog, { helpful, newest }), fresh }
}

export const notFound = (site: Site, catalog: HelpCatalog): Answer => ({
  text: noticePage(site, { title: site.t.notFound, help: site.t.notFoundHelp }, catalog),
  status: 404,
})

export async function category(
  cx: Cx,
  around: Surroundings,
  asked: { readonly id: string; readonly path: string; readonly before: string | undefined },
): Promise<Answer> {
  const [[site, catalog], page] = await Promise.all([
    around,
    categoryPage(cx, asked.id, asked.before, pageSize),
  ])
  const found = asked.id === rootCategory ? looseCategory(site, catalog) : catalog.byId.get(asked.id)
  if (!found) return notFound(site, catalog)
  const language = found.language ?? site.language
  const address = site.at.category(language, found)
  if (!samePath(asked.path, address)) return { to: site.at.category(language, found, asked.before) }
  return { text: categoryPageOf(site, catalog, found, { ...page, before: asked.before }), fresh }
}

export async function article(
  cx: Cx,
  around: Surroundings,
  asked: { readonly id: string; readonly path: string; readonly voted: 'yes' | 'no' | undefined },
): Promise<Answer> {
  const { engine, tenantId, helpdeskId } = cx
  const [[site, catalog], [faq]] = await Promise.all([
    around,
    helpFaq(engine, { tenantId, helpdeskId, id: asked.id }),
  ])
  const { t } = site
  if (!faq) return notFound(site, catalog)
  if (!isLive(faq, cx.now))
    return { text: noticePage(site, { title: t.gone, help: t.goneHelp }, catalog), status: 410 }
  const language = languageOfFaq(faq, catalog) ?? site.language
  const address = site.at.article(language, faq)
  if (!samePath(asked.path, address)) return { to: address }
  const [documents, near] = await Promise.all([
    documentsByIds(
      cx,
      richAnswer(faq).flatMap((item) => (isDocument(item) ? [item.content] : [])),
    ),
    categoryPage(cx, faq.category_id ?? rootCategory, undefined, shownRelated + 1),
  ])
  const related = near.faqs.filter(({ id }) => id !== faq.id).slice(0, shownRelated)
  const text = articlePage(site, catalog, { faq, documents, related, voted: asked.voted })
  if (asked.voted !== undefined) return { text }
  return {
    text,
    fresh,
    changedAt: Math.max(faq.updated_at, ...[...documents.values()].map((d) => d.updated_at)),
  }
}

export async function search(
  cx: Cx,
  around: Surroundings,
  asked: { readonly query: string; readonly after: FaqCursor | undefined },
): Promise<Answer> {
  const { query, after } = asked
  const [[site, catalog], { faqs, next }] = await Promise.all([around, searchFaqs(cx, query, after, 20)])
  const found = faqs.map((faq) => ({ faq: { ...faq, lead: '' }, answer: faq.answer }))
  const cursor = next && `${next.tier}.${next.at}`
  const text = searchPage(site, catalog, { query, words: wordsOf(query), found, next: cursor })
  return { text, fresh }
}

/** What may be meant by what has been typed so far, for the script of the search box. */
export async function suggest(cx: Cx, around: Surroundings, query: string): Promise<Answer> {
  const [[site, catalog], { faqs }] = await Promise.all([
    around,
    searchFaqs(cx, query, undefined, shownSuggestions, true),
  ])
  const words = wordsOf(query)
  const items = faqs.map((faq) => ({
    address: site.at.article(languageOfFaq(faq, catalog) ?? site.language, faq),
    ...excerptOf(faq.question, words),
  }))
  const status = items.length === 0 ? site.t.noSuggestions : site.t.suggestions(items.length)
  return { text: JSON.stringify({ items, status }), type: 'application/json; charset=utf-8', fresh }
}

const wordsOf = (query: string): string[] => termsOf(query, true).flatMap(({ words }) => words)

/** Whether an address as it was called is the one the page has: browsers may write its letters differently. */
function samePath(called: string, address: string): boolean {
  try {
    return decodeURIComponent(called) === decodeURIComponent(address)
  } catch {
    return false
  }
}
