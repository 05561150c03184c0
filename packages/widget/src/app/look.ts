import type { Widget } from './types.ts'

/** Puts the widget's colours on the page; through the object model, which its policy allows. */
export function applyLook({ color, theme }: Pick<Widget, 'color' | 'theme'>): void {
  const { style, dataset } = document.documentElement
  style.setProperty('--accent', color)
  style.setProperty('--on-accent', lightness(color) > 0.36 ? '#16171c' : '#ffffff')
  dataset.theme = theme
}

/** Relative luminance, from 0 to 1. */
function lightness(color: string): number {
  const parts = /^#(..)(..)(..)$/.exec(color)
  if (!parts) return 0
  const [r, g, b] = parts.slice(1).map((part) => {
    const value = Number.parseInt(part, 16) / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
