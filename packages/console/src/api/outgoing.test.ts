import { expect, test, vi } from 'vitest'
import { createOutgoing, stillOutgoing, type Outgoing, type Writing } from './outgoing.ts'
import type { Message } from './types.ts'

const message = (id: string, text: string, sender: string): Message => ({
  id,
  message_id: `om_${id}`,
  ticket_id: 't',
  sender_type: 'agent',
  sender: { id: sender, name: sender },
  type: 'text',
  files: [],
  content: '{}',
  text,
  created_at: 1,
})
const writing = (text: string): Writing => ({
  ticketId: 't',
  mode: 'reply',
  text,
  files: [],
  mentions: [],
  draftVersion: undefined,
  plain: text,
  after: undefined,
})

test('a sent reply leaves the queue once it is confirmed', async () => {
  const outgoing = createOutgoing(async () => {})
  const sent = outgoing.send(writing('hello'), 0)
  expect(outgoing.read()).toHaveLength(1)
  expect(await sent).toBe(true)
  expect(outgoing.read()).toEqual([])
})

test('a failed reply stays, and is repeated with the same client id', async () => {
  const send = vi.fn<(one: Outgoing) => Promise<void>>(async () => {})
  send.mockRejectedValueOnce(new Error('offline'))
  const outgoing = createOutgoing(send)
  expect(await outgoing.send(writing('hello'), 0)).toBe(false)
  const failed = outgoing.read()[0]!
  expect(failed.error).toBeInstanceOf(Error)

  await outgoing.retry(failed.clientId)

  expect(outgoing.read()).toEqual([])
  expect(send.mock.calls[1]![0].clientId).toBe(send.mock.calls[0]![0].clientId)
})

test('what waits can be taken back, is sent when its time is over, or when the page is left', async () => {
  vi.useFakeTimers()
  const send = vi.fn<(one: Outgoing, leaving: boolean) => Promise<void>>(async () => {})
  const outgoing = createOutgoing(send)
  void outgoing.send(writing('back'), 5000)
  expect(outgoing.undo(outgoing.read()[0]!.clientId)?.text).toBe('back')
  void outgoing.send(writing('in time'), 5000)
  await vi.advanceTimersByTimeAsync(5000)
  void outgoing.send(writing('leaving'), 5000)
  outgoing.leave()
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()

  expect(send.mock.calls.map(([one, leaving]) => [one.text, leaving])).toEqual([
    ['in time', false],
    ['leaving', true],
  ])
  expect(outgoing.read()).toEqual([])
})

test('a reply is not shown beside its own message, but an earlier equal one does not hide it', () => {
  const pending: Outgoing = { ...writing('**ok**'), plain: 'ok', clientId: 'c', at: 1, after: '2' }
  const before = [message('1', 'ok', 'me'), message('2', 'hi', 'guest')]
  expect(stillOutgoing([pending], before, 'me')).toEqual([pending])
  expect(stillOutgoing([pending], [...before, message('3', 'ok', 'me')], 'me')).toEqual([])
})
