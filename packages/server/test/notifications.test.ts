import { describe, expect, test } from 'vitest'
import { createDepartment } from '../src/domain/departments.ts'
import { type NotificationMove, moved } from '../src/domain/notification-states.ts'
import { act, addUser, browserOf, card, getPush, newPush, push } from './pushes.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient } from './official.ts'

const root = '/open-apis/helpdesk/v1/notifications'

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
    expect(await getPush(desk, id)).toEqual({
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
      const shown = await getPush(desk, id, `?user_id_type=${type}`)
      expect(shown).toMatchObject({ job_name: `by ${type}`, user_list: [{ user_id: value }] })
      expect(shown.create_user.user_id).not.toBe(desk.ownerId)
    }
    // Nora is named and is in the department: she counts once.
    expect((await getPush(desk, id)).target_user_count).toBe(1)
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
    expect((await getPush(desk, id)).status).toBe(1)
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
    expect((await getPush(desk, id)).status).toBe(2)
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
    expect((await getPush(desk, id)).status).toBe(3)

    const headers = await desk.user(adminId)
    await desk.call('PATCH', `${root}/${id}`, { job_name: 'Quieter' }, headers)
    expect((await getPush(desk, id)).status).toBe(1)
    await act(desk, id, 'submit_approve', { reason: 'again' }, adminId)
    expect((await owner('POST', `/${id}/approve`)).body).toMatchObject({ status: 'approved' })
    await act(desk, id, 'cancel_approve', {}, adminId)
    expect((await getPush(desk, id)).status).toBe(1)
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
