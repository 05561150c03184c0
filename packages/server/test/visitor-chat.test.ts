import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createFaq } from '../src/domain/faqs.ts'
import { createCategory } from '../src/domain/categories.ts'
import { updateAgent, updateSchedule } from '../src/domain/agents.ts'
import { postAsAgent, postAsGuest } from '../src/domain/messages.ts'
import { holdTicket } from '../src/domain/snooze.ts'
import { closeTicket, remarkOnTicket, takeTicket } from '../src/domain/ticket-actions.ts'
import { startService } from '../src/domain/tickets.ts'
import { updateWidget } from '../src/domain/widgets.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'
import { getPush, newPush, reviewed, send } from './pushes.ts'
import { newVisitor, signed, textOf, visitorWith, widgetOf } from './visitors.ts'

describe.skipIf(noDatabase)("a visitor's chat", async () => {
  const server = await newServer({ jobs: false })
  const { engine } = server.services
  const owner = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.ownerId, role: 'owner' } })
  const agent = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
  const addFaq = (desk: Desk, question: string, answer = `Answer to ${question}`) =>
    createFaq(agent(desk), { question, answer })
  const reply = (desk: Desk, ticketId: string, text: string) =>
    postAsAgent(agent(desk), ticketId, { type: 'text', content: { text } })
  const people = async (desk: Desk) => {
    const rows = await engine.db
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('kind', '=', 'visitor')
      .execute()
    return rows.length
  }

  test('nobody becomes a person by opening the chat; the bot answers the first message once', async () => {
    const desk = await newDesk(server)
    await addFaq(desk, 'How do I return a book?')
    const visitor = await newVisitor(desk)
    expect(await visitor.chat()).toMatchObject({ unread: 0, visitor: { identified: false } })
    expect(await visitor.thread()).toEqual([])
    expect(await people(desk)).toBe(0)

    const sent = { text: 'How do I return a book?', client_id: randomUUID() }
    const replies = await Promise.all([
      visitor.call('POST', 'messages', sent),
      visitor.call('POST', 'messages', sent),
    ])
    replies.push(await visitor.call('POST', 'messages', sent))
    expect(new Set(replies.map((r) => r.body.message.id)).size).toBe(1)
    expect(replies[0]!.body.ticket).toMatchObject({ state: 'bot' })
    const thread = await visitor.thread()
    expect(thread.map((m) => [m.from, textOf(m)])).toEqual([
      ['visitor', 'How do I return a book?'],
      ['bot', 'How do I return a book?\nAnswer to How do I return a book?'],
    ])
    expect(thread[1]).toMatchObject({ helpful: 'unasked' })
    expect(await people(desk)).toBe(1)

    // The answer is a message like any other: programs read it, and their own answer to the same event changes nothing.
    const ticketId = replies[0]!.body.ticket.ticket_id as string
    const listed = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`)
    expect(listed.body.data.total).toBe(2)
    const events = await engine.db
      .selectFrom('outbox')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('type', '=', 'message.created')
      .orderBy('position')
      .execute()
    const other = await addFaq(desk, 'Another')
    const again = await desk.call('POST', `/open-apis/helpdesk/v1/tickets/${ticketId}/answer_user_query`, {
      event_id: events[0]!.id,
      faqs: [{ id: other.id }],
    })
    expect(again.body.code).toBe(0)
    expect((await visitor.thread()).length).toBe(2)
  })

  test('unsure it offers questions, one of which can be asked by its id; without any it says so', async () => {
    const desk = await newDesk(server)
    await addFaq(desk, '怎么申请退款')
    const slow = await addFaq(desk, '退款多久到账')
    const visitor = await newVisitor(desk, { language: 'zh' })
    await visitor.say('退款的快递单要放在哪里')
    const [, offered] = await visitor.thread()
    const choices = offered.lines.flat().filter((piece: { faq_id?: string }) => piece.faq_id)
    expect(choices.map((piece: { faq_id: string }) => piece.faq_id)).toContain(slow.id)
    expect(offered.helpful).toBeUndefined()
    await visitor.say('退款多久到账', { faq_id: slow.id })
    expect(textOf((await visitor.thread()).at(-1))).toContain('Answer to 退款多久到账')
    await visitor.say('xyzzy')
    expect(textOf((await visitor.thread()).at(-1))).toMatch(/没有找到|no answer/)
  })

  test('suggestions and categories come in the language of the visitor', async () => {
    const desk = await newDesk(server)
    const category = await createCategory(agent(desk), { name: '退换货', parentId: '0', language: 'zh_cn' })
    await createCategory(agent(desk), { name: 'Returns', parentId: '0', language: 'en_us' })
    const faq = await createFaq(agent(desk), {
      question: '怎么申请退款',
      answer: 'x',
      categoryId: category.id,
    })
    const visitor = await newVisitor(desk, { language: 'zh' })
    const found = await visitor.call('GET', `suggestions?q=${encodeURIComponent('退款')}`)
    expect(found.body.items).toEqual([{ faq_id: faq.id, question: faq.question }])
    const tree = await visitor.call('GET', 'categories?language=zh')
    expect(tree.body.items).toEqual([{ category_id: category.id, name: '退换货' }])
    const listed = await visitor.call('GET', `categories/${category.id}/faqs`)
    expect(listed.body.items).toEqual([{ faq_id: faq.id, question: faq.question }])
    expect((await visitor.call('GET', 'categories/1/faqs')).status).toBe(404)
  })

  test('what helped is written down for its FAQ and counted, and can be said anew', async () => {
    const desk = await newDesk(server)
    const faq = await addFaq(desk, 'How do I return a book?')
    const visitor = await newVisitor(desk)
    await visitor.say(faq.question)
    const [mine, answer] = await visitor.thread()
    const say = (id: string, helpful: boolean, who = visitor) =>
      who.call('POST', `messages/${id}/helpful`, { helpful })
    expect((await say(answer.message_id, false)).status).toBe(200)
    expect((await say(answer.message_id, true)).status).toBe(200)
    expect((await visitor.thread())[1].helpful).toBe('yes')
    const cookie = await signIn(desk)
    const { body } = await desk.call('GET', '/console/v1/admin/widget', undefined, { cookie })
    expect(body.answers).toEqual({ answered: 1, helpful: 1, unhelpful: 0 })
    const counted = await engine.db
      .selectFrom('faq_votes')
      .select('helpful')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('faq_id', '=', faq.id)
      .execute()
    expect(counted).toEqual([{ helpful: 1 }])
    expect((await say(mine.message_id, true)).status).toBe(404)
    const stranger = await newVisitor(desk)
    await stranger.say('hello')
    expect((await say(answer.message_id, false, stranger)).status).toBe(404)
  })

  test.each(['转人工', '我要找人工客服。', 'human', 'I want to talk to a real person, please', 'AGENT!'])(
    '“%s” reaches a person at once',
    async (text) => {
      const desk = await newDesk(server)
      await addFaq(desk, text)
      const visitor = await newVisitor(desk)
      const { ticket } = await visitor.say(text)
      expect(ticket).toMatchObject({ state: 'agent', agent: { name: 'Ada Agent' } })
      expect((await visitor.thread()).map((m) => m.from)).toEqual(['visitor'])
    },
  )

  test('the queue has places, and moves', async () => {
    const desk = await newDesk(server)
    await updateAgent(owner(desk), desk.agentId, { maxTickets: 0 })
    const [first, second] = [await newVisitor(desk), await newVisitor(desk)]
    expect((await first.call('POST', 'human')).body.ticket).toMatchObject({ state: 'queue', position: 1 })
    await second.say('A question about agents')
    expect((await second.call('POST', 'human')).body.ticket).toMatchObject({ state: 'queue', position: 2 })
    await takeTicket(agent(desk), (await first.chat()).ticket.ticket_id)
    expect((await first.chat()).ticket).toMatchObject({ state: 'agent', agent: { name: 'Ada Agent' } })
    expect((await second.chat()).ticket).toMatchObject({ state: 'queue', position: 1 })
  })

  test('answer, file, end, rating and a new beginning; what is internal stays inside', async () => {
    const desk = await newDesk(server)
    const visitor = await newVisitor(desk)
    const { ticket } = await visitor.say('human')
    const id = ticket.ticket_id as string
    await reply(desk, id, 'Look at https://example.com/a.')
    await remarkOnTicket(agent(desk), id, { content: 'SECRET-REMARK about this visitor' })
    await holdTicket(agent(desk), id)
    const chat = await visitor.chat()
    expect(chat).toMatchObject({ unread: 1, ticket: { state: 'agent' } })
    const thread = await visitor.thread()
    expect(thread.at(-1)).toMatchObject({
      from: 'agent',
      name: 'Ada Agent',
      lines: [
        [
          { text: 'Look at ' },
          { text: 'https://example.com/a', href: 'https://example.com/a' },
          { text: '.' },
        ],
      ],
    })
    expect(JSON.stringify([chat, thread])).not.toMatch(/SECRET-REMARK|pending|remark/)
    await visitor.call('POST', 'read', { id: thread.at(-1).id })
    expect((await visitor.chat()).unread).toBe(0)

    const upload = (path: string, part: string, content: Buffer, fields = {}) => {
      const { headers, payload } = sdks.nodeStream(fields, part, content)
      return server.app.inject({
        method: 'POST',
        url: `/visitor/v1/${path}`,
        headers: { ...headers, authorization: `Bearer ${visitor.token()}` },
        payload,
      })
    }
    const image = await upload('images', 'image', imageOf('png'))
    const sent = await visitor.call('POST', 'messages', {
      image_key: image.json().image_key,
      client_id: randomUUID(),
    })
    expect(sent.body.message.file).toMatchObject({ kind: 'image', key: image.json().image_key })
    const file = await upload('files', 'file', Buffer.from('hello'), { name: 'order.txt' })
    await visitor.call('POST', 'messages', { file_key: file.json().file_key, client_id: randomUUID() })
    const last = (await visitor.thread()).at(-1)
    expect(last.file).toEqual({ kind: 'file', key: file.json().file_key, name: 'order.txt' })
    const download = (who: { token: () => string }, message = last) =>
      server.app.inject({
        url: `/visitor/v1/messages/${message.message_id}/files/${message.file.key}`,
        headers: { authorization: `Bearer ${who.token()}` },
      })
    expect((await download(visitor)).body).toBe('hello')
    const stranger = await newVisitor(desk)
    expect((await download(stranger)).statusCode).toBe(404)
    await stranger.say('hello')
    expect((await download(stranger)).statusCode).toBe(403)
    const theirs = { file_key: file.json().file_key, client_id: randomUUID() }
    expect((await stranger.call('POST', 'messages', theirs)).status).toBe(403)

    expect((await visitor.call('POST', 'ratings', { ticket_id: id, score: 3 })).status).toBe(409)
    await closeTicket(agent(desk), id, { solved: true })
    expect((await visitor.chat()).ticket).toMatchObject({ ticket_id: id, state: 'closed' })
    expect((await stranger.call('POST', 'ratings', { ticket_id: id, score: 1 })).status).toBe(404)
    const rated = await visitor.call('POST', 'ratings', { ticket_id: id, score: 1, reason: 'too slow' })
    expect(rated.body.ticket.score).toBe(1)
    const seen = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)
    expect(seen.body.data.ticket).toMatchObject({
      score: 1,
      dissatisfaction_reason: { en_us: 'too slow' },
      channel: 21,
    })
    expect((await visitor.call('POST', 'close')).status).toBe(409)
    const anew = await visitor.say('One more thing')
    expect(anew.ticket).toMatchObject({ state: 'bot' })
    expect(anew.ticket.ticket_id).not.toBe(id)
    expect((await visitor.call('POST', 'close')).body.ticket.state).toBe('closed')
  })

  test('with the bot switched off people have the first word; an app that answers keeps the bot silent', async () => {
    const desk = await newDesk(server)
    const faq = await addFaq(desk, 'How do I return a book?')
    await updateWidget(owner(desk), { bot: false })
    expect((await (await newVisitor(desk)).say(faq.question)).ticket.state).toBe('agent')

    await updateWidget(owner(desk), { bot: true })
    const ticket = await startService(desk.fresh(), {
      guestId: desk.guestId,
      human: false,
      appointedAgents: [],
      channel: 9,
    })
    const asked = await postAsGuest(desk.fresh(), ticket.id, { type: 'text', content: { text: 'q' } })
    const event = await engine.db
      .selectFrom('outbox')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('payload', 'like', `%${asked.id}%`)
      .executeTakeFirstOrThrow()
    await desk.call('POST', `/open-apis/helpdesk/v1/tickets/${ticket.id}/answer_user_query`, {
      event_id: event.id,
      faqs: [{ id: faq.id }],
    })
    const visitor = await newVisitor(desk)
    expect((await visitor.say(faq.question)).ticket.state).toBe('bot')
    expect((await visitor.thread()).map((m) => m.from)).toEqual(['visitor'])
  })

  test('nobody on duty: it says when somebody is back, and a message left waits in the queue', async () => {
    const desk = await newDesk(server)
    const day = new Date(Date.now() + 8 * 3600_000 + 2 * 24 * 3600_000).getUTCDay() || 7
    await updateSchedule(owner(desk), desk.agentId, {
      schedule: [{ start_time: '09:00', end_time: '10:00', weekday: day }],
    })
    const visitor = await newVisitor(desk)
    const { presence } = await visitor.chat()
    expect(presence.online).toBe(false)
    expect(presence.back_at).toBeGreaterThan(Date.now())
    const left = { name: 'Mia', email: 'Mia@Example.org', text: 'Call me', client_id: randomUUID() }
    const wrong = await visitor.call('POST', 'offline_messages', { ...left, email: 'nowhere' })
    expect([wrong.status, wrong.body.field_violations[0].field]).toEqual([400, 'email'])
    const { body } = await visitor.call('POST', 'offline_messages', left)
    expect(body.ticket).toMatchObject({ state: 'queue', position: 1 })
    const { ticket } = (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${body.ticket.ticket_id}`))
      .body.data
    expect(ticket.guest.name).toBe('Mia')
    // Nobody has proved that the address is hers: it is written to, but she is not known by it.
    expect((await visitor.chat()).visitor).toMatchObject({ email: 'mia@example.org', identified: false })
    const known = await engine.db
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('email', '=', 'mia@example.org')
      .executeTakeFirst()
    expect(known).toBeUndefined()
  })

  test('a push that somebody of the organisation has seen in the chat is counted once', async () => {
    const desk = await newDesk(server)
    const id = await reviewed(desk, await newPush(desk))
    await send(desk, id)
    await server.app.jobs.runDueJobs(Date.now())
    // What an app says to somebody otherwise is between the two.
    await desk.call('POST', '/open-apis/im/v1/messages?receive_id_type=open_id', {
      receive_id: desk.guestId,
      msg_type: 'text',
      content: '{"text":"PRIVATE"}',
    })
    const visitor = await newVisitor(desk, { identity: await signed(desk, { sub: desk.guestId }) })
    const thread = await visitor.thread()
    expect(thread.map((m) => [m.from, textOf(m)])).toEqual([['bot', 'Welcome!']])
    expect((await visitor.chat()).unread).toBe(1)
    const reads = async () => (await getPush(desk, id)).read_user_count
    expect(await reads()).toBe(0)
    await visitor.call('POST', 'read', { id: thread[0].id })
    await visitor.call('POST', 'read', { id: thread[0].id })
    expect(await reads()).toBe(1)
    expect((await visitor.chat()).unread).toBe(0)
  })

  test('visitors, desks and tokens are apart from each other', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const [mine, theirs] = [await newVisitor(desk), await newVisitor(other)]
    const { ticket } = await mine.say('my own secret question')
    await theirs.say('hello')
    expect(JSON.stringify(await theirs.thread())).not.toContain('secret')
    expect((await theirs.call('POST', 'ratings', { ticket_id: ticket.ticket_id, score: 1 })).status).toBe(404)

    const [widget, visit, secret] = mine.token().split('.') as [string, string, string]
    const foreign = await widgetOf(other)
    const wrong = [
      `${foreign.id}.${visit}.${secret}`,
      `${widget}.${visit}.${secret.slice(0, -1)}A0`,
      `${widget}.0000.${secret}`,
      'nonsense',
      '',
    ]
    for (const token of wrong) {
      const refused = await visitorWith(desk, token).call('GET', 'chat')
      expect([refused.status, refused.body.code]).toEqual([401, 'not_signed_in'])
    }
    expect(
      (await desk.call('GET', '/console/v1/tickets', undefined, { authorization: `Bearer ${mine.token()}` }))
        .status,
    ).toBe(401)
    expect((await desk.call('GET', '/visitor/v1/chat')).status).toBe(401)
    expect((await desk.call('GET', '/visitor/v1/widgets/wgt_0000000000000000', undefined, {})).status).toBe(
      404,
    )
    const rows = await engine.db.selectFrom('visitor_sessions').selectAll().where('id', '=', visit).execute()
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  async function signIn(desk: Desk): Promise<string> {
    const { email } = await engine.db
      .selectFrom('users')
      .select('email')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', desk.ownerId)
      .executeTakeFirstOrThrow()
    const response = await server.app.inject({
      method: 'POST',
      url: '/console/v1/session',
      headers: { 'content-type': 'application/json', 'x-pipit-csrf': '1' },
      payload: JSON.stringify({ email, password: 'correct horse battery' }),
    })
    return String(response.headers['set-cookie']).split(';')[0]!
  }
})
