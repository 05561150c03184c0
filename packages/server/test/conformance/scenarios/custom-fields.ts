import { isText, isTimeText } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const field = (method: string) => `helpdesk.v1.ticket_customized_field.${method}`
const both = 'helpdesk.v1.ticket.customized_fields'

interface Field {
  readonly ticket_customized_field_id: string
  readonly key_name: string
}

/** A field with choices is defined, used on a ticket, changed and taken away. */
export const customFields: Scenario = async (run) => {
  const author = await run.agent()
  const tag = `f${Date.now().toString(36)}`
  const options = {
    children: [
      { tag: 'a', display_name: '订单 Order' },
      { tag: 'b', display_name: '退款 Refund' },
    ],
  }
  const wish = (key: string) => ({
    key_name: key,
    display_name: `类别 ${key}`,
    position: '3',
    field_type: 'dropdown',
    description: 'What it is about',
    visible: true,
    required: false,
    editable: true,
    dropdown_options: options,
    dropdown_allow_multiple: false,
  })
  const list = async (params = {}): Promise<Field[]> =>
    (await run.sdk(field('list'), { params: { page_size: 100, ...params }, data: { visible: true } })).items
  const keys = [0, 1, 2].map((i) => `${tag}_${i}`)
  for (const key of keys) await run.sdk(field('create'), { data: wish(key) })
  const mine = (await list()).filter(({ key_name: key }) => keys.includes(key))
  const expected = {
    helpdesk_id: run.world.helpdeskId,
    description: 'What it is about',
    field_type: 'dropdown',
    visible: true,
    required: false,
    editable: true,
    created_at: isTimeText,
    created_by: { id: author },
    dropdown_allow_multiple: false,
  }
  run.shows(
    [field('create'), field('list')],
    mine.toSorted((a, b) => (a.key_name < b.key_name ? -1 : 1)),
    keys.map((key) => ({ ...expected, key_name: key, display_name: `类别 ${key}` })),
  )
  await run.pages(field('list'), { data: {} }, 2, {
    list: 'items',
    key: (item: Field) => item.key_name,
    expected: keys,
  })
  const ids = mine.map((item) => item.ticket_customized_field_id)
  const path = { ticket_customized_field_id: ids[0]! }
  const got = await run.sdk(field('get'), { path })
  run.shows(field('get'), got, {
    ...expected,
    ...path,
    dropdown_options: { children: [{ display_name: '订单 Order', tag: isText }, {}] },
  })
  const all = await run.sdk(both, { params: { visible_only: true } })
  run.shows(
    both,
    all.ticket_customized_fields.find((item: Field) => item.ticket_customized_field_id === ids[0]),
    { ...expected, position: isText },
  )

  await run.sdk(field('patch'), {
    path,
    data: { display_name: 'Topic', position: '4', description: 'New', visible: false, required: true },
  })
  const changed = await run.sdk(field('get'), { path })
  run.shows(field('patch'), changed, {
    display_name: 'Topic',
    description: 'New',
    visible: false,
    required: true,
    updated_by: { id: author },
  })
  await run.inside(async ({ agent }) => {
    const { token } = await agent()
    await run.refused(field('create'), { data: wish(`${tag}_no`) }, 154003, { token })
    await run.refused(field('patch'), { path, data: { display_name: 'No' } }, 154003, { token })
    await run.refused(field('delete'), { path }, 154003, { token })
  })

  const guest = await run.guest()
  const { ticket_id: ticketId } = await run.sdk('helpdesk.v1.ticket.start_service', {
    data: { open_id: guest, human_service: true },
  })
  const ticket = { ticket_id: ticketId as string }
  await run.sdk('helpdesk.v1.ticket.update', {
    path: ticket,
    data: { customized_fields: [{ id: ids[1], value: '退款 Refund' }] },
  })
  const filled = await run.sdk('helpdesk.v1.ticket.get', { path: ticket })
  run.shows('helpdesk.v1.ticket.update', filled.ticket.customized_fields, [
    { id: ids[1], value: '退款 Refund', key_name: isText },
  ])
  const listed = await run.sdk('helpdesk.v1.ticket.list', { params: { ticket_id: ticketId } })
  run.shows('helpdesk.v1.ticket.list', listed.tickets[0].customized_fields, [{ value: '退款 Refund' }])
  await run.sdk('helpdesk.v1.ticket.update', { path: ticket, data: { status: 51 } })

  const nested = {
    children: [{ tag: 'a', display_name: 'Hardware', children: [{ tag: 'b', display_name: 'Screen' }] }],
  }
  const key = `${tag}_n`
  await run.sdk(field('create'), {
    data: { ...wish(key), field_type: 'dropdown_nested', dropdown_options: nested },
  })
  const deep = (await list()).find((item) => item.key_name === key)!
  run.shows(field('create'), deep, {
    dropdown_options: { children: [{ children: [{ display_name: 'Screen' }] }] },
  })
  ids.push(deep.ticket_customized_field_id)

  for (const id of ids) await run.sdk(field('delete'), { path: { ticket_customized_field_id: id } })
  const rest = (await list()).filter(({ key_name: key }) => keys.includes(key))
  run.shows(field('delete'), rest, [])
}
