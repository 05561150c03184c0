import { type Block, type Inline, type Line, type Mark, isObject, plain, safeHref, textAt } from './blocks.ts'
import { addItem, readMarkdown } from './markdown.ts'

export interface Post {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** The names of the styles; the vendor has had two for a line through the text. */
const marksByStyle: Readonly<Record<string, Mark>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  lineThrough: 'strike',
  strikethrough: 'strike',
  codeInline: 'code',
}

const styles: Readonly<Record<Mark, string>> = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'lineThrough',
  code: 'codeInline',
}

const marksOf = (element: unknown): Mark[] => {
  const style = isObject(element) && Array.isArray(element.style) ? (element.style as unknown[]) : []
  return style.flatMap((name) => marksByStyle[String(name)] ?? [])
}

/**
 * One language of a post: the wanted one where it is there, else the first. A post may come with `post` around it,
 * with a level for languages, or without.
 */
function bodyOf(content: unknown, locale: string): Record<string, unknown> | undefined {
  const outer = isObject(content) && isObject(content.post) ? content.post : content
  if (!isObject(outer)) return undefined
  if (Array.isArray(outer.content)) return outer
  const bodies = Object.entries(outer).filter(([, body]) => isObject(body) && Array.isArray(body.content))
  const found = bodies.find(([name]) => name === locale) ?? bodies[0]
  return found?.[1] as Record<string, unknown> | undefined
}

/** @param locale as the vendor names it, for instance `zh_cn`. */
export function readPost(content: unknown, locale: string): Post | undefined {
  const body = bodyOf(content, locale)
  if (!body) return undefined
  const blocks: Block[] = []
  for (const line of body.content as unknown[]) addLine(blocks, Array.isArray(line) ? line : [])
  return { title: textAt(body, 'title'), blocks }
}

/** A line of a post; what cannot stand in a line of text ends it and begins another. */
function addLine(blocks: Block[], elements: readonly unknown[]): void {
  let line: Inline[] = []
  const end = () => {
    if (line.length > 0) addText(blocks, line)
    line = []
  }
  for (const element of elements) {
    const own = blocksOfElement(element)
    if (own) {
      end()
      blocks.push(...own)
    } else line.push(...inlinesOf(element))
  }
  if (elements.length === 0) blocks.push({ kind: 'line', line: [] })
  end()
}

const bullet = /^[•·]\s+/

function addText(blocks: Block[], line: Line): void {
  const [first, ...rest] = line
  if (first?.kind === 'text' && bullet.test(first.text)) {
    const text = first.text.replace(bullet, '')
    addItem(blocks, text === '' ? rest : [plain(text, first.marks), ...rest])
  } else blocks.push({ kind: 'line', line })
}

/** What stands on its own. */
function blocksOfElement(element: unknown): Block[] | undefined {
  switch (textAt(element, 'tag')) {
    case 'img':
      return [{ kind: 'image', key: textAt(element, 'image_key'), alt: '' }]
    case 'media':
      return [
        { kind: 'media', key: textAt(element, 'file_key'), cover: textAt(element, 'image_key') || undefined },
      ]
    case 'hr':
      return [{ kind: 'rule' }]
    case 'code_block':
      return [{ kind: 'code', text: textAt(element, 'text'), language: textAt(element, 'language') }]
    case 'md':
      return readMarkdown(textAt(element, 'text'), { headings: true })
    default:
      return undefined
  }
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
}
const unescaped = (text: string) =>
  text.replace(/&(?:lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity]!)

function inlinesOf(element: unknown): Inline[] {
  const raw = textAt(element, 'text')
  const text = isObject(element) && element.un_escape === true ? unescaped(raw) : raw
  const marks = marksOf(element)
  switch (textAt(element, 'tag')) {
    case 'a': {
      const href = safeHref(textAt(element, 'href'))
      return [href ? { kind: 'link', text: text || href, href, marks } : plain(text, marks)]
    }
    case 'at':
      return [{ kind: 'at', name: textAt(element, 'user_name') || textAt(element, 'user_id') }]
    case 'emotion':
      return [plain(`[${textAt(element, 'emoji_type')}]`, marks)]
    default:
      return text === '' ? [] : [plain(text, marks)]
  }
}

type Element = Readonly<Record<string, unknown>>

const elementOf = (inline: Inline): Element => {
  if (inline.kind === 'at') return { tag: 'text', text: `@${inline.name}` }
  const style = inline.marks.length > 0 && { style: inline.marks.map((mark) => styles[mark]) }
  return inline.kind === 'link'
    ? { tag: 'a', text: inline.text, href: inline.href, ...style }
    : { tag: 'text', text: inline.text, ...style }
}

function elementsOf(block: Block): Element[][] {
  switch (block.kind) {
    case 'line':
    case 'heading':
      return [block.line.map(elementOf)]
    case 'list':
      // A post has no lists; this is how they read in every client.
      return block.items.map((line) => [{ tag: 'text', text: '• ' }, ...line.map(elementOf)])
    case 'code':
      return [[{ tag: 'code_block', language: block.language || 'PLAIN_TEXT', text: block.text }]]
    case 'rule':
      return [[{ tag: 'hr' }]]
    default:
      return []
  }
}

/** The blocks as the vendor writes them. */
export const writePost = (blocks: readonly Block[], locale: string): unknown => ({
  [locale]: { title: '', content: blocks.flatMap(elementsOf) },
})

const hasMarks = (block: Block): boolean =>
  block.kind !== 'line' || block.line.some((inline) => inline.kind === 'link' || marksIn(inline))
const marksIn = (inline: Inline) => inline.kind === 'text' && inline.marks.length > 0

export interface Written {
  readonly type: 'text' | 'post'
  readonly content: unknown
}

/** What is sent for what was written: a post where it has formatting, and the plain text as it stands where not. */
export function messageFromMarkdown(text: string, locale: string): Written {
  const blocks = readMarkdown(text.trim())
  if (!blocks.some(hasMarks)) {
    const lines = blocks.map((block) =>
      block.kind === 'line'
        ? block.line.map((inline) => (inline.kind === 'text' ? inline.text : '')).join('')
        : '',
    )
    return { type: 'text', content: { text: lines.join('\n') } }
  }
  return { type: 'post', content: writePost(blocks, locale) }
}

/** What the server will read in a message that is written like this: by it, the message is known when it comes back. */
export function plainMessage(text: string, locale: string): string {
  const written = messageFromMarkdown(text, locale)
  if (written.type === 'text') return textAt(written.content, 'text')
  const elements = bodyOf(written.content, locale)?.content as readonly (readonly unknown[])[]
  return elements
    .map((line) => line.map((element) => textAt(element, 'text')).join(''))
    .filter((line) => line !== '')
    .join('\n')
}

/** The vendor’s name for the language of our pages. */
export const postLocale = (language: string) => (language === 'zh' ? 'zh_cn' : 'en_us')
