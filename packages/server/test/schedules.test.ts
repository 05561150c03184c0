import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Shift, checkSchedule, hoursOf, isOnDuty, nextDutyChange } from '../src/domain/schedules.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** Lord Howe puts its clocks forward by half an hour. */
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'] as const

const names = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** The rule as a person would put it, looked up on a calendar: no arithmetic with weeks or offsets. */
function asWritten(shifts: readonly Shift[], timeZone: string, at: number): boolean {
  const shows = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', ...options }).format(at)
  const time = shows({ hour: '2-digit', minute: '2-digit' })
  const today = names.indexOf(shows({ weekday: 'short' }))
  const yesterday = today === 1 ? 7 : today - 1
  const means = (weekday: number, date: number) =>
    weekday === date || weekday === 9 || (weekday === 10 && date <= 5) || (weekday === 11 && date >= 6)
  return shifts.some(({ start_time: start, end_time: end, weekday }) => {
    const pastMidnight = end <= start
    const begun = means(weekday, today) && start <= time && (pastMidnight || time < end)
    const goesOn = pastMidnight && means(weekday, yesterday) && time < end
    return begun || goesOn
  })
}

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const shift = fc
  .record({
    start: fc.integer({ min: 0, max: 24 * 60 - 1 }),
    end: fc.integer({ min: 0, max: 24 * 60 }),
    weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 9, 10, 11),
  })
  .filter(({ start, end }) => start !== end)
  .map(({ start, end, weekday }): Shift => ({ start_time: time(start), end_time: time(end), weekday }))

const schedule = fc.array(shift, { minLength: 1, maxLength: 5 })
const zone = fc.constantFrom(...zones)
/** 2026, with every change of clocks in it, to the second. */
const moment = fc
  .integer({ min: Date.UTC(2026, 0, 1) / 1000, max: Date.UTC(2027, 0, 1) / 1000 })
  .map((seconds) => seconds * 1000)

describe('schedules', () => {
  test('somebody is on duty exactly when the schedule says so on the wall clock', () => {
    fc.assert(
      fc.property(schedule, zone, moment, (shifts, zone, at) => {
        expect(isOnDuty(hoursOf(shifts), zone, at)).toBe(asWritten(shifts, zone, at))
      }),
      { numRuns: 1000 },
    )
  })

  test('the next change is the first minute at which duty is no longer as it was', () => {
    fc.assert(
      fc.property(
        schedule,
        zone,
        moment,
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        (shifts, zone, at, parts) => {
          const hours = hoursOf(shifts)
          const on = isOnDuty(hours, zone, at)
          const next = nextDutyChange(hours, zone, at)
          const until = next ?? at + 9 * day
          for (const part of parts)
            expect(isOnDuty(hours, zone, at + Math.floor((until - at) * part))).toBe(on)
          if (next === undefined) return
          expect(next).toBeGreaterThan(at)
          expect(isOnDuty(hours, zone, next - 1)).toBe(on)
          expect(isOnDuty(hours, zone, next)).toBe(!on)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a night shift over the change of clocks follows the wall, not the number of hours', () => {
    const nights = hoursOf([{ start_time: '22:00', end_time: '06:00', weekday: 6 }])
    const zone = 'Europe/Berlin'
    // Saturday 22:00 in Berlin: clocks go forward in that night in March, back in October.
    const spring = Date.parse('2026-03-28T22:00:00+01:00')
    const autumn = Date.parse('2026-10-24T22:00:00+02:00')
    expect(nextDutyChange(nights, zone, spring - minute)).toBe(spring)
    expect(nextDutyChange(nights, zone, spring)).toBe(spring + 7 * 60 * minute)
    expect(nextDutyChange(nights, zone, autumn)).toBe(autumn + 9 * 60 * minute)
  })

  test('a shift that begins in the hour that is left out begins when clocks go forward', () => {
    const hours = hoursOf([{ start_time: '02:30', end_time: '05:00', weekday: 7 }])
    const forward = Date.parse('2026-03-29T03:00:00+02:00')
    expect(nextDutyChange(hours, 'Europe/Berlin', forward - day / 2)).toBe(forward)
  })

  test('24:00 ends the day, whole days touch, and a whole week never changes', () => {
    const monday = hoursOf([{ start_time: '00:00', end_time: '24:00', weekday: 1 }])
    expect(monday).toEqual([[0, 24 * 60]])
    const everyDay = hoursOf([{ start_time: '00:00', end_time: '24:00', weekday: 9 }])
    expect(everyDay).toEqual([[0, 7 * 24 * 60]])
    expect(nextDutyChange(everyDay, 'Europe/Berlin', Date.UTC(2026, 2, 28))).toBeUndefined()
    expect(nextDutyChange([], 'Europe/Berlin', Date.UTC(2026, 2, 28))).toBeUndefined()
    expect(isOnDuty([], 'UTC', 0)).toBe(true)
  })

  test('Sunday night goes on on Monday morning', () => {
    const hours = hoursOf([{ start_time: '20:00', end_time: '04:00', weekday: 7 }])
    const sunday = Date.parse('2026-11-22T20:00:00+08:00')
    expect(isOnDuty(hours, 'Asia/Shanghai', sunday + 6 * 60 * minute)).toBe(true)
    expect(nextDutyChange(hours, 'Asia/Shanghai', sunday + 60 * minute)).toBe(sunday + 8 * 60 * minute)
    expect(nextDutyChange(hours, 'Asia/Shanghai', sunday + 8 * 60 * minute)).toBe(sunday + 7 * day)
  })

  test('times are written uniformly', () => {
    expect(checkSchedule([{ start_time: '9:05', end_time: '24:00', weekday: 1 }], 'schedule')).toEqual([
      { start_time: '09:05', end_time: '24:00', weekday: 1 },
    ])
  })
})
