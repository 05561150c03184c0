import { describe, expect, test } from 'vitest'
import { type OptionLine, linesOf, optionsOf, problemsOf, raised, shifted } from './option-lines.ts'

const line = (level: number, name: string, tag = ''): OptionLine => ({ key: Math.random(), level, name, tag })
const names = (lines: readonly OptionLine[] | undefined) => lines?.map(({ level, name }) => `${level}${name}`)

describe('the outline of options', () => {
  const lines = [
    line(0, 'Books', 'b'),
    line(1, 'Comic'),
    line(1, 'Other'),
    line(0, 'Games'),
    line(1, 'Other'),
  ]

  test('becomes options and comes back; what has no value of its own gets one by its names', () => {
    const options = optionsOf(lines)
    expect(options).toEqual([
      {
        tag: 'b',
        display_name: 'Books',
        children: [
          { tag: 'Books/Comic', display_name: 'Comic' },
          { tag: 'Books/Other', display_name: 'Other' },
        ],
      },
      { tag: 'Games', display_name: 'Games', children: [{ tag: 'Games/Other', display_name: 'Other' }] },
    ])
    expect(optionsOf(linesOf(options))).toEqual(options)
    expect(problemsOf(lines).size).toBe(0)
  })

  test('says what is missing and what is there twice', () => {
    const wrong = [line(0, 'A', 'a'), line(0, ' '), line(0, 'A', 'c'), line(0, 'B', 'a')]
    expect([...problemsOf(wrong).values()]).toEqual(['missing', 'nameTwice', 'tagTwice'])
  })

  test('moves a line with all that is below it', () => {
    expect(names(raised(lines, 3))).toEqual(['0Games', '1Other', '0Books', '1Comic', '1Other'])
    expect(raised(lines, 1)).toBeUndefined()
    expect(names(shifted(lines, 3, 1))).toEqual(['0Books', '1Comic', '1Other', '1Games', '2Other'])
    expect(shifted(lines, 0, 1)).toBeUndefined()
    expect(shifted([line(0, 'A'), line(1, 'B'), line(2, 'C')], 2, 1)).toBeUndefined()
  })
})
