/** A piece of one line. `cid` names a part of the same mail. */
export type Inline =
  | { readonly tag: 'text'; readonly text: string }
  | { readonly tag: 'a'; readonly text: string; readonly href: string }
  | { readonly tag: 'img'; readonly cid: string }

export interface HtmlLine {
  /** How deep the line stands in quotations. */
  readonly depth: number
  readonly inlines: readonly Inline[]
}

/** More than this is no letter; the original is kept whole. */
const maximumLength = 1_000_000

/** Nothing in them is meant to be read. */
const unread = new Set(['script', 'style', 'head', 'title', 'template', 'svg', 'math', 'object', 'iframe'])
/** They have no end tag. */
const empty = new Set(['br', 'hr', 'img', 'input', 'meta', 'link', 'wbr', 'col', 'area', 'base'])
const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
)
const spaced = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'pre', 'table', 'blockquote'])

/** How mail programs mark what they quote, besides `blockquote`. */
const quoteMark =
  /\b(gmail_quote|yahoo_quoted|protonmail_quote|tutanota_quote|moz-cite-prefix|isReplyContent)\b/
/** From here on Outlook quotes, without an element around it. */
const quoteBegin = /\b(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container)\b/
/** A line that says so; `quotes.ts` cuts there. */
export const originalMessage = '-----Original Message-----'

/**
 * The readable lines of an HTML letter, without markup, scripts, styles and pictures of other servers. It makes no
 * demands on the HTML and takes time in proportion to its length.
 */
export function htmlLines(html: string): HtmlLine[] {
  const writer = new Writer()
  for (const token of tokens(html.slice(0, maximumLength))) {
    if (token.kind === 'text') writer.text(decodeEntities(token.text))
    else if (token.kind === 'open') writer.open(token.name, token.attributes)
    else writer.close(token.name)
  }
  return writer.finish()
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string }
  | { readonly kind: 'close'; readonly name: string }

function* tokens(html: string): Generator<Token> {
  let at = 0
  while (at < html.length) {
    const next = html.indexOf('<', at)
    if (next !== at) yield { kind: 'text', text: html.slice(at, next < 0 ? html.length : next) }
    if (next < 0) return
    if (html.startsWith('<!--', next)) {
      const end = html.indexOf('-->', next + 4)
      // Never closed: browsers show nothing more.
      if (end < 0) return
      at = end + 3
      continue
    }
    const name = /^<(\/?)([a-z][a-z0-9:-]{0,30})/i.exec(html.slice(next, next + 40))
    if (!name && !/^<[!?]/.test(html.slice(next, next + 2))) {
      yield { kind: 'text', text: '<' }
      at = next + 1
      continue
    }
    const end = html.indexOf('>', next)
    if (end < 0) return
    at = end + 1
    if (!name) continue
    const tag = name[2]!.toLowerCase()
    if (name[1]) yield { kind: 'close', name: tag }
    else yield { kind: 'open', name: tag, attributes: html.slice(next + name[0].length, end).slice(0, 4000) }
  }
}

class Writer {
  readonly #lines: HtmlLine[] = []
  #inlines: Inline[] = []
  /** Open elements that matter: what is hidden, quoted, kept as written, or a link. */
  readonly #stack: { readonly name: string; readonly is: 'unread' | 'quote' | 'pre' | 'link' | 'other' }[] =
    []
  #unread = 0
  #quotes = 0
  #pre = 0
  #href: string | undefined
  #blank = false
  #space = false

