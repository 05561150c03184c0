import type { ThemeName } from '../theme/tokens.ts'

export const avatarHues = [0, 1, 2, 3, 4, 5, 6, 7] as const

const colors: Record<ThemeName, readonly [ground: string, text: string][]> = {
  light: [
    ['#dfe6fd', '#2f3fa3'],
    ['#d8efe3', '#1b5e3a'],
    ['#fbe3d3', '#8a3f11'],
    ['#f5dff0', '#83286c'],
    ['#d9eef5', '#14566e'],
    ['#ebe3fb', '#5a33a0'],
    ['#f3ebcb', '#665009'],
    ['#fbdfe1', '#952731'],
  ],
  dark: [
    ['#2d3765', '#c0cbff'],
    ['#1f4432', '#a4dcbd'],
    ['#55311c', '#f6c3a3'],
    ['#4d2545', '#efbce2'],
    ['#1d4150', '#a6d8ea'],
    ['#3d2d63', '#d2c0f7'],
    ['#453a16', '#e6d490'],
    ['#552629', '#f7bcc0'],
  ],
}

/** The same person has the same colour on every screen. */
export const hueOf = (id: string) => {
  let hash = 0
  for (const c of id) hash = (Math.imul(hash, 31) + c.codePointAt(0)!) >>> 0
  return hash % avatarHues.length
}

export function avatarColor(hue: number, theme: ThemeName) {
  const [ground, text] = colors[theme][hue % avatarHues.length]!
  return { ground, text }
}

/** One character of a Chinese name (the given name's last), two initials of others. */
export function initialsOf(name: string) {
  const trimmed = name.trim()
  if (/\p{Script=Han}/u.test(trimmed)) return Array.from(trimmed.replace(/\P{Script=Han}/gu, '')).at(-1) ?? ''
  const words = trimmed.split(/\s+/).filter(Boolean)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase()
}
