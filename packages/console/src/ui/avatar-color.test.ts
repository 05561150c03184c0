import { expect, test } from 'vitest'
import { hueOf, initialsOf } from './avatar-color.ts'

test('initials follow how names are written', () => {
  expect(initialsOf('王小明')).toBe('明')
  expect(initialsOf('Ada Lovelace King')).toBe('AK')
  expect(initialsOf('plato')).toBe('P')
  expect(initialsOf('  ')).toBe('')
})

test('a person keeps their colour', () => {
  expect(hueOf('ou_1')).toBe(hueOf('ou_1'))
})
