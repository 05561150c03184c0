import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { postAsAgent } from '../src/domain/messages.ts'
import { type PresenceNote, notePresence, onPresence } from '../src/domain/presence.ts'
import { remarkOnTicket } from '../src/domain/ticket-actions.ts'
import { updateAgent } from '../src/domain/agents.ts'
import { rotateIdentitySecret, updateWidget } from '../src/domain/widgets.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { browserOf } from './pushes.ts'
import { newVisitor, signed, textOf, visitorWith, widgetOf } from './visitors.ts'

describe.skipIf(noDatabase)('who a visitor is, and where the chat may stand', async () => {
  const server = await newServer()
  const { engine } = server.services
  const owner = (desk: Desk) => desk.fresh({ actor: { kind: 'user', userId: desk.ownerId, role: 'owner' } })
  const words = async (visitor: { thread(): Promise<Json[]> }) =>
    (await visitor.thread()).filter((m) => m.from === 'visitor').map(textOf)
  const guestOf = async (desk: Desk, ticketId: string) =>
    (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${ticketId}`)).body.data.ticket.guest

  test('a signed identity keeps the history over browsers', async () => {
    const desk = await newDesk(server)
    const identity = await signed(desk, { sub: 'customer 7', name: 'Mia Meyer', email: 'Mia@shop.example' })
    const laptop = await newVisitor(desk, { identity })
    const { ticket } = await laptop.say('from the laptop')
    expect((await laptop.chat()).visitor).toEqual({
      name: 'Mia Meyer',
      email: 'mia@shop.example',
      identified: true,
    })
    expect((await guestOf(desk, ticket.ticket_id)).name).toBe('Mia Meyer')
    const phone = await newVisitor(desk, { identity: await signed(desk, { sub: 'customer 7' }) })
    expect(await words(phone)).toEqual(['from the laptop'])
    const another = await newVisitor(desk, { identity: await signed(desk, { sub: 'customer 8' }) })
    expect(await words(another)).toEqual([])
  })

  test('what was said before becomes theirs; of two open tickets the one that is being talked on stays open', async () => {
    const desk = await newDesk(server)
    const known = await newVisitor(desk, { identity: await signed(desk, { sub: 'c', name: 'Cleo' }) })
    const old = (await known.say('human')).ticket.ticket_id as string
    const browser = await newVisitor(desk)
    const { ticket } = await browser.say('before I signed in')
    const before = browser.token()
    const done = await browser.call('POST', 'session/identity', {
      identity: await signed(desk, { sub: 'c' }),
    })
    expect(done.status).toBe(200)
    expect(browser.token()).not.toBe(before)
    expect(await words(browser)).toEqual(['human', 'before I signed in'])
    expect(await words(known)).toEqual(['human', 'before I signed in'])
    expect((await guestOf(desk, ticket.ticket_id)).name).toBe('Cleo')
    const status = async (id: string) =>
      (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)).body.data.ticket.status
    expect([await status(old), await status(ticket.ticket_id)]).toEqual([52, 1])
    expect((await browser.say('goes on')).ticket.ticket_id).toBe(ticket.ticket_id)
    const page = await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${old}/messages`)
    expect(page.body.data.total).toBe(1)
  })

  test('an anonymous visitor who turns out to be somebody new stays the same person', async () => {
    const desk = await newDesk(server)
    const browser = await newVisitor(desk, { language: 'zh' })
    const { ticket } = await browser.say('你好')
    const { id, name } = await guestOf(desk, ticket.ticket_id)
    expect(name).toMatch(/^访客 /)
    await browser.call('POST', 'session/identity', {
      identity: await signed(desk, { sub: 'n', name: '新客' }),
    })
    expect(await guestOf(desk, ticket.ticket_id)).toMatchObject({ id, name: '新客' })
  })

  test('whoever signs in after somebody else begins anew, and the first one’s token is dead', async () => {
    const desk = await newDesk(server)
    const browser = await newVisitor(desk, { identity: await signed(desk, { sub: 'first' }) })
    await browser.say('private to the first')
    const first = visitorWith(desk, browser.token())
    await browser.call('POST', 'session/identity', { identity: await signed(desk, { sub: 'second' }) })
    expect(await words(browser)).toEqual([])
    expect((await first.call('GET', 'chat')).status).toBe(401)
  })

  test('a wrong, expired or foreign signature is refused, and after a rotation an old one', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const now = Math.floor(Date.now() / 1000)
    const claims = { sub: 'x' }
    const good = await signed(desk, { ...claims, exp: now + 60 })
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const refused = [
      await signed(other, claims),
      await signed(desk, { ...claims, exp: now - 1 }),
      await signed(desk, claims, { secret: '' }),
      await signed(desk, claims, { header: { alg: 'HS512' } }),
      await signed(desk, { name: 'nobody' }),
      await signed(desk, { sub: 'a\nb' }),
      `${part({ alg: 'none' })}.${part(claims)}.`,
      `${good.slice(0, good.indexOf('.'))}.${part({ sub: 'y' })}.${good.slice(good.lastIndexOf('.') + 1)}`,
      'nonsense',
    ]
    const visitor = await newVisitor(desk)
    for (const identity of refused) {
      const reply = await visitor.call('POST', 'session/identity', { identity })
      expect([reply.status, reply.body.code]).toEqual([401, 'identity_refused'])
    }
    expect((await visitor.call('POST', 'session/identity', { identity: good })).status).toBe(200)
    await rotateIdentitySecret(owner(desk))
    const late = await visitor.call('POST', 'session/identity', { identity: good })
    expect(late.body.code).toBe('identity_refused')
  })

  test('an address in an identity never opens the chat of somebody of the organisation', async () => {
    const desk = await newDesk(server)
    await desk.addPerson({ name: 'Boss', email: 'boss@example.com' })
    const identity = await signed(desk, { sub: 'z', email: 'boss@example.com', name: 'Not the boss' })
    const visitor = await newVisitor(desk, { identity })
    const { ticket } = await visitor.say('hello')
    expect((await guestOf(desk, ticket.ticket_id)).name).toBe('Not the boss')
    const unknown = await newVisitor(desk, { identity: await signed(desk, { sub: 'ou_0123' }) })
    expect((await unknown.chat()).visitor.identified).toBe(true)
  })

  test('tokens are renewed, end, and die with the widget', async () => {
    const desk = await newDesk(server)
    const visitor = await newVisitor(desk)
    const first = visitorWith(desk, visitor.token())
    await visitor.call('POST', 'session/renew')
    expect(visitor.token()).not.toBe(first.token())
    // Other tabs still have the old one, for a moment.
    expect((await first.call('GET', 'chat')).status).toBe(200)
    await engine.transaction((db) =>
      db
        .updateTable('visitor_sessions')
        .set({ rotated_at: Date.now() - 61_000 })
        .where('id', '=', visitor.token().split('.')[1]!)
        .execute(),
    )
    expect((await first.call('GET', 'chat')).status).toBe(401)
    expect((await visitor.call('GET', 'chat')).status).toBe(200)
    await updateWidget(owner(desk), { enabled: false })
    expect((await visitor.call('GET', 'chat')).status).toBe(401)
    await updateWidget(owner(desk), { enabled: true })
    expect((await visitor.call('DELETE', 'session')).status).toBe(200)
    expect((await visitor.call('GET', 'chat')).status).toBe(401)
  })

  test('the pages of a list may hold the chat, and before there is one only this machine', async () => {
    const desk = await newDesk(server)
    const begin = async (origin: string, headers = {}) =>
      (
        await desk.call(
          'POST',
          '/visitor/v1/sessions',
          { widget_id: (await widgetOf(desk)).id, origin, language: 'en' },
          headers,
        )
      ).body.code ?? 'ok'
    expect(await begin('http://localhost:9999')).toBe('ok')
    expect(await begin('http://pipit.test')).toBe('ok')
    expect(await begin('https://shop.example.com')).toBe('origin_not_allowed')
    await updateWidget(owner(desk), { allowedOrigins: ['Shop.example.com', '*.example.net'] })
    expect(await begin('https://shop.example.com')).toBe('ok')
    expect(await begin('https://a.example.net')).toBe('ok')
    for (const origin of [
      'http://localhost:9999',
      'https://example.net',
      'https://shop.example.com.evil.test',
      'https://evil.test/shop.example.com',
      'null',
      '',
    ])
      expect(await begin(origin)).toBe('origin_not_allowed')
    // The chat calls from Pipit's own frame; a page that calls by itself is refused whatever it says.
    expect(await begin('https://shop.example.com', { origin: 'https://shop.example.com' })).toBe(
      'origin_not_allowed',
    )
    await expect(updateWidget(owner(desk), { allowedOrigins: ['https://x/y'] })).rejects.toThrow()
  })

  test('owner and admins set it up; only the owner sees the secret, and each look is written down', async () => {
    const desk = await newDesk(server)
    const call = (userId: string) => {
      const { signedIn } = { signedIn: browserOf(desk, userId) }
      return (method: string, path: string, body?: unknown) => signedIn(method, `/../widget${path}`, body)
    }
    const boss = call(desk.ownerId)
    const before = (await boss('GET', '')).body
    expect(before).toMatchObject({ bot: true, enabled: true, allowed_origins: [], name: 'Test desk' })
    const changed = await boss('PATCH', '', { color: '#112233', allowed_origins: ['localhost:8080'] })
    expect(changed.body).toMatchObject({ color: '#112233', allowed_origins: ['localhost:8080'] })
    expect((await boss('PATCH', '', { color: 'red' })).status).toBe(400)
    const { secret } = (await boss('GET', '/identity_secret')).body
    const rotated = (await boss('POST', '/identity_secret/rotate')).body.secret
    expect(rotated).not.toBe(secret)
    const adminId = await desk.addAgent({ name: 'Adi' }, 'admin')
    expect((await call(adminId)('GET', '')).status).toBe(200)
    expect((await call(adminId)('GET', '/identity_secret')).status).toBe(403)
    expect((await call(desk.agentId)('GET', '')).status).toBe(403)
    const rows = await engine.db
      .selectFrom('audit_entries')
      .select('action')
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('subject_id', '=', before.widget_id)
      .orderBy('id')
      .execute()
    expect(rows.map((row) => row.action)).toEqual(['widget_secret.viewed', 'widget_secret.rotated'])
    const stored = await engine.db
      .selectFrom('widgets')
      .selectAll()
      .where('id', '=', before.widget_id)
      .execute()
    expect(JSON.stringify(stored)).not.toContain(rotated)
  })
})

