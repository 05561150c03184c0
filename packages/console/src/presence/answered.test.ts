import { expect, test } from 'vitest'
import type { Message } from '../api/types.ts'
import { answeredSince } from './answered.ts'

const message = (id: string, sender_type: Message['sender_type'], who: string) =>
  ({ id, sender_type, sender: { id: who, name: who } }) as Message

const thread = [
  message('1', 'guest', 'wang'),
  message('2', 'agent', 'lin'),
  message('3', 'agent', 'me'),
  message('4', 'guest', 'wang'),
]

test('only the answers of colleagues that came since count, the newest of them', () => {
  expect(answeredSince(thread, '2', 'me')).toBeUndefined()
  expect(answeredSince(thread, '1', 'me')?.id).toBe('2')
  expect(answeredSince(thread, undefined, 'me')?.id).toBe('2')
  expect(answeredSince(thread, '1', 'lin')?.id).toBe('3')
})
