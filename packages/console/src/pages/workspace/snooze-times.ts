interface Local {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** 0 is Sunday. */
  readonly weekday: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function partsFormat(timeZone: string) {
  let format = formats.get(timeZone)
  if (!format) {
    const numeric = 'numeric' as const
    const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric }
    format = new Intl.DateTimeFormat('en-US', { timeZone, ...fields, hourCycle: 'h23', calendar: 'gregory' })
    formats.set(timeZone, format)
  }
  return format
}

/** What the clocks of a time zone show. */
export function localTime(at: number, timeZone: string): Local {
  const parts = new Map(
    partsFormat(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const [year, month, day] = [parts.get('year')!, parts.get('month')!, parts.get('day')!]
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay()
  return { year, month, day, hour: parts.get('hour')!, minute: parts.get('minute')!, weekday }
}

/** When the clocks of a time zone show this; days and hours beyond their range run over. */
export function timeAt(local: Omit<Local, 'weekday'>, timeZone: string): number {
  const { year, month, day, hour, minute } = local
  const wanted = Date.UTC(year, month - 1, day, hour, minute)
  let at = wanted
  // The offset may differ on either side of a change of the clocks: the second look settles it.
  for (let look = 0; look < 2; look += 1) {
    const shown = localTime(at, timeZone)
    at += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute)
  }
  return at
}

export type SnoozeName = 'hour' | 'afternoon' | 'tomorrow' | 'monday'

export interface SnoozeTime {
  readonly name: SnoozeName
  readonly at: number
}

/** Until when a ticket is usually snoozed, on the desk's clock; what is over or too near is left out. */
export function snoozeTimes(now: number, timeZone: string): SnoozeTime[] {
  const local = localTime(now, timeZone)
  const on = (days: number, hour: number) =>
    timeAt({ ...local, day: local.day + days, hour, minute: 0 }, timeZone)
  const toMonday = (8 - local.weekday) % 7 || 7
  return [
    { name: 'hour', at: Math.ceil((now + 60 * 60_000) / 60_000) * 60_000 },
    ...(local.hour < 13 ? [{ name: 'afternoon' as const, at: on(0, 15) }] : []),
    { name: 'tomorrow', at: on(1, 9) },
    // From a Sunday, Monday is tomorrow.
    ...(toMonday > 1 ? [{ name: 'monday' as const, at: on(toMonday, 9) }] : []),
  ]
}

/** As short as it can be said: the time today, the weekday within a week, the date later. */
export function shortDateTime(at: number, locale: string, timeZone: string, now = Date.now()): string {
  const [then, today] = [localTime(at, timeZone), localTime(now, timeZone)]
  const sameDay = then.year === today.year && then.month === today.month && then.day === today.day
  const near = at - now < 6 * 24 * 60 * 60_000
  const text = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(!sameDay && (near ? { weekday: 'short' } : { month: 'short', day: 'numeric' })),
    ...(then.year !== today.year && { year: 'numeric' }),
  }).format(at)
  // Chinese weekdays come without a space before the time.
  return text.replace(/(\p{Script=Han})(\d\d:)/u, '$1 $2')
}

/** The value of a date and time input. */
export const inputValue = (at: number, timeZone: string) => {
  const { year, month, day, hour, minute } = localTime(at, timeZone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`
}

export function fromInput(value: string, timeZone: string): number | undefined {
  const match = /^(\d{4,5})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(value)
  if (!match) return undefined
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return timeAt({ year, month, day, hour, minute }, timeZone)
}
