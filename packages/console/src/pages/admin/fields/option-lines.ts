import type { FieldOption } from './fields-query.ts'

/** An option as a line of an outline. */
export interface OptionLine {
  readonly key: number
  /** 0 at the top. */
  readonly level: number
  readonly name: string
  /** What tickets keep; empty: made of the names. */
  readonly tag: string
}

const deepest = 2
const longestTag = 100

let keys = 0
export const newLine = (level: number): OptionLine => ({ key: (keys += 1), level, name: '', tag: '' })

type Option = Pick<FieldOption, 'tag' | 'display_name'> & {
  readonly children?: readonly Option[] | undefined
}

export const linesOf = (options: readonly Option[], level = 0): OptionLine[] =>
  options.flatMap((option) => [
    { ...newLine(level), name: option.display_name, tag: option.tag },
    ...linesOf(option.children ?? [], level + 1),
  ])

/** The index after the last line below this one. */
export function endOf(lines: readonly OptionLine[], index: number): number {
  const own = lines[index]!.level
  const next = lines.findIndex((line, i) => i > index && line.level <= own)
  return next === -1 ? lines.length : next
}

const parentOf = (lines: readonly OptionLine[], index: number): number =>
  lines.findLastIndex((line, i) => i < index && line.level < lines[index]!.level)

/** What tickets will keep of a line: as given, else the names on the way to it. */
export function tagOf(lines: readonly OptionLine[], index: number): string {
  const { tag } = lines[index]!
  if (tag.trim()) return tag.trim()
  const names: string[] = []
  for (let i = index; i >= 0; i = parentOf(lines, i)) names.unshift(lines[i]!.name.trim())
  return names.join('/').slice(-longestTag)
}

/** The lines as the options they stand for. */
export function optionsOf(lines: readonly OptionLine[]): FieldOption[] {
  const below = (from: number, to: number): FieldOption[] => {
    const options: FieldOption[] = []
    for (let i = from; i < to; i = endOf(lines, i)) {
      const children = below(i + 1, endOf(lines, i))
      const option = { tag: tagOf(lines, i), display_name: lines[i]!.name.trim() }
      options.push(children.length > 0 ? { ...option, children } : option)
    }
    return options
  }
  return below(0, lines.length)
}

export type Problem = 'missing' | 'nameTwice' | 'tagTwice'

/** What is wrong with lines, by their keys. */
export function problemsOf(lines: readonly OptionLine[]): Map<number, Problem> {
  const problems = new Map<number, Problem>()
  const tags = new Set<string>()
  const names = new Set<string>()
  for (const [i, { key, name }] of lines.entries()) {
    const place = `${parentOf(lines, i)} ${name.trim()}`
    const tag = tagOf(lines, i)
    if (!name.trim()) problems.set(key, 'missing')
    else if (names.has(place)) problems.set(key, 'nameTwice')
    else if (tags.has(tag)) problems.set(key, 'tagTwice')
    names.add(place)
    tags.add(tag)
  }
  return problems
}

/** The line and what is below it, a level deeper or higher; nothing where that cannot be. */
export function shifted(
  lines: readonly OptionLine[],
  index: number,
  by: 1 | -1,
): readonly OptionLine[] | undefined {
  const end = endOf(lines, index)
  const level = lines[index]!.level + by
  const above = index === 0 ? -1 : lines[index - 1]!.level
  const lowest = Math.max(...lines.slice(index, end).map((line) => line.level)) + by
  if (level < 0 || level > above + 1 || lowest > deepest) return undefined
  return lines.map((line, i) => (i >= index && i < end ? { ...line, level: line.level + by } : line))
}

/** The line and what is below it before its neighbour above; nothing where there is none. */
export function raised(lines: readonly OptionLine[], index: number): readonly OptionLine[] | undefined {
  const { level } = lines[index]!
  const before = lines.findLastIndex((line, i) => i < index && line.level <= level)
  if (before === -1 || lines[before]!.level < level) return undefined
  const end = endOf(lines, index)
  return [
    ...lines.slice(0, before),
    ...lines.slice(index, end),
    ...lines.slice(before, index),
    ...lines.slice(end),
  ]
}
