import { describe, expect, test } from 'vitest'
import { buffer } from 'node:stream/consumers'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { codeOf, messaging } from './im.ts'
import { imageOf } from './images.ts'
import { officialClient } from './official.ts'
import { secondApp } from './second-app.ts'

const day = 24 * 60 * 60 * 1000

describe.skipIf(noDatabase)('changes of messages', async () => {
  const server = await newServer()
  const { services } = server

  const previewOf = async (desk: Desk, ticketId: string) => {
    const row = await services.engine.db
      .selectFrom('tickets')
      .select('preview')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    return row.preview
  }
  const shown = async (reply: Promise<{ body: Json }>) => (await reply).body.data.items[0]

  test('a text or post is edited by its sender alone, twenty times and for fourteen days', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, ticketId } = await im.newChat()
    const { headers: other } = await secondApp(server, desk)
    const id = (await im.send(chatId, { text: 'frist' })).body.data.message_id
    expect(await previewOf(desk, ticketId)).toBe('frist')

    const edited = await im.update(id, { text: 'first' })
    expect(edited.body.data).toMatchObject({
      message_id: id,
      updated: true,
      body: { content: '{"text":"first"}' },
    })
    expect(Number(edited.body.data.update_time)).toBeGreaterThanOrEqual(Number(edited.body.data.create_time))
    expect(await previewOf(desk, ticketId)).toBe('first')
    expect(JSON.parse((await im.onTicket(ticketId))[0].content).content).toEqual({ text: 'first' })
    const post = { zh_cn: { title: 'T', content: [[{ tag: 'text', text: 'line' }]] } }
    expect((await im.update(id, post, 'post')).body.data.msg_type).toBe('post')
    expect(await previewOf(desk, ticketId)).toBe('T\nline')

    // An older message changes, the preview stays.
    await im.send(chatId, { text: 'second' })
    for (let n = 3; n <= 20; n++) expect(await codeOf(im.update(id, { text: `edit ${n}` }))).toBe('200 0')
    expect(await previewOf(desk, ticketId)).toBe('second')
    expect(await codeOf(im.update(id, { text: 'once more' }))).toBe('400 230072')
    expect((await shown(im.get(id))).body.content).toBe('{"text":"edit 20"}')

    const fresh = (await im.send(chatId, { text: 'x' })).body.data.message_id
    expect(await codeOf(im.update(fresh, { text: 'y' }, 'text', other))).toBe('400 230071')
    const byAgent = (await im.send(chatId, { text: 'x' }, { headers: await desk.user() })).body.data
      .message_id
    expect(await codeOf(im.update(byAgent, { text: 'y' }))).toBe('400 230071')
    const image = (await im.send(chatId, { image_key: await im.newImage() }, { type: 'image' })).body.data
      .message_id
    expect(await codeOf(im.update(image, { text: 'y' }))).toBe('400 230054')
    expect(await codeOf(im.update(fresh, { text: '' }))).toBe('400 230001')
    expect(await codeOf(im.update(fresh, {}, 'interactive'))).toBe('400 230001')
    expect(await codeOf(im.update('om_none', { text: 'y' }))).toBe('400 230001')
    await im.age(fresh, 14 * day + 1)
    expect(await codeOf(im.update(fresh, { text: 'y' }))).toBe('400 230075')
  })

  test('a card is changed by its sender alone, and only a card', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, ticketId } = await im.newChat()
    const { headers: other } = await secondApp(server, desk)
    const card = (text: string) => ({ elements: [{ tag: 'markdown', content: text }] })
    const id = (await im.send(chatId, card('open'), { type: 'interactive' })).body.data.message_id
    expect((await im.patch(id, card('done'))).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(JSON.parse((await shown(im.get(id))).body.content)).toEqual(card('done'))
    expect(await previewOf(desk, ticketId)).toBe('done')
    expect((await desk.events()).filter((type) => type === 'message.updated')).toHaveLength(1)

    expect(await codeOf(im.patch(id, card('x'), other))).toBe('400 230027')
    expect(await codeOf(im.patch(id, { no: 'card' }))).toBe('400 230099')
    const text = (await im.send(chatId, { text: 'x' })).body.data.message_id
    expect(await codeOf(im.patch(text, card('x')))).toBe('400 230001')
    await im.age(id, 14 * day + 1)
    expect(await codeOf(im.patch(id, card('x')))).toBe('400 230031')
  })

  test('a message is recalled by its sender within a day; its content is gone for everybody', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId, guestId, ticketId } = await im.newChat()
    const { headers: other } = await secondApp(server, desk)
    const [agent, guest] = [await desk.user(), await desk.user(guestId)]
    const secret = 'the password is 1234'
    const id = (await im.send(chatId, { text: secret })).body.data.message_id

    expect(await codeOf(im.recall(id, other))).toBe('400 230026')
    expect(await codeOf(im.recall(id, agent))).toBe('400 230026')
    expect(await codeOf(im.recall(id, guest))).toBe('400 230026')
    expect((await im.recall(id)).body).toEqual({ code: 0, msg: 'success', data: {} })
    expect(await previewOf(desk, ticketId)).toBe('[recalled]')
    expect(await shown(im.get(id))).toMatchObject({
      deleted: true,
      body: { content: 'This message was recalled' },
    })
    const [onTicket] = await im.onTicket(ticketId)
    expect(onTicket).toMatchObject({ message_type: 'text' })
    expect(JSON.parse(onTicket.content)).toEqual({
      content: { text: 'This message was recalled' },
      msg_type: 'text',
    })
    const row = await services.engine.db
      .selectFrom('messages')
      .selectAll()
      .where('message_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(secret)

    expect(await codeOf(im.recall(id))).toBe('400 230110')
    expect(await codeOf(im.update(id, { text: 'x' }))).toBe('400 230011')
    expect(await codeOf(im.patch(id, { elements: [] }))).toBe('400 230011')
    expect(await codeOf(im.recall('om_none'))).toBe('400 230001')

    const old = (await im.send(chatId, { text: 'old' })).body.data.message_id
    await im.age(old, day + 1)
    expect(await codeOf(im.recall(old))).toBe('400 230009')
    // A guest takes back their own; the owner of the desk, anybody's.
    const own = (await im.send(chatId, { text: 'own' }, { headers: guest })).body.data.message_id
    expect(await codeOf(im.recall(own, guest))).toBe('200 0')
    const rude = (await im.send(chatId, { text: 'rude' }, { headers: guest })).body.data.message_id
    expect(await codeOf(im.recall(rude, await desk.user(desk.ownerId)))).toBe('200 0')
    const stranger = await newDesk(server)
    expect(await codeOf(im.recall(old, stranger.tenant))).toBe('400 230001')
  })

  test('two edits at once are both counted', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId } = await im.newChat()
    const id = (await im.send(chatId, { text: '0' })).body.data.message_id
    const replies = await Promise.all(
      Array.from({ length: 22 }, (_, n) => codeOf(im.update(id, { text: `${n}` }))),
    )
    expect(replies.filter((code) => code === '200 0')).toHaveLength(20)
    expect(replies.filter((code) => code === '400 230072')).toHaveLength(2)
  })

  test('the official SDK downloads a file of a message', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const key = await im.newImage()
    const sent = await im.send(desk.guestId, { image_key: key }, { type: 'image' })
    const got = await officialClient(desk, await server.listen()).im.v1.messageResource.get({
      path: { message_id: sent.body.data.message_id, file_key: key },
      params: { type: 'image' },
    })
    expect((await buffer(got.getReadableStream())).equals(imageOf('png'))).toBe(true)
  })

  test('whoever may read a message may download its files, and nothing else by it', async () => {
    const desk = await newDesk(server)
    const im = messaging(server, desk)
    const { chatId } = await im.newChat()
    const { headers: colleague } = await secondApp(server, desk)
    const { headers: outsider } = await secondApp(server, desk, ['im:message'])
    const [image, unsent, file] = [await im.newImage(), await im.newImage(), await im.newFile('mp4')]
    const send = async (type: string, content: unknown) =>
      (await im.send(chatId, content, { type })).body.data.message_id as string
    const picture = await send('image', { image_key: image })
    const video = await send('media', { file_key: file, image_key: image })
    const post = await send('post', { en_us: { content: [[{ tag: 'img', image_key: image }]] } })
    const text = await send('text', { text: 'x' })
    const card = await send('interactive', { elements: [{ tag: 'img', img_key: image }] })

    for (const [id, key, type] of [
      [picture, image, 'image'],
      [video, image, 'image'],
      [post, image, 'image'],
    ] as const) {
      const got = await im.resource(id, key, type, colleague)
      expect(got.status).toBe(200)
      expect(got.bytes.equals(imageOf('png'))).toBe(true)
    }
    const got = await im.resource(video, file, 'file', colleague)
    expect(got.headers).toMatchObject({
      'content-type': 'video/mp4',
      'content-disposition': 'attachment; filename="a.mp4"',
    })
    expect(got.bytes.toString()).toBe('a mp4')

    const refused = async (id: string, key: string, type: string, headers = desk.tenant) => {
      const { status, bytes } = await im.resource(id, key, type, headers)
      return `${status} ${JSON.parse(bytes.toString()).code}`
    }
    expect(await refused(picture, unsent, 'image')).toBe('400 234003')
    expect(await refused(picture, image, 'file')).toBe('400 234003')
    expect(await refused(text, image, 'image')).toBe('400 234043')
    expect(await refused(card, image, 'image')).toBe('400 234043')
    expect(await refused(picture, image, 'sound')).toBe('400 234001')
    expect(await refused('om_none', image, 'image')).toBe('400 234001')
    expect(await refused(picture, image, 'image', outsider)).toBe('400 234004')
    const stranger = await newDesk(server)
    expect(await refused(picture, image, 'image', stranger.tenant)).toBe('400 234001')
    await im.recall(picture)
    expect(await refused(picture, image, 'image')).toBe('400 230110')
  })
})
