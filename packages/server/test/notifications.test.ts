import { describe, expect, test } from 'vitest'
import { createDepartment } from '../src/domain/departments.ts'
import { countReads } from '../src/domain/notification-reads.ts'
import { type NotificationMove, moved } from '../src/domain/notification-states.ts'
import { runSending } from '../src/domain/notification-sending.ts'
import { addUser, browserOf, card, newPush, push, reviewed } from './pushes.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient } from './official.ts'

const root = '/open-apis/helpdesk/v1/notifications'

const get = async (desk: Desk, id: string, query = ''): Promise<Json> =>
  (await desk.call('GET', `${root}/${id}${query}`, undefined, await desk.user(desk.ownerId))).body.data
    .notification
const act = async (desk: Desk, id: string, what: string, body: object = {}, userId = desk.ownerId) =>
  desk.call('POST', `${root}/${id}/${what}`, body, await desk.user(userId))
const send = (desk: Desk, id: string, at = Date.now()) =>
  act(desk, id, 'execute_send', { send_at: String(at) })
/** Who got how many cards from the app's bot. */
const received = async (desk: Desk): Promise<Record<string, number>> => {
  const rows = await desk.cx.db
    .selectFrom('messages as m')
    .innerJoin('chats as c', (j) =>
      j.onRef('c.tenant_id', '=', 'm.tenant_id').onRef('c.id', '=', 'm.chat_id'),
    )
    .select(['c.guest_id', 'm.deleted_at'])
    .where('m.tenant_id', '=', desk.cx.tenantId)
    .where('c.peer_id', '=', desk.appId)
    .execute()
  const counts: Record<string, number> = {}
  for (const row of rows) if (row.deleted_at === null) counts[row.guest_id] = (counts[row.guest_id] ?? 0) + 1
  return counts
}
const once = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, 1]))

