import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hoursOf, isOnDuty } from './schedules.ts'
import { afterService, serviceTime } from './service-time.ts'
import { type SlaPolicy, slaAfter } from './sla.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** A Monday. */
const monday = Date.UTC(2026, 10, 16)
const split = hoursOf([
  { weekday: 10, start_time: '09:00', end_time: '12:00' },
  { weekday: 10, start_time: '13:00', end_time: '18:00' },
  { weekday: 6, start_time: '22:00', end_time: '02:00' },
])
const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York']

test('service time is what a clock that only runs on duty would show, also when clocks are put back', () => {
  const at = fc.integer({ min: Date.UTC(2026, 9, 22) / minute, max: Date.UTC(2026, 9, 28) / minute })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      at,
      fc.integer({ min: 0, max: 3 * 24 * 60 }),
      (timeZone, from, length) => {
        let minutes = 0
        for (let i = from; i < from + length; i++) if (isOnDuty(split, timeZone, i * minute)) minutes++
        const found = serviceTime({ hours: split, timeZone }, from * minute, (from + length) * minute)
        expect(found).toBe(minutes * minute)
      },
    ),
    { numRuns: 25 },
  )
})

test('what takes so much service ends when so much service has passed, and on duty', () => {
  const start = fc.integer({ min: monday, max: monday + 14 * day })
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      start,
      fc.integer({ min: 1, max: 60 * hour }),
      (timeZone, from, ms) => {
        const service = { hours: split, timeZone }
        const end = afterService(service, from, ms)
        expect(serviceTime(service, from, end)).toBe(ms)
        expect(isOnDuty(split, timeZone, end - 1)).toBe(true)
      },
    ),
    { numRuns: 50 },
  )
})

const policy: SlaPolicy = {
  targets: { medium: { first_response: 60, next_response: 30, resolution: 240 } },
  hours: split,
  timeZone: 'UTC',
}
const ticket = {
  stage: 'human',
  status: 'queueing',
  priority: 'medium',
  waiting_since: monday + 17 * hour + 30 * minute,
  first_response_at: null,
  sla_spent_ms: 0,
  sla_since: null,
  due_at: null,
  due_kind: null,
} as const

test('a guest who comes before closing time is owed an answer the next morning', () => {
  const now = ticket.waiting_since
  expect(slaAfter(ticket, policy, now)).toEqual({
    sla_spent_ms: 0,
    sla_since: now,
    due_at: monday + day + 9 * hour + 30 * minute,
    due_kind: 'first_response',
  })
  expect(slaAfter(ticket, { ...policy, hours: [] }, now).due_at).toBe(now + hour)
  expect(slaAfter({ ...ticket, priority: 'urgent' }, policy, now)).toMatchObject({
    due_at: null,
    due_kind: null,
  })
  expect(slaAfter({ ...ticket, stage: 'bot' }, policy, now).due_at).toBeNull()
})

test('the resolution waits while the guest is to answer, and goes on with what is left', () => {
  const answered = {
    ...ticket,
    status: 'waiting_for_guest',
    waiting_since: null,
    first_response_at: 1,
  } as const
  const began = monday + 9 * hour
  const paused = slaAfter({ ...answered, sla_since: began }, policy, began + 2 * hour)
  expect(paused).toEqual({ sla_spent_ms: 2 * hour, sla_since: null, due_at: null, due_kind: null })
  const back = monday + 3 * day + 9 * hour
  const again = slaAfter({ ...answered, ...paused, status: 'processing' }, policy, back)
  expect(again).toMatchObject({ sla_since: back, due_at: back + 2 * hour, due_kind: 'resolution' })
  const asked = slaAfter({ ...answered, ...paused, status: 'processing', waiting_since: back }, policy, back)
  expect(asked).toMatchObject({ due_at: back + 30 * minute, due_kind: 'next_response' })
  const closed = slaAfter({ ...answered, ...again, status: 'closed_by_agent' }, policy, back + hour)
  expect(closed).toMatchObject({ sla_since: null, sla_spent_ms: 3 * hour, due_at: null })
})
