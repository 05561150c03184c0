import type { HelpFaq } from '../db/help-center.ts'
import type { Excerpt } from '../domain/excerpt.ts'
import { type HelpCatalog, type HelpCategory, languageOfFaq } from '../domain/help-center.ts'
import { rootCategory } from '../domain/search-index.ts'
import { type Html, html } from './html.ts'
import type { Site } from './layout.ts'
import { helpTexts } from './texts.ts'

/** Text on one line, for descriptions. */
export const oneLine = (text: string, length: number): string => {
  const line = text
    .replaceAll(/\*\*|`/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const characters = Array.from(line)
  return characters.length > length ? `${characters.slice(0, length - 1).join('')}…` : line
}

/** A text with the words in it that were searched for. */
export function marked({ text, marks }: Excerpt): Html[] {
  const pieces: Html[] = []
  let end = 0
  for (const [from, to] of marks) {
    pieces.push(html`${text.slice(end, from)}<mark>${text.slice(from, to)}</mark>`)
    end = to
  }
  pieces.push(html`${text.slice(end)}`)
  return pieces
}

/** A FAQ in a list. One that stands in the other language only says so, and leads there. */
export function faqItem(
  { t, at, language }: Site,
  catalog: HelpCatalog,
  faq: HelpFaq,
  shown: { question: Html | readonly Html[]; lead: Html | readonly Html[] } = {
    question: html`${faq.question}`,
    lead: html`${oneLine(faq.lead, 140)}`,
  },
): Html {
  const own = languageOfFaq(faq, catalog)
  const foreign = own !== undefined && own !== language
  return html`<li>
    <a href="${at.article(own ?? language, faq)}" ${foreign && html` lang="${helpTexts[own].locale}"`}>
      <span class="faq-question">${shown.question}</span>
      ${foreign && html` <span class="badge" lang="${t.locale}">${t.inLanguage[own]}</span>`}
      <span class="faq-lead">${shown.lead}</span>
    </a>
  </li>`
}

export const faqList = (
  site: Site,
  catalog: HelpCatalog,
  { id, title, faqs }: { id: string; title: string; faqs: readonly HelpFaq[] },
): Html | undefined =>
  faqs.length === 0
    ? undefined
    : html`<section aria-labelledby="${id}">
        <h2 id="${id}">${title}</h2>
        <ul class="faqs">
          ${faqs.map((faq) => faqItem(site, catalog, faq))}
        </ul>
      </section>`

const categoryCard = ({ t, at, language }: Site, category: HelpCategory): Html =>
  html`<li class="category">
    <a href="${at.category(language, category)}"><strong>${category.name}</strong></a>
    <span class="count">${t.articles(category.total)}</span>
    ${
      category.children.length > 0 &&
      html`<ul class="children">
        ${category.children.slice(0, 4).map((child) => html`<li><a href="${at.category(language, child)}">${child.name}</a></li>`)}
      </ul>`
    }
  </li>`

/** What has no category, as a category. */
export const looseCategory = (site: Site, { loose }: HelpCatalog): HelpCategory => ({
  id: rootCategory,
  name: site.t.other,
  parent: undefined,
  children: [],
  language: undefined,
  total: loose,
})

export function categoryList(site: Site, catalog: HelpCatalog, title: string): Html | undefined {
  const all = catalog.loose > 0 ? [...catalog.top, looseCategory(site, catalog)] : catalog.top
  if (all.length === 0) return undefined
  return html`<section aria-labelledby="topics">
    <h2 id="topics">${title}</h2>
    <ul class="categories">
      ${all.map((category) => categoryCard(site, category))}
    </ul>
  </section>`
}

/** The way down to a category, without it. */
export function pathTo(category: HelpCategory | undefined): HelpCategory[] {
  const path: HelpCategory[] = []
  for (let at = category; at; at = at.parent) path.unshift(at)
  return path
}

export const breadcrumb = (site: Site, path: readonly HelpCategory[]): Html =>
  html`<nav class="breadcrumb" aria-label="${site.t.breadcrumb}">
    <ol>
      <li><a href="${site.at.home(site.language)}">${site.t.home}</a></li>
      ${path.map(
        (category) =>
          html`<li><a href="${site.at.category(site.language, category)}">${category.name}</a></li>`,
      )}
    </ol>
  </nav>`

/** The same for search engines. */
export const breadcrumbData = (site: Site, path: readonly HelpCategory[], last: string) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: [
    { name: site.t.home, item: site.baseUrl + site.at.home(site.language) },
    ...path.map((category) => ({
      name: category.name,
      item: site.baseUrl + site.at.category(site.language, category),
    })),
    { name: last, item: undefined },
  ].map((item, i) => ({ '@type': 'ListItem', position: i + 1, ...item })),
})
