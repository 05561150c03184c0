import type { Shift } from './team-query.ts'

/** A line of a schedule while it is written; the key stays with it. */
export interface ShiftLine extends Shift {
  readonly key: number
}

let last = 0
export const lineOf = (shift: Shift): ShiftLine => ({ ...shift, key: ++last })

const day = 24 * 60
const week = 7 * day

const daysOf = (weekday: number): readonly number[] =>
  weekday === 9
    ? [1, 2, 3, 4, 5, 6, 7]
    : weekday === 10
      ? [1, 2, 3, 4, 5]
      : weekday === 11
        ? [6, 7]
        : [weekday]

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Whether the shift ends on the day after it began. */
export const endsNextDay = ({ start_time: start, end_time: end }: Shift): boolean =>
  end !== '' && start !== '' && end !== '24:00' && end !== '00:00' && minutesOf(end) <= minutesOf(start)

export const isComplete = ({ start_time: start, end_time: end }: Shift): boolean =>
  start !== '' && end !== '' && (start !== end || end === '00:00')

/** What is sent: an input of the browser knows no 24:00, and midnight as an end is that. */
export const shiftsOf = (lines: readonly ShiftLine[]): Shift[] =>
  lines.map(({ weekday, start_time, end_time }) => ({
    weekday,
    start_time,
    end_time: end_time === '00:00' ? '24:00' : end_time,
  }))

/** A stretch of one day, in minutes since its midnight. */
export type Stretch = readonly [from: number, to: number]

/** When somebody works on each day from Monday on; what overlaps is one stretch, nights go on the next day. */
export function weekOf(shifts: readonly Shift[]): Stretch[][] {
  const stretches: [number, number][] = []
  for (const shift of shifts.filter(isComplete))
    for (const weekday of daysOf(shift.weekday)) {
      const from = (weekday - 1) * day + minutesOf(shift.start_time)
      const length = (minutesOf(shift.end_time) - minutesOf(shift.start_time) + day) % day || day
      stretches.push([from, Math.min(from + length, week)])
      if (from + length > week) stretches.push([0, from + length - week])
    }
  stretches.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of stretches) {
    const before = merged.at(-1)
    if (before && from <= before[1]) before[1] = Math.max(before[1], to)
    else merged.push([from, to])
  }
  return Array.from({ length: 7 }, (_, i) =>
    merged.flatMap(([from, to]): Stretch[] => {
      const start = Math.max(from, i * day)
      const end = Math.min(to, (i + 1) * day)
      return start < end ? [[start - i * day, end - i * day]] : []
    }),
  )
}

/** Hours a week, with one digit behind the point where there is one. */
export const hoursOf = (days: readonly (readonly Stretch[])[]): string =>
  String(Math.round((days.flat().reduce((sum, [from, to]) => sum + to - from, 0) / 60) * 10) / 10)
