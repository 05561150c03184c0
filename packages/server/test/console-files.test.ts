import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { recallMessage } from '../src/domain/message-changes.ts'
import { postAsAgent } from '../src/domain/messages.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'
import { type SignedIn, signedIn } from './signed-in.ts'

describe.skipIf(noDatabase)('files in the console', async () => {
  const server = await newServer()

  async function upload(person: SignedIn, kind: 'image' | 'file', bytes: Buffer, name = 'report.pdf') {
    const { headers, payload } = sdks.go(kind === 'file' ? { file_name: name } : {}, kind, bytes)
    return server.app.inject({
      method: 'POST',
      url: `/console/v1/${kind}s`,
      headers: { ...person.headers, ...headers },
      payload,
    })
  }

  const fetchFile = (person: SignedIn, path: string, headers: Record<string, string> = {}) =>
    server.app.inject({ url: `/console/v1${path}`, headers: { ...person.headers, ...headers } })

  const acting = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })

  /** An agent's message of one type, with what it refers to. */
  const post = (desk: Desk, ticketId: string, type: string, content: unknown) =>
    postAsAgent(acting(desk), ticketId, { type, content })

  test('an image is uploaded, sent, listed with its size, and read by colleagues', async () => {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const owner = await signedIn(server, desk, desk.ownerId)
    const bytes = imageOf('png')
    const made = (await upload(agent, 'image', bytes)).json()
    expect(made).toMatchObject({ kind: 'image', size: bytes.length, width: 70, height: 50 })

    // Until it is sent, it is nobody else's.
    expect((await fetchFile(agent, `/images/${made.key}`)).rawPayload).toEqual(bytes)
    expect((await fetchFile(owner, `/images/${made.key}`)).statusCode).toBe(404)

    const ticketId = await desk.newTicket()
    const { message_id: messageId } = await post(desk, ticketId, 'image', { image_key: made.key })
    const [listed] = (await owner.call('GET', `/tickets/${ticketId}/messages`)).body.items
    expect(listed).toMatchObject({ message_id: messageId, files: [made] })

    const read = await fetchFile(owner, `/images/${made.key}?message_id=${messageId}`)
    expect(read.rawPayload).toEqual(bytes)
    expect(read.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-length': String(bytes.length),
    })
    expect(read.headers['cache-control']).toMatch(/^private\b/)
    const again = await fetchFile(owner, `/images/${made.key}?message_id=${messageId}`, {
      'if-none-match': String(read.headers.etag),
    })
    expect([again.statusCode, again.rawPayload.length]).toEqual([304, 0])
  })

  test('a file is saved, never shown, and can be read in parts', async () => {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const bytes = randomBytes(5000)
    const made = (await upload(agent, 'file', bytes, '报告 <b>.html')).json()
    expect(made).toMatchObject({
      kind: 'file',
      name: '报告 <b>.html',
      content_type: 'application/octet-stream',
    })
    const ticketId = await desk.newTicket()
    const { message_id: id } = await post(desk, ticketId, 'file', { file_key: made.key })
    const path = `/files/${made.key}?message_id=${id}`

    const whole = await fetchFile(agent, path)
    expect(whole.rawPayload.equals(bytes)).toBe(true)
    expect(whole.headers['content-disposition']).toBe(
      `attachment; filename="__ <b>.html"; filename*=UTF-8''%E6%8A%A5%E5%91%8A%20%3Cb%3E.html`,
    )
    const part = await fetchFile(agent, path, { range: 'bytes=1000-1999' })
    expect([part.statusCode, part.headers['content-range']]).toEqual([206, 'bytes 1000-1999/5000'])
    expect(part.rawPayload.equals(bytes.subarray(1000, 2000))).toBe(true)
    const tail = await fetchFile(agent, path, { range: 'bytes=-10' })
    expect(tail.rawPayload.equals(bytes.subarray(-10))).toBe(true)
    expect((await fetchFile(agent, path, { range: 'bytes=5000-' })).statusCode).toBe(416)
  })

  test('nothing of another message, desk or tenant can be read, and nothing without a session', async () => {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const ticketId = await desk.newTicket()
    const { key } = (await upload(agent, 'image', imageOf('png'))).json()
    const sent = await post(desk, ticketId, 'image', { image_key: key })
    const other = await post(desk, ticketId, 'text', { text: 'no picture here' })
    expect((await fetchFile(agent, `/images/${key}?message_id=${other.message_id}`)).statusCode).toBe(404)
    expect((await fetchFile(agent, `/files/${key}?message_id=${sent.message_id}`)).statusCode).toBe(404)

    const path = `/images/${key}?message_id=${sent.message_id}`
    const stranger = await newDesk(server)
    const foreign = await signedIn(server, stranger, stranger.agentId)
    expect((await fetchFile(foreign, path)).statusCode).toBe(404)
    expect((await server.app.inject({ url: `/console/v1${path}` })).statusCode).toBe(401)

    // Another desk of the same organisation.
    await moveToOtherDesk(desk)
    expect((await fetchFile(agent, path)).statusCode).toBe(404)
  })

  /** Makes the desk's chats those of a second desk. */
  const moveToOtherDesk = (desk: Desk) =>
    server.services.engine.transaction((db) =>
      db
        .updateTable('chats')
        .set({ helpdesk_id: '7000000000000000001' })
        .where('tenant_id', '=', desk.cx.tenantId)
        .execute(),
    )

  test('what is not a picture, or nothing, is refused', async () => {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const svg = await upload(agent, 'image', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
    expect([svg.statusCode, svg.json().code]).toEqual([400, 'image_not_recognised'])
    const empty = await upload(agent, 'file', Buffer.alloc(0))
    expect([empty.statusCode, empty.json().code]).toEqual([400, 'file_empty'])
    const { headers, payload } = sdks.go({ file_name: 'x' }, 'file', Buffer.from('x'))
    const forged = await server.app.inject({
      method: 'POST',
      url: '/console/v1/files',
      headers: { cookie: agent.headers.cookie!, ...headers },
      payload,
    })
    expect(forged.json().field_violations[0].field).toBe('X-Pipit-Csrf')
  })

  test('pictures of a card are read as long as it is not recalled', async () => {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const ticketId = await desk.newTicket()
    const { key } = (await upload(agent, 'image', imageOf('gif'))).json()
    const card = await post(desk, ticketId, 'interactive', {
      elements: [{ tag: 'column_set', columns: [{ elements: [{ tag: 'img', img_key: key }] }] }],
    })
    const path = `/images/${key}?message_id=${card.message_id}`
    expect((await fetchFile(agent, path)).statusCode).toBe(200)
    await recallMessage(acting(desk), card.message_id)
    expect((await fetchFile(agent, path)).statusCode).toBe(404)
    const [listed] = (await agent.call('GET', `/tickets/${ticketId}/messages`)).body.items
    expect(listed).toMatchObject({ recalled: true, files: [], text: '[recalled]' })
  })
})
