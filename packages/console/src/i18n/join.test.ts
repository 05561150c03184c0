import { expect, test } from 'vitest'
import { join } from './join.ts'

test('Chinese and Latin stand apart, Chinese and Chinese do not', () => {
  expect(join('回复', 'Ada')).toBe('回复 Ada')
  expect(join('回复', '王小明')).toBe('回复王小明')
  expect(join('Ada', '的工单')).toBe('Ada 的工单')
})
