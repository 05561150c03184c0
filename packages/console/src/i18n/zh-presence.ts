import type { enPresence } from './en-presence.ts'

export const zhPresence: typeof enPresence = {
  presence: {
    views: (name) => `${name}正在查看`,
    writes: (name) => `${name}正在输入`,
    and: '，',
    writing: (names) => `${names.join('、')}正在输入`,
    answered: (name) => `你输入期间，${name}已经回复：`,
    seen: '查看',
    readFirst: '先看看',
    sendAnyway: '仍然发送',
  },
}
