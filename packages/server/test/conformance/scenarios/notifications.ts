import { isText, isTimeText } from '../json.ts'
import type { Run } from '../run.ts'
import { type Scenario, eventually } from '../scenario.ts'

const push = (method: string) => `helpdesk.v1.notification.${method}`
const ids = [
  'cancel_approve',
  'cancel_send',
  'create',
  'execute_send',
  'get',
  'patch',
  'preview',
  'submit_approve',
].map(push)

const card = (text: string) =>
  JSON.stringify({
    header: { title: { tag: 'plain_text', content: text } },
    elements: [{ tag: 'div', text: { tag: 'plain_text', content: text } }],
  })

async function draft(run: Run, guest: string): Promise<{ notification_id: string }> {
  const made = await run.sdk(push('create'), {
    params: { user_id_type: 'open_id' },
    data: {
      job_name: '假期通知 Holidays',
      push_content: card('We are closed on Friday.'),
      push_type: 0,
      push_scope_type: 2,
      user_list: [{ user_id: guest }],
      department_list: [],
      chat_list: [],
      ext: '{}',
    },
  })
  return { notification_id: made.notification_id as string }
}

const get = async (run: Run, path: { notification_id: string }) =>
  (await run.sdk(push('get'), { path, params: { user_id_type: 'open_id' } })).notification

/** A push from the draft to the message in somebody's chat, and those that are stopped on the way. */
export const notifications: Scenario = async (run) => {
  if (run.world.userToken === undefined) return run.skip(ids, 'needs --user-token')
  const guest = await run.guest()
  const author = await run.agent()
  const path = await draft(run, guest)
  const first = await get(run, path)
  run.shows([push('create'), push('get')], first, {
    id: path.notification_id,
    job_name: '假期通知 Holidays',
    push_content: card('We are closed on Friday.'),
    push_type: 0,
    push_scope_type: 2,
    user_list: [{ user_id: guest, name: isText }],
    create_user: { user_id: author, name: isText },
    created_at: isTimeText,
    target_user_count: 1,
  })
  await run.sdk(push('patch'), {
    path,
    params: { user_id_type: 'open_id' },
    data: { job_name: 'Holidays', push_content: card('We are closed on Monday.') },
  })
  run.shows(push('patch'), await get(run, path), {
    job_name: 'Holidays',
    push_content: card('We are closed on Monday.'),
    user_list: [{ user_id: guest }],
    update_user: { user_id: author },
  })
  await run.sdk(push('preview'), { path })
  await run.inside(async (inside) => {
    const cards = () => inside.rows('messages', { type: 'interactive' })
    run.shows(push('preview'), await eventually(cards, (all) => all.length > 0), [{}])
    const { token } = await inside.agent()
    await run.refused(
      push('create'),
      { data: { job_name: 'No', push_content: card('x'), push_type: 0, push_scope_type: 0 } },
      154005,
      { token },
    )
    for (const [method, data] of [
      ['patch', { job_name: 'No' }],
      ['cancel_approve', undefined],
      ['cancel_send', { is_recall: false }],
      ['execute_send', { send_at: String(Date.now()) }],
    ] as const)
      await run.refused(push(method), { path, ...(data && { data }) }, 154005, { token })
  })
  const submitted = await run.sdk(push('submit_approve'), { path, data: { reason: 'It is in the plan.' } })
  run.shows(push('submit_approve'), submitted, { has_access: true })
  const waiting = await get(run, path)
  run.shows(push('submit_approve'), waiting.status, (status: number) => status !== first.status)
  await run.sdk(push('cancel_approve'), { path })
  run.shows(push('cancel_approve'), (await get(run, path)).status, first.status)

  if (!run.world.inside) {
    run.report.skip(push('preview'), 'effect', 'the card is in its author’s chat with the bot')
    return run.skip([push('execute_send'), push('cancel_send')], 'somebody must approve it in the console')
  }
  await run.inside(async (inside) => {
    await run.sdk(push('submit_approve'), { path, data: { reason: 'Again.' } })
    await inside.approve(path.notification_id)
    await run.sdk(push('execute_send'), { path, data: { send_at: String(Date.now()) } })
    const sent = await eventually(
      () => get(run, path),
      (it) => it.sent_user_count > 0,
    )
    run.shows(push('execute_send'), sent, { target_user_count: 1, sent_user_count: 1 })

    await audiences(run, guest)
    const later = await draft(run, guest)
    await run.sdk(push('submit_approve'), { path: later, data: { reason: 'Later.' } })
    await inside.approve(later.notification_id)
    await run.sdk(push('execute_send'), { path: later, data: { send_at: String(Date.now() + 3_600_000) } })
    const planned = await get(run, later)
    await run.sdk(push('cancel_send'), { path: later, data: { is_recall: true } })
    const canceled = await get(run, later)
    run.shows(push('cancel_send'), canceled, {
      sent_user_count: 0,
      status: (s: number) => s !== planned.status,
    })
  })
}

/** A push may also be for departments, for chats, and for those who are new. */
async function audiences(run: Run, guest: string): Promise<void> {
  const user = await run.sdk('contact.v3.user.get', { path: { user_id: guest } }, { quiet: true })
  const department = { department_id: user.user.department_ids[0] as string }
  const { chat_id: chatId } = await run.sdk('helpdesk.v1.ticket.start_service', { data: { open_id: guest } })
  const base = { job_name: 'Others', push_content: card('x') }
  for (const data of [
    { ...base, push_type: 0, push_scope_type: 2, department_list: [department] },
    { ...base, push_type: 0, push_scope_type: 1, chat_list: [{ chat_id: chatId }] },
    {
      ...base,
      push_type: 1,
      push_scope_type: 3,
      new_staff_scope_type: 1,
      new_staff_scope_department_list: [department],
    },
  ]) {
    const made = await run.sdk(push('create'), { data })
    const { ext: _, push_content: __, ...expected } = { ext: '', ...data }
    run.shows(
      [push('create'), push('get')],
      await get(run, { notification_id: made.notification_id }),
      expected,
    )
  }
}
