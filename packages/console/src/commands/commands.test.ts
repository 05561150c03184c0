import { expect, test } from 'vitest'
import { bindingsOf, conflictsWith, keysOf, readRemaps } from './bindings.ts'
import { ariaKeys, capsOf, isReserved, type KeyPress, pressOf } from './keys.ts'
import { commandIds } from './table.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test('no two commands come with the same keys, and none with a key of the browser', () => {
  for (const id of commandIds) {
    expect(conflictsWith(id, keysOf(id, {}), {}), id).toEqual([])
    expect(isReserved(keysOf(id, {})), id).toBe(false)
  }
})

test('a key press is what it writes', () => {
  expect(pressOf(press('j'))).toBe('j')
  expect(pressOf(press('E', { shiftKey: true }))).toBe('shift+e')
  expect(pressOf(press('E'))).toBe('e') // Caps Lock
  expect(pressOf(press('?', { shiftKey: true }))).toBe('?')
  expect(pressOf(press('/', { shiftKey: true, code: 'Digit7' }))).toBe('/') // German
  expect(pressOf(press('k', { ctrlKey: true }), false)).toBe('mod+k')
  expect(pressOf(press('k', { metaKey: true }), true)).toBe('mod+k')
  expect(pressOf(press('Enter', { ctrlKey: true, shiftKey: true }), false)).toBe('mod+shift+enter')
})

test('a layout without Latin letters goes by the place of the key', () => {
  expect(pressOf(press('о', { code: 'KeyJ' }))).toBe('j')
  expect(pressOf(press('Process', { code: 'KeyE' }))).toBe('e')
})

test('what belongs to the system, the layout or an input method is left alone', () => {
  expect(pressOf(press('e', { altKey: true }))).toBeUndefined()
  expect(pressOf(press('@', { code: 'KeyQ', getModifierState: (key) => key === 'AltGraph' }))).toBeUndefined()
  expect(pressOf(press('e', { ctrlKey: true, altKey: true }))).toBeUndefined()
  expect(pressOf(press('e', { isComposing: true }))).toBeUndefined()
  expect(pressOf(press('k', { metaKey: true }), false)).toBeUndefined()
  expect(pressOf(press('k', { ctrlKey: true }), true)).toBeUndefined()
  expect(pressOf(press('ArrowDown', { code: 'ArrowDown' }))).toBeUndefined()
})

test('remaps win, and their conflicts are named', () => {
  const remaps = readRemaps({ 'ticket.close': 'j', 'write.reply': '', 'no.longer': 'q' })
  expect(bindingsOf(remaps).get('j')).toBe('ticket.close')
  expect(bindingsOf(remaps).has('r')).toBe(false)
  expect(conflictsWith('ticket.close', 'j', {})).toEqual(['list.next'])
  expect(conflictsWith('ticket.close', 'g', {})).toContain('go.mine')
  expect(conflictsWith('ticket.close', 'z z', {})).toEqual(['ticket.snooze'])
  expect(remaps).not.toHaveProperty('no.longer')
})

test('keys as they stand on caps', () => {
  expect(capsOf('mod+shift+enter', false)).toEqual(['Ctrl', 'Shift', 'Enter'])
  expect(capsOf('mod+k', true)).toEqual(['⌘', 'K'])
  expect(capsOf('g m', false)).toEqual(['G', 'M'])
  expect(ariaKeys('mod+enter', false)).toBe('Control+Enter')
})
