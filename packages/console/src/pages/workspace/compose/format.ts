/** A piece of text and what is selected of it. */
export interface Selection {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** One replacement, so that the browser's own undo knows it; then what is selected. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly insert: string
  readonly start: number
  readonly end: number
}

const signs = { bold: '**', italic: '*', strike: '~~' } as const
export type Format = keyof typeof signs | 'list' | 'link' | 'code'

/** What a button of the toolbar does; a second time, it takes it back. */
export function formatted(format: Format, selection: Selection): Edit {
  if (format === 'list') return listed(selection)
  if (format === 'link') return linked(selection)
  if (format === 'code') return coded(selection)
  return wrapped(selection, signs[format])
}

function wrapped({ text, start, end }: Selection, sign: string): Edit {
  const around =
    text.slice(start - sign.length, start) === sign && text.slice(end, end + sign.length) === sign
  const longer = sign === '*' && text[start - 2] === '*' && text[start - 3] !== '*'
  const chosen = text.slice(start, end)
  if (around && !longer)
    return {
      from: start - sign.length,
      to: end + sign.length,
      insert: chosen,
      start: start - sign.length,
      end: end - sign.length,
    }
  return {
    from: start,
    to: end,
    insert: `${sign}${chosen}${sign}`,
    start: start + sign.length,
    end: end + sign.length,
  }
}

const wholeLines = ({ text, start, end }: Selection) => {
  const from = text.lastIndexOf('\n', start - 1) + 1
  const next = text.indexOf('\n', end)
  return { from, to: next < 0 ? text.length : next }
}

function listed(selection: Selection): Edit {
  const { from, to } = wholeLines(selection)
  const lines = selection.text.slice(from, to).split('\n')
  const isList = lines.every((line) => line.startsWith('- '))
  const insert = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n')
  return {
    from,
    to,
    insert,
    start: lines.length > 1 ? from : from + insert.length,
    end: from + insert.length,
  }
}

function linked({ text, start, end }: Selection): Edit {
  const chosen = text.slice(start, end)
  const isAddress = /^https?:\/\/\S+$/.test(chosen)
  const label = isAddress ? '' : chosen
  const href = isAddress ? chosen : 'https://'
  const insert = `[${label}](${href})`
  const at = start + (label === '' ? 1 : label.length + 3)
  return { from: start, to: end, insert, start: at, end: label === '' ? at : at + href.length }
}

function coded(selection: Selection): Edit {
  const { text, start, end } = selection
  if (!text.slice(start, end).includes('\n')) return wrapped(selection, '`')
  const { from, to } = wholeLines(selection)
  const inner = text.slice(from, to)
  return { from, to, insert: `\`\`\`\n${inner}\n\`\`\``, start: from + 4, end: from + 4 + inner.length }
}

/** Enter within a list goes on with it; on an empty item, it ends. */
export function continuedList({ text, start, end }: Selection): Edit | undefined {
  if (start !== end) return undefined
  const from = text.lastIndexOf('\n', start - 1) + 1
  const line = text.slice(from, start)
  if (!line.startsWith('- ')) return undefined
  if (line === '- ') return { from, to: start, insert: '', start: from, end: from }
  return { from: start, to: start, insert: '\n- ', start: start + 3, end: start + 3 }
}

/** What is being looked for right before the cursor, after a `/` or an `@`. */
export interface Trigger {
  readonly sign: '/' | '@'
  readonly from: number
  readonly query: string
}

export function triggerAt(text: string, at: number, signsAllowed: string): Trigger | undefined {
  const match = /(^|[\s，。；：、（(])([/@])([^\s/@]{0,40})$/.exec(text.slice(Math.max(0, at - 60), at))
  const sign = match?.[2]
  if (!match || (sign !== '/' && sign !== '@') || !signsAllowed.includes(sign)) return undefined
  return { sign, from: at - match[3]!.length - 1, query: match[3]! }
}
