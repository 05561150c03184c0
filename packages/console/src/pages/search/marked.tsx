interface Props {
  readonly text: string
  /** From and to of each word that was found, ascending. */
  readonly marks: readonly (readonly number[])[]
}

/** A text with the words that were searched for. */
export function Marked({ text, marks }: Props) {
  const parts = []
  let at = 0
  for (const [from = 0, to = 0] of marks) {
    if (from < at) continue
    parts.push(text.slice(at, from), <mark key={from}>{text.slice(from, to)}</mark>)
    at = to
  }
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  )
}

/** Where the words of a query stand in a short text: a name, a question. */
export function marksOf(text: string, query: string): number[][] {
  const lower = text.toLowerCase()
  const marks: number[][] = []
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    const at = lower.indexOf(word)
    if (at >= 0) marks.push([at, at + word.length])
  }
  return marks.sort((a, b) => a[0]! - b[0]!)
}
