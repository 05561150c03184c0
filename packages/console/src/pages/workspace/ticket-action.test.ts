import { expect, test } from 'vitest'
import type { Me, Ticket } from '../../api/types.ts'
import { actionsFor, afterAction, toneOf } from './ticket-action.ts'

const me: Me = {
  user: { id: 'ou_me', name: 'Me' },
  role: 'agent',
  tenant: { id: 't', name: 'T' },
  helpdesk: { id: 'h', name: 'H' },
}
const ticket: Ticket = {
  ticket_id: '1',
  status: 'processing',
  stage: 'human',
  guest: { id: 'ou_g', name: 'G' },
  preview: '',
  last_message_at: 1,
  waiting_since: 1,
  created_at: 1,
  tags: [],
  priority: 'medium',
  version: 1,
  collaborators: [],
  merged: [],
  helpdesk_id: 'h',
  chat_id: 'oc_1',
  channel: 0,
  fields: [],
  remarks: [],
}

test('a ticket of nobody can be taken, mine cannot', () => {
  expect(actionsFor(ticket, me)).toEqual(['take', 'close', 'hold'])
  expect(actionsFor({ ...ticket, agent: me.user, status: 'pending' }, me)).toEqual(['close', 'resume'])
})

test('a closed ticket can only be reopened', () => {
  expect(actionsFor({ ...ticket, status: 'closed_by_guest' }, me)).toEqual(['reopen'])
})

test('closing ends the waiting, reopening clears who closed', () => {
  const closed = afterAction(ticket, 'close', me, 9)
  expect(closed).toMatchObject({ status: 'closed_by_agent', closed_at: 9, closed_by: me.user })
  expect(closed.waiting_since).toBeUndefined()
  expect(afterAction(closed, 'reopen', me, 10)).not.toHaveProperty('closed_by')
})

test('a ticket waits on us in the queue, or while its guest waits', () => {
  expect(toneOf('queueing', false)).toBe('waiting')
  expect(toneOf('processing', true)).toBe('waiting')
  expect(toneOf('processing', false)).toBe('them')
  expect(toneOf('pending', true)).toBe('them')
  expect(toneOf('closed_by_bot', true)).toBe('done')
})
