import { describe, expect, test } from 'vitest'
import { type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { signedIn } from './signed-in.ts'

const root = '/admin/ticket_fields'

const field = (change: object = {}) => ({
  key_name: 'device',
  field_type: 'string',
  display_name: 'Device',
  description: '',
  visible: true,
  editable: true,
  required: false,
  allow_multiple: false,
  options: [],
  ...change,
})

describe.skipIf(noDatabase)('ticket fields in the console', async () => {
  const server = await newServer({ jobs: false })

  const newOwner = async () => {
    const desk = await newDesk(server)
    const owner = await signedIn(server, desk, desk.ownerId)
    const ok = async (method: string, path: string, body?: unknown): Promise<Json> => {
      const reply = await owner.call(method, path, body)
      expect(reply.status, JSON.stringify(reply.body)).toBe(200)
      return reply.body
    }
    const keys = async () => (await ok('GET', root)).items.map((one: Json) => one.key_name)
    return { desk, owner, ok, keys }
  }

  test('fields are made one behind the other, changed, moved and deleted; programs see the same', async () => {
    const { desk, ok, keys } = await newOwner()
    const options = [
      {
        tag: 'b',
        display_name: '书',
        children: [{ tag: 'c', display_name: 'Comic', children: [{ tag: 'm', display_name: 'Manga' }] }],
      },
      { tag: 'g', display_name: 'Games' },
    ]
    const { field_id: first } = await ok('POST', root, field())
    const nested = field({ key_name: 'kind', field_type: 'dropdown_nested', display_name: 'Kind', options })
    await ok('POST', root, nested)
    const { field_id: last } = await ok('POST', root, field({ key_name: 'note', field_type: 'multiline' }))
    expect(await keys()).toEqual(['device', 'kind', 'note'])
    expect((await ok('GET', root)).items[1]).toMatchObject(nested)

    await ok('POST', `${root}/${last}/place`, { index: 0 })
    expect(await keys()).toEqual(['note', 'device', 'kind'])
    await ok('POST', `${root}/${last}/place`, { index: 1 })
    const wire = await desk.call('GET', '/open-apis/helpdesk/v1/ticket_customized_fields')
    expect(wire.body.data.items.map((one: Json) => one.key_name)).toEqual(['device', 'note', 'kind'])

    const { key_name: _, field_type: __, ...changed } = field({ display_name: '设备', required: true })
    await ok('PUT', `${root}/${first}`, changed)
    expect((await ok('GET', root)).items[0]).toMatchObject({ key_name: 'device', ...changed })
    await ok('DELETE', `${root}/${first}`)
    expect(await keys()).toEqual(['note', 'kind'])
  })

  test('what is wrong is said at its field', async () => {
    const { owner, ok } = await newOwner()
    await ok('POST', root, field())
    const wrong = async (change: object) => {
      const { status, body } = await owner.call('POST', root, field({ key_name: 'other', ...change }))
      return [status, body.field_violations[0].field]
    }
    expect(await wrong({ key_name: 'device' })).toEqual([400, 'key_name'])
    expect(await wrong({ display_name: ' ' })).toEqual([400, 'display_name'])
    expect(await wrong({ field_type: 'dropdown' })).toEqual([400, 'dropdown_options'])
    const twice = [
      { tag: 'a', display_name: 'A' },
      { tag: 'a', display_name: 'B' },
    ]
    expect(await wrong({ field_type: 'dropdown', options: twice })).toEqual([400, 'dropdown_options.1.tag'])
  })

  test('agents and other desks have no part in it', async () => {
    const { desk, ok, owner } = await newOwner()
    const { field_id: id } = await ok('POST', root, field())
    const agent = await signedIn(server, desk, desk.agentId)
    for (const [method, path] of [
      ['GET', root],
      ['POST', root],
      ['DELETE', `${root}/${id}`],
    ] as const)
      expect((await agent.call(method, path, method === 'POST' ? field() : undefined)).status).toBe(403)
    const other = await newOwner()
    expect((await other.owner.call('DELETE', `${root}/${id}`)).status).toBe(404)
    expect((await other.owner.call('POST', `${root}/${id}/place`, { index: 0 })).status).toBe(404)
    expect((await owner.call('GET', root)).body.items.length).toBe(1)
  })
})
