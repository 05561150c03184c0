import { expect, test } from 'vitest'
import { type Draft, hostsOf, problemsOf } from './draft.ts'

test('addresses, lines and commas are all hosts', () => {
  expect(hostsOf('https://shop.example.com/cart\n*.example.com, localhost:8080\n\n')).toEqual([
    'shop.example.com',
    '*.example.com',
    'localhost:8080',
  ])
})

test('what is empty or no colour cannot be saved', () => {
  const draft: Draft = {
    name: ' ',
    color: 'red',
    position: 'right',
    theme: 'auto',
    locale: 'auto',
    welcome: { zh: '你好', en: '' },
    offline: { zh: '留言', en: 'Away' },
    bot: true,
    enabled: true,
    origins: '',
  }
  expect([...problemsOf(draft)]).toEqual(['name', 'color', 'welcome.en'])
})
