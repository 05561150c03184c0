import { expect, test, vi } from 'vitest'
import { createOutgoing, stillOutgoing, type Outgoing } from './outgoing.ts'
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

test('a sent reply leaves the queue once it is confirmed', async () => {
  const outgoing = createOutgoing(async () => message('1', 'hello', 'me'))
  const sent = outgoing.send('t', 'hello', undefined)
  expect(outgoing.read()).toHaveLength(1)
  await sent
  expect(outgoing.read()).toEqual([])
})

test('a failed reply stays, and is repeated with the same client id', async () => {
  const send = vi.fn<(one: Outgoing) => Promise<Message>>(async () => message('1', 'hello', 'me'))
  send.mockRejectedValueOnce(new Error('offline'))
  const outgoing = createOutgoing(send)
  await outgoing.send('t', 'hello', undefined)
  const failed = outgoing.read()[0]!
  expect(failed.error).toBeInstanceOf(Error)

  await outgoing.retry(failed.clientId)

  expect(outgoing.read()).toEqual([])
  expect(send.mock.calls[1]![0].clientId).toBe(send.mock.calls[0]![0].clientId)
})

test('a reply is not shown beside its own message, but an earlier equal one does not hide it', () => {
  const pending: Outgoing = { clientId: 'c', ticketId: 't', text: 'ok', at: 1, after: '2' }
  const before = [message('1', 'ok', 'me'), message('2', 'hi', 'guest')]
  expect(stillOutgoing([pending], before, 'me')).toEqual([pending])
  expect(stillOutgoing([pending], [...before, message('3', 'ok', 'me')], 'me')).toEqual([])
})
