import { describe, expect, test } from 'vitest'
import { newDesk, newServer, noDatabase } from './harness.ts'
import { codeOf, messaging } from './im.ts'
import { officialClient } from './official.ts'
import { secondApp } from './second-app.ts'
import { type Shape, factOf, mismatches } from './shape.ts'

const hour = 60 * 60 * 1000

describe.skipIf(noDatabase)('messages', async () => {
  const server = await newServer()
  const { services } = server
  const setStatus = (userId: string, status: 'active' | 'frozen' | 'resigned') =>
    services.engine.transaction((db) =>
      db.updateTable('users').set({ status }).where('id', '=', userId).execute(),
    )
  const fits = (id: string, data: unknown) =>
    expect(mismatches(data, factOf(id).data as unknown as Shape)).toEqual([])

  test('a bot writes to a person by each of their ids, always into the same chat', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const person = await services.engine.db
      .selectFrom('users')
      .select(['id', 'union_id', 'user_id', 'email'])
      .where('id', '=', desk.guestId)
      .executeTakeFirstOrThrow()
    const sent = []
    for (const [by, to] of [
      ['open_id', person.id],
      ['union_id', person.union_id],
      ['user_id', person.user_id],
      ['email', person.email!.toUpperCase()],
    ] as const)
      sent.push(await im.send(to, { text: `by ${by}` }, { by }))
    const [first] = sent
    expect(first!.body).toMatchObject({
      code: 0,
      data: {
        message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/),
        chat_id: expect.stringMatching(/^oc_[0-9a-f]{32}$/),
        msg_type: 'text',
        deleted: false,
        updated: false,
        sender: { id: desk.appId, id_type: 'app_id', sender_type: 'app' },
        body: { content: '{"text":"by open_id"}' },
      },
    })
    fits('im.v1.message.create', first!.body.data)
    expect(first!.body.data.create_time).toMatch(/^\d{13}$/)
    const chatId = first!.body.data.chat_id
    expect(sent.map(({ body }) => body.data.chat_id)).toEqual(Array(4).fill(chatId))

    const listed = await im.list(
      { container_id_type: 'chat', container_id: chatId },
      await desk.user(desk.guestId),
    )
    fits('im.v1.message.list', listed.body.data)
    expect(listed.body.data.has_more).toBe(false)
    expect(listed.body.data).not.toHaveProperty('page_token')
    expect(
      listed.body.data.items.map((m: { body: { content: string } }) => JSON.parse(m.body.content).text),
    ).toEqual(['by open_id', 'by union_id', 'by user_id', 'by email'])

    const answer = await im.send(chatId, { text: 'thanks' }, { headers: await desk.user(desk.guestId) })
    expect(answer.body.data.sender).toMatchObject({
      id: desk.guestId,
      id_type: 'open_id',
      sender_type: 'user',
    })
    // Nobody else has a part in it: another app has a chat of its own with the same person.
    const { headers } = await secondApp(server, desk)
    expect((await im.send(desk.guestId, { text: 'x' }, { headers })).body.data.chat_id).not.toBe(chatId)
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers }))).toBe('400 230002')
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers: await desk.user() }))).toBe('400 230002')
    expect(await desk.events()).toEqual(Array(6).fill('chat_message.created'))
  })

  test('two people have one chat, whoever of them writes first', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const [agent, guest] = [await desk.user(), await desk.user(desk.guestId)]
    const there = await im.send(desk.guestId, { text: 'hi' }, { headers: agent })
    const back = await im.send(desk.agentId, { text: 'hi' }, { headers: guest })
    expect(there.body.data.chat_id).toBe(back.body.data.chat_id)
    expect(there.body.data.sender.id).toBe(desk.agentId)
    expect(back.body.data.sender.id).toBe(desk.guestId)
    expect(await codeOf(im.send(desk.agentId, { text: 'me' }, { headers: agent }))).toBe('400 230001')
  })

  test("in a guest's chat, messages of bot, agent and guest are on the open ticket", async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, guestId, ticketId } = await im.newChat()
    const [agent, guest] = [await desk.user(), await desk.user(guestId)]

    await im.send(chatId, { text: 'from the bot' })
    const question = await im.send(chatId, { text: 'from the guest' }, { headers: guest })
    const answered = await im.send(chatId, { text: 'from the agent' }, { headers: agent })
    expect(question.body.data.sender).toMatchObject({ id: guestId, sender_type: 'user' })
    expect(answered.body.data.sender).toMatchObject({ id: desk.agentId, sender_type: 'user' })
    expect(await im.ticket(ticketId)).toMatchObject({
      status: 5,
      ticket_type: 2,
      agent_owner: { id: desk.agentId },
    })
    expect(
      (await im.onTicket(ticketId)).map(({ content, user_id }) => [
        JSON.parse(content).content.text,
        user_id,
      ]),
    ).toEqual([
      ['from the bot', ''],
      ['from the guest', guestId],
      ['from the agent', desk.agentId],
    ])
    expect((await desk.events()).filter((type) => type.includes('message'))).toEqual(
      Array(3).fill('message.created'),
    )

    // Who does not belong to the chat stays outside: a colleague on no desk, an app without a help desk scope.
    const outsider = await desk.user(desk.guestId)
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers: outsider }))).toBe('400 230002')
    expect(await codeOf(im.list({ container_id_type: 'chat', container_id: chatId }, outsider))).toBe(
      '400 230002',
    )
    const { headers } = await secondApp(server, desk, ['im:message'])
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers }))).toBe('400 230002')
    const stranger = await newDesk(server)
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers: stranger.tenant }))).toBe('400 230034')
  })

  test('without an open ticket a bot still writes, an agent cannot, and a guest opens one with the bot', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, guestId, ticketId } = await im.newChat()
    await im.close(ticketId)
    expect(await codeOf(im.send(chatId, { text: 'x' }, { headers: await desk.user() }))).toBe('400 230018')
    expect(await codeOf(im.send(chatId, { text: 'how was it?' }))).toBe('200 0')
    expect(await im.onTicket(ticketId)).toEqual([])

    const guest = await desk.user(guestId)
    await im.send(chatId, { text: 'one more thing' }, { headers: guest })
    await im.send(chatId, { text: 'and another' }, { headers: guest })
    const { body } = await desk.call('GET', `/open-apis/helpdesk/v1/tickets?guest_id=${guestId}`)
    expect(body.data.total).toBe(2)
    const [reopened] = body.data.tickets
    expect(reopened).toMatchObject({ status: 1, ticket_type: 1 })
    expect(
      (await im.onTicket(reopened.ticket_id)).map(({ content }) => JSON.parse(content).content.text),
    ).toEqual(['one more thing', 'and another'])
  })

  test('the same uuid gives the first message, for an hour and to the same sender', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, guestId } = await im.newChat()
    const guest = await desk.user(guestId)
    for (const to of [desk.guestId, chatId]) {
      const twins = await Promise.all(
        [1, 2, 3].map((n) => im.send(to, { text: `try ${n}` }, { uuid: 'u-1' })),
      )
      const ids = new Set(twins.map(({ body }) => body.data.message_id as string))
      expect(ids.size).toBe(1)
      const [first] = [...ids]
      await im.age(first!, hour - 60_000)
      expect((await im.send(to, { text: 'late' }, { uuid: 'u-1' })).body.data.message_id).toBe(first)
      await im.age(first!, 120_000)
      const next = await im.send(to, { text: 'new' }, { uuid: 'u-1' })
      expect(next.body.data.message_id).not.toBe(first)
      expect((await im.send(to, { text: 'again' }, { uuid: 'u-1' })).body.data.message_id).toBe(
        next.body.data.message_id,
      )
    }
    const mine = await im.send(chatId, { text: 'mine' }, { uuid: 'u-1', headers: guest })
    expect(JSON.parse(mine.body.data.body.content)).toEqual({ text: 'mine' })
    expect(await codeOf(im.send(chatId, { text: 'x' }, { uuid: 'x'.repeat(51) }))).toBe('400 230001')
  })

  test('whoever cannot receive is named by the documented number', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const stranger = await newDesk(server)
    expect(await codeOf(im.send('ou_nobody', { text: 'x' }))).toBe('400 230034')
    expect(await codeOf(im.send(stranger.guestId, { text: 'x' }))).toBe('400 230034')
    expect(await codeOf(im.send('oc_nothing', { text: 'x' }))).toBe('400 230034')
    expect(await codeOf(im.send(desk.guestId, { text: 'x' }, { by: 'phone' }))).toBe('400 230001')
    await setStatus(desk.guestId, 'frozen')
    expect(await codeOf(im.send(desk.guestId, { text: 'x' }))).toBe('400 230013')
    await setStatus(desk.guestId, 'resigned')
    expect(await codeOf(im.send(desk.guestId, { text: 'x' }))).toBe('400 230029')
    const { headers } = await secondApp(server, desk, ['im:message'])
    expect(await codeOf(im.send('some id', { text: 'x' }, { by: 'user_id', headers }))).toBe('400 99991672')
  })

  test('every type of message is kept as it was sent', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, ticketId } = await im.newChat()
    const [image, opus, mp4, pdf] = [
      await im.newImage(),
      await im.newFile('opus'),
      await im.newFile('mp4'),
      await im.newFile('pdf'),
    ]
    const card = {
      header: { title: { tag: 'plain_text', content: 'Invoice 7' }, template: 'blue' },
      elements: [
        { tag: 'div', text: { tag: 'lark_md', content: '**12 €**, due today' } },
        { tag: 'img', img_key: 'img_elsewhere', alt: { tag: 'plain_text', content: '' } },
      ],
      card_link: { url: '', pc_url: 'lark://client/x' },
    }
    const contents: [string, unknown, string][] = [
      ['text', { text: 'hello' }, 'hello'],
      ['image', { image_key: image }, '[image]'],
      ['file', { file_key: pdf, file_name: 'bill.pdf' }, '[bill.pdf]'],
      ['audio', { file_key: opus }, '[audio]'],
      ['media', { file_key: mp4, image_key: image }, '[media]'],
      ['sticker', { file_key: 'file_sticker' }, '[sticker]'],
      ['interactive', card, 'Invoice 7\n**12 €**, due today'],
      ['interactive', { type: 'template', data: { template_id: 'AAq' } }, '[card]'],
      ['share_chat', { chat_id: chatId }, '[share_chat]'],
      ['share_user', { user_id: desk.agentId }, '[share_user]'],
      ['system', { type: 'divider', params: { divider_text: { text: 'New session' } } }, 'New session'],
    ]
    for (const [type, content, text] of contents) {
      const sent = await im.send(chatId, content, { type })
      expect(sent.body).toMatchObject({ code: 0, data: { msg_type: type } })
      expect(JSON.parse(sent.body.data.body.content)).toEqual(content)
      const row = await services.engine.db
        .selectFrom('messages')
        .select('text')
        .where('message_id', '=', sent.body.data.message_id)
        .executeTakeFirstOrThrow()
      expect(row.text).toBe(text)
    }
    const onTicket = await im.onTicket(ticketId)
    expect(onTicket.map(({ message_type }) => message_type)).toEqual(contents.map(([type]) => type))
    expect(JSON.parse(onTicket[6].content)).toEqual({ content: card, msg_type: 'interactive' })
    // The content may be an object as well as text.
    const asObject = await desk.call('POST', '/open-apis/im/v1/messages?receive_id_type=chat_id', {
      receive_id: chatId,
      msg_type: 'text',
      content: { text: 'object' },
    })
    expect(asObject.body.data.body.content).toBe('{"text":"object"}')
  })

  test('content that cannot be a message is refused with its number', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { headers: other } = await secondApp(server, desk)
    const [image, foreign, opus, mp4] = [
      await im.newImage(),
      await im.newImage(other),
      await im.newFile('opus'),
      await im.newFile('mp4'),
    ]
    const p2p = (await im.send(desk.guestId, { text: 'x' })).body.data.chat_id
    const bad: [string, unknown, string][] = [
      ['text', 'no json', '400 230001'],
      ['text', {}, '400 230001'],
      ['text', { text: ' ' }, '400 230001'],
      ['text', { text: 'a\0b' }, '400 230001'],
      ['text', '[1]', '400 230001'],
      ['poem', { text: 'x' }, '400 230001'],
      ['text', { text: 'x'.repeat(150 * 1024) }, '400 230025'],
      ['post', { zh_cn: { content: [[{ tag: 'text', text: 'x'.repeat(30 * 1024) }]] } }, '400 230025'],
      ['post', { zh_cn: { content: [['plain']] } }, '400 230001'],
      [
        'post',
        { zh_cn: { content: [[{ tag: 'a', text: 'x', href: 'javascript:alert(1)' }]] } },
        '400 230001',
      ],
      ['post', { zh_cn: { content: [[{ tag: 'img', image_key: 'img_v3_none' }]] } }, '400 230001'],
      ['image', { image_key: 'img_v3_none' }, '400 230001'],
      ['image', { image_key: opus }, '400 230001'],
      ['image', { image_key: foreign }, '400 230017'],
      ['file', {}, '400 230001'],
      ['audio', { file_key: mp4 }, '400 230055'],
      ['media', { file_key: opus, image_key: image }, '400 230055'],
      ['interactive', { hello: 'card' }, '400 230099'],
      ['interactive', { elements: [], card_link: { url: ' JavaScript:alert(1)' } }, '400 230001'],
      ['share_chat', { chat_id: p2p }, '400 230015'],
      ['share_chat', { chat_id: 'oc_none' }, '400 230001'],
      ['share_user', { user_id: 'ou_none' }, '400 230001'],
    ]
    for (const [type, content, code] of bad)
      expect([type, content, await codeOf(im.send(desk.guestId, content, { type }))]).toEqual([
        type,
        content,
        code,
      ])
  })

  test('replies know their parent and root, and a thread holds its replies', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, ticketId } = await im.newChat()
    const root = (await im.send(chatId, { text: 'root' })).body.data
    const first = (await im.reply(root.message_id, { text: 'first' })).body.data
    fits('im.v1.message.reply', first)
    expect(first).toMatchObject({ parent_id: root.message_id, root_id: root.message_id, chat_id: chatId })
    expect(first).not.toHaveProperty('thread_id')
    const second = (await im.reply(first.message_id, { text: 'second' }, { headers: await desk.user() })).body
      .data
    expect(second).toMatchObject({ parent_id: first.message_id, root_id: root.message_id })

    const threaded = (await im.reply(root.message_id, { text: 'in thread' }, { thread: true })).body.data
    expect(threaded.thread_id).toMatch(/^omt_[0-9a-f]{32}$/)
    const inside = (await im.reply(threaded.message_id, { text: 'stays inside' })).body.data
    expect(inside.thread_id).toBe(threaded.thread_id)
    const texts = async (query: Record<string, string>) =>
      (await im.list(query)).body.data.items.map(
        (m: { body: { content: string } }) => JSON.parse(m.body.content).text,
      )
    expect(await texts({ container_id_type: 'thread', container_id: threaded.thread_id })).toEqual([
      'root',
      'in thread',
      'stays inside',
    ])
    expect(
      await texts({ container_id_type: 'chat', container_id: chatId, only_thread_root_messages: 'true' }),
    ).toEqual(['root', 'first', 'second'])
    expect(await im.onTicket(ticketId)).toHaveLength(5)

    expect(await codeOf(im.reply('om_none', { text: 'x' }))).toBe('400 230001')
    expect(await codeOf(im.list({ container_id_type: 'thread', container_id: 'omt_none' }))).toBe(
      '400 230073',
    )
    await im.recall(root.message_id)
    expect(await codeOf(im.reply(root.message_id, { text: 'x' }))).toBe('400 230011')
  })

  test('history is paged to the end in both orders and cut by time', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const ids: string[] = []
    for (let n = 0; n < 7; n++) ids.push((await im.send(desk.guestId, { text: `${n}` })).body.data.message_id)
    const { chat_id: chatId, create_time: time } = (await im.get(ids[0]!)).body.data.items[0]
    const chat = { container_id_type: 'chat', container_id: chatId, page_size: '3' }
    for (const sort_type of ['ByCreateTimeAsc', 'ByCreateTimeDesc']) {
      const seen: string[] = []
      let page_token = ''
      for (let pages = 0; pages < 5; pages++) {
        const { data } = (await im.list({ ...chat, sort_type, page_token })).body
        seen.push(...data.items.map((m: { message_id: string }) => m.message_id))
        if (!data.has_more) break
        page_token = data.page_token
        const other = sort_type === 'ByCreateTimeAsc' ? 'ByCreateTimeDesc' : 'ByCreateTimeAsc'
        expect(await codeOf(im.list({ ...chat, sort_type: other, page_token }))).toBe('400 230001')
      }
      expect(seen).toEqual(sort_type === 'ByCreateTimeAsc' ? ids : ids.toReversed())
    }

    // The seconds bound what is listed, both ends included.
    const second = Math.floor(Number(time) / 1000)
    await im.age(ids[0]!, hour)
    const count = async (query: Record<string, string>) =>
      (await im.list({ ...chat, page_size: '50', ...query })).body.data.items.length as number
    expect(await count({ start_time: String(second), end_time: String(second + 60) })).toBe(6)
    expect(await count({ start_time: String(second + 60) })).toBe(0)
    expect(await count({ end_time: String(second - 1) })).toBe(1)
    expect(await count({ start_time: '0', end_time: '99999999999' })).toBe(7)

    const wrong: Record<string, string>[] = [
      { page_token: 'bm9uc2Vuc2U' },
      { page_size: '51' },
      { page_size: '0' },
      { start_time: 'yesterday' },
      { start_time: '20', end_time: '10' },
      { sort_type: 'ByName' },
      { container_id: 'oc_none' },
    ]
    const refused = await Promise.all(wrong.map((query) => codeOf(im.list({ ...chat, ...query }))))
    expect(refused).toEqual(wrong.map(() => '400 230001'))
  })

  test('a message is read with names, other ids and the people it mentions', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId } = await im.newChat()
    const text = `<at user_id="${desk.guestId}">Tom</at> and <at user_id="all"></at> and <at user_id="${desk.guestId}">Tom</at>`
    const sent = await im.send(chatId, { text }, { headers: await desk.user() })
    const id = sent.body.data.message_id
    const got = await im.get(id, '?user_id_type=union_id&with_sender_name=True')
    fits('im.v1.message.get', got.body.data)
    const { union_id: unionId } = await services.engine.db
      .selectFrom('users')
      .select('union_id')
      .where('id', '=', desk.guestId)
      .executeTakeFirstOrThrow()
    expect(got.body.data.items).toMatchObject([
      {
        message_id: id,
        sender: {
          id_type: 'union_id',
          sender_type: 'user',
          sender_name: 'Ada Agent',
          id: expect.stringMatching(/^on_/),
        },
        body: { content: '{"text":"@_user_1 and @_all and @_user_1"}' },
        mentions: [{ key: '@_user_1', id: unionId, id_type: 'union_id', name: '郭客 Guest' }],
      },
    ])

    const image = await im.newImage()
    const post = {
      zh_cn: {
        title: '标题',
        content: [
          [
            { tag: 'at', user_id: desk.agentId },
            { tag: 'text', text: '看' },
          ],
          [{ tag: 'img', image_key: image }],
        ],
      },
      en_us: { title: 'Title', content: [[]] },
    }
    const posted = await im.send(chatId, post, { type: 'post' })
    expect(JSON.parse(posted.body.data.body.content)).toEqual({
      title: '标题',
      content: [
        [
          { tag: 'at', user_id: '@_user_1' },
          { tag: 'text', text: '看' },
        ],
        [{ tag: 'img', image_key: image }],
      ],
    })
    expect(posted.body.data.mentions).toMatchObject([{ id: desk.agentId, name: 'Ada Agent' }])

    expect(await codeOf(im.get('om_none'))).toBe('400 230001')
    expect(await codeOf(im.get(id, '', await desk.user(desk.guestId)))).toBe('400 230050')
    const { headers } = await secondApp(server, desk, ['im:message'])
    expect(await codeOf(im.get(id, '', headers))).toBe('400 230002')
    expect(await codeOf(im.get(id, '?user_id_type=user_id', headers))).toBe('400 230002')
    const stranger = await newDesk(server)
    expect(await codeOf(im.get(id, '', stranger.tenant))).toBe('400 230001')
  })

  test('the official SDK sends, lists to the end, replies, edits, patches and recalls', async () => {
    const desk = await newDesk(server)
    const client = officialClient(desk, await server.listen())
    const data = (text: string) => ({
      receive_id: desk.guestId,
      msg_type: 'text',
      content: JSON.stringify({ text }),
    })
    const first = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: data('one'),
    })
    expect(first.code).toBe(0)
    const path = { message_id: first.data!.message_id! }
    await client.im.v1.message.reply({ path, data: { msg_type: 'text', content: '{"text":"two"}' } })
    await client.im.v1.message.update({ path, data: { msg_type: 'text', content: '{"text":"edited"}' } })
    const card = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: { receive_id: desk.guestId, msg_type: 'interactive', content: '{"elements":[]}' },
    })
    const cardPath = { message_id: card.data!.message_id! }
    expect(
      (await client.im.v1.message.patch({ path: cardPath, data: { content: '{"elements":[{"tag":"hr"}]}' } }))
        .code,
    ).toBe(0)
    const recalled = await client.im.v1.message.create({
      params: { receive_id_type: 'open_id' },
      data: data('oops'),
    })
    expect(
      (await client.im.v1.message.delete({ path: { message_id: recalled.data!.message_id! } })).code,
    ).toBe(0)

    const listed = []
    for await (const page of await client.im.v1.message.listWithIterator({
      params: { container_id_type: 'chat', container_id: first.data!.chat_id!, page_size: 2 },
    }))
      listed.push(...(page?.items ?? []))
    expect(listed.map((m) => [m.body!.content, m.updated, m.deleted])).toEqual([
      ['{"text":"edited"}', true, false],
      ['{"text":"two"}', false, false],
      ['{"elements":[{"tag":"hr"}]}', true, false],
      ['This message was recalled', false, true],
    ])
    const got = await client.im.v1.message.get({ path })
    expect(got.data!.items![0]).toMatchObject({
      message_id: path.message_id,
      update_time: expect.any(String),
    })
  })
})
