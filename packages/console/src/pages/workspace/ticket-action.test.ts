import { expect, test } from 'vitest'
import type { Me, Ticket } from '../../api/types.ts'
import { actionsFor, afterAction, type TicketAction, toneOf, undoOf } from './ticket-action.ts'

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
  time_zone: 'Asia/Shanghai',
  collaborators: [],
  merged: [],
  helpdesk_id: 'h',
  chat_id: 'oc_1',
  channel: 0,
  fields: [],
  remarks: [],
}

test('a ticket of nobody can be taken, mine cannot', () => {
  expect(actionsFor(ticket, me)).toEqual(['take', 'close'])
  expect(actionsFor({ ...ticket, agent: me.user }, me)).toEqual(['close'])
})

test('a closed ticket can only be reopened', () => {
  expect(actionsFor({ ...ticket, status: 'closed_by_guest' }, me)).toEqual(['reopen'])
})

test('closing ends the waiting, reopening clears who closed', () => {
  const closed = afterAction(ticket, { kind: 'close' }, me, 9)
  expect(closed).toMatchObject({ status: 'closed_by_agent', closed_at: 9, closed_by: me.user })
  expect(closed.waiting_since).toBeUndefined()
  expect(afterAction(closed, { kind: 'reopen' }, me, 10).closed_by).toBeUndefined()
})

const bob = { id: 'ou_bob', name: 'Bob' }
const tagged: Ticket = { ...ticket, agent: bob, tags: [{ id: 't1', name: 'VIP' }] }
const actions: TicketAction[] = [
  { kind: 'take' },
  { kind: 'assign', agent: me.user },
  { kind: 'assign' },
  { kind: 'hold', until: 99 },
  { kind: 'tag', add: ['VIP', 'new'], remove: [] },
  { kind: 'tag', add: [], remove: ['VIP'] },
  { kind: 'collaborate', add: [bob], remove: [] },
  { kind: 'edit', priority: 'high' },
  { kind: 'edit', field: { id: 'f', value: 'x' } },
]

test.each(actions)('undoing $kind brings back what can be seen of the ticket', (action) => {
  const undo = undoOf(tagged, action, 50)!
  const back = afterAction(afterAction(tagged, action, me, 50), undo, me, 51)
  const names = ({ tags }: Ticket) => tags.map(({ name }) => name)
  expect(back).toMatchObject({
    agent: tagged.agent,
    priority: tagged.priority,
    fields: tagged.fields,
    collaborators: tagged.collaborators,
  })
  expect(names(back)).toEqual(names(tagged))
  expect(back.snoozed_until).toBeUndefined()
})

test('there is nothing to undo where nothing changed', () => {
  expect(undoOf(tagged, { kind: 'tag', add: ['VIP'], remove: [] }, 1)).toBeUndefined()
})

test('a ticket waits on us in the queue, or while its guest waits', () => {
  expect(toneOf('queueing', false)).toBe('waiting')
  expect(toneOf('processing', true)).toBe('waiting')
  expect(toneOf('processing', false)).toBe('them')
  expect(toneOf('pending', true)).toBe('them')
  expect(toneOf('closed_by_bot', true)).toBe('done')
})
