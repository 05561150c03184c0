import { beforeEach, expect, test, vi } from 'vitest'
import type { Draft } from '../../../api/types.ts'
import { createDrafts } from './drafts.ts'

const key = { ticketId: 't', mode: 'reply' } as const
class Conflict extends Error {}

/** A server with one draft, which other devices write as well. */
function newServer() {
  let draft: Draft | undefined
  let versions = 0
  const write = (text: string) => {
    draft =
      text === '' ? undefined : { mode: 'reply', text, files: [], version: (versions += 1), updated_at: 0 }
    return draft?.version ?? 0
  }
  const drafts = createDrafts({
    put: async (_key, { text, version }) => {
      if (version !== (draft?.version ?? 0)) throw new Conflict()
      return write(text)
    },
    read: async () => (draft ? [draft] : []),
    isConflict: (error) => error instanceof Conflict,
  })
  return {
    drafts,
    elsewhere: write,
    text: () => draft?.text,
    refresh: () => drafts.adopt('t', draft ? [draft] : []),
  }
}

const settle = () => vi.advanceTimersByTimeAsync(1000)
beforeEach(() => {
  vi.useFakeTimers()
})

test('what is written is kept after a pause, and comes back', async () => {
  const { drafts, text, elsewhere, refresh } = newServer()
  drafts.write(key, { text: 'He' })
  drafts.write(key, { text: 'Hello' })
  await settle()
  expect([text(), drafts.get(key).dirty]).toEqual(['Hello', false])
  elsewhere('Hello from my phone')
  refresh()
  expect(drafts.get(key).text).toBe('Hello from my phone')
})

test('two devices: both stay until the writer chooses', async () => {
  for (const mine of [true, false]) {
    const { drafts, text, elsewhere } = newServer()
    drafts.write(key, { text: 'a' })
    await settle()
    elsewhere('theirs')
    drafts.write(key, { text: 'mine' })
    await settle()
    expect(text()).toBe('theirs')
    expect(drafts.get(key)).toMatchObject({ text: 'mine', other: { text: 'theirs' } })
    drafts.choose(key, mine)
    await settle()
    expect([text(), drafts.get(key).text]).toEqual(mine ? ['mine', 'mine'] : ['theirs', 'theirs'])
  }
})

test('what is being sent does not come back into the box, and may be taken back', async () => {
  const { drafts, text, elsewhere, refresh } = newServer()
  drafts.write(key, { text: 'going' })
  await settle()
  const writing = { ...key, text: 'going', files: [], mentions: [], plain: 'going', after: undefined }
  const draftVersion = drafts.take(key)
  refresh()
  expect([drafts.get(key).text, text()]).toEqual(['', 'going'])

  drafts.write(key, { text: 'next' })
  await settle()
  drafts.restore({ ...writing, draftVersion })
  await settle()
  expect([drafts.get(key).text, text()]).toEqual(['going\nnext', 'going\nnext'])

  const again = drafts.take(key)
  elsewhere('')
  drafts.sent({ ...writing, draftVersion: again })
  drafts.write(key, { text: 'new' })
  await settle()
  expect(text()).toBe('new')
})
