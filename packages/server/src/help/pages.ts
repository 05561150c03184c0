import type { HelpFaq } from '../db/help-center.ts'
import { excerptOf } from '../domain/excerpt.ts'
import type { HelpCatalog, HelpCategory } from '../domain/help-center.ts'
import { html } from './html.ts'
import { type Site, pageOf, searchBox } from './layout.ts'
import { breadcrumb, breadcrumbData, categoryList, faqItem, faqList, marked, pathTo } from './parts.ts'

const bothHomes = ({ at }: Site) => ({ zh: at.home('zh'), en: at.home('en') })

export function homePage(
  site: Site,
  catalog: HelpCatalog,
  { helpful, newest }: { helpful: readonly HelpFaq[]; newest: readonly HelpFaq[] },
): string {
  const { t, at, desk, language, baseUrl } = site
  const topics = categoryList(site, catalog, t.categories)
  return pageOf(site, {
    title: t.title(desk.name),
    description: t.description(desk.name),
    canonical: at.home(language),
    alternates: bothHomes(site),
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'WebSite',
        name: t.title(desk.name),
        url: baseUrl + at.home(language),
        potentialAction: {
          '@type': 'SearchAction',
          target: `${baseUrl}${at.search(language)}?q={search_term_string}`,
          'query-input': 'required name=search_term_string',
        },
      },
    ],
    searchInHead: false,
    main: html`<div class="hero">
        <div class="wide">
          <h1>${t.welcome}</h1>
          ${searchBox(site, '', true)}
        </div>
      </div>
      <div class="wide sections">
        ${
          topics ??
          html`<div class="empty">
            <h2>${t.empty}</h2>
            <p>${t.emptyHelp}</p>
          </div>`
        }
        <div class="columns">
          ${faqList(site, catalog, { id: 'helpful', title: t.helpful, faqs: helpful })}
          ${faqList(site, catalog, { id: 'newest', title: t.newest, faqs: newest })}
        </div>
      </div>`,
  })
}

export function categoryPageOf(
  site: Site,
  catalog: HelpCatalog,
  category: HelpCategory,
  page: { faqs: readonly HelpFaq[]; next: string | undefined; before: string | undefined },
): string {
  const { t, at, desk, language } = site
  const above = pathTo(category.parent)
  const inBoth = category.language === undefined
  const { children } = category
  return pageOf(site, {
    title: `${category.name} – ${desk.name}`,
    description: `${category.name}: ${t.description(desk.name)}`,
    canonical: at.category(language, category, page.before),
    ...(inBoth && {
      alternates: {
        zh: at.category('zh', category, page.before),
        en: at.category('en', category, page.before),
      },
    }),
    data: [breadcrumbData(site, above, category.name)],
    searchInHead: true,
    main: html`<div class="narrow sections">
      <div>
        ${breadcrumb(site, above)}
        <h1>${category.name}</h1>
        <p class="meta">${t.articles(category.total)}</p>
      </div>
      ${
        children.length > 0 &&
        html`<section aria-labelledby="subtopics">
          <h2 id="subtopics">${t.subcategories}</h2>
          <ul class="subcategories">
            ${children.map(
              (child) =>
                html`<li>
                  <a href="${at.category(language, child)}">${child.name}</a>
                  <span class="count">${t.articles(child.total)}</span>
                </li>`,
            )}
          </ul>
        </section>`
      }
      ${
        page.faqs.length > 0 &&
        html`<ul class="faqs">
          ${page.faqs.map((faq) => faqItem(site, catalog, faq))}
        </ul>`
      }
      ${
        page.faqs.length === 0 &&
        children.length === 0 &&
        html`<div class="empty">
          <h2>${t.emptyCategory}</h2>
          <p>${t.emptyCategoryHelp}</p>
        </div>`
      }
      ${
        (page.next !== undefined || page.before !== undefined) &&
        html`<nav class="pager" aria-label="${t.categories}">
          ${page.before !== undefined && html`<a href="${at.category(language, category)}">${t.first}</a>`}
          ${
            page.next !== undefined &&
            html`<a rel="next" href="${at.category(language, category, page.next)}">${t.next}</a>`
          }
        </nav>`
      }
    </div>`,
  })
}

export interface Found {
  readonly faq: HelpFaq
  readonly answer: string
}

export function searchPage(
  site: Site,
  catalog: HelpCatalog,
  {
    query,
    words,
    found,
    next,
  }: { query: string; words: readonly string[]; found: readonly Found[]; next: string | undefined },
): string {
  const { t, at, language } = site
  const title = query === '' ? t.typeSomething : found.length > 0 ? t.results(query) : t.noResults(query)
  return pageOf(site, {
    title: query === '' ? t.search : t.resultsTitle(query),
    alternates: { zh: at.search('zh', query), en: at.search('en', query) },
    searchInHead: true,
    query,
    main: html`<div class="narrow sections">
      <h1>${title}</h1>
      ${
        found.length > 0 &&
        html`<ul class="faqs is-results">
          ${found.map(({ faq, answer }) =>
            faqItem(site, catalog, faq, {
              question: marked(excerptOf(faq.question, words)),
              lead: marked(excerptOf(answer, words)),
            }),
          )}
        </ul>`
      }
      ${
        query !== '' &&
        found.length === 0 &&
        html`<ul class="tips">
          ${t.noResultsHelp.map((tip) => html`<li>${tip}</li>`)}
        </ul>`
      }
      ${
        next !== undefined &&
        html`<nav class="pager" aria-label="${t.search}">
          <a rel="next" href="${at.search(language, query, next)}">${t.moreResults}</a>
        </nav>`
      }
      ${found.length === 0 && categoryList(site, catalog, t.categories)}
    </div>`,
  })
}

/** A page for what is not there, was taken down, or went wrong; with a search and the way back. */
export const noticePage = (
  site: Site,
  { title, help }: { title: string; help: string },
  catalog?: HelpCatalog,
): string =>
  pageOf(site, {
    title: `${title} – ${site.desk.name}`,
    alternates: bothHomes(site),
    searchInHead: true,
    main: html`<div class="narrow sections">
      <div class="empty">
        <h1>${title}</h1>
        <p>${help}</p>
        <p><a href="${site.at.home(site.language)}">${site.t.toHome}</a></p>
      </div>
      ${catalog && categoryList(site, catalog, site.t.categories)}
    </div>`,
  })
