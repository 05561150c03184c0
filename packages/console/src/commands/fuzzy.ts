export interface Match {
  readonly score: number
  /** Indexes of the letters of the text that were found. */
  readonly at: readonly number[]
}

const isStart = (text: string, i: number) => i === 0 || /[\s「『"'(/·-]/.test(text[i - 1]!)

/**
 * Finds the letters of `wanted` in `text` in their order; letters in a row and at the beginning of words count more.
 * Chinese is found character by character, which is what people type.
 */
export function fuzzy(text: string, wanted: string): Match | undefined {
  const low = text.toLowerCase()
  const letters = wanted.toLowerCase().replace(/\s+/g, '')
  if (!letters) return { score: 0, at: [] }

  const whole = low.indexOf(wanted.toLowerCase().trim())
  if (whole >= 0) {
    const length = wanted.trim().length
    const at = Array.from({ length }, (_, i) => whole + i)
    return { score: 100 + (isStart(low, whole) ? 50 : 0) + length / low.length, at }
  }

  const at: number[] = []
  let score = 0
  let from = 0
  for (const letter of letters) {
    const next = low.indexOf(letter, from)
    if (next < 0) return undefined
    const start = [...low.matchAll(new RegExp(`(?<=\\s)${escapeLetter(letter)}`, 'g'))].find(
      (found) => found.index >= from,
    )
    // The beginning of a later word is what is meant more often than a letter inside this one.
    const i =
      start && next !== from && rest(low, letters, at.length + 1, start.index + 1) ? start.index : next
    score += i === from && at.length > 0 ? 4 : isStart(low, i) ? 3 : 0
    at.push(i)
    from = i + 1
  }
  return { score: score - (at.at(-1)! - at[0]!) / 10, at }
}

const escapeLetter = (letter: string) => letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Whether the letters from `n` on can still be found from `index` on. */
function rest(text: string, letters: string, n: number, index: number) {
  let from = index
  for (const letter of letters.slice(n)) {
    const next = text.indexOf(letter, from)
    if (next < 0) return false
    from = next + 1
  }
  return true
}

/** The best first; those that do not fit are left out. Equals keep their order. */
export function rank<T>(items: readonly T[], wanted: string, textsOf: (item: T) => readonly string[]) {
  return items
    .flatMap((item) => {
      const [first, ...others] = textsOf(item).map((text) => fuzzy(text, wanted))
      const other = others.reduce<number | undefined>(
        (best, match) => (match && match.score - 1 > (best ?? -Infinity) ? match.score - 1 : best),
        undefined,
      )
      if (!first && other === undefined) return []
      const own = first?.score ?? -Infinity
      return [
        {
          item,
          at: first && own >= (other ?? -Infinity) ? first.at : [],
          score: Math.max(own, other ?? -Infinity),
        },
      ]
    })
    .toSorted((a, b) => b.score - a.score)
}
