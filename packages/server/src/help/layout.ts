import { type HelpLanguage, helpLanguages } from '../domain/help-center.ts'
import type { Addresses } from './addresses.ts'
import { helpAssets } from './assets.ts'
import { type Html, html, jsonLd } from './html.ts'
import { type HelpTexts, helpTexts } from './texts.ts'

/** The help centre of one desk in one language. */
export interface Site {
  readonly language: HelpLanguage
  readonly t: HelpTexts
  readonly desk: { readonly id: string; readonly name: string; readonly timeZone: string }
  readonly at: Addresses
  /** Where this installation is reached, without a trailing slash. */
  readonly baseUrl: string
  /** What brings the desk's chat into the page, where it has one. */
  readonly chat: Html | undefined
}

export interface Page {
  readonly title: string
  readonly description?: string
  /** The path under which search engines should know the page; absent for pages they should not keep. */
  readonly canonical?: string
  /** The same page in each language it exists in; in the others the switch leads to the front page. */
  readonly alternates?: Readonly<Partial<Record<HelpLanguage, string>>>
  readonly type?: 'website' | 'article'
  readonly data?: readonly object[]
  /** The address of an image that shows what the page is about. */
  readonly image?: string | undefined
  readonly searchInHead: boolean
  readonly query?: string
  readonly main: Html | readonly Html[]
}

const icon = html`<svg class="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
  <circle cx="9" cy="9" r="5.5" />
  <path d="m13.2 13.2 3.8 3.8" />
</svg>`

/** The one search box of a page. Without a script it is a plain form. */
export const searchBox = ({ t, at, language }: Site, query = '', large = false): Html =>
  html`<search class="${large ? 'search is-large' : 'search'}">
    <form action="${at.search(language)}" method="get" data-suggest="${at.base}/${language}/suggest">
      <label class="sr-only" for="q">${t.searchLabel}</label>
      ${icon}
      <input
        id="q"
        name="q"
        type="search"
        maxlength="200"
        autocomplete="off"
        placeholder="${t.searchPlaceholder}"
        value="${query}"
        data-hint="${t.searchHint}"
      />
      <button type="submit">${t.search}</button>
    </form>
  </search>`

function languageSwitch({ t, at, language }: Site, alternates: Page['alternates'] = {}): Html {
  return html`<nav class="languages" aria-label="${t.language}">
    ${helpLanguages.map((other) =>
      other === language
        ? html`<span aria-current="true" lang="${helpTexts[other].locale}">${helpTexts[other].name}</span>`
        : html`<a
            href="${alternates[other] ?? at.home(other)}"
            lang="${helpTexts[other].locale}"
            hreflang="${other}"
            >${helpTexts[other].name}</a
          >`,
    )}
  </nav>`
}

function headOf(site: Site, page: Page): Html {
  const { baseUrl, desk, t } = site
  const { canonical, alternates = {} } = page
  const languages =
    canonical === undefined ? [] : helpLanguages.filter((language) => alternates[language] !== undefined)
  return html`<meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${page.title}</title>
    ${page.description !== undefined && html`<meta name="description" content="${page.description}" />`}
    ${
      canonical === undefined
        ? html`<meta name="robots" content="noindex" />`
        : html`<link rel="canonical" href="${baseUrl}${canonical}" />
            <meta property="og:url" content="${baseUrl}${canonical}" />`
    }
    ${
      languages.length > 1 && [
        ...languages.map(
          (language) =>
            html`<link rel="alternate" hreflang="${language}" href="${baseUrl}${alternates[language]!}" />`,
        ),
        html`<link rel="alternate" hreflang="x-default" href="${baseUrl}${alternates.en!}" />`,
      ]
    }
    <meta property="og:title" content="${page.title}" />
    <meta property="og:type" content="${page.type ?? 'website'}" />
    <meta property="og:site_name" content="${desk.name}" />
    <meta property="og:locale" content="${t.openGraphLocale}" />
    ${page.description !== undefined && html`<meta property="og:description" content="${page.description}" />`}
    ${page.image !== undefined && html`<meta property="og:image" content="${baseUrl}${page.image}" />`}
    <link rel="icon" href="${helpAssets.icon.path}" />
    <link rel="stylesheet" href="${helpAssets.style.path}" />
    <script src="${helpAssets.script.path}" defer></script>
    ${page.data?.map(jsonLd)}`
}

/** A whole page. */
export const pageOf = (site: Site, page: Page): string =>
  `<!doctype html>\n${
    html`<html lang="${site.t.locale}">
      <head>
        ${headOf(site, page)}
      </head>
      <body>
        <a class="skip-link" href="#content">${site.t.skip}</a>
        <header class="site-head">
          <div class="wide">
            <a class="brand" href="${site.at.home(site.language)}"
              ><strong>${site.desk.name}</strong> <span>${site.t.helpCenter}</span></a
            >
            ${page.searchInHead && searchBox(site, page.query)} ${languageSwitch(site, page.alternates)}
          </div>
        </header>
        <main id="content" tabindex="-1">${page.main}</main>
        ${
          site.chat !== undefined &&
          html`<footer class="site-foot" data-chat hidden>
            <div class="wide">
              <p>${site.t.stillStuck} <button type="button">${site.t.contact}</button></p>
            </div>
          </footer>`
        }
        ${site.chat}
      </body>
    </html>`.text
  }\n`
