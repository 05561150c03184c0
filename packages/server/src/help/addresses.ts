import type { HelpCategory, HelpLanguage } from '../domain/help-center.ts'
import { fold } from '../domain/tokenizer.ts'

/** The readable end of an address: it says what stands there and is not needed to find it. */
export function slugOf(text: string): string {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  let slug = ''
  for (const word of words) {
    if (slug.length + word.length > 60) break
    slug += (slug && '-') + word
  }
  return slug
}

const named = (id: string, text: string): string => {
  const slug = slugOf(text)
  return slug === '' ? id : `${id}-${encodeURIComponent(slug)}`
}

export interface Addresses {
  /** `/help`, or `/help/<desk>` for every desk but the first. */
  readonly base: string
  home(language: HelpLanguage): string
  category(language: HelpLanguage, category: Pick<HelpCategory, 'id' | 'name'>, before?: string): string
  article(language: HelpLanguage, faq: { readonly id: string; readonly question: string }): string
  vote(language: HelpLanguage, faqId: string): string
  search(language: HelpLanguage, query?: string, after?: string): string
  image(faqId: string, imageKey: string): string
}

/** Where things stand in the help centre of a desk. */
export const addressesOf = (base: string): Addresses => ({
  base,
  home: (language) => `${base}/${language}`,
  category: (language, category, before) =>
    `${base}/${language}/categories/${named(category.id, category.name)}${before === undefined ? '' : `?before=${before}`}`,
  article: (language, faq) => `${base}/${language}/articles/${named(faq.id, faq.question)}`,
  vote: (language, faqId) => `${base}/${language}/articles/${faqId}/vote`,
  search: (language, query, after) => {
    const parameters = new URLSearchParams()
    if (query) parameters.set('q', query)
    if (after !== undefined) parameters.set('after', after)
    return `${base}/${language}/search${parameters.size > 0 ? `?${parameters.toString()}` : ''}`
  },
  image: (faqId, imageKey) => `${base}/images/${faqId}/${imageKey}`,
})

/** Where the parts of an address lead, with what they name. */
export type Place =
  | { readonly kind: 'start' | 'sitemap' }
  | { readonly kind: 'sitemapPiece'; readonly from: string }
  | { readonly kind: 'image'; readonly faqId: string; readonly imageKey: string }
  | { readonly kind: 'home' | 'search' | 'suggest' | 'lost'; readonly language: HelpLanguage }
  | { readonly kind: 'category' | 'article' | 'vote'; readonly language: HelpLanguage; readonly id: string }

/** Reads the path behind `/help`: which desk, and what of it. */
export function placeOf(path: string): { deskId: string | undefined; place: Place | undefined } {
  const parts = path.split('/').filter((part) => part !== '')
  const deskId = /^\d{5,20}$/.test(parts[0] ?? '') ? parts.shift() : undefined
  return { deskId, place: placeIn(parts) }
}

function placeIn([first, second, third, fourth, ...more]: readonly string[]): Place | undefined {
  if (first === undefined) return { kind: 'start' }
  if (more.length > 0) return undefined
  if (first === 'sitemap.xml' && second === undefined) return { kind: 'sitemap' }
  if (first === 'sitemaps' && third === undefined) {
    const from = /^(\d{1,19})\.xml$/.exec(second ?? '')?.[1]
    return from === undefined ? undefined : { kind: 'sitemapPiece', from }
  }
  // Keys of images are letters, digits and underscores.
  if (first === 'images' && second !== undefined && third !== undefined && fourth === undefined)
    return { kind: 'image', faqId: second, imageKey: third }
  if (first !== 'zh' && first !== 'en') return undefined
  if (second === undefined) return { kind: 'home', language: first }
  if ((second === 'search' || second === 'suggest') && third === undefined)
    return { kind: second, language: first }
  const id = /^\d{1,19}/.exec(third ?? '')?.[0]
  if (id !== undefined && second === 'articles' && fourth === 'vote')
    return { kind: 'vote', language: first, id }
  if (id !== undefined && fourth === undefined) {
    if (second === 'articles') return { kind: 'article', language: first, id }
    if (second === 'categories') return { kind: 'category', language: first, id }
  }
  return { kind: 'lost', language: first }
}
