import { idsOfPieces, shownFrom } from '../db/help-center.ts'
import type { Cx } from '../domain/cx.ts'
import { helpLanguages, languageOfFaq } from '../domain/help-center.ts'
import type { Addresses } from './addresses.ts'
import type { Surroundings } from './answers.ts'
import { escape } from './html.ts'

/** So many FAQs stand in one piece; search engines take 50,000 addresses, and each FAQ has two at most. */
const pieceSize = 5000

const xml = (root: string, entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`

/** The list of the pieces. */
export async function sitemapIndex(cx: Cx, at: Addresses): Promise<string> {
  const ids = await idsOfPieces(cx.db, cx.tenantId, cx.helpdeskId, pieceSize)
  // What is at the front and what is in categories stands with the first FAQs.
  const pieces = ['0', ...ids.slice(1)]
  return xml(
    'sitemapindex',
    pieces.map(
      (id) => `<sitemap><loc>${escape(`${cx.baseUrl}${at.base}/sitemaps/${id}.xml`)}</loc></sitemap>`,
    ),
  )
}

/** One piece: everything from one id on. */
export async function sitemapPiece(cx: Cx, around: Surroundings, from: string): Promise<string> {
  const [[{ at }, catalog], faqs] = await Promise.all([
    around,
    shownFrom(cx.db, cx.tenantId, cx.helpdeskId, cx.now, from, pieceSize),
  ])
  const url = (path: string, changedAt?: number) =>
    `<url><loc>${escape(cx.baseUrl + path)}</loc>${
      changedAt === undefined ? '' : `<lastmod>${new Date(changedAt).toISOString()}</lastmod>`
    }</url>`
  const entries: string[] = []
  if (from === '0') {
    for (const language of helpLanguages) entries.push(url(at.home(language)))
    for (const category of catalog.byId.values())
      for (const language of helpLanguages)
        if (category.total > 0 && (category.language ?? language) === language)
          entries.push(url(at.category(language, category)))
  }
  for (const faq of faqs) {
    const own = languageOfFaq(faq, catalog)
    for (const language of own === undefined ? helpLanguages : [own])
      entries.push(url(at.article(language, faq), faq.updated_at))
  }
  return xml('urlset', entries)
}
