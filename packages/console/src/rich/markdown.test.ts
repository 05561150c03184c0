import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from './blocks.ts'
import { readMarkdown, writeMarkdown } from './markdown.ts'
import { messageFromMarkdown, readPost, writePost } from './post.ts'

const inline = (text: string) => {
  const [block] = readMarkdown(text)
  return block?.kind === 'line' ? block.line : []
}
const run = (text: string, ...marks: string[]) => ({ kind: 'text', text, marks })

describe('reading', () => {
  test('marks, also inside of each other and without spaces around them', () => {
    expect(inline('a **b *c*** `d` ~~e~~')).toEqual([
      run('a '),
      run('b ', 'bold'),
      run('c', 'bold', 'italic'),
      run(' '),
      run('d', 'code'),
      run(' '),
      run('e', 'strike'),
    ])
    expect(inline('这是**重点**，不是*其他*。')).toEqual([
      run('这是'),
      run('重点', 'bold'),
      run('，不是'),
      run('其他', 'italic'),
      run('。'),
    ])
  })

  test('what only looks like a mark is text', () => {
    for (const text of [
      '5 * 3 * 2',
      '2*3*4',
      'snake_case_name',
      '**',
      '*open',
      '[x](javascript:alert(1))',
      '``',
    ])
      expect(inline(text)).toEqual([run(text)])
  })

  test('addresses keep their signs, links must be safe', () => {
    expect(inline('https://a.example/x_y_z*1* go')).toEqual([run('https://a.example/x_y_z*1* go')])
    expect(inline('[docs](https://a.example/b?c=d)')).toEqual([
      { kind: 'link', text: 'docs', href: 'https://a.example/b?c=d', marks: [] },
    ])
    expect(inline('[x](data:text/html,1)')[0]).toMatchObject({ kind: 'text' })
  })

  test('lists, code and rules; an open fence is text', () => {
    expect(readMarkdown('- a\n- **b**\n```ts\nconst x = *1*\n```\n---')).toEqual([
      { kind: 'list', items: [[run('a')], [run('b', 'bold')]] },
      { kind: 'code', language: 'ts', text: 'const x = *1*' },
      { kind: 'rule' },
    ])
    expect(readMarkdown('```\nopen').map((b) => b.kind)).toEqual(['line', 'line'])
  })
})

describe('sending', () => {
  test('without formatting it is a text, as it was written', () => {
    for (const text of ['Hello', 'a\n\nb', '1. one\n2. two', '5 * 3', 'see https://a.example/x_y'])
      expect(messageFromMarkdown(text, 'en_us')).toEqual({ type: 'text', content: { text } })
    expect(messageFromMarkdown('\\*not italic\\*', 'en_us').content).toEqual({ text: '*not italic*' })
  })

  test('with formatting it is a post as the vendor writes it', () => {
    expect(messageFromMarkdown('Hi **you**\n- [docs](https://a.example)\n```\nx\n```', 'zh_cn')).toEqual({
      type: 'post',
      content: {
        zh_cn: {
          title: '',
          content: [
            [
              { tag: 'text', text: 'Hi ' },
              { tag: 'text', text: 'you', style: ['bold'] },
            ],
            [
              { tag: 'text', text: '• ' },
              { tag: 'a', text: 'docs', href: 'https://a.example' },
            ],
            [{ tag: 'code_block', language: 'PLAIN_TEXT', text: 'x' }],
          ],
        },
      },
    })
  })

  test('what was sent reads as what was written', () => {
    const text = 'Hi **you** and *you*\n- one\n- [two](https://a.example)\n\n~~no~~ `code`\n---\nend \\*'
    const sent = readPost(messageFromMarkdown(text, 'en_us').content, 'en_us')!
    expect(writeMarkdown(sent.blocks)).toBe(text)
  })

  test('text with signs in it survives both ways as what it says', () => {
    const piece = fc.constantFrom(
      '*',
      '_',
      '~~',
      '`',
      '[',
      '](',
      ')',
      '-',
      ' ',
      '\n',
      'a',
      '中',
      '\\',
      '**',
      '1.',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const blocks = readMarkdown(pieces.join('中'))
        const sent = readPost(writePost(blocks, 'en_us'), 'en_us')!
        const again = readMarkdown(writeMarkdown(sent.blocks))
        expect(textOf(again)).toBe(textOf(sent.blocks))
      }),
      { seed: 7, numRuns: 500 },
    )
  })
})

/** Only what is read, without how it looks. */
const textOf = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'line') return lineText(block.line)
      if (block.kind === 'list') return block.items.map(lineText).join('\n')
      return block.kind === 'code' ? block.text : '---'
    })
    .join('\n')
const lineText = (line: ReturnType<typeof inline>): string =>
  line.map((one) => (one.kind === 'at' ? one.name : one.text)).join('')