describe.skipIf(noDatabase)('pushes', async () => {
  const server = await newServer({ jobs: false })
  const { jobs } = server.app

  test('a push is drafted, shown in any kind of id, and changed', async () => {
    const desk = await newDesk(server)
    const departmentId = await createDepartment(desk.fresh(), { name: 'Night shift', departmentId: 'night' })
    const body = push({
      push_scope_type: 2,
      user_list: [{ user_id: desk.agentId, name: 'ignored' }],
      department_list: [{ department_id: 'night' }],
      send_at: '1700000000000',
      ext: 'x',
    })
    const created = await desk.call('POST', root, body, await desk.user(desk.ownerId))
    expect(created.body.data).toEqual({ notification_id: expect.stringMatching(/^\d{19}$/), status: 1 })
    const id = created.body.data.notification_id
    expect(await get(desk, id)).toEqual({
      id,
      job_name: 'Hello',
      status: 1,
      create_user: { user_id: desk.ownerId, avatar_url: '', name: 'Olga Owner' },
      update_user: { user_id: desk.ownerId, avatar_url: '', name: 'Olga Owner' },
      created_at: expect.stringMatching(/^\d{13}$/),
      updated_at: expect.stringMatching(/^\d{13}$/),
      target_user_count: 1,
      sent_user_count: 0,
      read_user_count: 0,
      send_at: '1700000000000',
      push_content: card,
      push_type: 0,
      push_scope_type: 2,
      new_staff_scope_department_list: [],
      user_list: [{ user_id: desk.agentId, avatar_url: '', name: 'Ada Agent' }],
      department_list: [{ department_id: 'night', name: 'Night shift' }],
      chat_list: [],
      ext: 'x',
    })
    const nightId = await addUser(desk, { name: 'Nora', departments: [departmentId] })

    const other = await desk.cx.db
      .selectFrom('users')
      .select(['union_id', 'user_id'])
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', nightId)
      .executeTakeFirstOrThrow()
    const owner = await desk.user(desk.ownerId)
    for (const [type, value] of [
      ['union_id', other.union_id],
      ['user_id', other.user_id],
    ]) {
      const patch = { user_list: [{ user_id: value }], job_name: `by ${type}` }
      expect((await desk.call('PATCH', `${root}/${id}?user_id_type=${type}`, patch, owner)).body.code).toBe(0)
      const shown = await get(desk, id, `?user_id_type=${type}`)
      expect(shown).toMatchObject({ job_name: `by ${type}`, user_list: [{ user_id: value }] })
      expect(shown.create_user.user_id).not.toBe(desk.ownerId)
    }
    // Nora is named and is in the department: she counts once.
    expect((await get(desk, id)).target_user_count).toBe(1)
    expect(await desk.events()).toContain('notification.changed')
  })

  test.each([
    ['no name', { job_name: undefined }, 'job_name'],
    ['no content', { push_content: undefined }, 'push_content'],
    ['content that is no JSON', { push_content: 'hello' }, 'push_content'],
    ['content that is no card', { push_content: '{"text":"hello"}' }, 'push_content'],
    ['an unknown type', { push_type: 2 }, 'push_type'],
    ['a type as text', { push_type: '0' }, 'push_type'],
    ['nobody selected', { push_scope_type: 2 }, 'user_list'],
    ['no chat', { push_scope_type: 1 }, 'chat_list'],
    ['an unknown chat', { push_scope_type: 1, chat_list: [{ chat_id: 'oc_1' }] }, 'chat_list.0.chat_id'],
    [
      'an unknown department',
      { push_scope_type: 2, department_list: [{ department_id: 'od-1' }] },
      'department_list.0.department_id',
    ],
    ['new staff at a time', { push_scope_type: 3 }, 'push_scope_type'],
    ['onboarding of everybody', { push_type: 1 }, 'push_scope_type'],
    [
      'new staff of no department',
      { push_type: 1, push_scope_type: 3, new_staff_scope_type: 1 },
      'new_staff_scope_department_list',
    ],
    ['a time that is no number', { send_at: 'tomorrow' }, 'send_at'],
    ['a time far away', { send_at: '99999999999999' }, 'send_at'],
  ])('%s is refused', async (_, change, field) => {
    const desk = await newDesk(server)
    const reply = await desk.call('POST', root, push(change), await desk.user(desk.ownerId))
    expect(reply.status).toBe(400)
    expect(reply.body).toMatchObject({ code: 154000, error: { field_violations: [{ field }] } })
  })

  test('an unknown person is refused with the number of the kind of id', async () => {
    const desk = await newDesk(server)
    const body = push({ push_scope_type: 2, user_list: [{ user_id: 'nobody' }] })
    const owner = await desk.user(desk.ownerId)
    expect((await desk.call('POST', root, body, owner)).body.code).toBe(99992351)
    expect((await desk.call('POST', `${root}?user_id_type=user_id`, body, owner)).body.code).toBe(99992360)
  })

  test('agents have no right to pushes, and other tenants do not see them', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const id = await newPush(desk)
    const agent = await desk.user()
    expect((await desk.call('POST', root, push(), agent)).status).toBe(405)
    expect((await desk.call('PATCH', `${root}/${id}`, { job_name: 'x' }, agent)).body.code).toBe(154005)
    for (const [what, body] of [
      ['preview', {}],
      ['cancel_approve', {}],
      ['execute_send', { send_at: '0' }],
      ['cancel_send', { is_recall: false }],
    ] as const)
      expect((await act(desk, id, what, body, desk.agentId)).body.code).toBe(154005)
    // This endpoint says it in its answer.
    expect((await act(desk, id, 'submit_approve', { reason: 'r' }, desk.agentId)).body.data).toEqual({
      has_access: false,
    })
    expect((await get(desk, id)).status).toBe(1)
    expect((await desk.call('GET', `${root}/${id}`, undefined, agent)).body.code).toBe(0)

    const stranger = await other.user(other.ownerId)
    expect((await other.call('GET', `${root}/${id}`, undefined, stranger)).body.code).toBe(154004)
    expect((await other.call('PATCH', `${root}/${id}`, { job_name: 'x' }, stranger)).body.code).toBe(154004)
    for (const [what, body] of [
      ['preview', {}],
      ['submit_approve', { reason: 'r' }],
      ['cancel_approve', {}],
      ['execute_send', { send_at: '0' }],
      ['cancel_send', { is_recall: false }],
    ] as const)
      expect((await act(other, id, what, body)).status).toBe(404)
  })

  test('every move leads on from its states only', () => {
    const statuses = [
      'draft',
      'in_review',
      'rejected',
      'approved',
      'scheduled',
      'sending',
      'sent',
      'active',
    ] as const
    const allowed = (move: NotificationMove) =>
      [...statuses, 'canceled' as const].filter((status) => {
        try {
          return moved(status, move) !== undefined
        } catch {
          return false
        }
      })
    expect(allowed('edit')).toEqual(['draft', 'rejected'])
    expect(allowed('submit')).toEqual(['draft', 'rejected'])
    expect(allowed('withdraw')).toEqual(['in_review', 'approved'])
    expect(allowed('approve')).toEqual(['in_review'])
    expect(allowed('reject')).toEqual(['in_review'])
    expect(allowed('execute')).toEqual(['approved'])
    expect(allowed('cancel')).toEqual(['scheduled', 'sending', 'active'])
    expect(allowed('recall')).toEqual(['scheduled', 'sending', 'sent', 'active', 'canceled'])
    expect(allowed('delete')).toEqual(['draft', 'in_review', 'rejected', 'approved', 'sent', 'canceled'])
  })

  test('a wrong move is refused with the state it is in', async () => {
    const desk = await newDesk(server)
    const id = await newPush(desk)
    for (const [what, body] of [
      ['cancel_approve', {}],
      ['execute_send', { send_at: '0' }],
      ['cancel_send', { is_recall: true }],
    ] as const) {
      const reply = await act(desk, id, what, body)
      expect(reply.status).toBe(405)
      expect(reply.body).toMatchObject({
        code: 154005,
        error: { field_violations: [{ field: 'status', value: 'draft' }] },
      })
    }
    await act(desk, id, 'submit_approve', { reason: 'r' })
    const owner = await desk.user(desk.ownerId)
    expect((await desk.call('PATCH', `${root}/${id}`, { job_name: 'x' }, owner)).body.code).toBe(154005)
    expect((await act(desk, id, 'submit_approve', { reason: 'r' })).body.code).toBe(154005)
  })

  test('pushes are approved and rejected in the console, with two pairs of eyes', async () => {
    const desk = await newDesk(server)
    const adminId = await desk.addAgent({ name: 'Adi Admin' }, 'admin')
    const [owner, admin, agent] = [
      browserOf(desk, desk.ownerId),
      browserOf(desk, adminId),
      browserOf(desk, desk.agentId),
    ]
    const id = await newPush(desk, {}, adminId)
    expect((await act(desk, id, 'submit_approve', { reason: 'launch' }, adminId)).body.data).toEqual({
      has_access: true,
    })
    expect((await get(desk, id)).status).toBe(2)
    expect((await owner('GET', '?status=in_review')).body).toMatchObject({
      items: [
        {
          notification_id: id,
          status: 'in_review',
          reason: 'launch',
          author: { id: adminId, name: 'Adi Admin' },
        },
      ],
      has_more: false,
    })
    expect((await agent('GET', '')).status).toBe(403)
    expect((await admin('POST', `/${id}/approve`)).status).toBe(403)
    expect((await owner('POST', `/${id}/reject`, { note: 'too loud' })).body).toMatchObject({
      status: 'rejected',
      note: 'too loud',
      decided_by: { id: desk.ownerId },
      text: 'Welcome!',
      target_count: 4,
    })
    expect((await owner('POST', `/${id}/approve`)).status).toBe(409)
    expect((await get(desk, id)).status).toBe(3)

    const headers = await desk.user(adminId)
    await desk.call('PATCH', `${root}/${id}`, { job_name: 'Quieter' }, headers)
    expect((await get(desk, id)).status).toBe(1)
    await act(desk, id, 'submit_approve', { reason: 'again' }, adminId)
    expect((await owner('POST', `/${id}/approve`)).body).toMatchObject({ status: 'approved' })
    await act(desk, id, 'cancel_approve', {}, adminId)
    expect((await get(desk, id)).status).toBe(1)
    await act(desk, id, 'submit_approve', { reason: 'third' }, adminId)
    expect((await owner('DELETE', `/${id}`)).status).toBe(200)
    expect((await owner('GET', `/${id}`)).status).toBe(404)
    expect((await owner('GET', '')).body.items).toEqual([])

    const decisions = await desk.cx.db
      .selectFrom('outbox')
      .select('payload')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('type', '=', 'notification.decided')
      .orderBy('seq')
      .execute()
    expect(decisions.map((row) => JSON.parse(row.payload).decision)).toEqual([
      'rejected',
      'approved',
      'canceled',
      'deleted',
    ])

    // Somebody may be alone.
    const own = await newPush(desk)
    await act(desk, own, 'submit_approve', { reason: 'r' })
    expect((await owner('POST', `/${own}/approve`)).body).toMatchObject({ status: 'approved' })
  })

  test('everyone who works here gets it once, at its time', async () => {
    const desk = await newDesk(server)
    const gone = await addUser(desk, { name: 'Gone' })
    await desk.cx.engine.transaction((db) =>
      db.updateTable('users').set({ status: 'resigned' }).where('id', '=', gone).execute(),
    )
    await addUser(desk, { name: 'Visitor', kind: 'visitor' })
    const id = await reviewed(desk, await newPush(desk))
    const at = Date.now() + 3_600_000
    expect((await send(desk, id, at)).body).toEqual({ code: 0, msg: 'success', data: {} })
    await jobs.runDueJobs(at - 1)
    expect(await received(desk)).toEqual({})
    expect(await get(desk, id)).toMatchObject({ status: 5, send_at: String(at), target_user_count: 3 })
    await jobs.runDueJobs(at)
    expect(await received(desk)).toEqual(once(desk.ownerId, desk.agentId, desk.guestId))
    expect(await get(desk, id)).toMatchObject({
      status: 7,
      target_user_count: 3,
      sent_user_count: 3,
      read_user_count: 0,
    })
    const { items } = (
      await desk.call(
        'GET',
        `/open-apis/im/v1/messages?container_id_type=chat&container_id=${await chatOf(desk)}`,
      )
    ).body.data
    expect(items).toMatchObject([{ msg_type: 'interactive', sender: { id: desk.appId, sender_type: 'app' } }])
    expect(items[0].body.content).toContain('Welcome!')
    await jobs.runDueJobs(at + 3_600_000)
    expect(await received(desk)).toEqual(once(desk.ownerId, desk.agentId, desk.guestId))
    expect((await send(desk, id)).body.code).toBe(154005)
  })

  const chatOf = async (desk: Desk): Promise<string> =>
    (
      await desk.cx.db
        .selectFrom('chats')
        .select('id')
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('guest_id', '=', desk.agentId)
        .where('peer_id', '=', desk.appId)
        .executeTakeFirstOrThrow()
    ).id

  test('people and departments with all below them are written to, each once', async () => {
    const desk = await newDesk(server)
    const cx = desk.fresh()
    const sales = await createDepartment(cx, { name: 'Sales' })
    const field = await createDepartment(cx, { name: 'Field', parentId: sales })
    const [sam, fay, out] = [
      await addUser(desk, { name: 'Sam', departments: [sales] }),
      await addUser(desk, { name: 'Fay', departments: [field, sales] }),
      await addUser(desk, { name: 'Out' }),
    ]
    const id = await reviewed(
      desk,
      await newPush(desk, {
        push_scope_type: 2,
        user_list: [{ user_id: fay }, { user_id: desk.guestId }],
        department_list: [{ department_id: sales }],
      }),
    )
    await send(desk, id, 0)
    await jobs.runDueJobs()
    expect(await received(desk)).toEqual(once(sam, fay, desk.guestId))
    expect((await get(desk, id)).sent_user_count).toBe(3)
    expect(out).toMatch(/^ou_/)
  })

  test('a push into a chat is a message on the open ticket', async () => {
    const desk = await newDesk(server)
    const started = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
      open_id: desk.guestId,
      human_service: true,
    })
    const { chat_id: chatId, ticket_id: ticketId } = started.body.data
    const id = await reviewed(
      desk,
      await newPush(desk, { push_scope_type: 1, chat_list: [{ chat_id: chatId }] }),
    )
    expect(await get(desk, id)).toMatchObject({
      target_user_count: 0,
      chat_list: [{ chat_id: chatId, name: '郭客 Guest' }],
    })
    await send(desk, id, 0)
    await jobs.runDueJobs()
    const messages = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`)
    expect(messages.body.data).toMatchObject({ total: 1, messages: [{ message_type: 'interactive' }] })
    expect(await received(desk)).toEqual({})
    expect((await get(desk, id)).status).toBe(7)
  })

  test('a planned push can be canceled, a sent one taken back, each only once', async () => {
    const desk = await newDesk(server)
    const planned = await reviewed(desk, await newPush(desk))
    await send(desk, planned, Date.now() + 1000)
    expect((await act(desk, planned, 'cancel_send', { is_recall: false })).body.code).toBe(0)
    await jobs.runDueJobs(Date.now() + 100_000)
    expect(await received(desk)).toEqual({})
    expect((await get(desk, planned)).status).toBe(8)
    expect((await act(desk, planned, 'cancel_send', { is_recall: false })).body.code).toBe(154005)

    const sent = await reviewed(desk, await newPush(desk))
    await send(desk, sent, 0)
    await jobs.runDueJobs()
    expect((await act(desk, sent, 'cancel_send', { is_recall: false })).body.code).toBe(154005)
    expect((await act(desk, sent, 'cancel_send', { is_recall: true })).body.code).toBe(0)
    await jobs.runDueJobs()
    expect(await received(desk)).toEqual({})
    expect(await get(desk, sent)).toMatchObject({ status: 8, sent_user_count: 3 })
    expect((await act(desk, sent, 'cancel_send', { is_recall: true })).body.code).toBe(154005)
    const chat = await desk.call(
      'GET',
      `/open-apis/im/v1/messages?container_id_type=chat&container_id=${await chatOf(desk)}`,
    )
    expect(chat.body.data.items).toMatchObject([{ deleted: true }])
  })

  test('a push that is canceled while it is being sent stops where it is', async () => {
    const desk = await newDesk(server)
    await addUsers(desk, 150)
    const id = await reviewed(desk, await newPush(desk))
    await send(desk, id, 0)
    // Begin, list the people, write to the first hundred.
    for (let i = 0; i < 3; i += 1)
      await runSending(desk.fresh({ actor: { kind: 'system' } }), { notificationId: id })
    expect(await get(desk, id)).toMatchObject({ status: 6, target_user_count: 153, sent_user_count: 100 })
    await act(desk, id, 'cancel_send', { is_recall: true })
    await jobs.runDueJobs()
    expect(await received(desk)).toEqual({})
    expect(await get(desk, id)).toMatchObject({ status: 8, sent_user_count: 100 })
  })

  const addUsers = async (desk: Desk, count: number): Promise<void> => {
    for (let i = 0; i < count; i += 1) await addUser(desk, { name: `Colleague ${i}` })
  }

  test('nobody is written to twice, whoever repeats a piece of the work at the same time', async () => {
    const desk = await newDesk(server)
    await addUsers(desk, 250)
    const id = await reviewed(desk, await newPush(desk))
    await send(desk, id, 0)
    const work = async () => {
      while (await runSending(desk.fresh({ actor: { kind: 'system' } }), { notificationId: id }));
    }
    await Promise.all([work(), work(), work(), work()])
    const counts = Object.values(await received(desk))
    expect(counts).toHaveLength(253)
    expect(Math.max(...counts)).toBe(1)
    expect(await get(desk, id)).toMatchObject({ status: 7, target_user_count: 253, sent_user_count: 253 })
  })

  test('a preview goes to its author only', async () => {
    const desk = await newDesk(server)
    const id = await newPush(desk)
    expect((await act(desk, id, 'preview')).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(await received(desk)).toEqual(once(desk.ownerId))
    expect((await get(desk, id)).sent_user_count).toBe(0)
  })

  test('who has read it is counted once', async () => {
    const desk = await newDesk(server)
    const id = await reviewed(desk, await newPush(desk))
    await send(desk, id, 0)
    await jobs.runDueJobs()
    const rows = await desk.cx.db
      .selectFrom('notification_recipients')
      .select(['recipient_id', 'message_id'])
      .where('tenant_id', '=', desk.cx.tenantId)
      .execute()
    const messages = rows.map((row) => row.message_id!)
    for (const userId of [desk.agentId, desk.agentId, desk.guestId])
      await countReads(desk.fresh(), userId, messages)
    expect((await get(desk, id)).read_user_count).toBe(2)
  })

  test('the official SDK takes a push from draft to sent', async () => {
    const desk = await newDesk(server)
    const { notification } = officialClient(desk, await server.listen()).helpdesk.v1
    const options = asUser((await desk.user(desk.ownerId)).authorization!.slice('Bearer '.length))
    const created = await notification.create({ data: push() }, options)
    const path = { notification_id: created.data!.notification_id! }
    await notification.patch({ path, data: { job_name: 'By SDK' } }, options)
    await notification.preview({ path }, options)
    expect(await notification.submitApprove({ path, data: { reason: 'r' } }, options)).toMatchObject({
      data: { has_access: true },
    })
    await notification.cancelApprove({ path }, options)
    await notification.submitApprove({ path, data: { reason: 'r' } }, options)
    await browserOf(desk, desk.ownerId)('POST', `/${path.notification_id}/approve`)
    await notification.executeSend({ path, data: { send_at: '0' } }, options)
    await jobs.runDueJobs()
    expect(await notification.get({ path }, options)).toMatchObject({
      code: 0,
      data: {
        notification: { job_name: 'By SDK', status: 7, sent_user_count: 3 },
        approval_app_link: `http://pipit.test/admin/notifications/${path.notification_id}`,
      },
    })
    expect(await notification.cancelSend({ path, data: { is_recall: true } }, options)).toMatchObject({
      code: 0,
    })
  })
})

