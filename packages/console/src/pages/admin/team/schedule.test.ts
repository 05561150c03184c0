import { expect, test } from 'vitest'
import { endsNextDay, hoursOf, isComplete, lineOf, shiftsOf, weekOf } from './schedule.ts'

const shift = (weekday: number, start_time: string, end_time: string) => ({ weekday, start_time, end_time })

test('split days, nights and overlaps make one week', () => {
  const week = weekOf([
    shift(10, '09:00', '12:00'),
    shift(10, '13:00', '18:00'),
    shift(5, '17:00', '20:00'),
    shift(7, '22:00', '02:00'),
  ])
  expect(week[0]).toEqual([
    [0, 120],
    [540, 720],
    [780, 1080],
  ])
  expect(week[4]).toEqual([
    [540, 720],
    [780, 1200],
  ])
  expect(week[6]).toEqual([[1320, 1440]])
  expect(hoursOf(week)).toBe('46')
})

test('midnight as an end is 24:00, all day included', () => {
  expect(shiftsOf([lineOf(shift(9, '00:00', '00:00'))])).toEqual([shift(9, '00:00', '24:00')])
  expect(hoursOf(weekOf([shift(9, '00:00', '00:00')]))).toBe('168')
  expect(hoursOf(weekOf([shift(1, '22:30', '24:00')]))).toBe('1.5')
})

test('a line says when it runs into the next day, and when it is not finished', () => {
  expect(
    [shift(1, '22:00', '02:00'), shift(1, '09:00', '00:00'), shift(1, '09:00', '18:00')].map(endsNextDay),
  ).toEqual([true, false, false])
  expect(
    [shift(1, '09:00', '09:00'), shift(1, '', '10:00'), shift(1, '09:00', '10:00')].map(isComplete),
  ).toEqual([false, false, true])
})
