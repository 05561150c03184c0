import { expect, test } from 'vitest'
import { type Edit, type Format, continuedList, formatted, triggerAt } from './format.ts'
import { filled, unfilled } from './variables.ts'

/** `a[b]c` is a text with b selected. */
const parse = (marked: string) => {
  const start = marked.indexOf('[')
  const end = marked.indexOf(']') - 1
  return { text: marked.replace('[', '').replace(']', ''), start, end }
}
const apply = (text: string, { from, to, insert, start, end }: Edit) => {
  const next = text.slice(0, from) + insert + text.slice(to)
  return `${next.slice(0, start)}‹${next.slice(start, end)}›${next.slice(end)}`
}
const run = (format: Format, marked: string) => {
  const selection = parse(marked)
  return apply(selection.text, formatted(format, selection))
}

test('buttons put marks around what is selected and take them away again', () => {
  expect(run('bold', 'a [b] c')).toBe('a **‹b›** c')
  expect(run('bold', 'a **[b]** c')).toBe('a ‹b› c')
  expect(run('italic', '**[b]**')).toBe('***‹b›***')
  expect(run('italic', '*[b]*')).toBe('‹b›')
  expect(run('code', 'a [b]')).toBe('a `‹b›`')
  expect(run('code', 'x\n[b\nc]')).toBe('x\n```\n‹b\nc›\n```')
  expect(run('link', 'see [docs]')).toBe('see [docs](‹https://›)')
  expect(run('link', '[https://a.example]')).toBe('[‹›](https://a.example)')
  expect(run('list', 'x\n[b\nc]')).toBe('x\n‹- b\n- c›')
  expect(run('list', '- b[]')).toBe('b‹›')
})

test('Enter goes on with a list and ends it on an empty item', () => {
  const at = (text: string) => ({ text, start: text.length, end: text.length })
  expect(apply('- a', continuedList(at('- a'))!)).toBe('- a\n- ‹›')
  expect(apply('- a\n- ', continuedList(at('- a\n- '))!)).toBe('- a\n‹›')
  expect(continuedList(at('a'))).toBeUndefined()
})

test('a sign begins a search only where a word can begin', () => {
  expect(triggerAt('/re', 3, '/')).toEqual({ sign: '/', from: 0, query: 're' })
  expect(triggerAt('您好，/退', 5, '/')).toEqual({ sign: '/', from: 3, query: '退' })
  expect(triggerAt('hi @An', 6, '/@')).toEqual({ sign: '@', from: 3, query: 'An' })
  expect(triggerAt('hi @An', 6, '/')).toBeUndefined()
  expect(triggerAt('https://a', 9, '/')).toBeUndefined()
  expect(triggerAt('a@b', 3, '@')).toBeUndefined()
})

test('variables are filled in, and what has no value stays to be seen', () => {
  const text = 'Dear {{guest.name}}, {{ ticket.id }} {{guest.mail}} {{toString}}'
  const written = filled(text, { 'guest.name': 'Ann $&', 'ticket.id': '7' })
  expect(written).toBe('Dear Ann $&, 7 {{guest.mail}} {{toString}}')
  expect(unfilled(written)).toEqual(['{{guest.mail}}', '{{toString}}'])
})
