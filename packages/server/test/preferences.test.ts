import { describe, expect, test } from 'vitest'
import { browserOf } from './console-browser.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('preferences', async () => {
  const server = await newServer()

  test('belong to one person, keep what is not changed, and know nothing of other desks', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    const owner = await browserOf(server, desk, desk.ownerId)
    const usual = (await agent('GET', '/preferences')).body
    expect(usual).toMatchObject({ shortcuts: true, remaps: {}, sound: false, undo_seconds: 5 })
    expect(usual).not.toHaveProperty('language')

    await agent('PATCH', '/preferences', { language: 'zh', remaps: { 'ticket.close': 'c' } })
    const saved = await agent('PATCH', '/preferences', { undo_seconds: 0 })
    expect(saved.body).toEqual({
      ...usual,
      language: 'zh',
      remaps: { 'ticket.close': 'c' },
      undo_seconds: 0,
    })
    expect((await agent('GET', '/preferences')).body).toEqual(saved.body)
    expect((await owner('GET', '/preferences')).body).toEqual(usual)
    const elsewhere = await newDesk(server)
    expect(
      (await (await browserOf(server, elsewhere, elsewhere.agentId))('GET', '/preferences')).body,
    ).toEqual(usual)
  })

  test('two pages that save at once lose nothing', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    const changes = [{ sound: true }, { theme: 'dark' }, { layout: 'table' }, { shortcuts: false }]
    await Promise.all(changes.map((change) => agent('PATCH', '/preferences', change)))
    expect((await agent('GET', '/preferences')).body).toMatchObject(Object.assign({}, ...changes))
  })

  test('what is no preference is refused by name', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(server, desk, desk.agentId)
    for (const [body, field] of [
      [{ undo_seconds: 31 }, 'undo_seconds'],
      [{ theme: 'blue' }, 'theme'],
      [{ remaps: { 'ticket.close': 'x'.repeat(41) } }, 'remaps'],
    ] as const) {
      const refused = await agent('PATCH', '/preferences', body)
      expect(refused.status, field).toBe(400)
      expect(refused.body.field_violations[0].field, field).toContain(field)
    }
  })
})
