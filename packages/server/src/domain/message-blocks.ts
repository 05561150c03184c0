import { isAllowedLink } from './message-content.ts'
import { plainText, postBody } from './message-text.ts'

/** One piece of a line, ready to be shown by a reader that knows nothing of the vendor's message types. */
export interface Inline {
  readonly text?: string
  readonly bold?: boolean
  readonly italic?: boolean
  readonly href?: string
  /** Key of a picture. */
  readonly image?: string
  /** The text is the question of this FAQ. */
  readonly faq_id?: string
}

export interface MessageBlocks {
  readonly title?: string
  readonly lines: readonly (readonly Inline[])[]
  readonly file?: { readonly kind: 'image' | 'file'; readonly key: string; readonly name: string }
}

/** A message as lines of text, links and pictures; what has no such form is its plain text. */
export function blocksOf(type: string, content: unknown): MessageBlocks {
  if (!isObject(content)) return { lines: [] }
  switch (type) {
    case 'text':
      return { lines: textLines(plainText(type, content)) }
    case 'post':
      return postBlocks(content)
    case 'image':
      return { lines: [], file: { kind: 'image', key: stringAt(content, 'image_key'), name: '' } }
    case 'file':
    case 'media':
    case 'audio': {
      const name = stringAt(content, 'file_name')
      return { lines: [], file: { kind: 'file', key: stringAt(content, 'file_key'), name } }
    }
    case 'interactive':
      return { lines: [...textLines(plainText(type, content)), ...buttonsOf(content)] }
    default:
      return { lines: textLines(plainText(type, content)) }
  }
}

const textLines = (text: string): Inline[][] => text.split('\n').map(linked)

const address = /https?:\/\/[^\s<>"'）】」，。；]+/g

/** A line whose addresses are links. */
function linked(line: string): Inline[] {
  const pieces: Inline[] = []
  let at = 0
  for (const match of line.matchAll(address)) {
    const href = match[0].replace(/[.,;:!?)\]]+$/, '')
    if (!isAllowedLink(href)) continue
    if (match.index > at) pieces.push({ text: line.slice(at, match.index) })
    pieces.push({ text: href, href })
    at = match.index + href.length
  }
  if (at < line.length) pieces.push({ text: line.slice(at) })
  return pieces
}

function postBlocks(content: unknown): MessageBlocks {
  const body = postBody(content)
  if (!body) return { lines: [] }
  const lines = body.content.flatMap((line) =>
    Array.isArray(line) ? splitLines(line.flatMap(inlineOf)) : [],
  )
  return { ...(body.title && { title: body.title }), lines }
}

/** A text element may have several lines in it. */
function splitLines(line: readonly Inline[]): Inline[][] {
  const lines: Inline[][] = [[]]
  for (const piece of line) {
    const [first, ...rest] = (piece.text ?? '').split('\n')
    lines.at(-1)!.push({ ...piece, ...(piece.text !== undefined && { text: first! }) })
    for (const text of rest) lines.push([{ ...piece, text }])
  }
  return lines
}

function inlineOf(element: unknown): Inline[] {
  if (!isObject(element)) return []
  const style = Array.isArray(element.style) ? (element.style as unknown[]) : []
  const shape = {
    ...(style.includes('bold') && { bold: true }),
    ...(style.includes('italic') && { italic: true }),
  }
  const text = stringAt(element, 'text')
  switch (stringAt(element, 'tag')) {
    case 'img':
      return [{ image: stringAt(element, 'image_key') }]
    case 'a': {
      const href = stringAt(element, 'href')
      return [{ text: text || href, ...shape, ...(isAllowedLink(href) && { href }) }]
    }
    case 'at':
      return [{ text: `@${stringAt(element, 'user_name')}`, ...shape }]
    case 'media':
      return [{ text: '▶' }]
    case 'hr':
      return [{ text: '—' }]
    default: {
      const faq = stringAt(element, 'faq_id')
      if (faq) return [{ text, faq_id: faq }]
      return Object.keys(shape).length === 0 ? linked(text) : [{ text, ...shape }]
    }
  }
}

/** The links of a card's buttons. */
function buttonsOf(value: unknown, depth = 0): Inline[][] {
  if (depth > 16 || typeof value !== 'object' || value === null) return []
  if (isObject(value) && value.tag === 'button') {
    const label = isObject(value.text) ? stringAt(value.text, 'content') : ''
    const href = stringAt(value, 'url')
    return label && isAllowedLink(href) ? [[{ text: label, href }]] : []
  }
  return Object.values(value).flatMap((item) => buttonsOf(item, depth + 1))
}

const stringAt = (value: unknown, key: string): string => {
  const found = isObject(value) ? value[key] : undefined
  return typeof found === 'string' ? found : ''
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