describe.skipIf(noDatabase)('pushes over time', async () => {
  const server = await newServer({ jobs: false })
  const { jobs } = server.app
  const minute = 60_000

  test('a job that was lost is taken up again', async () => {
    const desk = await newDesk(server)
    const id = await reviewed(desk, await newPush(desk))
    await send(desk, id, 0)
    await desk.cx.engine.transaction((db) =>
      db.deleteFrom('jobs').where('tenant_id', '=', desk.cx.tenantId).execute(),
    )
    await jobs.runDueJobs(Date.now() + 60_000)
    expect((await get(desk, id)).status).toBe(7)
  })

  test('an onboarding push reaches those who come later, of its departments, until it is canceled', async () => {
    const desk = await newDesk(server)
    const sales = await createDepartment(desk.fresh(), { name: 'Sales' })
    const id = await reviewed(
      desk,
      await newPush(desk, {
        push_type: 1,
        push_scope_type: 3,
        new_staff_scope_type: 1,
        new_staff_scope_department_list: [{ department_id: sales }],
      }),
    )
    await addUser(desk, { name: 'Before', departments: [sales] })
    const start = Date.now() + 10 * minute
    await send(desk, id, start)
    await jobs.runDueJobs(start + 1)
    expect(await get(desk, id)).toMatchObject({ status: 9, sent_user_count: 0 })

    const joined = (name: string, departments: string[], at: number) =>
      addUser(desk, { name, departments }, at)
    const first = await joined('First', [sales], start + 10)
    await joined('Elsewhere', [], start + 10)
    await jobs.runDueJobs(start + minute + 1)
    expect(await received(desk)).toEqual(once(first))
    const second = await joined('Second', [sales], start + minute + 10)
    await jobs.runDueJobs(start + 2 * minute + 1)
    await jobs.runDueJobs(start + 3 * minute + 1)
    expect(await received(desk)).toEqual(once(first, second))
    expect(await get(desk, id)).toMatchObject({ status: 9, target_user_count: 2, sent_user_count: 2 })

    await act(desk, id, 'cancel_send', { is_recall: false })
    await joined('Third', [sales], start + 3 * minute + 10)
    await jobs.runDueJobs(start + 4 * minute + 1)
    expect(await received(desk)).toEqual(once(first, second))
  })
})
