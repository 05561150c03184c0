import { expect, test } from 'vitest'
import { pickLanguage } from './language.ts'

test('the stored choice wins over the browser', () => {
  expect(pickLanguage('zh', ['en-GB'])).toBe('zh')
})

test('without a choice, the first language we speak is taken', () => {
  expect(pickLanguage(null, ['fr-FR', 'zh-Hans-CN', 'en'])).toBe('zh')
  expect(pickLanguage('klingon', ['fr'])).toBe('en')
})
