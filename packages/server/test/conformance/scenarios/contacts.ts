import { isText } from '../json.ts'
import type { Scenario } from '../scenario.ts'

const user = (method: string) => `contact.v3.user.${method}`

/** People, looked up in each of the five ways. */
export const contacts: Scenario = async (run) => {
  const openId = await run.agent()
  const path = { user_id: openId }
  const params = { user_id_type: 'open_id', department_id_type: 'open_department_id' }
  const got = await run.sdk(user('get'), { path, params })
  run.shows(user('get'), got.user, { open_id: openId, union_id: isText, user_id: isText, name: isText })
  const { union_id: unionId, email } = got.user
  const byUnion = await run.sdk(user('get'), {
    path: { user_id: unionId },
    params: { user_id_type: 'union_id' },
  })
  run.shows(user('get'), byUnion.user, { open_id: openId })

  const batch = await run.sdk(user('batch'), { params: { user_ids: [openId], ...params } })
  run.shows(user('batch'), batch.items, [{ open_id: openId }])
  const ids = await run.sdk(user('batch_get_id'), {
    params: { user_id_type: 'open_id' },
    data: { emails: [email], mobiles: [], include_resigned: true },
  })
  run.shows(user('batch_get_id'), ids.user_list, [{ email, user_id: openId }])

  const guests: string[] = []
  if (run.world.inside) for (let i = 0; i < 3; i += 1) guests.push(await run.guest())
  const find = { params: { ...params, department_id: '0', page_size: 50 } }
  const found = await run.sdk(user('find_by_department'), find)
  run.shows(
    user('find_by_department'),
    found.items.map((item: { open_id: string }) => item.open_id),
    (all: string[]) => all.length > 0,
  )
  const key = (item: { open_id: string }) => item.open_id
  await run.pages(user('find_by_department'), { params: { department_id: '0' } }, 2, {
    list: 'items',
    key,
    expected: [openId, ...guests],
  })
  const listed = await run.sdk(user('list'), find)
  run.shows(user('list'), listed.items.length, found.items.length)
  await run.pages(user('list'), { params: { department_id: '0' } }, 2, {
    list: 'items',
    key,
    expected: [openId, ...guests],
  })
  await run.refused(user('get'), { path: { user_id: 'ou_00000000000000000000000000000000' } }, 41012)
  await run.refused(user('find_by_department'), { params: { department_id: '0', page_token: 'x' } }, 40012)
  await run.inside(async ({ changeApp }) => {
    await changeApp(run.world.appId, { contact_range: '["od-00000000000000000000000000000000"]' })
    await run.refused(user('get'), { path }, 41050)
    const hidden = await run.sdk(user('batch'), { params: { user_ids: [openId] } })
    run.shows(user('batch'), hidden.items, [])
    await run.refused(user('find_by_department'), { params: { department_id: '0' } }, 40004)
    await changeApp(run.world.appId, { contact_range: '["0"]' })
  })
}
