import { type RichtextItem, isDocument, isImage, isLink } from '../domain/richtext.ts'
import { type Html, html } from './html.ts'
import { linkTo, prose } from './prose.ts'

/** What a document of an answer says. */
export interface ShownDocument {
  readonly id: string
  readonly title: string
  readonly content: string
}

export interface AnswerParts {
  readonly items: readonly RichtextItem[]
  readonly documents: ReadonlyMap<string, ShownDocument>
  readonly imageAddress: (key: string) => string
  readonly imageText: string
  readonly documentText: string
}

/** A rich answer as HTML. A document that is gone is left out. */
export const answerHtml = ({ items, documents, ...parts }: AnswerParts): Html[] =>
  items.flatMap((item) => {
    if (isImage(item))
      return html`<p>
        <img src="${parts.imageAddress(item.content)}" alt="${parts.imageText}" loading="lazy" />
      </p>`
    if (isLink(item)) return html`<p>${linkTo(item.content)}</p>`
    if (!isDocument(item)) return prose(item.content)
    const document = documents.get(item.content)
    if (!document) return []
    return html`<section class="document" aria-label="${document.title || parts.documentText}">
      ${document.title !== '' && html`<h2>${document.title}</h2>`} ${prose(document.content)}
    </section>`
  })
