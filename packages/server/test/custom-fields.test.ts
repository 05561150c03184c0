import { describe, expect, test } from 'vitest'
import { asUser, officialClient, withDesk } from './official.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'

const root = '/open-apis/helpdesk/v1/ticket_customized_fields'

const text = (change: object = {}) => ({
  key_name: 'device',
  display_name: 'Device',
  position: '3',
  field_type: 'string',
  description: 'Which device?',
  visible: true,
  required: false,
  ...change,
})
const colours = {
  children: [
    { tag: 'r', display_name: 'Red' },
    { tag: 'g', display_name: 'Green' },
  ],
}
const dropdown = (change: object = {}) =>
  text({
    key_name: 'colour',
    display_name: 'Colour',
    field_type: 'dropdown',
    dropdown_options: colours,
    ...change,
  })

describe.skipIf(noDatabase)('ticket fields', async () => {
  const server = await newServer({ jobs: false })

  const list = async (desk: Desk, query = '', body?: unknown): Promise<Json> =>
    (await desk.call('GET', `${root}${query}`, body)).body.data
  /** Creates a field as the owner and finds it in the list: the reply has no data. */
  const create = async (desk: Desk, body: { key_name: string }): Promise<Json> => {
    const reply = await desk.call('POST', root, body, await desk.user(desk.ownerId))
    expect(reply.body).toEqual({ code: 0, msg: 'success', data: {} })
    return (await list(desk, '?page_size=100')).items.find((f: Json) => f.key_name === body.key_name)
  }
  const change = async (desk: Desk, id: string, body: object) =>
    desk.call('PATCH', `${root}/${id}`, body, await desk.user(desk.ownerId))
  const setValue = async (desk: Desk, ticketId: string, fields: object[], userId = desk.agentId) =>
    desk.call(
      'PUT',
      `/open-apis/helpdesk/v1/tickets/${ticketId}`,
      { customized_fields: fields },
      await desk.user(userId),
    )
  const valuesOf = async (desk: Desk, ticketId: string): Promise<Json> =>
    (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}`)).body.data.ticket.customized_fields

  test('a field is created, read, changed and deleted', async () => {
    const desk = await newDesk(server)
    const field = await create(desk, dropdown())
    const got = await desk.call('GET', `${root}/${field.ticket_customized_field_id}`)
    expect(got.body.data).toEqual(field)
    expect(field).toEqual({
      ticket_customized_field_id: expect.stringMatching(/^\d{19}$/),
      helpdesk_id: desk.helpdeskId,
      key_name: 'colour',
      display_name: 'Colour',
      position: '3',
      field_type: 'dropdown',
      description: 'Which device?',
      visible: true,
      editable: true,
      required: false,
      created_at: expect.stringMatching(/^\d{13}$/),
      updated_at: field.created_at,
      created_by: expect.objectContaining({ id: desk.ownerId, name: 'Olga Owner' }),
      updated_by: expect.objectContaining({ id: desk.ownerId }),
      dropdown_allow_multiple: false,
      dropdown_options: colours,
    })

    const id = field.ticket_customized_field_id
    const blue = { children: [...colours.children, { tag: 'b', display_name: '蓝' }] }
    // Go sends the whole field along.
    const changed = await change(desk, id, {
      ...field,
      display_name: 'Paint',
      position: '0',
      visible: false,
      dropdown_options: blue,
    })
    expect(changed.body).toEqual({ code: 0, msg: 'success', data: {} })
    expect((await desk.call('GET', `${root}/${id}`)).body.data).toMatchObject({
      display_name: 'Paint',
      position: '0',
      visible: false,
      description: 'Which device?',
      dropdown_options: blue,
    })

    const owner = await desk.user(desk.ownerId)
    expect((await desk.call('DELETE', `${root}/${id}`, {}, owner)).body).toMatchObject({ code: 0 })
    expect((await desk.call('DELETE', `${root}/${id}`, {}, owner)).body).toMatchObject({ code: 154004 })
    expect((await desk.call('GET', `${root}/${id}`)).status).toBe(404)
    expect((await list(desk)).items).toEqual([])
    expect(await desk.events()).toEqual(Array(3).fill('helpdesk.changed'))
  })

  test('the list is in the order of positions, in pages, and by visibility', async () => {
    const desk = await newDesk(server)
    const positions = [5, 1, 5, 12, 0]
    for (const [i, position] of positions.entries())
      await create(desk, text({ key_name: `k${i}`, position: String(position), visible: i !== 1 }))
    const seen: string[] = []
    for (let token: string | undefined = ''; token !== undefined;) {
      const page: Json = await list(desk, `?page_size=2&page_token=${token}`)
      seen.push(...page.items.map((field: Json) => field.key_name))
      expect(page.has_more).toBe(page.next_page_token !== undefined)
      token = page.next_page_token
    }
    expect(seen).toEqual(['k4', 'k1', 'k0', 'k2', 'k3'])
    const keys = async (body: unknown) =>
      (await list(desk, '', body)).items.map((field: Json) => field.key_name)
    expect(await keys({ visible: true })).toEqual(['k4', 'k0', 'k2', 'k3'])
    expect(await keys({ visible: false })).toEqual(['k1'])
    // Go writes these four bytes where nothing was set, Node an empty object.
    expect(await keys('null')).toHaveLength(5)
    expect(await keys({})).toHaveLength(5)
    expect((await desk.call('GET', `${root}?page_token=abc`)).body.code).toBe(154000)
    expect((await desk.call('GET', `${root}?page_size=101`)).body.code).toBe(154000)
    expect((await desk.call('GET', root, { visible: 'yes' })).body.code).toBe(154000)
  })

  test('owner and admins manage fields, agents do not, and no other tenant sees them', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const adminId = await desk.addAgent({ name: 'Adi Admin' }, 'admin')
    const field = await create(desk, text())
    const path = `${root}/${field.ticket_customized_field_id}`
    const agent = await desk.user()
    for (const [method, url, body] of [
      ['POST', root, text({ key_name: 'x' })],
      ['PATCH', path, { display_name: 'x' }],
      ['DELETE', path, {}],
    ] as const)
      expect((await desk.call(method, url, body, agent)).body).toMatchObject({ code: 154003 })
    const admin = await desk.user(adminId)
    expect((await desk.call('PATCH', path, { display_name: 'New' }, admin)).body.code).toBe(0)
    expect((await other.call('GET', path)).body.code).toBe(154004)
    const stranger = await other.user(other.ownerId)
    expect((await other.call('PATCH', path, { display_name: 'x' }, stranger)).body.code).toBe(154004)
    expect((await other.call('DELETE', path, {}, stranger)).body.code).toBe(154004)
    expect((await list(other)).items).toEqual([])
  })

  test.each([
    ['the key of another field', text(), 'key_name'],
    ['an empty key', text({ key_name: '  ' }), 'key_name'],
    ['a blank name', text({ key_name: 'x', display_name: ' ' }), 'display_name'],
    ['a position that is no number', text({ key_name: 'x', position: 'first' }), 'position'],
    ['a position as a number', text({ key_name: 'x', position: 3 }), 'position'],
    ['an unknown type', text({ key_name: 'x', field_type: 'date' }), 'field_type'],
    ['options of a text', text({ key_name: 'x', dropdown_options: colours }), 'dropdown_options'],
    ['a dropdown without options', dropdown({ dropdown_options: undefined }), 'dropdown_options'],
    [
      'many choices in a nested dropdown',
      dropdown({ field_type: 'dropdown_nested', dropdown_allow_multiple: true }),
      'dropdown_allow_multiple',
    ],
    ['another help desk', text({ key_name: 'x', helpdesk_id: '1' }), 'helpdesk_id'],
  ])('%s is refused', async (_, body, field) => {
    const desk = await newDesk(server)
    await create(desk, text())
    const reply = await desk.call('POST', root, body, await desk.user(desk.ownerId))
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({ code: 154000, error: { field_violations: [{ field }] } })
    expect((await list(desk)).items).toHaveLength(1)
  })

  test('the key and the type of a field stay', async () => {
    const desk = await newDesk(server)
    const { ticket_customized_field_id: id } = await create(desk, text())
    for (const body of [{ key_name: 'other' }, { field_type: 'multiline' }])
      expect((await change(desk, id, body)).body).toMatchObject({
        code: 154000,
        error: { field_violations: [{ field: Object.keys(body)[0], description: 'cannot be changed' }] },
      })
  })

  test('two callers cannot take the same key', async () => {
    const desk = await newDesk(server)
    const owner = await desk.user(desk.ownerId)
    const replies = await Promise.all([1, 2, 3].map(() => desk.call('POST', root, text(), owner)))
    expect(replies.filter((reply) => reply.body.code === 0)).toHaveLength(1)
    expect((await list(desk)).items).toHaveLength(1)
  })

  test('values are checked wherever a ticket is changed, and shown as they read', async () => {
    const desk = await newDesk(server)
    const colour = await create(desk, dropdown())
    const tags = await create(
      desk,
      dropdown({ key_name: 'tags', dropdown_allow_multiple: true, position: '4' }),
    )
    const ticketId = await desk.newTicket()
    const set = await setValue(desk, ticketId, [
      { id: colour.ticket_customized_field_id, value: 'g' },
      { key_name: 'tags', value: '["Green","r"]' },
    ])
    expect(set.body.code).toBe(0)
    expect(await valuesOf(desk, ticketId)).toEqual([
      {
        id: colour.ticket_customized_field_id,
        key_name: 'colour',
        display_name: 'Colour',
        value: 'Green',
        position: 3,
        required: false,
        editable: true,
      },
      expect.objectContaining({ id: tags.ticket_customized_field_id, value: '["Red","Green"]' }),
    ])
    const wrong = await setValue(desk, ticketId, [
      { key_name: 'tags', value: 'Red' },
      { key_name: 'colour', value: 'Pink' },
    ])
    expect(wrong.body).toMatchObject({
      code: 154000,
      error: { field_violations: [{ field: 'customized_fields.1.value', value: 'Pink' }] },
    })
    expect((await valuesOf(desk, ticketId))[1].value).toBe('["Red","Green"]')
    expect((await setValue(desk, ticketId, [{ key_name: 'tags', value: '' }])).body.code).toBe(0)
    expect(await valuesOf(desk, ticketId)).toHaveLength(1)
  })

  test('a required value cannot be emptied, a locked one not changed, a hidden one not by agents', async () => {
    const desk = await newDesk(server)
    const needed = await create(desk, text({ required: true }))
    const locked = await create(desk, text({ key_name: 'locked', editable: false }))
    const hidden = await create(desk, text({ key_name: 'hidden', visible: false }))
    const ticketId = await desk.newTicket()
    const input = (field: Json, value: string) => [{ id: field.ticket_customized_field_id, value }]
    expect((await setValue(desk, ticketId, input(needed, 'Laptop'))).body.code).toBe(0)
    expect((await setValue(desk, ticketId, input(needed, ''))).body.code).toBe(154000)
    expect((await setValue(desk, ticketId, input(locked, 'x'), desk.ownerId)).body.code).toBe(154000)
    expect((await setValue(desk, ticketId, input(hidden, 'x'))).body.code).toBe(154000)
    expect((await setValue(desk, ticketId, input(hidden, 'x'), desk.ownerId)).body.code).toBe(0)
    // What is known of the fields follows their changes at once.
    await change(desk, locked.ticket_customized_field_id, { editable: true })
    expect((await setValue(desk, ticketId, input(locked, 'x'))).body.code).toBe(0)
  })

  test('a deleted field stays readable on old tickets, cannot be set, and frees its key', async () => {
    const desk = await newDesk(server)
    const old = await create(desk, dropdown())
    const ticketId = await desk.newTicket()
    await setValue(desk, ticketId, [{ key_name: 'colour', value: 'Red' }])
    const owner = await desk.user(desk.ownerId)
    await desk.call('DELETE', `${root}/${old.ticket_customized_field_id}`, undefined, owner)
    expect(await valuesOf(desk, ticketId)).toMatchObject([{ display_name: 'Colour', value: 'Red' }])
    const input = [{ id: old.ticket_customized_field_id, value: 'Green' }]
    expect((await setValue(desk, ticketId, input)).body.code).toBe(154000)

    const fresh = await create(desk, text({ key_name: 'colour', display_name: 'New colour' }))
    expect((await setValue(desk, ticketId, [{ key_name: 'colour', value: 'any' }])).body.code).toBe(0)
    const all = await desk.call('GET', '/open-apis/helpdesk/v1/customized_fields')
    expect(all.body.data.ticket_customized_fields).toMatchObject([
      { ticket_customized_field_id: fresh.ticket_customized_field_id },
    ])
  })

  test('an option that is taken away stays readable where it was chosen', async () => {
    const desk = await newDesk(server)
    const field = await create(desk, dropdown())
    const ticketId = await desk.newTicket()
    await setValue(desk, ticketId, [{ key_name: 'colour', value: 'Red' }])
    const green = { children: [{ tag: 'g', display_name: 'Green' }] }
    await change(desk, field.ticket_customized_field_id, { dropdown_options: green })
    expect(await valuesOf(desk, ticketId)).toMatchObject([{ value: 'Red' }])
    expect((await setValue(desk, ticketId, [{ key_name: 'colour', value: 'Red' }])).body.code).toBe(154000)
  })

  test('the official SDK manages fields, its list with a body on a GET', async () => {
    const desk = await newDesk(server)
    const { ticketCustomizedField } = officialClient(desk, await server.listen()).helpdesk.v1
    const token = (await desk.user(desk.ownerId)).authorization!.slice('Bearer '.length)
    const options = asUser(token)
    const data = dropdown() as unknown as NonNullable<
      Parameters<typeof ticketCustomizedField.create>[0]
    >['data']
    expect(await ticketCustomizedField.create({ data }, options)).toMatchObject({ code: 0 })
    const found: Json = await ticketCustomizedField.list({ data: { visible: true } }, withDesk())
    expect(found.data.items).toMatchObject([{ key_name: 'colour', dropdown_options: colours }])
    const path = { ticket_customized_field_id: found.data.items[0].ticket_customized_field_id }
    await ticketCustomizedField.patch({ path, data: { description: 'D' } }, options)
    expect(await ticketCustomizedField.get({ path }, withDesk())).toMatchObject({
      data: { description: 'D', position: '3' },
    })
    expect(await ticketCustomizedField.delete({ path }, options)).toMatchObject({ code: 0 })
    const none: Json = await ticketCustomizedField.list({ data: { visible: false } }, withDesk())
    expect(none.data).toEqual({ has_more: false, items: [] })
  })
})
