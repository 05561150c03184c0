import { livePath } from '@pipit/contract'
import { describe, expect, test } from 'vitest'
import { editMessage, recallMessage } from '../src/domain/message-changes.ts'
import { postAsGuest } from '../src/domain/messages.ts'
import { eventLifetime, pruneEvents } from '../src/events/prune.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase, password } from './harness.ts'
import { deliveriesOf, subscribe, until } from './receivers.ts'

/** What the browser of an agent is told first when it comes back with the last position it has seen. */
async function firstLiveEvent(address: string, desk: Desk, position: string): Promise<Json> {
  const { email } = await desk.cx.db
    .selectFrom('users')
    .select('email')
    .where('tenant_id', '=', desk.cx.tenantId)
    .where('id', '=', desk.agentId)
    .executeTakeFirstOrThrow()
  const signedIn = await desk.call(
    'POST',
    '/console/v1/session',
    { email, password },
    { 'x-pipit-csrf': '1' },
  )
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
  const reply = await fetch(`${address}${livePath}`, {
    headers: { cookie, 'last-event-id': position },
  })
  let text = ''
  for await (const chunk of reply.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    // Frames of the log have a position; who is present has none.
    const data = /^id: .*\ndata: (.*)$/m.exec(text)
    if (data) return JSON.parse(data[1]!)
  }
  return undefined
}

describe.skipIf(noDatabase)('changes since', async () => {
  const server = await newServer()
  const read = async (desk: Desk, query = '') =>
    (await desk.call('GET', `/open-apis/pipit/v1/changes${query}`)).body.data
  const say = (desk: Desk, ticketId: string, text: string) =>
    postAsGuest(desk.fresh(), ticketId, { type: 'text', content: { text } })

  test('each ticket and message comes once, as it is now, and a page token goes on from there', async () => {
    const desk = await newDesk(server)
    const [first, second] = [await desk.newTicket(), await desk.newTicket()]
    const message = await say(desk, first, 'hello')
    const page = await read(desk)
    expect(page).toMatchObject({ has_more: false, reset: false })
    expect(page.items.map((item: Json) => [item.type, item.action, item.ticket_id])).toEqual([
      ['ticket', 'created', second],
      ['ticket', 'created', first],
      ['message', 'created', first],
    ])
    expect(page.items[1].ticket).toMatchObject({ ticket_id: first, helpdesk_id: desk.helpdeskId })
    expect(page.items[2]).toMatchObject({
      message_id: message.message_id,
      message: { body: { content: '{"text":"hello"}' }, deleted: false },
    })
    expect(await read(desk, `?page_token=${page.page_token}`)).toEqual({ ...page, items: [] })

    await desk.call('PUT', `/open-apis/helpdesk/v1/tickets/${second}`, { status: 51 }, await desk.user())
    const later = await read(desk, `?page_token=${page.page_token}`)
    expect(later.items).toMatchObject([{ type: 'ticket', action: 'updated', ticket: { status: 51 } }])
  })

  test('edits and deletions are changes too', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const guest = desk.fresh({ actor: { kind: 'user', userId: '', role: undefined } })
    const { guest_id: userId } = await server.services.engine.db
      .selectFrom('tickets')
      .select('guest_id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .executeTakeFirstOrThrow()
    const cx = { ...guest, actor: { kind: 'user' as const, userId, role: undefined } }
    const edited = await say(desk, ticketId, 'one')
    const deleted = await say(desk, ticketId, 'two')
    const { page_token: token } = await read(desk)
    await editMessage(cx, edited.message_id, { type: 'text', content: { text: 'one more' } })
    await recallMessage(cx, deleted.message_id)
    const { items } = await read(desk, `?page_token=${token}`)
    expect(items.filter((item: Json) => item.type === 'message')).toMatchObject([
      {
        action: 'updated',
        message_id: edited.message_id,
        message: { body: { content: '{"text":"one more"}' } },
      },
      { action: 'deleted', message_id: deleted.message_id, message: { deleted: true } },
    ])
  })

  test('a robot that pages through everything misses nothing, whatever happens meanwhile', async () => {
    const desk = await newDesk(server)
    const ids: string[] = []
    for (let i = 0; i < 7; i += 1) ids.push(await desk.newTicket())
    const seen = new Set<string>()
    let token = ''
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await read(desk, `?page_size=3${token}`)
      for (const item of page.items) seen.add(item.ticket_id)
      token = `&page_token=${page.page_token}`
      if (pages === 1) ids.push(await desk.newTicket())
      if (!page.has_more) break
    }
    expect([...seen].sort((a, b) => (a < b ? -1 : 1))).toEqual(ids)
  })

  test('begins at a time, belongs to one desk, and refuses what is no token', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    await desk.newTicket()
    await other.newTicket()
    await new Promise((resolve) => setTimeout(resolve, 5))
    const since = Date.now()
    const late = await desk.newTicket()
    expect((await read(desk, `?since=${since}`)).items).toMatchObject([{ ticket_id: late }])
    expect((await read(desk)).items).toHaveLength(2)
    expect((await desk.call('GET', '/open-apis/pipit/v1/changes?page_token=x')).body.code).toBe(154000)
    const weak = await newDesk(server, { scopes: ['im:message'] })
    expect((await weak.call('GET', '/open-apis/pipit/v1/changes')).body.code).toBe(99991672)
  })

  test('old events go, but none that is on its way, and whoever is behind is told to begin anew', async () => {
    const desk = await newDesk(server)
    const { engine } = server.services
    const later = { ...desk.fresh(), tenantId: '', helpdeskId: '', now: Date.now() + eventLifetime + 60_000 }
    const events = () => desk.events()
    const { page_token: token } = await read(desk)
    await desk.newTicket()
    // From here on somebody waits for events, and nobody comes for them.
    await subscribe(desk)
    await desk.newTicket()
    await until('it waits', async () => (await deliveriesOf(server, desk)).length === 1)
    await engine.transaction((db) =>
      db
        .updateTable('deliveries')
        .set({ updated_at: later.now })
        .where('tenant_id', '=', desk.cx.tenantId)
        .execute(),
    )
    await pruneEvents(later)
    expect(await events()).toEqual(['ticket.created'])
    expect(await deliveriesOf(server, desk)).toMatchObject([{ status: 'waiting' }])
    expect(await read(desk, `?page_token=${token}`)).toMatchObject({
      reset: true,
      items: [],
      has_more: false,
    })
    expect((await read(desk)).items).toHaveLength(1)
    expect(await firstLiveEvent(await server.listen(), desk, token)).toMatchObject({ type: 'reset' })

    // Nobody has come for it in all the time: it is parked, somebody is told, and it goes like the rest.
    await pruneEvents({ ...later, now: later.now + eventLifetime + 1 })
    expect(await deliveriesOf(server, desk)).toEqual([])
    expect(await events()).toEqual(['delivery.parked'])
  })
})
