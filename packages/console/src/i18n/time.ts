import type { Dictionary } from './language.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

type TimeWords = Dictionary['time']

/** How long something has lasted, in its one largest unit: what an agent compares at a glance. */
export function shortSpan(ms: number, t: TimeWords) {
  if (ms < minute) return t.now
  if (ms < hour) return t.minutes(Math.floor(ms / minute))
  if (ms < day) return t.hours(Math.floor(ms / hour))
  return t.days(Math.floor(ms / day))
}

/** A waiting time never says "now": the guest does wait. */
export const waitingSpan = (ms: number, t: TimeWords) =>
  ms < minute ? `< ${t.minutes(1)}` : shortSpan(ms, t)

/** A measured duration, with its two largest units. */
export function longSpan(seconds: number, t: TimeWords) {
  const [d, h, m, s] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60) % 60,
    seconds % 60,
  ]
  const parts = d
    ? [t.days(d), h ? t.hours(h) : '']
    : h
      ? [t.hours(h), m ? t.minutes(m) : '']
      : m
        ? [t.minutes(m), s ? t.seconds(s) : '']
        : [t.seconds(s)]
  return parts.filter(Boolean).join(' ')
}

const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)

export const isSameDay = (a: number, b: number) => midnight(a) === midnight(b)

const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear()

const formatters = new Map<string, Intl.DateTimeFormat>()

function format(ms: number, locale: string, options: Intl.DateTimeFormatOptions) {
  const key = locale + JSON.stringify(options)
  let formatter = formatters.get(key)
  if (!formatter) formatters.set(key, (formatter = new Intl.DateTimeFormat(locale, options)))
  return formatter.format(ms)
}

export const clockTime = (ms: number, locale: string) =>
  format(ms, locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

export const dateTime = (ms: number, locale: string) =>
  format(ms, locale, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })

/** With milliseconds, for the request log. */
export const exactTime = (ms: number, locale: string) =>
  format(ms, locale, {
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  })

export const shortDate = (ms: number, now: number, locale: string) =>
  format(ms, locale, {
    month: 'short',
    day: 'numeric',
    ...(sameYear(ms, now) ? {} : { year: 'numeric' as const }),
  })

/** Relative for a week, then the date. */
export const ago = (ms: number, now: number, locale: string, t: TimeWords) =>
  now - ms < 7 * day ? shortSpan(now - ms, t) : shortDate(ms, now, locale)

export function dayName(ms: number, now: number, locale: string, t: TimeWords) {
  if (isSameDay(ms, now)) return t.today
  if (isSameDay(ms, midnight(now) - 1)) return t.yesterday
  return format(ms, locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(sameYear(ms, now) ? {} : { year: 'numeric' as const }),
  })
}
