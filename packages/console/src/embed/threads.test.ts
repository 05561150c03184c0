import { expect, test } from 'vitest'
import type { TicketRow } from '../api/types.ts'
import { actionBetween, commandOf, threadOf, unreadAtStart, unreadReport } from './threads.ts'

const ada = { id: 'ou_ada', name: 'Ada' }
const row = (change: Partial<TicketRow> = {}): TicketRow => ({
  ticket_id: '1',
  status: 'processing',
  stage: 'human',
  guest: { id: 'ou_guest', name: 'Guest' },
  preview: 'Where is it?',
  last_message_at: 1_700_000_000_000,
  created_at: 1_700_000_000_000,
  tags: [],
  priority: 'medium',
  channel: 9,
  ...change,
})

test('what a host is told about a ticket follows what became of it', () => {
  expect(actionBetween(undefined, row())).toBe('created')
  expect(actionBetween(undefined, row({ agent: ada }))).toBe('assigned')
  expect(actionBetween(undefined, row({ status: 'closed_by_agent' }))).toBeUndefined()
  expect(actionBetween(row(), row({ agent: ada }))).toBe('assigned')
  expect(actionBetween(row({ agent: ada }), row({ agent: { id: 'ou_bob', name: 'Bob' } }))).toBe(
    'transferred',
  )
  expect(actionBetween(row({ agent: ada }), row({ agent: ada, status: 'closed_by_guest' }))).toBe('closed')
  expect(actionBetween(row({ status: 'closed_by_agent' }), row())).toBe('reopened')
  expect(actionBetween(row(), row({ status: 'pending' }))).toBe('held')
  expect(actionBetween(row({ status: 'pending' }), row())).toBe('resumed')
  expect(actionBetween(row(), row({ preview: 'more' }))).toBeUndefined()
})

test('the report counts what is unread and names the threads', () => {
  const mine = row({ agent: ada, waiting_since: 1 })
  const threads = new Map([
    ['1', mine],
    ['2', row({ ticket_id: '2', waiting_since: 1 })],
  ])
  expect([...unreadAtStart(threads)]).toEqual([['1', 1]])
  expect(
    unreadReport(
      new Map([
        ['1', 3],
        ['gone', 4],
      ]),
      threads,
    ),
  ).toEqual({ totalUnreadCount: 3, unreadThreads: [{ ...threadOf(mine), unreadCount: 3 }] })
  expect(threadOf(mine)).toMatchObject({ uid: '1', type: 'AGENT', createdAt: '2023-11-14T22:13:20.000Z' })
})

test('messages of a host are read strictly', () => {
  expect(commandOf({ type: 'update_agent_status', data: { status: 'BUSY' } })).toEqual({
    type: 'status',
    status: 'BUSY',
  })
  expect(commandOf({ type: 'update_agent_status_offline' })).toEqual({ type: 'status', status: 'OFFLINE' })
  expect(commandOf({ type: 'clear_unread_count', data: { threadUid: '1' } })).toEqual({
    type: 'clear',
    threadUid: '1',
  })
  expect(commandOf({ type: 'clear_unread_count' })).toEqual({ type: 'clear', threadUid: undefined })
  for (const junk of [
    null,
    'refresh_threads',
    7,
    {},
    { type: 'update_agent_status', data: { status: 'ROOT' } },
  ])
    expect(commandOf(junk)).toBeUndefined()
})
