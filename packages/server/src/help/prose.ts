import { isAllowedLink } from '../domain/message-content.ts'
import { type Html, html } from './html.ts'

/**
 * A plain text as HTML: empty lines part paragraphs, lines that begin with `- ` or `1. ` are lists, `**…**` is
 * emphasis, `` `…` `` is code, and addresses are links. The same text reads well where none of this is known.
 */
export function prose(text: string): Html[] {
  const blocks: Html[] = []
  for (const part of text.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    for (const run of runsOf(part.split('\n').filter((line) => line.trim() !== ''))) blocks.push(blockOf(run))
  }
  return blocks
}

type Kind = 'text' | 'bullets' | 'numbers'
interface Run {
  readonly kind: Kind
  readonly lines: string[]
  readonly start: number
}

const bullet = /^\s*[-*•·]\s+/
const number = /^\s*(\d{1,3})[.)、．]\s*(?=\D)/

const kindOf = (line: string): Kind =>
  bullet.test(line) ? 'bullets' : number.test(line) ? 'numbers' : 'text'

function runsOf(lines: readonly string[]): Run[] {
  const runs: Run[] = []
  for (const line of lines) {
    const kind = kindOf(line)
    const last = runs.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else runs.push({ kind, lines: [line], start: Number(number.exec(line)?.[1] ?? 1) })
  }
  return runs
}

function blockOf({ kind, lines, start }: Run): Html {
  if (kind === 'text') return html`<p>${lines.map((line, i) => [i > 0 && html`<br />`, inline(line)])}</p>`
  const items = lines.map(
    (line) => html`<li>${inline(line.replace(kind === 'bullets' ? bullet : number, ''))}</li>`,
  )
  if (kind === 'bullets')
    return html`<ul>
      ${items}
    </ul>`
  return start === 1
    ? html`<ol>
        ${items}
      </ol>`
    : html`<ol start="${start}">
        ${items}
      </ol>`
}

// An address ends before punctuation of a sentence, and before Chinese text, which follows without a space.
const marks = /\*\*([^*\n]+)\*\*|`([^`\n]+)`|(https?:\/\/[^\s<>"'`\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)/g

/** One line, with its emphasis and its links. */
export function inline(line: string): Html[] {
  const pieces: Html[] = []
  let end = 0
  for (const match of line.matchAll(marks)) {
    const [whole, strong, code, address] = match
    pieces.push(html`${line.slice(end, match.index)}`)
    end = match.index + whole.length
    if (strong !== undefined) pieces.push(html`<strong>${inline(strong)}</strong>`)
    else if (code !== undefined) pieces.push(html`<code>${code}</code>`)
    else {
      const link = address!.replace(/[.,;:!?)\]]+$/, '')
      pieces.push(linkTo(link), html`${address!.slice(link.length)}`)
    }
  }
  pieces.push(html`${line.slice(end)}`)
  return pieces
}

/** A link out of the help centre; an address that browsers would run is shown as text. */
export const linkTo = (address: string): Html =>
  isAllowedLink(address)
    ? html`<a href="${address}" rel="nofollow noopener noreferrer">${address}</a>`
    : html`${address}`
