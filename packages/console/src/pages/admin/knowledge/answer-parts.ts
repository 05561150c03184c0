import type { FaqDetail } from './knowledge-query.ts'

export type AnswerItem = FaqDetail['answer'][number]

/** A piece of an answer while it is written; the key stays with it when it is moved. */
export interface AnswerPart extends AnswerItem {
  readonly key: number
}

let last = 0
export const partOf = (type: string, content: string): AnswerPart => ({ key: ++last, type, content })

/** The pieces to write in; there is always a text. */
export const partsOf = (items: readonly AnswerItem[]): AnswerPart[] =>
  items.length === 0 ? [partOf('text', '')] : items.map(({ type, content }) => partOf(type, content))

/** What is sent: pieces with something in them. */
export const itemsOf = (parts: readonly AnswerPart[]): AnswerItem[] =>
  parts
    .filter(({ content }) => content.trim() !== '')
    .map(({ type, content }) => ({ type, content: content.trim() }))

export const isLink = ({ type }: AnswerItem) => type === 'link' || type === 'a' || type === 'url'
export const isImage = ({ type }: AnswerItem) => type === 'image' || type === 'img'
export const isDocument = ({ type }: AnswerItem) => type === 'docx'

/** The same addresses that the server takes. */
export const isAddress = (text: string) =>
  URL.canParse(text) && ['http:', 'https:', 'mailto:', 'tel:'].includes(new URL(text).protocol)

export const moved = (parts: readonly AnswerPart[], index: number, by: -1 | 1): AnswerPart[] => {
  const other = parts[index + by]
  return other
    ? parts.map((part, i) => (i === index ? other : i === index + by ? parts[index]! : part))
    : [...parts]
}

export interface Selected {
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Puts `**` around what is selected, or takes them away. */
export function bold({ text, from, to }: Selected): Selected {
  const inside = text.slice(from, to)
  if (text.slice(from - 2, from) === '**' && text.slice(to, to + 2) === '**')
    return { text: text.slice(0, from - 2) + inside + text.slice(to + 2), from: from - 2, to: to - 2 }
  return { text: `${text.slice(0, from)}**${inside}**${text.slice(to)}`, from: from + 2, to: to + 2 }
}

const marker = /^(?:- |\d+\. )/

/** Makes list items of the selected lines, or plain lines of items of that kind. */
export function list({ text, from, to }: Selected, kind: 'bullets' | 'numbers'): Selected {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const next = text.indexOf('\n', to)
  const end = next < 0 ? text.length : next
  const lines = text.slice(start, end).split('\n')
  const wanted = (i: number) => (kind === 'bullets' ? '- ' : `${i + 1}. `)
  const all = lines.every((line, i) => line.startsWith(wanted(i)))
  const changed = lines.map((line, i) => (all ? '' : wanted(i)) + line.replace(marker, '')).join('\n')
  return { text: text.slice(0, start) + changed + text.slice(end), from: start, to: start + changed.length }
}
