import { expect, test } from 'vitest'
import { bold, itemsOf, list, moved, partOf, partsOf } from './answer-parts.ts'

test('an answer keeps its pieces, without the empty ones', () => {
  expect(itemsOf(partsOf([]))).toEqual([])
  const items = [
    { type: 'text', content: 'one' },
    { type: 'docx', content: 'abc' },
  ]
  expect(itemsOf([...partsOf(items), partOf('link', ' ')])).toEqual(items)
  expect(itemsOf(moved(partsOf(items), 0, 1)).map(({ content }) => content)).toEqual(['abc', 'one'])
  expect(itemsOf(moved(partsOf(items), 1, 1))).toEqual(items)
})

test('what is selected becomes bold, and plain again', () => {
  const once = bold({ text: 'a word here', from: 2, to: 6 })
  expect(once).toEqual({ text: 'a **word** here', from: 4, to: 8 })
  expect(bold(once)).toEqual({ text: 'a word here', from: 2, to: 6 })
})

test('selected lines become a list, another one, and lines again', () => {
  const text = 'Do this:\nfirst\nsecond\nthen rest'
  const bullets = list({ text, from: 11, to: 17 }, 'bullets')
  expect(bullets.text).toBe('Do this:\n- first\n- second\nthen rest')
  const numbers = list(bullets, 'numbers')
  expect(numbers.text).toBe('Do this:\n1. first\n2. second\nthen rest')
  expect(list(numbers, 'numbers').text).toBe(text)
})
