import { invalid } from './errors.ts'
import { isAllowedLink } from './message-content.ts'

/** A piece of a FAQ's answer: `text`, `link`, `image` (its key), `docx` (a document's id), or what the caller calls it. */
export interface RichtextItem {
  readonly type: string
  readonly content: string
}

const maximumItems = 500
const linkTypes = new Set(['link', 'a', 'url'])
const imageTypes = new Set(['image', 'img'])

/** Checks a rich answer, decoded from whichever form it came in. */
export function checkRichtext(field: string, value: unknown): RichtextItem[] {
  if (!Array.isArray(value)) throw invalid(field, value, 'must be a list of {content, type}')
  if (value.length > maximumItems)
    throw invalid(field, value.length, `must have at most ${maximumItems} items`)
  return value.map((item: unknown, i) => {
    const { content, type = 'text' } = (item ?? {}) as { content?: unknown; type?: unknown }
    if (typeof content !== 'string') throw invalid(`${field}.${i}.content`, content, 'must be a string')
    if (typeof type !== 'string' || !/^\w{1,32}$/.test(type))
      throw invalid(`${field}.${i}.type`, type, 'must be a short word, for example text')
    if (linkTypes.has(type) && !isAllowedLink(content))
      throw invalid(`${field}.${i}.content`, content, 'must be an http, https, mailto or tel address')
    return { content, type }
  })
}

export const isLink = (item: RichtextItem): boolean => linkTypes.has(item.type)
export const isImage = (item: RichtextItem): boolean => imageTypes.has(item.type)
export const isDocument = (item: RichtextItem): boolean => item.type === 'docx'

/** The readable part: everything but keys of images and ids of documents. */
export const richtextText = (items: readonly RichtextItem[]): string =>
  items
    .filter((item) => !isImage(item) && !isDocument(item))
    .map((item) => item.content)
    .join('\n')