describe.skipIf(noDatabase)('the live stream of a visitor', async () => {
  const server = await newServer()
  const address = await server.listen()

  /** Reads events until `enough` says so. */
  async function listen(token: string, after?: string) {
    const controller = new AbortController()
    const response = await fetch(`${address}/visitor/v1/live${after ? `?after=${after}` : ''}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: controller.signal,
    })
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      status: response.status,
      text: () => text,
      position: () => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1],
      until: async (enough: (text: string) => boolean) => {
        while (!enough(text)) {
          const { value, done } = await reader.read()
          if (done) return 'ended'
          text += value
        }
        return 'open'
      },
      close: () => controller.abort(),
    }
  }

  test('tells of messages and of the visible state of the own ticket, and of nothing else', async () => {
    const desk = await newDesk(server)
    const agent = desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } })
    const owner = desk.fresh({ actor: { kind: 'user', userId: desk.ownerId, role: 'owner' } })
    await updateAgent(owner, desk.agentId, { maxTickets: 0 })
    const [mine, theirs] = [await newVisitor(desk), await newVisitor(desk)]
    const first = (await theirs.say('human')).ticket.ticket_id as string
    const { ticket } = await mine.say('human')
    const id = ticket.ticket_id as string
    // Until the log has everything from before, so that nothing of it is told as news.
    const written = await server.services.engine.sequence()
    await expect.poll(async () => (await mine.chat()).position).toBeGreaterThanOrEqual(written)
    const live = await listen(mine.token())
    expect(live.status).toBe(200)
    await live.until((text) => text.includes('"position":2'))

    const say = (ticketId: string, text: string) =>
      postAsAgent({ ...agent, now: Date.now() }, ticketId, { type: 'text', content: { text } })
    await remarkOnTicket(agent, id, { content: 'SECRET-REMARK' })
    await say(first, 'for somebody else')
    await live.until((text) => text.includes('"position":1'))
    await say(id, 'for you')
    await live.until((text) => text.includes('"type":"message"') && text.includes('"state":"agent"'))
    const events = [...live.text().matchAll(/^data: (.+)$/gm)].map((match) => JSON.parse(match[1]!) as Json)
    const tickets = events.filter((event) => event.type === 'ticket')
    expect(tickets.map(({ ticket }) => [ticket.state, ticket.position])).toEqual([
      ['queue', 2],
      ['queue', 1],
      ['agent', undefined],
    ])
    expect(events.length).toBe(4)
    expect(live.text()).not.toContain('SECRET')
    const ada = { id: desk.agentId, name: 'Ada' }
    notePresence(desk.fresh(), ada, 'tab-of-ada', first, true, true)
    notePresence(desk.fresh(), ada, 'tab-of-ada', id, false)
    // A note to colleagues is nothing that the visitor hears of.
    notePresence(desk.fresh(), ada, 'tab-of-ada', id, true)
    notePresence(desk.fresh(), ada, 'tab-of-ada', id, true, true)
    await live.until((text) => text.includes('"type":"typing"'))
    expect(live.text().match(/"typing"/g)?.length).toBe(1)
    const heard = new Promise<PresenceNote>((resolve) => {
      const stop = onPresence(server.services.engine, (note) => {
        if (note.kind !== 'guest') return
        stop()
        resolve(note)
      })
    })
    await mine.call('POST', 'typing')
    expect(await heard).toMatchObject({ ticketId: id, kind: 'guest', typing: true })

    const position = live.position()!
    live.close()
    await say(id, 'while you were away')
    const again = await listen(mine.token(), position)
    await again.until((text) => text.includes('"type":"message"'))
    await mine.call('DELETE', 'session')
    expect(await again.until(() => false)).toBe('ended')
    expect((await listen(mine.token())).status).toBe(401)
  })
})

describe.skipIf(noDatabase)('limits of the visitor’s face', async () => {
  const server = await newServer({ rateLimit: 1 })

  test('one visit cannot flood the desk, and others go on', async () => {
    const desk = await newDesk(server)
    const [loud, quiet] = [await newVisitor(desk), await newVisitor(desk)]
    const replies = []
    for (let i = 0; i < 6; i += 1)
      replies.push(
        await loud.call('POST', 'offline_messages', {
          name: 'x',
          email: 'x@example.org',
          text: 'x',
          client_id: randomUUID(),
        }),
      )
    const last = replies.at(-1)!
    expect([last.status, last.body.code]).toEqual([429, 'too_many_calls'])
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect((await quiet.say('hello')).ticket.state).toBe('bot')
    const long = await quiet.call('POST', 'messages', { text: 'x'.repeat(5001), client_id: randomUUID() })
    expect(long.status).toBe(400)
  })
})
