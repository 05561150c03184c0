import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createRefresher } from './refresher.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('pokes that come together refresh once', async () => {
  const refresh = vi.fn<() => Promise<void>>(async () => undefined)
  const one = createRefresher(refresh)
  for (let i = 0; i < 20; i++) one.poke()
  await vi.advanceTimersByTimeAsync(1000)
  expect(refresh).toHaveBeenCalledTimes(1)
})

test('a poke during a refresh is answered by a second one, after the first', async () => {
  let finish = () => {}
  const refresh = vi.fn<() => Promise<void>>(() => new Promise<void>((done) => (finish = done)))
  const one = createRefresher(refresh)
  one.poke()
  await vi.advanceTimersByTimeAsync(50)
  one.poke()
  one.poke()
  await vi.advanceTimersByTimeAsync(1000)
  expect(refresh).toHaveBeenCalledTimes(1)
  finish()
  await vi.advanceTimersByTimeAsync(1000)
  expect(refresh).toHaveBeenCalledTimes(2)
})

test('a failed refresh does not stop later ones', async () => {
  const refresh = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('offline')))
  const one = createRefresher(refresh)
  one.poke()
  await vi.advanceTimersByTimeAsync(100)
  one.poke()
  await vi.advanceTimersByTimeAsync(100)
  expect(refresh).toHaveBeenCalledTimes(2)
})
