import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createAnnouncer, type Note } from './announcer.ts'
import { createPresence } from './presence-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const newAnnouncer = () => {
  const said: Note[] = []
  return { said, announcer: createAnnouncer({ page: 'page', send: (note) => said.push(note) }) }
}

test('says what is shown, again every 15 s, and when nothing is any more', () => {
  const { said, announcer } = newAnnouncer()
  announcer.show('1')
  announcer.show('1')
  vi.advanceTimersByTime(30_000)
  expect(said).toEqual(Array.from({ length: 3 }, () => ({ page: 'page', ticket_id: '1', typing: false })))
  announcer.show(undefined)
  vi.advanceTimersByTime(60_000)
  expect(said.slice(3)).toEqual([{ page: 'page' }])
})

test('writing is said when it begins, while it goes on and when it pauses', () => {
  const { said, announcer } = newAnnouncer()
  announcer.type()
  expect(said).toEqual([])
  announcer.show('1')
  for (let i = 0; i < 40; i += 1) {
    announcer.type()
    vi.advanceTimersByTime(100)
  }
  expect(said.filter(({ typing }) => typing)).toHaveLength(2)
  vi.advanceTimersByTime(5_000)
  expect(said.at(-1)).toEqual({ page: 'page', ticket_id: '1', typing: false })
})

test('a sent reply ends writing at once, and another ticket begins without it', () => {
  const { said, announcer } = newAnnouncer()
  announcer.show('1')
  announcer.type()
  announcer.stopTyping()
  announcer.stopTyping()
  expect(said.map(({ typing }) => typing)).toEqual([false, true, false])
  announcer.type()
  announcer.show('2')
  vi.advanceTimersByTime(6_000)
  expect(said.slice(4)).toEqual([{ page: 'page', ticket_id: '2', typing: false }])
})

test('what is there when a stream begins replaces everything; changes replace one ticket', () => {
  const store = createPresence()
  const lin = { id: 'lin', name: 'Lin', kind: 'agent' as const, typing: false }
  store.take({
    all: true,
    tickets: [
      { ticket_id: '1', people: [lin] },
      { ticket_id: '2', people: [lin] },
    ],
  })
  const before = store.of('2')
  store.take({ all: false, tickets: [{ ticket_id: '1', people: [{ ...lin, typing: true }] }] })
  expect(store.of('1')[0]?.typing).toBe(true)
  expect(store.of('2')).toBe(before)
  store.take({ all: true, tickets: [] })
  expect(store.of('1')).toEqual([])
})
