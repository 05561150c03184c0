import { describe, expect, test } from 'vitest'
import { type Json, newDesk, newServer, noDatabase } from '../harness.ts'
import { png } from './bytes.ts'
import { type Payload, type WireReply, encode, send, target } from './wire.ts'
import { factOf } from '../shape.ts'

/** What the SDKs of other languages do differently, replayed byte by byte over HTTP/1.1. */
describe.skipIf(noDatabase)('quirks of the other SDKs', async () => {
  const server = await newServer()
  const url = await server.listen()
  const desk = await newDesk(server)
  const { authorization } = desk.tenant
  const deskHeader = desk.helpdesk['x-lark-helpdesk-authorization']!
  const tenant = { Authorization: authorization!, 'X-Lark-Helpdesk-Authorization': deskHeader }
  const owner = { ...tenant, Authorization: (await desk.user(desk.ownerId)).authorization! }
  const json = { 'Content-Type': 'application/json; charset=utf-8' }

  /** A call with a body of exactly these bytes, or none at all. */
  const raw = (id: string, payload: Payload, headers: Record<string, string>, body?: string) =>
    send(`${url}${target(factOf(id), payload)}`, factOf(id).method, headers, body)
  const call = (id: string, payload: Payload, headers: Record<string, string> = tenant) => {
    const body = encode(factOf(id), payload)
    return send(
      `${url}${target(factOf(id), payload)}`,
      factOf(id).method,
      { ...headers, ...(body && { 'Content-Type': body.type }) },
      body?.body,
    )
  }
  const good = (reply: WireReply): Json => {
    expect([reply.status, reply.body?.code, reply.body?.msg]).toEqual([200, 0, 'success'])
    return reply.body.data
  }
  const field = (key: string, visible: boolean) => ({
    key_name: key,
    display_name: key,
    position: '1',
    field_type: 'string',
    description: '',
    visible,
    required: false,
  })

  const newCategory = async (name: string): Promise<string> =>
    good(await call('helpdesk.v1.category.create', { data: { name, parent_id: '0' } }, owner)).category
      .category_id
  const newPush = async (): Promise<string> => {
    const content = { elements: [{ tag: 'div', text: { tag: 'plain_text', content: 'hello' } }] }
    const data = {
      job_name: 'Push',
      push_content: JSON.stringify(content),
      push_type: 0,
      push_scope_type: 2,
      user_list: [{ user_id: desk.guestId }],
    }
    return good(await call('helpdesk.v1.notification.create', { data }, owner)).notification_id
  }

  describe('bodies', () => {
    const list = 'helpdesk.v1.ticket_customized_field.list'

    test('Go sends null where an optional body is not set, on GET too', async () => {
      for (const [key, visible] of [
        ['shown', true],
        ['hidden', false],
      ] as const)
        await call('helpdesk.v1.ticket_customized_field.create', { data: field(key, visible) }, owner)
      const keys = async (body?: string) =>
        good(await raw(list, {}, { ...tenant, ...json }, body)).items.map((item: Json) => item.key_name)
      expect((await keys('null')).toSorted()).toEqual(['hidden', 'shown'])
      expect((await keys('{}')).toSorted()).toEqual(['hidden', 'shown'])
      expect((await keys('')).toSorted()).toEqual(['hidden', 'shown'])
      expect((await keys()).toSorted()).toEqual(['hidden', 'shown'])
      // The one body of a GET that means something.
      expect(await keys('{"visible":true}')).toEqual(['shown'])
      expect((await keys('{"visible":null}')).toSorted()).toEqual(['hidden', 'shown'])
    })

    test.each([
      ['null, with a type', json, 'null'],
      ['nothing, with a type', json, ''],
      ['nothing, with a length', {}, ''],
      ['no body at all', {}, undefined],
      ['no body at all, with a type', json, undefined],
      ['an empty object', json, '{}'],
    ] as const)('where no body is documented, %s is all right', async (_, type, body) => {
      const category = await newCategory('Soon gone')
      good(await raw('helpdesk.v1.category.delete', { path: { id: category } }, { ...owner, ...type }, body))
      const path = { notification_id: await newPush() }
      good(await raw('helpdesk.v1.notification.preview', { path }, { ...owner, ...type }, body))
      const reason = { data: { reason: 'It is planned.' } }
      good(await call('helpdesk.v1.notification.submit_approve', { path, ...reason }, owner))
      good(await raw('helpdesk.v1.notification.cancel_approve', { path }, { ...owner, ...type }, body))
      const emails = await raw('helpdesk.v1.agent.agent_email', {}, { ...tenant, ...type }, body)
      expect(good(emails)).toHaveProperty('agents')
    })

    test('a body that says no length, in pieces', async () => {
      const reply = await fetch(`${url}/open-apis/helpdesk/v1/start_service`, {
        method: 'POST',
        headers: { ...tenant, ...json },
        body: new ReadableStream({
          start(controller) {
            for (const piece of ['{"open_id":', `"${desk.guestId}"}`])
              controller.enqueue(new TextEncoder().encode(piece))
            controller.close()
          },
        }),
        duplex: 'half',
      } as RequestInit)
      expect(await reply.json()).toMatchObject({ code: 0 })
    })

    test('a null for what is not set is the same as nothing', async () => {
      const path = { ticket_id: await desk.newTicket() }
      const data = {
        status: 51,
        tag_names: null,
        comment: null,
        customized_fields: null,
        ticket_type: null,
        solved: null,
        channel: null,
      }
      good(await call('helpdesk.v1.ticket.update', { path, data }, owner))
      const { ticket } = good(await call('helpdesk.v1.ticket.get', { path }))
      expect(ticket).toMatchObject({ status: 51, tags: [], channel: 9 })
      expect(ticket).not.toHaveProperty('comments')
    })

    test('content is a text or an object, of messages on tickets, of the bot and of chats', async () => {
      const path = { ticket_id: await desk.newTicket() }
      const guest = await desk.addPerson({ name: 'Gina' })
      for (const content of [{ text: 'hi' }, '{"text":"hi"}']) {
        const message = { msg_type: 'text', content }
        good(await call('helpdesk.v1.ticket_message.create', { path, data: message }))
        good(
          await call('helpdesk.v1.bot_message.create', {
            data: { ...message, receiver_id: guest, receive_type: 'user' },
          }),
        )
        const sent = good(
          await call('im.v1.message.create', {
            params: { receive_id_type: 'open_id' },
            data: { ...message, receive_id: guest },
          }),
        )
        expect(sent.body.content).toBe('{"text":"hi"}')
      }
      const { messages } = good(await call('helpdesk.v1.ticket_message.list', { path }))
      expect(new Set(messages.map((m: Json) => m.content)).size).toBe(1)
    })

    test('a rich answer is a text or a list, in create and in patch, and a list in every reply', async () => {
      const rich = [{ type: 'text', content: 'in pieces' }]
      for (const answer of [rich, JSON.stringify(rich)]) {
        const data = { faq: { question: 'How?', answer_richtext: answer } }
        const { faq } = good(await call('helpdesk.v1.faq.create', { data }, owner))
        expect(faq.answer_richtext).toEqual(rich)
        const path = { id: faq.faq_id }
        const changed = [{ type: 'text', content: 'changed' }]
        const next = typeof answer === 'string' ? changed : JSON.stringify(changed)
        const patch = { faq: { question: 'How?', answer_richtext: next } }
        good(await call('helpdesk.v1.faq.patch', { path, data: patch }, owner))
        const got = good(await call('helpdesk.v1.faq.get', { path }))
        expect(got.faq.answer_richtext).toEqual(changed)
      }
    })
  })

  describe('queries and paths', () => {
    test.each(['True', 'true', 'TRUE'])('%s is true, and False is false', async (yes) => {
      const guest = await desk.addPerson({ name: 'Gil' })
      const data = { receive_id: guest, msg_type: 'text', content: '{"text":"x"}' }
      const params = { receive_id_type: 'open_id' }
      const root = good(await call('im.v1.message.create', { params, data }))
      const path = { message_id: root.message_id }
      const inThread = { msg_type: 'text', content: '{"text":"y"}', reply_in_thread: true }
      good(await call('im.v1.message.reply', { path, data: inThread }))
      const count = async (only: string) => {
        const chat = { container_id_type: 'chat', container_id: root.chat_id }
        const query = { ...chat, only_thread_root_messages: only, with_sender_name: 'False' }
        return good(await call('im.v1.message.list', { params: query })).items.length
      }
      expect([await count(yes), await count('False')]).toEqual([1, 2])
    })

    test('Python writes False where a list is turned round', async () => {
      const first = await newCategory('A first')
      const last = await newCategory('Z last')
      const order = async (asc: string): Promise<string[]> => {
        const { categories } = good(await call('helpdesk.v1.category.list', { params: { asc } }))
        return categories.map((c: Json) => c.category_id).filter((id: string) => id === first || id === last)
      }
      expect(await order('True')).toEqual([first, last])
      expect(await order('False')).toEqual([last, first])
    })

    test('lists are repeated keys', async () => {
      const ids = [desk.ownerId, desk.agentId]
      const people = good(await call('contact.v3.user.batch', { params: { user_ids: ids } }))
      expect(people.items.map((item: Json) => item.open_id).toSorted()).toEqual(ids.toSorted())
      const one = good(await call('contact.v3.user.batch', { params: { user_ids: [desk.ownerId] } }))
      expect(one.items).toHaveLength(1)
      const agents = good(await call('helpdesk.v1.agent_schedule.list', { params: { status: [1, 2, 3] } }))
      expect(agents.agent_schedules).toHaveLength(2)
    })

    test('a parameter without a value is none: Go sends empty page tokens', async () => {
      const reply = await send(
        `${url}/open-apis/helpdesk/v1/faqs?page_token=&page_size=&category_id=&status=&search=`,
        'GET',
        tenant,
      )
      expect(good(reply)).toHaveProperty('items')
    })

    test('Go escapes what stands in a path, Node and Python do not', async () => {
      const userId = 'zhang.san@work+1'
      const person = await desk.addPerson({ name: '张三' })
      await server.services.engine.transaction((db) =>
        db
          .updateTable('users')
          .set({ user_id: userId })
          .where('tenant_id', '=', desk.cx.tenantId)
          .where('id', '=', person)
          .execute(),
      )
      for (const written of [userId, encodeURIComponent(userId), 'zhang%2Esan@work+1']) {
        const path = `/open-apis/contact/v3/users/${written}?user_id_type=user_id`
        expect(good(await send(`${url}${path}`, 'GET', tenant)).user.open_id).toBe(person)
      }
    })
  })

  describe('headers', () => {
    test.each([
      ['Node', `Bearer ${deskHeader}`],
      ['Go, Java and Python', deskHeader],
      ['unpadded base64', deskHeader.replace(/=+$/, '')],
    ])('the help desk header of %s', async (_, value) => {
      const headers = { Authorization: authorization!, 'X-Lark-Helpdesk-Authorization': value }
      expect(good(await raw('helpdesk.v1.agent.agent_email', {}, headers))).toHaveProperty('agents')
    })

    test('names of request headers in any case, and headers nobody asked for', async () => {
      const headers = {
        AUTHORIZATION: authorization!,
        'x-lark-helpdesk-authorization': deskHeader,
        'User-Agent': 'oapi-sdk-go/v3.4.22',
        'Oapi-Sdk-Request-Id': '8a1c',
        'X-Unknown': '1',
      }
      expect(good(await raw('helpdesk.v1.agent.agent_email', {}, headers))).toHaveProperty('agents')
    })

    const canonical = ['Content-Type', 'X-Tt-Logid', 'X-Request-Id']

    test('names of reply headers have the case that Python looks for: success, refusal, no such path', async () => {
      const replies = [
        await raw('helpdesk.v1.agent.agent_email', {}, tenant),
        await raw('helpdesk.v1.agent.agent_email', {}, {}),
        await raw('helpdesk.v1.ticket.get', { path: { ticket_id: '1' } }, tenant),
        await send(`${url}/open-apis/helpdesk/v1/nothing`, 'GET', tenant),
        await send(`${url}/open-apis/helpdesk/v1/agent_emails`, 'PATCH', tenant),
      ]
      expect(replies.map((reply) => reply.status)).toEqual([200, 400, 404, 404, 405])
      for (const reply of replies) {
        expect(reply.names).toEqual(expect.arrayContaining(canonical))
        expect(reply.headers['content-type']).toMatch(/^application\/json/)
        expect(reply.body.code).toEqual(expect.any(Number))
      }
    })

    test('a download has them too, and a file name that Python finds; its errors are JSON, not 2xx', async () => {
      const upload = await call('im.v1.file.create', {
        data: { file_type: 'stream', file_name: '发票 "1".pdf', file: Buffer.from('%PDF') },
      })
      const path = { file_key: good(upload).file_key }
      const file = await raw('im.v1.file.get', { path }, tenant)
      expect([file.status, file.bytes.toString()]).toEqual([200, '%PDF'])
      expect(file.names).toEqual(expect.arrayContaining([...canonical, 'Content-Disposition']))
      expect(file.headers['content-disposition']).toMatch(/filename="?[^;]+/)

      const image = good(
        await call('im.v1.image.create', { data: { image_type: 'message', image: png } }),
      ).image_key
      const picture = await raw('im.v1.image.get', { path: { image_key: image } }, tenant)
      expect(picture.bytes.equals(png)).toBe(true)
      expect(picture.names).toEqual(expect.arrayContaining(canonical))
      expect(picture.headers['content-disposition'] ?? 'filename=').toMatch(/filename=/)

      const missing = await raw('im.v1.file.get', { path: { file_key: 'file_v3_none' } }, tenant)
      expect(missing.status).toBeGreaterThanOrEqual(400)
      expect(missing.headers['content-type']).toMatch(/^application\/json/)
      expect(missing.body.code).toBe(234001)
    })
  })
})
