/** One thing a query asks for: tokens that stand side by side. */
export interface Term {
  readonly tokens: readonly string[]
  /** Whether the last token may go on. */
  readonly prefix: boolean
  /** What was typed, folded: for finding it again in a text. */
  readonly words: readonly string[]
}

/** Scripts written without spaces: pairs of neighbours stand in for words. `ー々〆` belong to several scripts. */
const unspaced =
  'ー々〆\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Bopomofo}\\p{Script=Hangul}' +
  '\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const pieces = new RegExp(`[${unspaced}]+|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, 'gu')
const startsUnspaced = new RegExp(`^[${unspaced}]`, 'u')

/** Longer tokens are cut, in texts and queries alike: nobody searches for a whole encoded image. */
const maximumToken = 64
const maximumTerms = 8
const maximumPhrase = 40

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** Lower case, one width, no accents. Marks that make another letter (が, й as typed in one piece) are put back. */
export function fold(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the whole of ASCII, where only the case can differ
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase()
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæœøłđı]/g, (letter) => letters[letter]!)
}

export const isUnspaced = (word: string): boolean => startsUnspaced.test(word)

const cut = (word: string): string => (word.length > maximumToken ? word.slice(0, maximumToken) : word)

const pairsOf = (characters: readonly string[]): string[] =>
  characters.slice(1).map((character, i) => characters[i]! + character)

/**
 * The tokens of a text in their order: words, and pairs of neighbours where words are not separated. The last
 * character of such a run is a token too, so that every single character begins some token.
 */
export function tokensOf(text: string): string[] {
  const tokens: string[] = []
  for (const [piece] of fold(text).matchAll(pieces)) {
    if (isUnspaced(piece)) {
      const characters = Array.from(piece)
      tokens.push(...pairsOf(characters), characters.at(-1)!)
    } else tokens.push(cut(piece))
  }
  return tokens
}

/**
 * What a query asks for; all of it must be found. Words joined by punctuation (`LB-2041`, an address) must stand side
 * by side, and so must the characters of a Chinese word.
 * @param unfinished The last word is still being typed: it may go on.
 */
export function termsOf(query: string, unfinished = false): Term[] {
  const folded = fold(query)
  const terms: Term[] = []
  let end = -1
  for (const match of folded.matchAll(pieces)) {
    const [piece] = match
    if (isUnspaced(piece)) {
      const characters = Array.from(piece).slice(0, maximumPhrase)
      terms.push(
        characters.length === 1
          ? { tokens: characters, prefix: true, words: [piece] }
          : { tokens: pairsOf(characters), prefix: false, words: [piece] },
      )
      end = -1
    } else {
      const before = terms.at(-1)
      const joined = end >= 0 && !/\s/.test(folded.slice(end, match.index))
      if (joined && before && before.tokens.length < maximumPhrase)
        terms[terms.length - 1] = {
          ...before,
          tokens: [...before.tokens, cut(piece)],
          words: [...before.words, piece],
        }
      else terms.push({ tokens: [cut(piece)], prefix: false, words: [piece] })
      end = match.index + piece.length
    }
  }
  const last = terms.at(-1)
  if (unfinished && last && end === folded.length && last.tokens.at(-1)!.length > 1)
    terms[terms.length - 1] = { ...last, prefix: true }
  return distinct(terms).slice(0, maximumTerms)
}

const distinct = (terms: readonly Term[]): Term[] => [
  ...new Map(terms.map((term) => [`${term.tokens.join(' ')}${term.prefix ? '*' : ''}`, term])).values(),
]

/** Words of questions that say nothing of their subject. */
const stopWords = new Set(
  (
    '请问 怎么 怎样 如何 什么 么办 为什 为何 是否 能否 可以 可不 能不 不能 我的 我们 你们 一下 一个 这个 那个 哪里 哪儿 多少 ' +
    '有没 没有 需要 想要 我想 么样 时候 么时 ' +
    'a an the i you we my your our it is are am be do does did can could how what when where why which who will would ' +
    'should to of in on at for with and or not no me please if this that there have has had from by as'
  ).split(' '),
)

/** The tokens that tell what a sentence is about, each once; all of them where none would be left. */
export function subjectOf(sentence: string): string[] {
  const all = new Set<string>()
  for (const [piece] of fold(sentence).matchAll(pieces)) {
    const characters = isUnspaced(piece) ? Array.from(piece) : []
    if (characters.length > 1) for (const pair of pairsOf(characters)) all.add(pair)
    else all.add(cut(piece))
  }
  const telling = [...all].filter((token) => !stopWords.has(token))
  return telling.length > 0 ? telling : [...all]
}
