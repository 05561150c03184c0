const han = /\p{Script=Han}/u

/** Joins two pieces of Chinese text, with a space where Chinese meets Latin letters or digits. */
export function join(a: string, b: string) {
  const left = Array.from(a.trimEnd()).at(-1) ?? ''
  const right = Array.from(b.trimStart())[0] ?? ''
  return han.test(left) === han.test(right) ? a + b : `${a} ${b}`
}

/** Two sentences in a row; after a Chinese full stop there is no space. */
export const sentences = (a: string, b: string) => (/[。！？]$/.test(a) ? a + b : `${a} ${b}`)
