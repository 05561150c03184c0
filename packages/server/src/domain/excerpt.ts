import { fold, isUnspaced } from './tokenizer.ts'

export interface Excerpt {
  readonly text: string
  /** Where the words stand in `text`: from, to. */
  readonly marks: readonly (readonly [number, number])[]
}

const length = 160
/** How much of it stands before the first word that was found. */
const lead = 40

/** The piece of a text around the words that were searched for. */
export function excerptOf(text: string, words: readonly string[]): Excerpt {
  const { folded, origins } = foldedWithOrigins(text)
  const found = [...new Set(words)]
    .flatMap((word) => placesOf(folded, word))
    .map(([from, to]): [number, number] => [origins[from]!, origins[to]!])
    .sort((a, b) => a[0] - b[0])
  const first = found[0]?.[0] ?? 0
  const start = first <= lead ? 0 : wholeAt(text, first - lead)
  const end = start + length >= text.length ? text.length : wholeAt(text, start + length)
  const before = start > 0 ? '…' : ''
  const shift = before.length - start
  const marks: [number, number][] = []
  for (const [from, to] of found) {
    if (to > end) break
    if (from < (marks.at(-1)?.[1] ?? 0) - shift) continue
    marks.push([from + shift, to + shift])
  }
  return { text: before + text.slice(start, end) + (end < text.length ? '…' : ''), marks }
}

/** A place where no character is cut in two. */
const wholeAt = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at)

function placesOf(folded: string, word: string): [number, number][] {
  const places: [number, number][] = []
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
    if (isUnspaced(word) || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '') || isUnspaced(folded[at - 1]!))
      places.push([at, at + word.length])
  return places
}

/** The folded text, and where each of its characters comes from. */
function foldedWithOrigins(text: string): { folded: string; origins: number[] } {
  let folded = ''
  const origins: number[] = []
  let at = 0
  for (const character of text) {
    const piece = fold(character)
    for (let i = 0; i < piece.length; i++) origins.push(at)
    folded += piece
    at += character.length
  }
  origins.push(at)
  return { folded, origins }
}
