import { type Inline, type Line, type Mark, plain, safeHref } from './blocks.ts'

/** Longer ones first: `**` must not be read as two `*`. */
const delimiters: readonly (readonly [string, Mark])[] = [
  ['**', 'bold'],
  ['~~', 'strike'],
  ['*', 'italic'],
  ['_', 'italic'],
]

const wordish = /[\p{L}\p{N}]/u
const latin = /[A-Za-z0-9]/
const address = /https?:\/\/[^\s<>"'，。；！？、）】」]+/y
const link = /\[([^\][\n]{1,500})\]\(([^()\s]{1,2000})\)/y
const code = /`([^`\n]+)`/y
const escape = /\\([\\`*_~[\]()#+.!>-])/y

const matchAt = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const isEscaped = (text: string, at: number): boolean => {
  let from = at
  while (text[from - 1] === '\\') from -= 1
  return (at - from) % 2 === 1
}

/**
 * Where a mark that opens at `at` is closed. `5 * 3 * 2` and `snake_case_name` have no marks: what opens stands
 * before something, what closes stands behind something, and neither is inside of a Latin word.
 */
function closing(text: string, delimiter: string, at: number): number {
  const from = at + delimiter.length
  if (from >= text.length || /\s/.test(text[from]!)) return -1
  const single = delimiter.length === 1
  if (single && latin.test(text[at - 1] ?? '')) return -1
  if (delimiter === '_' && wordish.test(text[at - 1] ?? '')) return -1
  for (let end = text.indexOf(delimiter, from + 1); end >= 0; end = text.indexOf(delimiter, end + 1)) {
    if (/\s/.test(text[end - 1]!) || isEscaped(text, end)) continue
    const next = text[end + delimiter.length] ?? ''
    if (
      single &&
      (next === delimiter || (text[end - 1] === delimiter && !isEscaped(text, end - 1)) || latin.test(next))
    )
      continue
    if (delimiter === '_' && wordish.test(next)) continue
    // `***` closes the inner mark first.
    return delimiter === '**' && next === '*' ? end + 1 : end
  }
  return -1
}

/** One line of the Markdown subset. Whatever is not complete is text. */
export function readInline(text: string, marks: readonly Mark[] = []): Line {
  const out: Inline[] = []
  let written = ''
  const flush = () => {
    if (written) out.push(plain(written, marks))
    written = ''
  }
  const put = (...inlines: readonly Inline[]) => {
    flush()
    out.push(...inlines)
  }
  // What is not closed from here on is not closed from further on either.
  const unclosed = new Set<string>()

  for (let at = 0; at < text.length;) {
    const char = text[at]!
    let found: RegExpExecArray | null = null
    if (char === '\\' && (found = matchAt(escape, text, at))) {
      written += found[1]!
      at += 2
      continue
    }
    if (char === 'h' && (found = matchAt(address, text, at))) {
      written += found[0]
      at += found[0].length
      continue
    }
    if (char === '`' && (found = matchAt(code, text, at))) {
      put(plain(found[1]!, [...marks, 'code']))
      at += found[0].length
      continue
    }
    if (char === '[' && (found = matchAt(link, text, at))) {
      const href = safeHref(found[2])
      if (href) {
        put({ kind: 'link', text: found[1]!, href, marks })
        at += found[0].length
        continue
      }
    }
    const delimiter = delimiters.find(
      ([sign, mark]) => text.startsWith(sign, at) && !marks.includes(mark) && !unclosed.has(sign),
    )
    if (delimiter) {
      const [sign, mark] = delimiter
      const end = closing(text, sign, at)
      if (end > 0) {
        put(...readInline(text.slice(at + sign.length, end), [...marks, mark]))
        at = end + sign.length
        continue
      }
      if (!text.includes(sign, at + sign.length)) unclosed.add(sign)
      written += sign
      at += sign.length
      continue
    }
    written += char
    at += 1
  }
  flush()
  return out
}

const special = /[\\`*_~[\]]/g
const signs: Readonly<Partial<Record<Mark, string>>> = { bold: '**', italic: '*', strike: '~~' }

/** Text that means something in Markdown, written so that it stays text; addresses are left alone, as when read. */
const escaped = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"'，。；！？、）】」]+)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(special, '\\$&')))
    .join('')

const source = (inline: Inline): string => {
  if (inline.kind === 'at') return `@${escaped(inline.name)}`
  if (inline.kind === 'link') return `[${inline.text}](${inline.href})`
  return inline.marks.includes('code') ? `\`${inline.text}\`` : escaped(inline.text)
}

/** Marks that go on over several pieces are written once; they never open before a space or close behind one. */
export function writeInline(line: Line): string {
  let out = ''
  let open: readonly Mark[] = []
  const keep = (count: number) => {
    const spaces = /\s*$/.exec(out)![0]
    const closers = open.slice(count).toReversed()
    out = out.slice(0, out.length - spaces.length) + closers.map((mark) => signs[mark]).join('') + spaces
    open = open.slice(0, count)
  }
  for (const inline of line) {
    const marks = inline.kind === 'at' ? [] : inline.marks.filter((mark) => signs[mark] !== undefined)
    const text = source(inline)
    if (text.trim() !== '') {
      const stays = open.findIndex((mark) => !marks.includes(mark))
      keep(stays < 0 ? open.length : stays)
      const opening = marks.filter((mark) => !open.includes(mark))
      out += /^\s*/.exec(text)![0] + opening.map((mark) => signs[mark]).join('')
      open = [...open, ...opening]
      out += text.trimStart()
    } else out += text
  }
  keep(0)
  return out
}
