import { describe, expect, test } from 'vitest'
import { postAsGuest } from '../src/domain/messages.ts'
import { type Desk, type Json, type Reply, newDesk, newServer, noDatabase } from './harness.ts'
import { officialClient, withDesk } from './official.ts'
import { browserOf, start } from './routing-desk.ts'

const v1 = '/open-apis/helpdesk/v1'
type Call = (method: string, path: string, body?: unknown) => Promise<Reply>

describe.skipIf(noDatabase)('merge and split', async () => {
  const server = await newServer({ jobs: false })

  const say = (desk: Desk, id: string, text: string) =>
    postAsGuest(desk.fresh(), id, { type: 'text', content: { text } })
  const thread = async (call: Call, id: string): Promise<string[]> =>
    (await call('GET', `/tickets/${id}/messages`)).body.items.map((m: Json) => m.text as string).reverse()
  const wireTexts = async (desk: Desk, id: string): Promise<string[]> =>
    (await desk.call('GET', `${v1}/tickets/${id}/messages?page_size=50`)).body.data.messages.map(
      (m: Json) => JSON.parse(m.content).content.text as string,
    )
  const ticketOf = async (call: Call, id: string): Promise<Json> => {
    const { version: _, ...ticket } = (await call('GET', `/tickets/${id}`)).body
    return ticket
  }
  const history = async (call: Call, id: string): Promise<string[]> =>
    (await call('GET', `/tickets/${id}/history`)).body.items.map((item: Json) => item.kind)
  /** Two open tickets of different guests with messages that came by turns. */
  async function pair(desk: Desk, call: Call): Promise<[a: string, b: string]> {
    const [a, b] = [await start(desk), await start(desk)]
    await say(desk, a, 'a1')
    await say(desk, b, 'b1')
    await say(desk, a, 'a2')
    await call('POST', `/tickets/${b}/remarks`, { content: 'same outage' })
    return [a, b]
  }

  test('one thread shows both, the old id leads on, and no message has moved', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const [a, b] = await pair(desk, call)
    const unasked = await call('POST', `/tickets/${b}/merge`, { into: a })
    expect(unasked.body.field_violations[0].field).toBe('other_guest')
    const merged = await call('POST', `/tickets/${b}/merge`, { into: a, other_guest: true })
    expect(merged.body).toMatchObject({
      ticket_id: a,
      merged: [{ ticket_id: b }],
      remarks: [{ content: 'same outage' }],
    })
    expect(await thread(call, a)).toEqual(['a1', 'b1', 'a2'])
    const first = await call('GET', `/tickets/${a}/messages?limit=2`)
    expect([first.body.items.length, first.body.has_more]).toEqual([2, true])
    const rest = await call('GET', `/tickets/${a}/messages?before=${first.body.items[1].id}`)
    expect(rest.body.items.map((m: Json) => m.text)).toEqual(['a1'])
    expect(await ticketOf(call, b)).toMatchObject({ merged_into: a, status: 'closed_by_agent' })

    // What programs see: the other ticket has ended, with its own messages.
    expect(await wireTexts(desk, a)).toEqual(['a1', 'a2'])
    expect(await wireTexts(desk, b)).toEqual(['b1'])
    const client = officialClient(desk, await server.listen())
    const { data } = await client.helpdesk.v1.ticket.get({ path: { ticket_id: b } }, withDesk())
    expect(data!.ticket).toMatchObject({ ticket_id: b, status: 51 })
    expect((await desk.events()).slice(-2)).toEqual(['ticket.updated', 'ticket.updated'])

    // Done again it stays done; it takes no answers, and nothing opens it but the undo.
    expect((await call('POST', `/tickets/${b}/merge`, { into: a, other_guest: true })).status).toBe(200)
    expect((await call('POST', `/tickets/${b}/messages`, { text: 'late' })).status).toBe(409)
    const reopened = await call('POST', `/tickets/${b}/reopen`)
    expect([reopened.body.code, reopened.body.details]).toEqual(['ticket_merged', { ticket_id: a }])
    const put = await desk.call('PUT', `${v1}/tickets/${b}`, { status: 2 }, await desk.user())
    expect(put.body.code).toBe(154005)
    expect(await history(call, a)).toContain('joined')
  })

  test('undoing it restores both exactly', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const [a, b] = await pair(desk, call)
    await call('POST', `/tickets/${b}/hold`, { until: Date.now() + 3_600_000 })
    const before = [await ticketOf(call, a), await ticketOf(call, b)]
    await call('POST', `/tickets/${b}/merge`, { into: a, other_guest: true })
    expect((await call('POST', `/tickets/${b}/unmerge`)).status).toBe(200)
    expect([await ticketOf(call, a), await ticketOf(call, b)]).toEqual(before)
    expect(await thread(call, a)).toEqual(['a1', 'a2'])
    const again = await call('POST', `/tickets/${b}/unmerge`)
    expect([again.status, again.body.code]).toEqual([409, 'ticket_not_merged'])
    // The guest is heard on it again.
    await say(desk, b, 'b2')
    expect(await ticketOf(call, b)).toMatchObject({ status: 'processing', preview: 'b2' })
    await server.app.jobs.runDueJobs(Date.now() + 7_200_000)
    expect((await call('GET', `/tickets/${b}`)).body.status).toBe('processing')
    expect((await history(call, b)).slice(-3)).toEqual(['merged_into', 'unmerged', 'status'])
  })

  test('a guest who has opened another ticket since keeps that one', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const [a, b] = await pair(desk, call)
    const guest = (await ticketOf(call, b)).guest.id as string
    await call('POST', `/tickets/${b}/merge`, { into: a, other_guest: true })
    const body = { open_id: guest, human_service: true }
    const next = (await desk.call('POST', `${v1}/start_service`, body)).body.data.ticket_id as string
    expect(next).not.toBe(b)
    const { body: apart } = await call('POST', `/tickets/${b}/unmerge`)
    expect([apart.status, apart.merged_into]).toEqual(['closed_by_agent', undefined])
    expect((await desk.call('POST', `${v1}/start_service`, body)).body.data.ticket_id).toBe(next)
  })

  test('merging crosswise at once ends with one thread, whoever is first', async () => {
    const desk = await newDesk(server)
    const [ada, olga] = [await browserOf(desk, desk.agentId), await browserOf(desk, desk.ownerId)]
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = await pair(desk, ada)
      const replies = await Promise.all([
        ada('POST', `/tickets/${a}/merge`, { into: b, other_guest: true }),
        olga('POST', `/tickets/${b}/merge`, { into: a, other_guest: true }),
      ])
      expect(replies.map((r) => r.status).toSorted((x, y) => x - y)).toEqual([200, 409])
      expect(replies.find((r) => r.status === 409)!.body.code).toBe('ticket_merged')
      const states = [await ticketOf(ada, a), await ticketOf(ada, b)]
      expect(states.filter((t: Json) => t.merged_into !== undefined)).toHaveLength(1)
      const target = states.find((t: Json) => t.merged_into === undefined).ticket_id as string
      expect(await thread(ada, target)).toEqual(['a1', 'b1', 'a2'])
    }
  })

  test('chains are read through, and an open ticket never vanishes in a closed one', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const [a, b] = await pair(desk, call)
    const c = await start(desk)
    await say(desk, c, 'c1')
    await call('POST', `/tickets/${b}/merge`, { into: a, other_guest: true })
    const closed = await call('POST', `/tickets/${c}/merge`, { into: b, other_guest: true })
    expect(closed.body.code).toBe('ticket_merged')
    await call('POST', `/tickets/${a}/merge`, { into: c, other_guest: true })
    expect(await thread(call, c)).toEqual(['a1', 'b1', 'a2', 'c1'])
    expect((await ticketOf(call, b)).merged_into).toBe(c)
    await call('POST', `/tickets/${a}/unmerge`)
    expect(await thread(call, a)).toEqual(['a1', 'b1', 'a2'])
    const d = await start(desk)
    await call('POST', `/tickets/${d}/close`, {})
    const into = await call('POST', `/tickets/${c}/merge`, { into: d, other_guest: true })
    expect(into.body.code).toBe('ticket_closed')
    expect((await call('POST', `/tickets/${a}/merge`, { into: a })).body.field_violations[0].field).toBe(
      'into',
    )
    // Deleting the one leaves the other to itself.
    const { deleteTicket } = await import('../src/domain/ticket-intake.ts')
    await deleteTicket(desk.fresh(), a)
    expect(await ticketOf(call, b)).toMatchObject({ status: 'closed_by_agent' })
    expect((await ticketOf(call, b)).merged_into).toBeUndefined()
    expect(await thread(call, b)).toEqual(['b1'])
  })

  test('messages are split off, both tickets live on, and it can be undone', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const id = await start(desk)
    for (const text of ['parcel', 'invoice?', 'really']) await say(desk, id, text)
    await call('POST', `/tickets/${id}/messages`, { text: 'answer' })
    const before = await ticketOf(call, id)
    const messages = (await call('GET', `/tickets/${id}/messages`)).body.items.reverse() as Json[]
    const all = await call('POST', `/tickets/${id}/split`, { message_ids: messages.map((m) => m.id) })
    expect(all.body.field_violations[0].field).toBe('message_ids')
    const ids = [messages[1]!.id, messages[2]!.id]
    const { body: part } = await call('POST', `/tickets/${id}/split`, { message_ids: ids })
    expect(part).toMatchObject({
      split_from: id,
      title: 'invoice?',
      status: 'processing',
      agent: { id: desk.agentId },
      waiting_since: messages[2]!.created_at,
    })
    expect(await thread(call, part.ticket_id)).toEqual(['invoice?', 'really'])
    expect(await thread(call, id)).toEqual(['parcel', 'answer'])
    expect(await wireTexts(desk, part.ticket_id)).toEqual(['invoice?', 'really'])
    expect((await desk.events()).slice(-4).toSorted()).toEqual([
      'message.updated',
      'message.updated',
      'ticket.created',
      'ticket.updated',
    ])
    const found = await call('GET', '/search?q=invoice')
    expect(found.body.items.map((t: Json) => t.ticket_id)).toEqual([part.ticket_id])

    // Closing one leaves the other open, and the guest is heard on it.
    await call('POST', `/tickets/${id}/close`, {})
    const guest = part.guest.id as string
    const open = await desk.call('POST', `${v1}/start_service`, { open_id: guest, human_service: true })
    expect(open.body.data.ticket_id).toBe(part.ticket_id)
    await call('POST', `/tickets/${id}/reopen`)
    await call('POST', `/tickets/${part.ticket_id}/messages`, { text: 'about the invoice' })

    const { body: whole } = await call('POST', `/tickets/${part.ticket_id}/unsplit`)
    expect(whole.ticket_id).toBe(id)
    expect(await thread(call, id)).toEqual(['parcel', 'invoice?', 'really', 'answer', 'about the invoice'])
    expect((await call('GET', `/tickets/${part.ticket_id}`)).status).toBe(404)
    expect((await ticketOf(call, id)).fields).toEqual(before.fields)
    expect((await call('POST', `/tickets/${id}/unsplit`)).body.code).toBe('ticket_not_split')
    expect((await history(call, id)).filter((kind) => kind.startsWith('split'))).toEqual([
      'split',
      'split_undone',
    ])
  })

  test('an undone split leaves nothing behind', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const id = await start(desk)
    for (const text of ['one', 'two']) await say(desk, id, text)
    const before = await ticketOf(call, id)
    const messages = (await call('GET', `/tickets/${id}/messages`)).body.items as Json[]
    const { body } = await call('POST', `/tickets/${id}/split`, { message_ids: [messages[0]!.id] })
    await call('POST', `/tickets/${body.ticket_id}/unsplit`)
    expect(await ticketOf(call, id)).toEqual(before)
    expect((await call('GET', '/tickets?view=all')).body.items).toHaveLength(1)
  })
})
