import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backOff, connectLive, longestSilence, type LiveState, type Source } from './live.ts'
import type { LiveEvent } from './types.ts'

type Listener = (event: { data: string; lastEventId: string }) => void

const nothing = { data: '', lastEventId: '' }

class FakeSource implements Source {
  readonly url: string
  readyState = 0
  readonly listeners = new Map<string, Listener>()

  constructor(url: string) {
    this.url = url
  }
  addEventListener(type: string, listener: Listener) {
    this.listeners.set(type, listener)
  }
  close() {
    this.readyState = 2
  }
  opens() {
    this.listeners.get('open')?.(nothing)
  }
  says(data: string, lastEventId: string) {
    this.listeners.get('message')?.({ data, lastEventId })
  }
  fails(readyState = 0) {
    this.readyState = readyState
    this.listeners.get('error')?.(nothing)
  }
}

const opened: FakeSource[] = []
const open = (url: string) => {
  const source = new FakeSource(url)
  opened.push(source)
  return source
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  opened.length = 0
})

const listen = () => {
  const heard = {
    onEvent: vi.fn<(event: LiveEvent) => void>(),
    onState: vi.fn<(state: LiveState) => void>(),
    onFresh: vi.fn<() => void>(),
    onRefused: vi.fn<() => void>(),
  }
  const live = connectLive({ ...heard, open })
  return { heard, live, first: opened[0]! }
}

test('a refused stream is opened again from the last position', () => {
  const { heard, first } = listen()
  first.opens()
  first.says('{"type":"ticket.created","ticket_id":"1","at":1}', '41')
  first.fails(2)
  expect(heard.onRefused).toHaveBeenCalledOnce()

  vi.advanceTimersByTime(1000)

  expect(opened.map((s) => s.url)).toEqual(['/console/v1/live', '/console/v1/live?after=41'])
  expect(heard.onEvent).toHaveBeenCalledWith({ type: 'ticket.created', ticket_id: '1', at: 1 })
})

test('a cut is mended within a quarter of a second, from the position that is known since the beginning', () => {
  const { heard, first } = listen()
  first.opens()
  first.listeners.get('ping')?.({ data: '1', lastEventId: '40' })
  first.fails()
  first.fails()
  vi.advanceTimersByTime(250)
  expect(opened.map((s) => s.url)).toEqual(['/console/v1/live', '/console/v1/live?after=40'])
  opened[1]!.opens()
  expect(heard.onState.mock.calls.flat()).toEqual(['online', 'offline', 'online'])
  expect(heard.onRefused).not.toHaveBeenCalled()
  expect(heard.onFresh).toHaveBeenCalledOnce()
})

test('a stream without a position tells that data may be old, a continued one does not', () => {
  const { heard, first } = listen()
  first.opens()
  first.says('not json', '7')
  first.opens()
  expect(heard.onFresh).toHaveBeenCalledOnce()
})

test('a line that has gone silent is opened again', () => {
  const { first } = listen()
  first.opens()
  first.says('{"type":"reset","at":1}', '41')
  vi.advanceTimersByTime(longestSilence - 1)
  first.listeners.get('ping')?.(nothing)
  vi.advanceTimersByTime(longestSilence - 1)
  expect(opened).toHaveLength(1)
  vi.advanceTimersByTime(1)
  expect(opened.map((s) => s.url)).toEqual(['/console/v1/live', '/console/v1/live?after=41'])
})

test('nothing reconnects after closing', () => {
  const { live, first } = listen()
  first.fails(2)
  live.close()
  vi.advanceTimersByTime(60_000)
  expect(opened).toHaveLength(1)
})

test('delays grow to half a minute', () => {
  expect(backOff(0, 1)).toBe(250)
  expect(backOff(20, 1)).toBe(30_000)
  expect(backOff(20, 0)).toBe(15_000)
})
