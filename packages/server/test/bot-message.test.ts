import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { codeOf, messaging } from './im.ts'
import { imageOf } from './images.ts'
import { officialClient, withDesk } from './official.ts'
import { secondApp } from './second-app.ts'

describe.skipIf(noDatabase)('messages of the desk', async () => {
  const server = await newServer()
  const { services } = server
  const write = (
    desk: Desk,
    to: string,
    content: unknown,
    more: { type?: string; where?: string; idType?: string; headers?: Record<string, string> } = {},
  ) =>
    desk.call(
      'POST',
      `/open-apis/helpdesk/v1/message${more.idType ? `?user_id_type=${more.idType}` : ''}`,
      {
        msg_type: more.type ?? 'text',
        content: typeof content === 'string' ? content : JSON.stringify(content),
        receiver_id: to,
        receive_type: more.where,
      },
      more.headers,
    )

  describe('of the bot', () => {
    test('go into the chat of guest and desk, which is made when there is none', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const sent = await write(
        desk,
        desk.guestId,
        { post: { zh_cn: { title: '通知', content: [[{ tag: 'text', text: '明天维护' }]] } } },
        { type: 'post' },
      )
      expect(sent.body).toEqual({
        code: 0,
        msg: 'success',
        data: { message_id: expect.stringMatching(/^om_[0-9a-f]{32}$/) },
      })
      const [message] = (await im.get(sent.body.data.message_id)).body.data.items
      expect(message).toMatchObject({
        sender: { id: desk.appId, sender_type: 'app' },
        body: { content: '{"title":"通知","content":[[{"tag":"text","text":"明天维护"}]]}' },
      })
      // The ticket the guest opens next is in the same chat.
      const started = await desk.call('POST', '/open-apis/helpdesk/v1/start_service', {
        open_id: desk.guestId,
      })
      expect(started.body.data.chat_id).toBe(message.chat_id)
      expect(await desk.events()).toEqual(['chat_message.created', 'ticket.created'])
    })

    test('are refused in the chat while a ticket is open, and go directly all the same', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const { chatId, guestId, ticketId } = await im.newChat()
      expect(await codeOf(write(desk, guestId, { text: 'x' }))).toBe('405 154005')
      const direct = await write(desk, guestId, { text: 'directly' }, { where: 'user' })
      const [message] = (await im.get(direct.body.data.message_id)).body.data.items
      expect(message.chat_id).not.toBe(chatId)
      expect(message.chat_id).toBe((await im.send(guestId, { text: 'y' })).body.data.chat_id)
      await im.close(ticketId)
      const again = await write(desk, guestId, { text: 'x' }, { where: 'chat' })
      expect((await im.get(again.body.data.message_id)).body.data.items[0].chat_id).toBe(chatId)
      expect(await im.onTicket(ticketId)).toEqual([])
    })

    test('name their receiver by any kind of id', async () => {
      const desk = await newDesk(server)
      const person = await services.engine.db
        .selectFrom('users')
        .select(['union_id', 'user_id'])
        .where('id', '=', desk.guestId)
        .executeTakeFirstOrThrow()
      expect(await codeOf(write(desk, person.union_id, { text: 'x' }, { idType: 'union_id' }))).toBe('200 0')
      expect(await codeOf(write(desk, person.user_id, { text: 'x' }, { idType: 'user_id' }))).toBe('200 0')
      expect(await codeOf(write(desk, person.user_id, { text: 'x' }))).toBe('404 154004')
      const { headers } = await secondApp(server, desk, ['helpdesk:all'])
      expect(await codeOf(write(desk, person.user_id, { text: 'x' }, { idType: 'user_id', headers }))).toBe(
        '400 99991672',
      )
      const stranger = await newDesk(server)
      expect(await codeOf(write(desk, stranger.guestId, { text: 'x' }))).toBe('404 154004')
    })

    test('take texts, posts, images and cards of the first version', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const card = {
        config: { wide_screen_mode: true },
        elements: [{ tag: 'div', text: { tag: 'plain_text', content: 'Hi' } }],
      }
      const sent = await write(desk, desk.guestId, card, { type: 'interactive' })
      expect(JSON.parse((await im.get(sent.body.data.message_id)).body.data.items[0].body.content)).toEqual(
        card,
      )
      expect(
        await codeOf(write(desk, desk.guestId, { image_key: await im.newImage() }, { type: 'image' })),
      ).toBe('200 0')
      const { headers: other } = await secondApp(server, desk)
      const refused = [
        ['interactive', { schema: '2.0', body: {} }],
        ['interactive', { not: 'a card' }],
        ['image', { image_key: 'img_v3_none' }],
        ['image', { image_key: await im.newImage(other) }],
        ['file', { file_key: 'x' }],
        ['text', 'not json'],
        ['text', { text: 'x'.repeat(150 * 1024) }],
      ] as const
      for (const [type, content] of refused)
        expect([content, await codeOf(write(desk, desk.guestId, content, { type }))]).toEqual([
          content,
          '400 154000',
        ])
    })

    test('are sent by the official SDK', async () => {
      const desk = await newDesk(server)
      const client = officialClient(desk, await server.listen())
      const sent = await client.helpdesk.v1.botMessage.create(
        {
          params: { user_id_type: 'open_id' },
          data: {
            msg_type: 'text',
            content: '{"text":"hi"}',
            receiver_id: desk.guestId,
            receive_type: 'chat',
          },
        },
        withDesk(),
      )
      expect(sent).toMatchObject({ code: 0, data: { message_id: expect.any(String) } })
    })
  })

  describe('on tickets', () => {
    test('lists every type with its content and type in one JSON text', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const { chatId, guestId, ticketId } = await im.newChat()
      const guest = await desk.user(guestId)
      const [image, file, video] = [await im.newImage(), await im.newFile('pdf'), await im.newFile('mp4')]
      const contents: [string, unknown][] = [
        ['image', { image_key: image }],
        ['file', { file_key: file, file_name: 'a.pdf' }],
        ['media', { file_key: video, image_key: image }],
      ]
      for (const [type, content] of contents) await im.send(chatId, content, { type, headers: guest })
      const post = { zh_cn: { content: [[{ tag: 'img', image_key: image }]] } }
      const posted = await desk.call('POST', `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`, {
        msg_type: 'post',
        content: post,
      })
      expect(posted.body.code).toBe(0)
      const listed = await im.onTicket(ticketId)
      expect(listed.map((m) => m.message_type)).toEqual(['image', 'file', 'media', 'post'])
      expect(listed.map((m) => JSON.parse(m.content))).toEqual([
        ...contents.map(([msg_type, content]) => ({ content, msg_type })),
        { content: post, msg_type: 'post' },
      ])
      expect(listed[0]).toMatchObject({
        user_id: guestId,
        user_name: 'Gus Guest',
        id: expect.stringMatching(/^\d{19}$/),
      })
    })

    const image = async (desk: Desk, query: { ticket_id: string; msg_id?: string; index?: string }) => {
      const response = await server.app.inject({
        url: `/open-apis/helpdesk/v1/ticket_images?${new URLSearchParams(query)}`,
        headers: desk.tenant,
      })
      const { statusCode: status, headers, rawPayload: bytes } = response
      return {
        status,
        headers,
        bytes,
        code: status === 200 ? 0 : JSON.parse(bytes.toString()).code,
      }
    }

    test('have their images downloaded by the official SDK', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const { chatId, ticketId } = await im.newChat()
      await im.send(chatId, { image_key: await im.newImage() }, { type: 'image' })
      const [picture] = await im.onTicket(ticketId)
      const client = officialClient(desk, await server.listen())
      const got = await client.helpdesk.v1.ticket.ticketImage(
        { params: { ticket_id: ticketId, msg_id: picture.id } },
        withDesk(),
      )
      expect((await buffer(got.getReadableStream())).equals(imageOf('png'))).toBe(true)
    })

    test('have their images downloaded, those of posts by their index', async () => {
      const desk = await newDesk(server)
      const im = messaging(server, desk)
      const { chatId, guestId, ticketId: ticket_id } = await im.newChat()
      const guest = await desk.user(guestId)
      const [first, second] = [await im.newImage(), await im.newImage()]
      await im.send(chatId, { image_key: first }, { type: 'image', headers: guest })
      const lines = [
        [{ tag: 'img', image_key: first }],
        [
          { tag: 'text', text: 'and' },
          { tag: 'img', image_key: second },
        ],
      ]
      await im.send(chatId, { zh_cn: { content: lines } }, { type: 'post' })
      await im.send(chatId, { text: 'none here' })
      const [picture, post, text] = await im.onTicket(ticket_id)

      for (const query of [
        { ticket_id, msg_id: picture.id },
        { ticket_id, msg_id: picture.message_id },
        { ticket_id, msg_id: picture.id, index: '0' },
        { ticket_id, msg_id: post.id, index: '1' },
      ]) {
        const got = await image(desk, query)
        expect(got.status).toBe(200)
        expect(got.bytes.equals(imageOf('png'))).toBe(true)
        expect(got.headers).toMatchObject({
          'content-type': 'image/png',
          'x-content-type-options': 'nosniff',
        })
        expect(got.headers['content-disposition']).toMatch(/^attachment; filename="img_v3_\w+\.png"$/)
      }
      expect(
        (await image(desk, { ticket_id, msg_id: post.id, index: '0' })).headers['content-disposition'],
      ).toContain(first)
      expect(
        (await image(desk, { ticket_id, msg_id: post.id, index: '1' })).headers['content-disposition'],
      ).toContain(second)

      const refused = async (query: Parameters<typeof image>[1], who = desk) => {
        const { status, code } = await image(who, query)
        return `${status} ${code}`
      }
      expect(await refused({ ticket_id, msg_id: post.id })).toBe('400 154000')
      expect(await refused({ ticket_id, msg_id: post.id, index: '2' })).toBe('404 154004')
      expect(await refused({ ticket_id, msg_id: post.id, index: '-1' })).toBe('400 154000')
      expect(await refused({ ticket_id, msg_id: text.id })).toBe('404 154004')
      expect(await refused({ ticket_id, msg_id: '1' })).toBe('404 154004')
      expect(await refused({ ticket_id })).toBe('400 154000')
      expect(await refused({ ticket_id: '1', msg_id: picture.id })).toBe('404 154004')
      expect(await refused({ ticket_id, msg_id: picture.id }, await newDesk(server))).toBe('404 154004')
      await im.recall(picture.message_id, guest)
      expect(await refused({ ticket_id, msg_id: picture.id })).toBe('401 154404')
    })
  })
})
