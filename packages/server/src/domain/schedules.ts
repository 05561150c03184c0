import { fromJson } from '../db/json.ts'
import { invalid } from './errors.ts'

/** One line of a weekly schedule, as the wire writes it: wall clock times of the desk's time zone. */
export interface Shift {
  /** `HH:MM`. */
  readonly start_time: string
  /** `HH:MM`, `24:00` included. One that is not after the start is meant on the next day. */
  readonly end_time: string
  /** 1 to 7 is Monday to Sunday, 9 every day, 10 Monday to Friday, 11 Saturday and Sunday. */
  readonly weekday: number
}

/** When somebody works in a week: minutes since Monday 00:00, ascending, apart from each other. Empty is always. */
export type Hours = readonly (readonly [from: number, to: number])[]

const day = 24 * 60
const week = 7 * day
const minute = 60_000

const weekdays: ReadonlyMap<number, readonly number[]> = new Map<number, readonly number[]>([
  ...[1, 2, 3, 4, 5, 6, 7].map((n) => [n, [n]] as const),
  [9, [1, 2, 3, 4, 5, 6, 7]],
  [10, [1, 2, 3, 4, 5]],
  [11, [6, 7]],
])

const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

const two = (time: string): string => (time.length === 4 ? `0${time}` : time)

/** A schedule from outside, checked and written uniformly; `field` names it in errors. */
export function checkSchedule(shifts: readonly Shift[], field: string): Shift[] {
  return shifts.map((shift, i) => {
    const at = `${field}.${i}`
    if (!weekdays.has(shift.weekday))
      throw invalid(
        `${at}.weekday`,
        shift.weekday,
        'must be 1 to 7, 9 (every day), 10 (weekdays) or 11 (weekend)',
      )
    const start = two(shift.start_time)
    const end = two(shift.end_time)
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(start))
      throw invalid(`${at}.start_time`, shift.start_time, 'must be a time from 00:00 to 23:59')
    if (!/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/.test(end))
      throw invalid(`${at}.end_time`, shift.end_time, 'must be a time from 00:00 to 24:00')
    if (start === end) throw invalid(`${at}.end_time`, shift.end_time, 'must differ from start_time')
    return { start_time: start, end_time: end, weekday: shift.weekday }
  })
}

/** The hours that shifts make together: what overlaps or touches is one stretch, Sunday night goes on on Monday. */
export function hoursOf(shifts: readonly Shift[]): Hours {
  const stretches: [number, number][] = []
  for (const shift of shifts)
    for (const weekday of weekdays.get(shift.weekday) ?? []) {
      const start = minutesOf(shift.start_time)
      const end = minutesOf(shift.end_time)
      const from = (weekday - 1) * day + start
      const to = from + (end > start ? end - start : end + day - start)
      stretches.push([from, Math.min(to, week)])
      if (to > week) stretches.push([0, to - week])
    }
  stretches.sort((a, b) => a[0] - b[0])
  const merged: [number, number][] = []
  for (const [from, to] of stretches) {
    const last = merged.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else merged.push([from, to])
  }
  return merged
}

const known = new Map<string, Hours>()

/** The hours of a stored schedule. */
export function storedHours(schedule: string | null): Hours {
  if (schedule === null) return []
  let hours = known.get(schedule)
  if (!hours) {
    if (known.size > 1000) known.clear()
    known.set(schedule, (hours = hoursOf(fromJson<Shift[]>(schedule))))
  }
  return hours
}

/** Whether hours cover a minute of the week. */
export const covers = (hours: Hours, minuteOfWeek: number): boolean =>
  hours.length === 0 || hours.some(([from, to]) => from <= minuteOfWeek && minuteOfWeek < to)

const clocks = new Map<string, Intl.DateTimeFormat>()

/** Unix ms of what a clock on the wall shows there, as if it hung in Greenwich. */
function wallTime(timeZone: string, at: number): number {
  let clock = clocks.get(timeZone)
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    clocks.set(timeZone, clock)
  }
  const parts: Record<string, number> = {}
  for (const { type, value } of clock.formatToParts(at)) parts[type] = Number(value)
  return Date.UTC(parts.year!, parts.month! - 1, parts.day, parts.hour, parts.minute) + modulo(at, minute)
}

const modulo = (value: number, by: number): number => ((value % by) + by) % by

/** 1970 began on a Thursday. */
const thursday = 3 * day

/** Minutes since Monday 00:00 on the clock of a time zone. */
export const minuteOfWeek = (timeZone: string, at: number): number =>
  modulo(Math.floor(wallTime(timeZone, at) / minute) + thursday, week)

/** Whether somebody with these hours works at a time (Unix ms), by the clock of the time zone. */
export const isOnDuty = (hours: Hours, timeZone: string, at: number): boolean =>
  covers(hours, minuteOfWeek(timeZone, at))

/**
 * The next time (Unix ms) at which duty begins or ends; nothing when it never does. Clocks that are put forward or
 * back are minded: time is cut where the zone's offset changes, and between two cuts wall time runs evenly.
 */
export function nextDutyChange(hours: Hours, timeZone: string, after: number): number | undefined {
  if (hours.length === 0) return undefined
  const on = isOnDuty(hours, timeZone, after)
  const end = after + (week + day) * minute
  let from = after
  while (from < end) {
    const offset = offsetAt(timeZone, from)
    const cut = nextOffsetChange(timeZone, from, end)
    const boundary = nextBoundary(hours, minuteOfWeek(timeZone, from), on)
    if (boundary === undefined && cut === undefined) return undefined
    const at =
      boundary === undefined
        ? Infinity
        : Math.floor((from + offset) / minute) * minute - offset + boundary * minute
    if (cut === undefined || at < cut) return at === Infinity ? undefined : at
    if (isOnDuty(hours, timeZone, cut) !== on) return cut
    from = cut
  }
  return undefined
}

const offsetAt = (timeZone: string, at: number): number => wallTime(timeZone, at) - at

/** How many minutes after a minute of the week duty is no longer as it was. */
function nextBoundary(hours: Hours, now: number, on: boolean): number | undefined {
  let nearest: number | undefined
  for (const [from, to] of hours) {
    const edge = on ? to : from
    // A stretch that ends with the week may go on at its beginning.
    if (covers(hours, modulo(edge, week)) === on) continue
    const distance = modulo(edge - now, week) || week
    if (nearest === undefined || distance < nearest) nearest = distance
  }
  return nearest
}

/** The first minute of the next other offset before `end`; zones change theirs on whole minutes. */
function nextOffsetChange(timeZone: string, from: number, end: number): number | undefined {
  const offset = offsetAt(timeZone, from)
  for (let low = from; low < end; low += day * minute) {
    let high = Math.min(low + day * minute, end)
    if (offsetAt(timeZone, high) === offset) continue
    let before = low
    while (high - before > minute) {
      const middle = before + Math.floor((high - before) / 2)
      if (offsetAt(timeZone, middle) === offset) before = middle
      else high = middle
    }
    return Math.floor(high / minute) * minute
  }
  return undefined
}
