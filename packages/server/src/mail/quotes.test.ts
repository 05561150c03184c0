import { describe, expect, test } from 'vitest'
import { ownLines } from './quotes.ts'

const own = (text: string): string => {
  const lines = text.split('\n')
  const { start, end } = ownLines(lines)
  return lines.slice(start, end).join('\n')
}

describe('what somebody wrote now', () => {
  test.each([
    ['an answer above', 'Yes.\n\nOn Mon, 3 Mar 2025 at 10:00, Ada <ada@x.test> wrote:\n> Is it?\n>\n> Ada'],
    [
      'a wrapped attribution',
      'Yes.\n\nOn Mon, 3 Mar 2025 at 10:00, Ada Agent · Acme\n<ada@x.test> wrote:\n\n> Is it?',
    ],
    ['an answer below', 'On Monday Ada wrote:\n> Is it?\n\nYes.'],
    ['Chinese', 'Yes.\n\n在 2025年3月3日，Ada <ada@x.test> 写道：\n> 好吗？'],
    ['our own mark', 'Yes.\n\n在 2025-03-03 10:00，王芳 写道：\n> 好吗？'],
    ['Gmail in Chinese', 'Yes.\n\nAda <ada@x.test> 于2025年3月3日周一 10:00写道：\n\n> 好吗？'],
    ['German', 'Yes.\n\nAm 03.03.2025 um 10:00 schrieb Ada Agent:\n> Gut?'],
    [
      'Outlook',
      'Yes.\n\n________________________________\nFrom: Ada <ada@x.test>\nSent: Monday\nTo: Bob\nSubject: It\n\nIs it?',
    ],
    ['Outlook in Chinese', 'Yes.\n\n发件人: Ada\n发送时间: 2025年3月3日\n收件人: Bob\n主题: 它\n\n好吗？'],
    ['QQ', 'Yes.\n\n------------------ 原始邮件 ------------------\n发件人: Ada\n好吗？'],
    ['an unmarked quotation', 'Yes.\n\nOn Mon, Ada <ada@x.test> wrote:\n\nIs it?\nAda'],
    ['a signature', 'Yes.\n\n-- \nBob\nAcme'],
    ['a telephone', 'Yes.\n\nSent from my iPhone'],
    ['a telephone and a quotation', 'Yes.\n\n发自我的 iPhone\n\n> On Monday Ada wrote:\n> Is it?'],
  ])('%s', (_, text) => {
    expect(own(text)).toBe('Yes.')
  })

  test('answers between quoted lines stay with what they answer', () => {
    const text = 'On Monday Ada wrote:\n> One?\nYes.\n> Two?\nNo.'
    expect(own(text)).toBe(text)
    expect(own(`Hello,\n\n${text}`)).toBe(`Hello,\n\n${text}`)
  })

  test.each([
    ['words that only look like a mark', 'From: the beginning\nI wrote this:\n- one\n- two'],
    ['a table', 'a\n|x|y|\n|1|2|'],
    ['two hyphens far above', `-- \n${'line\n'.repeat(20)}end`],
    [
      'a mail that is passed on',
      'See below\n\n---------- Forwarded message ---------\nFrom: Ada\nDate: now\nTo: Bob\n\nIt burns',
    ],
  ])('keeps %s', (_, text) => {
    expect(own(text)).toBe(text)
  })

  test('nothing but a quotation is kept as it is', () => {
    expect(own('> Is it?')).toBe('> Is it?')
    expect(own('\n\n')).toBe('')
  })
})