  text(text: string): void {
    if (this.#unread > 0) return
    if (this.#pre > 0) {
      text.split(/\r?\n/).forEach((line, i) => {
        if (i > 0) this.#break()
        this.#add(line)
      })
      return
    }
    let flat = text.replace(/[\t\n\r\f ]+/g, ' ')
    if (this.#atStart() || this.#endsInSpace()) flat = flat.replace(/^ /, '')
    this.#add(flat)
  }

  open(name: string, attributes: string): void {
    if (unread.has(name)) this.#push(name, 'unread')
    else if (this.#unread > 0) return
    else if (name === 'br') this.#break()
    else if (name === 'hr') {
      this.#endLine()
      this.#add('———')
      this.#endLine()
    } else if (name === 'img') this.#image(attributes)
    else if (!empty.has(name)) {
      if (blocks.has(name)) this.#endLine(spaced.has(name))
      const marks = `${attribute(attributes, 'class')} ${attribute(attributes, 'id')}`
      if (quoteBegin.test(marks)) {
        this.#endLine()
        this.#add(originalMessage)
        this.#endLine()
      }
      if (name === 'li') this.#add('• ')
      if (name === 'td' || name === 'th') this.#cell()
      if (name === 'a') this.#href = attribute(attributes, 'href').trim()
      const is =
        name === 'blockquote' || quoteMark.test(marks)
          ? 'quote'
          : name === 'pre'
            ? 'pre'
            : name === 'a'
              ? 'link'
              : 'other'
      if (is !== 'other' || blocks.has(name)) this.#push(name, is)
    }
  }

  close(name: string): void {
    const from = this.#stack.findLastIndex((element) => element.name === name)
    if (from >= 0)
      for (const element of this.#stack.splice(from)) {
        if (element.is === 'quote') this.#endLine()
        if (element.is === 'unread') this.#unread -= 1
        if (element.is === 'quote') this.#quotes -= 1
        if (element.is === 'pre') this.#pre -= 1
        if (element.is === 'link') this.#href = undefined
      }
    if (this.#unread === 0 && blocks.has(name)) this.#endLine(spaced.has(name))
  }

  finish(): HtmlLine[] {
    this.#endLine()
    return this.#lines
  }

  #push(name: string, is: 'unread' | 'quote' | 'pre' | 'link' | 'other'): void {
    if (is === 'quote') this.#endLine()
    if (is === 'unread') this.#unread += 1
    if (is === 'quote') this.#quotes += 1
    if (is === 'pre') this.#pre += 1
    // A letter does not nest deeper; what does is there to do harm.
    if (this.#stack.length < 500) this.#stack.push({ name, is })
  }

  #image(attributes: string): void {
    const cid = /^cid:(.+)$/i.exec(attribute(attributes, 'src').trim())?.[1]
    if (cid !== undefined) this.#put({ tag: 'img', cid: decodeCid(cid) })
  }

  #cell(): void {
    if (!this.#atStart() && !this.#endsInSpace()) this.#add(' ')
  }

  #add(text: string): void {
    if (text === '') return
    const href = this.#href
    if (href !== undefined && /^(https?|mailto|tel):/i.test(href) && text.trim() !== '')
      this.#put({ tag: 'a', text, href })
    else this.#put({ tag: 'text', text })
  }

  #put(inline: Inline): void {
    if (this.#blank && this.#lines.length > 0) this.#lines.push({ depth: this.#quotes, inlines: [] })
    this.#blank = false
    this.#space = inline.tag !== 'img' && inline.text.endsWith(' ')
    const last = this.#inlines.at(-1)
    if (inline.tag === 'text' && last?.tag === 'text')
      this.#inlines[this.#inlines.length - 1] = { tag: 'text', text: last.text + inline.text }
    else this.#inlines.push(inline)
  }

  #atStart = (): boolean => this.#inlines.length === 0

  /** Kept apart: looking at the end of a text that grows piece by piece would copy it each time. */
  #endsInSpace = (): boolean => this.#inlines.length > 0 && this.#space

  #break(): void {
    if (this.#blank && this.#lines.length > 0) this.#lines.push({ depth: this.#quotes, inlines: [] })
    this.#blank = false
    this.#lines.push({ depth: this.#quotes, inlines: this.#inlines })
    this.#inlines = []
  }

  /** Ends a line that has begun; with `gap` a blank one comes before the next. */
  #endLine(gap = false): void {
    if (this.#inlines.length > 0) {
      this.#lines.push({ depth: this.#quotes, inlines: this.#inlines })
      this.#inlines = []
    }
    const last = this.#lines.at(-1)
    if (gap && last !== undefined && last.inlines.length > 0) this.#blank = true
  }
}

function attribute(attributes: string, name: string): string {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(
    attributes,
  )
  return decodeEntities(match?.[1] ?? match?.[2] ?? match?.[3] ?? '')
}

function decodeCid(cid: string): string {
  try {
    return decodeURIComponent(cid)
  } catch {
    return cid
  }
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  euro: '€',
  pound: '£',
  yen: '¥',
  sect: '§',
  deg: '°',
  times: '×',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
}

export const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[name as string] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
    return code === 160
      ? ' '
      : code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
        ? String.fromCodePoint(code)
        : ''
  })
