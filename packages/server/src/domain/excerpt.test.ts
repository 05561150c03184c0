import { expect, test } from 'vitest'
import { excerptOf } from './excerpt.ts'

const marked = (text: string, words: string[]) => {
  const excerpt = excerptOf(text, words)
  return excerpt.marks.map(([from, to]) => excerpt.text.slice(from, to))
}

test('marks words as they are written, whatever their case, width or accents', () => {
  expect(marked('Le CAFÉ, the café and ｃａｆｅ', ['cafe'])).toEqual(['CAFÉ', 'café', 'ｃａｆｅ'])
  expect(marked('申请退款，退款到账', ['退款'])).toEqual(['退款', '退款'])
  expect(marked('Straße', ['strasse'])).toEqual(['Straße'])
})

test('marks no word inside another, and nothing twice', () => {
  expect(marked('translate late later', ['late'])).toEqual(['late', 'late'])
  expect(marked('退款政策', ['退款', '退款政策'])).toEqual(['退款'])
})

test('shows the place where the word stands in a long text', () => {
  const excerpt = excerptOf(`${'前'.repeat(500)}退款${'后'.repeat(500)}`, ['退款'])
  expect(excerpt.text).toBe(`…${'前'.repeat(40)}退款${'后'.repeat(118)}…`)
  expect(excerpt.marks).toEqual([[41, 43]])
})

test('cuts no character in two', () => {
  const { text } = excerptOf(`${'👍'.repeat(101)} x ${'👍'.repeat(300)}`, ['x'])
  expect(text.isWellFormed()).toBe(true)
})

test('a text without the word is shown from its beginning', () => {
  expect(excerptOf('hello', ['other'])).toEqual({ text: 'hello', marks: [] })
})
