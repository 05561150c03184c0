import { describe, expect, test } from 'vitest'
import { fold, subjectOf, termsOf, tokensOf } from './tokenizer.ts'

describe('tokens of a text', () => {
  test.each<[string, string]>([
    ['Hello, World!', 'hello world'],
    ['Café Ångström naïve STRASSE Straße', 'cafe angstrom naive strasse strasse'],
    ['ＡＢＣ１２３', 'abc123'],
    ['如何退款？', '如何 何退 退款 款'],
    ['退', '退'],
    ['iPhone15充电 7天', 'iphone15 充电 电 7 天'],
    ['LB-2041_x a@b.co', 'lb 2041 x a b co'],
    ['コーヒー が', 'コー ーヒ ヒー ー が'],
    ['ｶﾞｲﾄﾞ', 'ガイ イド ド'],
    ['한국어', '한국 국어 어'],
    ['ภาษาไทย', 'ภา าษ ษา าไ ไท ทย ย'],
    ['𠮷野家', '𠮷野 野家 家'],
    ['\u0000 \n — 。👍', ''],
  ])('%j', (text, tokens) => {
    expect(tokensOf(text).join(' ')).toBe(tokens)
  })

  test('a token is never longer than the engines can keep', () => {
    expect(tokensOf('x'.repeat(10_000))).toEqual(['x'.repeat(64)])
  })

  test('folding keeps letters apart that only look alike with their marks taken off', () => {
    expect(fold('が')).toBe('が')
    expect(fold('か')).not.toBe(fold('が'))
  })
})

describe('terms of a query', () => {
  const shown = (query: string, unfinished = false) =>
    termsOf(query, unfinished).map(({ tokens, prefix }) => tokens.join('+') + (prefix ? '*' : ''))

  test.each<[string, string[]]>([
    ['退款', ['退款']],
    ['如何退款', ['如何+何退+退款']],
    ['退', ['退*']],
    ['退款 发票', ['退款', '发票']],
    ['退款，发票', ['退款', '发票']],
    ['iPhone充电', ['iphone', '充电']],
    ['LB-2041', ['lb+2041']],
    ['user@example.com Refund', ['user+example+com', 'refund']],
    ['7天', ['7', '天*']],
    ['Refund refund REFUND', ['refund']],
    ['?!', []],
  ])('%j', (query, terms) => {
    expect(shown(query)).toEqual(terms)
  })

  test('an unfinished last word may go on, a finished one and a single letter may not', () => {
    expect(shown('late deliv', true)).toEqual(['late', 'deliv*'])
    expect(shown('late deliv ', true)).toEqual(['late', 'deliv'])
    expect(shown('d', true)).toEqual(['d'])
    expect(shown('LB-20', true)).toEqual(['lb+20*'])
  })

  test('a query as long as a text stays small', () => {
    const terms = termsOf(
      `${'很长的一句话'.repeat(100)} ${Array.from({ length: 50 }, (_, i) => `w${i}`).join(' ')}`,
    )
    expect(terms.length).toBe(8)
    expect(Math.max(...terms.map((term) => term.tokens.length))).toBeLessThanOrEqual(40)
  })
})

test('the subject of a question leaves out what every question has', () => {
  expect(subjectOf('How do I reset my password?')).toEqual(['reset', 'password'])
  expect(subjectOf('请问 退款')).toEqual(['退款'])
  expect(subjectOf('怎么')).toEqual(['怎么'])
})
