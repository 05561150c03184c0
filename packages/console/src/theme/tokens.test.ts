import { describe, expect, test } from 'vitest'
import { avatarHues, avatarColor } from '../ui/avatar-color.ts'
import { contrast } from './contrast.ts'
import { palettes, type Palette } from './tokens.ts'

const readable: [text: keyof Palette, grounds: (keyof Palette)[]][] = [
  ['text', ['bg', 'bg-side', 'bg-float', 'fill', 'fill-strong', 'accent-soft', 'note']],
  ['text-2', ['bg', 'bg-side', 'bg-float', 'fill', 'accent-soft', 'note']],
  ['text-3', ['bg', 'bg-side', 'bg-float', 'fill', 'accent-soft']],
  ['accent-text', ['bg', 'bg-side', 'accent-soft', 'fill']],
  ['on-accent', ['accent']],
  ['waiting', ['bg', 'bg-side', 'fill', 'waiting-soft', 'accent-soft']],
  ['them', ['bg', 'bg-side', 'them-soft']],
  ['danger', ['bg', 'bg-side', 'danger-soft']],
  ['done', ['bg', 'bg-side', 'done-soft']],
  ['note-text', ['bg', 'note']],
]

describe.each(Object.entries(palettes))('%s', (name, palette) => {
  test.each(readable.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    '%s can be read on %s',
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  test('the edge of a field can be seen', () => {
    expect(contrast(palette['border-strong'], palette.bg)).toBeGreaterThanOrEqual(3)
  })

  test('initials can be read on every avatar', () => {
    for (const hue of avatarHues) {
      const { ground, text } = avatarColor(hue, name as 'light' | 'dark')
      expect(contrast(ground, text)).toBeGreaterThanOrEqual(4.5)
    }
  })
})
