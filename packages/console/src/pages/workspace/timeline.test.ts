import { expect, test } from 'vitest'
import type { Message, Remark } from '../../api/types.ts'
import { buildTimeline, firstUnseen } from './timeline.ts'

const day = (d: number, hour: number, minute = 0) => new Date(2026, 10, d, hour, minute).getTime()
const message = (id: string, at: number, sender = 'guest'): Message => ({
  id,
  message_id: id,
  ticket_id: 't',
  sender_type: 'guest',
  sender: { id: sender, name: sender },
  type: 'text',
  files: [],
  content: '{}',
  text: id,
  created_at: at,
})
const remark = (id: string, at: number): Remark => ({
  id,
  author: { id: 'a', name: 'a' },
  content: id,
  mentions: [],
  created_at: at,
})
const kinds = (entries: ReturnType<typeof buildTimeline>) =>
  entries.flatMap((e) => [
    ...(e.startsDay ? ['day'] : []),
    e.kind === 'message' && e.joined ? 'joined' : e.kind,
  ])

test('each day begins with a line, close messages of one person stand together', () => {
  const entries = buildTimeline(
    [
      message('1', day(20, 23, 58)),
      message('2', day(21, 0, 1)),
      message('3', day(21, 0, 2)),
      message('4', day(21, 0, 3), 'b'),
    ],
    [],
    [],
    true,
    't',
  )
  expect(kinds(entries)).toEqual(['day', 'message', 'day', 'message', 'joined', 'message'])
})

test('remarks stand where they were written and part a group', () => {
  const entries = buildTimeline(
    [message('1', day(21, 9)), message('2', day(21, 9, 2))],
    [remark('late', day(21, 10)), remark('between', day(21, 9, 1))],
    [],
    true,
    't',
  )
  expect(kinds(entries)).toEqual(['day', 'message', 'remark', 'message', 'remark'])
})

test('messages of a merged ticket say where they are from, and those after them too', () => {
  const other = { ...message('2', day(21, 9, 1)), ticket_id: 'other' }
  const entries = buildTimeline(
    [message('1', day(21, 9)), other, { ...other, id: '3' }, message('4', day(21, 9, 2))],
    [],
    [],
    true,
    't',
  )
  expect(kinds(entries)).toEqual(['day', 'message', 'message', 'joined', 'message'])
  expect(entries.map((e) => e.kind === 'message' && e.from)).toEqual([undefined, 'other', undefined, 't'])
})

test('remarks from before the loaded part wait for it', () => {
  const entries = buildTimeline([message('1', day(21, 9))], [remark('old', day(20, 9))], [], false, 't')
  expect(kinds(entries)).toEqual(['day', 'message'])
})

test('the line for what is new stands before the first message of somebody else', () => {
  const thread = [message('1', 1), message('2', 2, 'me'), message('3', 3), message('4', 4)]
  expect(firstUnseen(thread, '1', 'me')).toBe('3')
  expect(firstUnseen(thread, '4', 'me')).toBeUndefined()
  expect(firstUnseen(thread, undefined, 'me')).toBeUndefined()
})
