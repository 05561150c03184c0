import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backOff, connectLive, type Source } from './live.ts'

const opened: (Source & { url: string; readyState: number })[] = []
const open = (url: string) => {
  const source = { url, readyState: 0, onopen: null, onerror: null, onmessage: null, close: vi.fn() }
  opened.push(source)
  return source
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  opened.length = 0
})

const listen = () => {
  const heard = { onEvent: vi.fn(), onState: vi.fn(), onFresh: vi.fn(), onRefused: vi.fn() }
  return { heard, live: connectLive({ ...heard, open }) }
}

test('a refused stream is opened again from the last position', () => {
  const { heard } = listen()
  opened[0]!.onopen?.()
  opened[0]!.onmessage?.({ data: '{"type":"ticket.created","ticket_id":"1","at":1}', lastEventId: '41' })
  opened[0]!.readyState = 2
  opened[0]!.onerror?.()
  expect(heard.onRefused).toHaveBeenCalledOnce()

  vi.advanceTimersByTime(1000)

  expect(opened.map((s) => s.url)).toEqual(['/console/v1/live', '/console/v1/live?after=41'])
  expect(heard.onEvent).toHaveBeenCalledWith({ type: 'ticket.created', ticket_id: '1', at: 1 })
})

test('a cut is left to the browser', () => {
  const { heard } = listen()
  opened[0]!.onopen?.()
  opened[0]!.onerror?.()
  vi.advanceTimersByTime(60_000)
  expect(opened).toHaveLength(1)
  expect(heard.onState.mock.calls.flat()).toEqual(['online', 'offline'])
})

test('a stream without a position tells that data may be old, a continued one does not', () => {
  const { heard } = listen()
  opened[0]!.onopen?.()
  opened[0]!.onmessage?.({ data: 'not json', lastEventId: '7' })
  opened[0]!.onopen?.()
  expect(heard.onFresh).toHaveBeenCalledOnce()
})

test('nothing reconnects after closing', () => {
  const { live } = listen()
  opened[0]!.readyState = 2
  opened[0]!.onerror?.()
  live.close()
  vi.advanceTimersByTime(60_000)
  expect(opened).toHaveLength(1)
})

test('delays grow to half a minute', () => {
  expect(backOff(0, 1)).toBe(1000)
  expect(backOff(20, 1)).toBe(30_000)
  expect(backOff(20, 0)).toBe(15_000)
})
