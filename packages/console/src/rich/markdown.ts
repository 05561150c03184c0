import type { Block, Line } from './blocks.ts'
import { readInline, writeInline } from './markdown-inline.ts'

const fence = /^```([\w+#-]{0,20})\s*$/
const item = /^[-*•]\s+(?=\S)/
const rule = /^-{3,}\s*$/
const heading = /^#{1,6}\s+(?=\S)/

interface Options {
  /** Cards have headings; in a reply, a line that begins with # is about a number more often. */
  readonly headings?: boolean
}

/**
 * The small Markdown of our composer and of cards: bold, italic, strikethrough, code, links, lists, rules. A line
 * stays a line, as in a post: nothing is joined into paragraphs.
 */
export function readMarkdown(text: string, { headings = false }: Options = {}): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!
    const opened = fence.exec(line)
    const end = opened ? lines.findIndex((other, at) => at > i && /^```\s*$/.test(other)) : -1
    if (opened && end > 0) {
      blocks.push({ kind: 'code', language: opened[1]!, text: lines.slice(i + 1, end).join('\n') })
      i = end
    } else if (rule.test(line)) blocks.push({ kind: 'rule' })
    else if (headings && heading.test(line))
      blocks.push({ kind: 'heading', line: readInline(line.replace(heading, '')) })
    else if (item.test(line)) addItem(blocks, readInline(line.replace(item, '')))
    else blocks.push({ kind: 'line', line: readInline(line) })
  }
  return blocks
}

/** Adds to the list that is being read, or begins one. */
export function addItem(blocks: Block[], line: Line): void {
  const last = blocks.at(-1)
  if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, line] }
  else blocks.push({ kind: 'list', items: [line] })
}

/** The same text again, for whoever wants to change what was sent. Pictures and what only cards have are left out. */
export const writeMarkdown = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => written(block) ?? []).join('\n')

function written(block: Block): string | undefined {
  switch (block.kind) {
    case 'line':
      return guarded(writeInline(block.line))
    case 'heading':
      return `**${writeInline(block.line)}**`
    case 'list':
      return block.items.map((line) => `- ${writeInline(line)}`).join('\n')
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``
    case 'rule':
      return '---'
    default:
      return undefined
  }
}

/** A line of text that would be read as something else. */
const guarded = (line: string) => (item.test(line) || rule.test(line) ? `\\${line}` : line)
