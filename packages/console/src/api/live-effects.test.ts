import { expect, test } from 'vitest'
import { affectedBy } from './live-effects.ts'

test('a message touches its thread, its ticket and the lists', () => {
  expect(affectedBy({ type: 'message.created', ticket_id: '7', message_id: 'om_1', at: 1 })).toEqual({
    lists: true,
    ticket: '7',
    messages: '7',
  })
})

test('a change of a ticket does not reload its messages', () => {
  expect(affectedBy({ type: 'ticket.updated', ticket_id: '7', at: 1 }).messages).toBeUndefined()
})

test('a reset, or an event without a ticket, makes everything out of date', () => {
  expect(affectedBy({ type: 'reset', at: 1 })).toEqual({ everything: true })
})
