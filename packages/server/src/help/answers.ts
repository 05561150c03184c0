import type { FaqRow } from '../db/faqs.ts'
import { findFaq } from '../db/faqs.ts'
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

export async function home(cx: Cx, site: Site, catalog: HelpCatalog): Promise<Answer> {
  const speaks = (faq: Pick<FaqRow, 'category_id'>) =>
    (languageOfFaq(faq, catalog) ?? site.language) === site.language
  const found = await highlights(cx, speaks, shownHighlights)
  const known = new Set(found.helpful.map(({ id }) => id))
  const newest = found.newest.filter(({ id }) => !known.has(id))
  return { text: homePage(site, catalog, { ...found, newest }), fresh }
}

export const notFound = (site: Site, catalog: HelpCatalog): Answer => ({
  text: noticePage(site, { title: site.t.notFound, help: site.t.notFoundHelp }, catalog),
  status: 404,
})

export async function category(
  cx: Cx,
  site: Site,
  catalog: HelpCatalog,
  asked: { readonly id: string; readonly path: string; readonly before: string | undefined },
): Promise<Answer> {
  const found = asked.id === rootCategory ? looseCategory(site, catalog) : catalog.byId.get(asked.id)
  if (!found) return notFound(site, catalog)
  const language = found.language ?? site.language
  const address = site.at.category(language, found)
  if (!samePath(asked.path, address)) return { to: site.at.category(language, found, asked.before) }
  const page = await categoryPage(cx, found.id, asked.before, pageSize)
  return { text: categoryPageOf(site, catalog, found, { ...page, before: asked.before }), fresh }
}

export async function article(
  cx: Cx,
  site: Site,
  catalog: HelpCatalog,
  asked: { readonly id: string; readonly path: string; readonly voted: 'yes' | 'no' | undefined },
): Promise<Answer> {
  const { t } = site
  const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, asked.id)
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
  site: Site,
  catalog: HelpCatalog,
  asked: { readonly query: string; readonly after: FaqCursor | undefined },
): Promise<Answer> {
  const { query, after } = asked
  const { faqs, next } = await searchFaqs(cx, query, after, 20)
  const found = faqs.map((faq) => ({ faq: { ...faq, lead: '' }, answer: faq.answer }))
  const cursor = next && `${next.tier}.${next.at}`
  const text = searchPage(site, catalog, { query, words: wordsOf(query), found, next: cursor })
  return { text, fresh }
}

/** What may be meant by what has been typed so far, for the script of the search box. */
export async function suggest(cx: Cx, site: Site, catalog: HelpCatalog, query: string): Promise<Answer> {
  const { faqs } = await searchFaqs(cx, query, undefined, shownSuggestions, true)
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
