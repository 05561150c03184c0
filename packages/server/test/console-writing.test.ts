import { describe, expect, test } from 'vitest'
import { rateTicket } from '../src/domain/ticket-endings.ts'
import { openStream } from './event-stream.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import { imageOf } from './images.ts'
import { sdks } from './multipart.ts'
import { type SignedIn, signedIn } from './signed-in.ts'

describe.skipIf(noDatabase)('writing in the console', async () => {
  const server = await newServer()

  async function newPlace() {
    const desk = await newDesk(server)
    const agent = await signedIn(server, desk, desk.agentId)
    const owner = await signedIn(server, desk, desk.ownerId)
    return { desk, agent, owner, ticketId: await desk.newTicket() }
  }

  async function uploaded(person: SignedIn): Promise<string> {
    const { headers, payload } = sdks.go({}, 'image', imageOf('png'))
    const reply = await server.app.inject({
      method: 'POST',
      url: '/console/v1/images',
      headers: { ...person.headers, ...headers },
      payload,
    })
    return reply.json().key as string
  }

  test('a reply is a text, a post or a file, and only one of them', async () => {
    const { agent, owner, ticketId } = await newPlace()
    const post = { en_us: { title: '', content: [[{ tag: 'text', text: 'bold', style: ['bold'] }]] } }
    const send = (body: unknown, by = agent) => by.call('POST', `/tickets/${ticketId}/messages`, body)
    expect((await send({ post })).body).toMatchObject({ type: 'post', text: 'bold' })
    const key = await uploaded(agent)
    expect((await send({ file_key: key })).body).toMatchObject({ type: 'image', files: [{ key, width: 70 }] })

    expect((await send({})).status).toBe(400)
    expect((await send({ text: 'x', file_key: key })).status).toBe(400)
    expect((await send({ file_key: key }, owner)).body.code).toBe('not_the_uploader')
    const evil = { en_us: { content: [[{ tag: 'a', text: 'x', href: 'javascript:alert(1)' }]] } }
    expect((await send({ post: evil })).body.code).toBe('bad_url')
  })

  test('a draft follows its writer to other devices and never overwrites what it has not seen', async () => {
    const { agent, owner, ticketId } = await newPlace()
    const path = `/tickets/${ticketId}/drafts`
    const put = (body: unknown, mode = 'reply') => agent.call('PUT', `${path}/${mode}`, body)
    const key = await uploaded(agent)

    const first = await put({ text: 'Hello', file_keys: [key], version: 0 })
    const second = await put({ text: 'Hello there', file_keys: [key], version: first.body.version })
    const stale = await put({ text: 'From my phone', version: first.body.version })
    expect([stale.status, stale.body.code]).toEqual([409, 'draft_conflict'])
    await put({ text: 'for us', version: 0 }, 'note')
    const { items } = (await agent.call('GET', path)).body
    expect(items).toHaveLength(2)
    expect(items).toContainEqual({
      mode: 'reply',
      text: 'Hello there',
      files: [expect.objectContaining({ key })],
      version: second.body.version,
      updated_at: expect.any(Number),
    })
    expect((await owner.call('GET', path)).body.items).toEqual([])

    // Sent is gone, unless it was changed in the meantime.
    const send = (version: number) =>
      agent.call('POST', `/tickets/${ticketId}/messages`, { text: 'Hello there', draft_version: version })
    await send(first.body.version)
    expect((await agent.call('GET', path)).body.items).toHaveLength(2)
    await send(second.body.version)
    expect((await agent.call('GET', path)).body.items).toMatchObject([{ mode: 'note' }])

    // Emptied is none, and the next one begins anew.
    const again = await put({ text: 'x', version: 0 })
    expect((await put({ text: ' ', version: again.body.version })).body).toEqual({ version: 0 })
    expect((await put({ text: 'y', version: 0 })).body.version).toBeGreaterThan(again.body.version)

    const other = await newDesk(server)
    const stranger = await signedIn(server, other, other.agentId)
    expect((await stranger.call('GET', path)).status).toBe(404)
    expect((await stranger.call('PUT', `${path}/reply`, { text: 'x', version: 0 })).status).toBe(404)
  })

  test('a writer’s other pages are told of a draft and of its sending, nobody else’s are', async () => {
    const { agent, owner, ticketId } = await newPlace()
    const [phone, colleague] = await Promise.all(
      [agent, owner].map(({ headers }) => openStream(server, headers)),
    )
    const page = 'tab-00001'
    const isDraft = ({ data }: { data: { type?: string } }) => data.type === 'draft.changed'
    const put = (body: object) => agent.call('PUT', `/tickets/${ticketId}/drafts/reply`, body)
    const { body } = await put({ text: 'Hello', version: 0, page })
    const told = await phone!.find(isDraft)
    expect(told).toMatchObject({ id: undefined, data: { ticket_id: ticketId, page } })
    expect((await put({ text: 'stale', version: 0, page })).status).toBe(409)

    await agent.call('POST', `/tickets/${ticketId}/messages`, { text: 'Hello', draft_version: body.version })
    await phone!.find((frame) => isDraft(frame) && frame.data.page === undefined)
    await agent.call('POST', `/tickets/${ticketId}/remarks`, { content: 'the end' })
    await colleague!.find(({ data }) => data.type === 'ticket.updated' && data.ticket_id === ticketId)
    expect(phone!.frames.filter(isDraft)).toHaveLength(2)
    expect(colleague!.frames.filter(isDraft)).toEqual([])
    phone!.close()
    colleague!.close()
  })

  test('quick replies are the desk’s or one’s own', async () => {
    const { agent, owner } = await newPlace()
    const make = (by: SignedIn, name: string, shared: boolean) =>
      by.call('POST', '/quick_replies', { name, text: `Dear {{guest.name}}: ${name}`, shared })
    expect((await make(agent, 'no right', true)).status).toBe(403)
    const mine = (await make(agent, 'b mine', false)).body
    const ours = (await make(owner, 'a ours', true)).body
    const names = async (by: SignedIn) =>
      (await by.call('GET', '/quick_replies')).body.items.map((one: { name: string }) => one.name)
    expect(await names(agent)).toEqual(['a ours', 'b mine'])
    expect(await names(owner)).toEqual(['a ours'])

    const change = { name: 'renamed', text: 'x', shared: false }
    expect((await agent.call('PUT', `/quick_replies/${ours.id}`, change)).status).toBe(403)
    expect((await owner.call('PUT', `/quick_replies/${mine.id}`, change)).status).toBe(404)
    expect((await agent.call('PUT', `/quick_replies/${mine.id}`, change)).body).toMatchObject(change)
    expect((await owner.call('DELETE', `/quick_replies/${ours.id}`)).status).toBe(200)
    expect(await names(agent)).toEqual(['renamed'])
    expect((await make(agent, ' ', false)).status).toBe(400)
  })

  test('a note names colleagues, who find it, also by search; no guest is named', async () => {
    const { desk, agent, owner, ticketId } = await newPlace()
    const note = (content: string, mentions: string[], draftVersion?: number) =>
      agent.call('POST', `/tickets/${ticketId}/remarks`, { content, mentions, draft_version: draftVersion })
    const draft = await agent.call('PUT', `/tickets/${ticketId}/drafts/note`, { text: 'x', version: 0 })
    const made = await note('@Olga Owner please check warehouse 仓库', [desk.ownerId], draft.body.version)
    expect(made.body).toMatchObject({ mentions: [{ id: desk.ownerId, name: 'Olga Owner' }] })
    expect((await agent.call('GET', `/tickets/${ticketId}/drafts`)).body.items).toEqual([])
    expect((await note('x', [desk.guestId])).body.field_violations[0].field).toBe('mentions.0')

    const listOf = async (person: SignedIn, more = '') =>
      (await person.call('GET', `/tickets?view=mentions${more}`)).body.items.map(
        (row: { ticket_id: string }) => row.ticket_id,
      )
    const countOf = async (person: SignedIn) => (await person.call('GET', '/ticket_counts')).body.mentions
    expect([await listOf(owner), await countOf(owner)]).toEqual([[ticketId], 1])
    expect([await listOf(agent), await countOf(agent)]).toEqual([[], 0])
    expect((await owner.call('GET', `/tickets/${ticketId}`)).body.remarks).toEqual([made.body])
    const search = await owner.call('GET', `/search?q=${encodeURIComponent('仓库')}`)
    expect(search.body.items).toMatchObject([{ ticket_id: ticketId, excerpt: { text: made.body.content } }])
  })

  test('whoever is named in a note is called, not its author, and pages through the tickets', async () => {
    const { desk, agent, owner, ticketId } = await newPlace()
    const ids = [ticketId, await desk.newTicket(), await desk.newTicket()]
    const [called, other] = await Promise.all(
      [owner, agent].map(({ headers }) => openStream(server, headers)),
    )
    for (const id of ids)
      await agent.call('POST', `/tickets/${id}/remarks`, {
        content: '@Olga Owner @Ada Agent',
        mentions: [desk.ownerId, desk.agentId],
      })
    const isLast = ({ data }: { data: { ticket_id?: string; type?: string } }) =>
      data.ticket_id === ids[2] && data.type === 'ticket.updated'
    expect((await called!.find(isLast)).data.news).toBe('mention')
    await other!.find(isLast)
    expect(other!.frames.some(({ data }) => data.news === 'mention')).toBe(false)
    called!.close()
    other!.close()

    const found: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await owner.call(
        'GET',
        `/tickets?view=mentions&limit=1&sort=created${cursor ? `&cursor=${cursor}` : ''}`,
      )
      found.push(...body.items.map((row: { ticket_id: string }) => row.ticket_id))
      cursor = body.next_cursor
    } while (cursor)
    expect(found).toEqual(ids.toReversed())

    await agent.call('POST', `/tickets/${ids[0]}/close`, {})
    expect((await owner.call('GET', '/ticket_counts')).body.mentions).toBe(2)
    const closed = await owner.call('GET', '/tickets?view=mentions&status=closed_by_agent')
    expect(closed.body.items).toMatchObject([{ ticket_id: ids[0] }])
  })

  test('a guest who is asked may rate before the ticket is closed, and is asked once', async () => {
    const { desk, agent, ticketId } = await newPlace()
    const asGuest = (desk: Desk, guestId: string) =>
      desk.fresh({ actor: { kind: 'user', userId: guestId, role: undefined } })
    const { guest } = (await agent.call('GET', `/tickets/${ticketId}`)).body
    const rate = () => rateTicket(asGuest(desk, guest.id), ticketId, { score: 3 })
    await expect(rate()).rejects.toMatchObject({ code: 'ticket_open' })

    const ask = () => agent.call('POST', `/tickets/${ticketId}/rating_request`, { language: 'zh' })
    const asked = await ask()
    expect(asked.body).toMatchObject({ type: 'interactive', sender: { id: desk.agentId } })
    expect((await ask()).body.id).toBe(asked.body.id)
    expect((await rate()).score).toBe(3)
    expect((await ask()).body.id).not.toBe(asked.body.id)

    const other = await newDesk(server)
    const stranger = await signedIn(server, other, other.agentId)
    const foreign = await stranger.call('POST', `/tickets/${ticketId}/rating_request`, { language: 'en' })
    expect(foreign.status).toBe(404)
  })
})
