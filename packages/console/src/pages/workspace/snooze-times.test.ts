import { expect, test } from 'vitest'
import { fromInput, inputValue, snoozeTimes, timeAt } from './snooze-times.ts'

const at = (text: string) => Date.parse(text)

test("snooze times are those of the desk's clock", () => {
  // Friday, 10:30 in Shanghai.
  const times = snoozeTimes(at('2026-11-20T02:30:00Z'), 'Asia/Shanghai')
  expect(times).toEqual([
    { name: 'hour', at: at('2026-11-20T03:30:00Z') },
    { name: 'afternoon', at: at('2026-11-20T07:00:00Z') },
    { name: 'tomorrow', at: at('2026-11-21T01:00:00Z') },
    { name: 'monday', at: at('2026-11-23T01:00:00Z') },
  ])
})

test('what is over is not offered, and Monday not twice', () => {
  const names = (now: string) => snoozeTimes(at(now), 'UTC').map(({ name }) => name)
  expect(names('2026-11-20T14:00:00Z')).toEqual(['hour', 'tomorrow', 'monday'])
  expect(names('2026-11-22T08:00:00Z')).toEqual(['hour', 'afternoon', 'tomorrow'])
  expect(snoozeTimes(at('2026-11-23T10:00:00Z'), 'UTC').at(-1)).toEqual({
    name: 'monday',
    at: at('2026-11-30T09:00:00Z'),
  })
})

test('a change of the clocks in between is reckoned with', () => {
  const berlin = 'Europe/Berlin'
  // The clocks go back on Sunday, 25 October 2026.
  expect(snoozeTimes(at('2026-10-24T10:00:00Z'), berlin).find(({ name }) => name === 'tomorrow')?.at).toBe(
    at('2026-10-25T08:00:00Z'),
  )
  expect(timeAt({ year: 2026, month: 3, day: 29, hour: 9, minute: 0 }, berlin)).toBe(
    at('2026-03-29T07:00:00Z'),
  )
  expect(fromInput(inputValue(at('2026-10-24T10:05:00Z'), berlin), berlin)).toBe(at('2026-10-24T10:05:00Z'))
  expect(fromInput('', berlin)).toBeUndefined()
})
