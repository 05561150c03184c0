import type { FaqRow } from '../db/faqs.ts'
import type { HelpFaq } from '../db/help-center.ts'
import type { HelpCatalog } from '../domain/help-center.ts'
import { richAnswer } from '../domain/faqs.ts'
import { isImage } from '../domain/richtext.ts'
import { type ShownDocument, answerHtml } from './answer.ts'
import { type Html, html } from './html.ts'
import { type Site, pageOf } from './layout.ts'
import { breadcrumb, breadcrumbData, faqList, oneLine, pathTo } from './parts.ts'

export interface Article {
  readonly faq: FaqRow
  readonly documents: ReadonlyMap<string, ShownDocument>
  readonly related: readonly HelpFaq[]
  /** What the reader has just said, if they have. */
  readonly voted: 'yes' | 'no' | undefined
}

function voteForm({ t, at, language }: Site, { faq, voted }: Article): Html {
  return html`<section class="vote" id="vote" aria-labelledby="vote-title">
    <h2 id="vote-title">${t.voteQuestion}</h2>
    ${
      voted === undefined
        ? html`<form method="post" action="${at.vote(language, faq.id)}">
            <button name="helpful" value="yes">${t.yes}</button>
            <button name="helpful" value="no">${t.no}</button>
          </form>`
        : html`<p role="status">${voted === 'yes' ? t.thanks : t.thanksNo}</p>`
    }
  </section>`
}

const dateOf = (at: number, locale: string, timeZone: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(at)

/** The answer as search engines may show it: its words. */
const plainAnswer = ({ faq, documents }: Article): string =>
  [faq.answer, ...[...documents.values()].flatMap(({ title, content }) => [title, content])]
    .filter((text) => text !== '')
    .join('\n')
    .slice(0, 5000)

export function articlePage(site: Site, catalog: HelpCatalog, article: Article): string {
  const { t, at, desk, language } = site
  const { faq, documents, related } = article
  const category = faq.category_id === null ? undefined : catalog.byId.get(faq.category_id)
  const path = pathTo(category)
  const items = richAnswer(faq)
  const picture = items.find(isImage)
  return pageOf(site, {
    title: `${faq.question} – ${desk.name}`,
    description: oneLine(plainAnswer(article), 155) || t.description(desk.name),
    canonical: at.article(language, faq),
    ...(category?.language === undefined && {
      alternates: { zh: at.article('zh', faq), en: at.article('en', faq) },
    }),
    type: 'article',
    image: picture && at.image(faq.id, picture.content),
    data: [
      {
        '@context': 'https://schema.org',
        '@type': 'FAQPage',
        inLanguage: t.locale,
        mainEntity: [
          {
            '@type': 'Question',
            name: faq.question,
            dateModified: new Date(faq.updated_at).toISOString(),
            acceptedAnswer: { '@type': 'Answer', text: plainAnswer(article) },
          },
        ],
      },
      breadcrumbData(site, path, faq.question),
    ],
    searchInHead: true,
    main: html`<div class="narrow sections">
      <article>
        ${breadcrumb(site, path)}
        <h1>${faq.question}</h1>
        <p class="meta">
          <time datetime="${new Date(faq.updated_at).toISOString()}"
            >${t.updated(dateOf(faq.updated_at, t.locale, desk.timeZone))}</time
          >
        </p>
        <div class="answer">
          ${answerHtml({
            items,
            documents,
            imageAddress: (key) => at.image(faq.id, key),
            imageText: t.image(faq.question),
            documentText: t.document,
          })}
        </div>
      </article>
      ${voteForm(site, article)} ${faqList(site, catalog, { id: 'related', title: t.related, faqs: related })}
    </div>`,
  })
}
