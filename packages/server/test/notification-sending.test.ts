import { describe, expect, test } from 'vitest'
import { createDepartment } from '../src/domain/departments.ts'
import { countReads } from '../src/domain/notification-reads.ts'
import { runSending } from '../src/domain/notification-sending.ts'
import { act, addUser, getPush, newPush, once, received, reviewed, send } from './pushes.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

describe.skipIf(noDatabase)('sending pushes', async () => {
  const server = await newServer({ jobs: false })
  const { jobs } = server.app

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
    expect(await getPush(desk, id)).toMatchObject({ status: 5, send_at: String(at), target_user_count: 3 })
    await jobs.runDueJobs(at)
    expect(await received(desk)).toEqual(once(desk.ownerId, desk.agentId, desk.guestId))
    expect(await getPush(desk, id)).toMatchObject({
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
    expect((await getPush(desk, id)).sent_user_count).toBe(3)
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
    expect(await getPush(desk, id)).toMatchObject({
      target_user_count: 0,
      chat_list: [{ chat_id: chatId, name: '郭客 Guest' }],
    })
    await send(desk, id, 0)
    await jobs.runDueJobs()
    const messages = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`)
    expect(messages.body.data).toMatchObject({ total: 1, messages: [{ message_type: 'interactive' }] })
    expect(await received(desk)).toEqual({})
    expect((await getPush(desk, id)).status).toBe(7)
  })

  test('a planned push can be canceled, a sent one taken back, each only once', async () => {
    const desk = await newDesk(server)
    const planned = await reviewed(desk, await newPush(desk))
    await send(desk, planned, Date.now() + 1000)
    expect((await act(desk, planned, 'cancel_send', { is_recall: false })).body.code).toBe(0)
    await jobs.runDueJobs(Date.now() + 100_000)
    expect(await received(desk)).toEqual({})
    expect((await getPush(desk, planned)).status).toBe(8)
    expect((await act(desk, planned, 'cancel_send', { is_recall: false })).body.code).toBe(154005)

    const sent = await reviewed(desk, await newPush(desk))
    await send(desk, sent, 0)
    await jobs.runDueJobs()
    expect((await act(desk, sent, 'cancel_send', { is_recall: false })).body.code).toBe(154005)
    expect((await act(desk, sent, 'cancel_send', { is_recall: true })).body.code).toBe(0)
    await jobs.runDueJobs()
    expect(await received(desk)).toEqual({})
    expect(await getPush(desk, sent)).toMatchObject({ status: 8, sent_user_count: 3 })
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
    expect(await getPush(desk, id)).toMatchObject({ status: 6, target_user_count: 153, sent_user_count: 100 })
    await act(desk, id, 'cancel_send', { is_recall: true })
    await jobs.runDueJobs()
    expect(await received(desk)).toEqual({})
    expect(await getPush(desk, id)).toMatchObject({ status: 8, sent_user_count: 100 })
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
    expect(await getPush(desk, id)).toMatchObject({ status: 7, target_user_count: 253, sent_user_count: 253 })
  })

  test('a preview goes to its author only', async () => {
    const desk = await newDesk(server)
    const id = await newPush(desk)
    expect((await act(desk, id, 'preview')).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(await received(desk)).toEqual(once(desk.ownerId))
    expect((await getPush(desk, id)).sent_user_count).toBe(0)
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
    expect((await getPush(desk, id)).read_user_count).toBe(2)
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
    expect((await getPush(desk, id)).status).toBe(7)
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
    expect(await getPush(desk, id)).toMatchObject({ status: 9, sent_user_count: 0 })

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
    expect(await getPush(desk, id)).toMatchObject({ status: 9, target_user_count: 2, sent_user_count: 2 })

    await act(desk, id, 'cancel_send', { is_recall: false })
    await joined('Third', [sales], start + 3 * minute + 10)
    await jobs.runDueJobs(start + 4 * minute + 1)
    expect(await received(desk)).toEqual(once(first, second))
  })
})
