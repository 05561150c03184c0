import { type Hours, isOnDuty, nextDutyChange } from './schedules.ts'

/** When a desk serves, by the clock of its time zone; no hours are all hours. */
export interface ServiceHours {
  readonly hours: Hours
  readonly timeZone: string
}

/** How many ms of service lie between two times (Unix ms). */
export function serviceTime({ hours, timeZone }: ServiceHours, from: number, to: number): number {
  if (to <= from) return 0
  if (hours.length === 0) return to - from
  let on = isOnDuty(hours, timeZone, from)
  let sum = 0
  for (let at = from; at < to; on = !on) {
    const end = Math.min(nextDutyChange(hours, timeZone, at) ?? Infinity, to)
    if (on) sum += end - at
    at = end
  }
  return sum
}

/**
 * The time (Unix ms) at which so many ms of service have passed since `from`. What ends together with a shift ends
 * then, not when the next one begins.
 */
export function afterService({ hours, timeZone }: ServiceHours, from: number, ms: number): number {
  if (hours.length === 0 || ms <= 0) return from + Math.max(0, ms)
  let on = isOnDuty(hours, timeZone, from)
  let left = ms
  for (let at = from; ; on = !on) {
    const next = nextDutyChange(hours, timeZone, at)
    if (next === undefined) return at + left
    if (on && next - at >= left) return at + left
    if (on) left -= next - at
    at = next
  }
}
