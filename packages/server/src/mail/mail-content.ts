import { type HtmlLine, type Inline, htmlLines } from './html-lines.ts'
import { ownLines } from './quotes.ts'
import type { ReceivedMail } from './received-mail.ts'
import { isPassedOn } from './reply-token.ts'

/** Longer texts are cut; the original is kept. In characters: three bytes each stay below the limit of a message. */
const maximumText = 40_000
/** The same for posts, with what surrounds their texts. */
const maximumPost = 7000

/** The part of a mail that its writer wrote now, ready to be shown. */
export interface MailBody {
  /** Lines of text, links and pictures. */
  readonly lines: readonly (readonly Inline[])[]
  /** Pictures that stand in the lines. */
  readonly cids: ReadonlySet<string>
}

/**
 * What a mail says: its text, or its HTML where there is no text or pictures stand in it; without what it quotes and
 * without the signature.
 */
export function bodyOf(mail: Pick<ReceivedMail, 'text' | 'html' | 'subject' | 'files'>): MailBody {
  const known = new Set(mail.files.map(({ cid }) => cid))
  const lines = linesOf(mail, known).slice(0, 5000)
  const cids = new Set(lines.flat().flatMap((inline) => (inline.tag === 'img' ? [inline.cid] : [])))
  return { lines, cids }
}

function linesOf(
  { text, html, subject }: Pick<ReceivedMail, 'text' | 'html' | 'subject'>,
  known: ReadonlySet<string | undefined>,
): readonly (readonly Inline[])[] {
  const written = html === undefined ? [] : own(htmlLines(html), subject)
  const shown = written.map((line) => line.filter((inline) => inline.tag !== 'img' || known.has(inline.cid)))
  const hasPictures = shown.flat().some((inline) => inline.tag === 'img')
  if (text === undefined || text.trim() === '' || hasPictures) return shown
  const lines = text.slice(0, 1_000_000).replace(/\r\n?/g, '\n').split('\n')
  return own(
    lines.map((line) => ({ depth: 0, inlines: [{ tag: 'text', text: line.replace(/\s+$/, '') }] })),
    subject,
  )
}

/** Without quotations, unless the mail passes another one on. */
function own(lines: readonly HtmlLine[], subject: string): readonly (readonly Inline[])[] {
  if (isPassedOn(subject)) return lines.map((line) => line.inlines)
  const plain = lines.map(({ depth, inlines }) => '> '.repeat(Math.min(depth, 10)) + lineText(inlines))
  const { start, end } = ownLines(plain)
  return lines
    .slice(start, end)
    .map(({ depth, inlines }) => (depth === 0 ? inlines : [{ tag: 'text' as const, text: '> ' }, ...inlines]))
}

const lineText = (inlines: readonly Inline[]): string =>
  inlines.map((inline) => (inline.tag === 'img' ? '[image]' : inline.text)).join('')

/** The body as text, links with their addresses where these say more. */
export const bodyText = ({ lines }: MailBody): string =>
  cut(
    lines
      .map((line) =>
        line
          .map((inline) =>
            inline.tag === 'img'
              ? ''
              : inline.tag === 'a' && !saysItself(inline.text, inline.href)
                ? `${inline.text} <${inline.href}>`
                : inline.text,
          )
          .join('')
          .trimEnd(),
      )
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    maximumText,
  )

const bare = (link: string): string =>
  link
    .trim()
    .replace(/^(mailto:|tel:|https?:\/\/)/i, '')
    .replace(/\/$/, '')
    .toLowerCase()
const saysItself = (text: string, href: string): boolean => bare(text) === bare(href)

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}…` : text

/** Elements of a post, as the vendor writes them, with the keys of pictures that have been kept. */
export function bodyPost(body: MailBody, images: ReadonlyMap<string, string>, title: string): unknown {
  let left = maximumPost
  const content: object[][] = []
  for (const line of body.lines) {
    const elements = line.flatMap((inline): object[] => {
      if (inline.tag === 'img') {
        const key = images.get(inline.cid)
        return key === undefined ? [] : [{ tag: 'img', image_key: key }]
      }
      if (left <= 0) return []
      const text = cut(inline.text, left)
      left -= text.length + 40
      return [inline.tag === 'a' ? { tag: 'a', text, href: inline.href } : { tag: 'text', text }]
    })
    if (elements.length > 0 || content.at(-1)?.length) content.push(elements)
  }
  return { zh_cn: { title, content } }
}
