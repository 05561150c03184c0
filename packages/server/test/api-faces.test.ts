import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { bearer, cookieOf, newToken, signIn } from './access-tokens.ts'
import { type Desk, engineKind, newDesk, newServer, noDatabase } from './harness.ts'
import { asUser, officialClient, withDesk } from './official.ts'

const sample = { title: '新工单标题', content: '工单内容描述', priority: 'medium' }

describe.skipIf(noDatabase)('the plain face of the REST API', async () => {
  const server = await newServer()

  async function caller(desk: Desk, more: Record<string, unknown> = {}) {
    const { value } = await newToken(await signIn(desk), more)
    return (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
      desk.call(method, path, body, { ...bearer(value), ...headers })
  }

  test('the calls of the documented samples', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    expect((await call('GET', '/api/tickets/list')).body).toEqual([])
    const created = await call('POST', '/api/tickets/create', sample)
    // Every other status is a failure for the Python sample.
    expect(created.status).toBe(200)
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^\d{19}$/),
      ...sample,
      status: 'processing',
      assignee: { uid: desk.agentId, nickname: 'Ada Agent' },
      channel: 9,
    })
    const { id } = created.body
    expect(created.body.uid).toBe(id)
    const listed = await call('GET', '/api/tickets/list')
    expect(listed.body).toEqual([expect.objectContaining({ id, title: '新工单标题' })])
    const changed = await call('PUT', `/api/tickets/${id}`, {
      title: '新标题',
      priority: 'HIGH',
      status: 'resolved',
    })
    expect(changed.body).toMatchObject({
      id,
      title: '新标题',
      priority: 'high',
      status: 'resolved',
      solved: true,
    })
    expect((await call('GET', `/api/tickets/${id}`)).body).toEqual(changed.body)
    expect((await call('DELETE', `/api/tickets/${id}`)).body).toEqual({ id, deleted: true })
    expect((await call('GET', '/api/tickets/list')).body).toEqual([])
    const me = await call('GET', '/api/user/profile')
    expect(me.body).toMatchObject({
      uid: desk.ownerId,
      nickname: 'Olga Owner',
      superUser: true,
      currentOrganization: { uid: desk.cx.tenantId },
      currentRoles: [{ uid: 'owner' }],
    })
    expect(await desk.events()).toEqual(
      expect.arrayContaining(['ticket.created', 'message.created', 'ticket.updated', 'ticket.deleted']),
    )
  })

  test('lists say in headers how many there are and where the next ones are', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const ids: string[] = []
    for (const title of ['one', 'two', 'three', 'four', 'five'])
      ids.unshift((await call('POST', '/api/tickets/create', { title })).body.id as string)
    const query = '/api/tickets/list?sortBy=createdAt&pageSize=2'
    const first = await call('GET', query)
    expect(first.headers['x-total-count']).toBe('5')
    const links = [...String(first.headers.link).matchAll(/<([^>]+)>; rel="(\w+)"/g)]
    expect(
      links.map(([, address, rel]) => {
        const { pathname, searchParams } = new URL(address!, 'http://pipit.test')
        return [rel, pathname, searchParams.get('sortBy'), searchParams.get('pageNumber')]
      }),
    ).toEqual([
      ['first', '/api/tickets/list', 'createdAt', '0'],
      ['next', '/api/tickets/list', 'createdAt', '1'],
      ['last', '/api/tickets/list', 'createdAt', '2'],
    ])
    const seen: string[] = []
    for (let next: string | undefined = query; next !== undefined;) {
      const page = await call('GET', next)
      seen.push(...(page.body as { id: string }[]).map((ticket) => ticket.id))
      next = /<([^>]+)>; rel="next"/.exec(String(page.headers.link))?.[1]
    }
    expect(seen).toEqual(ids)
    // By the last change instead: the oldest has just had one, another has never had any.
    await call('PUT', `/api/tickets/${ids[4]}`, { priority: 'low' })
    const untouched = await desk.newTicket()
    const order = (await call('GET', '/api/tickets/list')).body.map((ticket: { id: string }) => ticket.id)
    expect(order).toHaveLength(6)
    expect(new Set(order.slice(0, 2))).toEqual(new Set([ids[4], untouched]))
    const times = (await call('GET', '/api/tickets/list?sortDirection=ascend')).body.map(
      (ticket: { updatedAt: string }) => ticket.updatedAt,
    )
    expect(times).toEqual(times.toSorted())
    const far = await call('GET', '/api/tickets/list?pageNumber=9')
    expect([far.body, far.headers['x-total-count']]).toEqual([[], '6'])
  })

  test('lists can be narrowed', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const make = async (body: object) => (await call('POST', '/api/tickets/create', body)).body.id as string
    const urgent = await make({ title: 'Printer on fire', priority: 'Urgent' })
    const solved = await make({ title: 'Password forgotten' })
    const owned = await make({ title: '退款问题', assigneeUid: desk.agentId })
    await call('PUT', `/api/tickets/${solved}`, { status: 'RESOLVED' })
    const ids = async (query: string) =>
      (await call('GET', `/api/tickets/list?${query}`)).body.map((ticket: { id: string }) => ticket.id)
    expect(await ids('priority=URGENT')).toEqual([urgent])
    expect(await ids('status=resolved')).toEqual([solved])
    expect(await ids('status=closed')).toEqual([])
    expect((await ids('status=open')).toSorted()).toEqual([urgent, owned].toSorted())
    expect(await ids('searchText=password')).toEqual([solved])
    expect(await ids(`searchText=${encodeURIComponent('退款')}`)).toEqual([owned])
    expect(await ids('searchText=nothing')).toEqual([])
    await call('PUT', `/api/tickets/${urgent}`, { title: 'Extinguished' })
    expect(await ids('searchText=extinguished')).toEqual([urgent])
    const wrong = await call('GET', '/api/tickets/list?status=burning')
    expect(wrong.body).toMatchObject({ code: 400, errors: [{ field: 'status' }] })
  })

  test('errors have a code, a message and what is wrong with which field', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const noTitle = await call('POST', '/api/tickets/create', { content: 'x' })
    expect(noTitle).toMatchObject({
      status: 400,
      body: { code: 400, reason: 'invalid_input', errors: [{ field: 'title', message: 'is required' }] },
    })
    expect(noTitle.body.message).toBe('title is required')
    const cases: [string, string, unknown, number, string?][] = [
      ['POST', '/api/tickets/create', { title: 'x', priority: 'now' }, 400, 'priority'],
      ['POST', '/api/tickets/create', { title: 'x', assigneeUid: desk.guestId }, 400, 'assigneeUid'],
      ['POST', '/api/tickets/create', { title: 'x', reporterUid: 'ou_nobody' }, 400, 'reporterUid'],
      ['POST', '/api/tickets/create', '{', 400, 'body'],
      ['POST', '/api/tickets/create', { title: 'a\0b' }, 400, 'title'],
      ['PUT', '/api/tickets/1', { title: 'x' }, 404],
      ['GET', '/api/tickets/list?pageSize=0', undefined, 400, 'pageSize'],
      ['GET', '/api/messages/list', undefined, 400, 'ticketUid'],
      ['GET', '/api/statistics/overview?startDate=2026-13-01', undefined, 400, 'startDate'],
      ['PUT', '/api/settings/helpdesk', { timeZone: 'Mars' }, 400, 'timeZone'],
      ['GET', '/api/nothing', undefined, 404],
      ['PATCH', '/api/tickets/list', {}, 404],
    ]
    for (const [method, path, body, status, field] of cases) {
      const reply = await call(method, path, body)
      expect([reply.status, reply.body.code, reply.body.errors?.[0].field], `${method} ${path}`).toEqual([
        status,
        status,
        field,
      ])
      expect(reply.body.message, path).toEqual(expect.any(String))
    }
  })

  test('a person who has an open ticket is told so; others are known by their address', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const named = { title: 'x', reporterUid: desk.guestId }
    expect((await call('POST', '/api/tickets/create', named)).body.reporter.uid).toBe(desk.guestId)
    expect((await call('POST', '/api/tickets/create', named)).body).toMatchObject({
      code: 409,
      reason: 'chat_has_ticket',
    })
    const visitor = { title: 'x', contactName: 'Vic', email: 'Vic@Example.com' }
    const first = await call('POST', '/api/tickets/create', visitor)
    expect(first.body.reporter).toMatchObject({ nickname: 'Vic', email: 'vic@example.com' })
    await call('PUT', `/api/tickets/${first.body.id}`, { status: 'closed' })
    const second = await call('POST', '/api/tickets/create', visitor)
    expect(second.body.reporter.uid).toBe(first.body.reporter.uid)
  })

  test('a deleted ticket is nowhere any more, and frees whoever had it', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const { id, reporter } = (await call('POST', '/api/tickets/create', { title: 'unfindable' })).body
    const agents = await caller(desk, { user_id: desk.agentId, scopes: ['api:read', 'api:write'] })
    expect((await agents('DELETE', `/api/tickets/${id}`)).status).toBe(403)
    await call('DELETE', `/api/tickets/${id}`)
    expect((await call('DELETE', `/api/tickets/${id}`)).status).toBe(404)
    expect((await call('GET', `/api/messages/list?ticketUid=${id}`)).status).toBe(404)
    expect((await call('GET', '/api/tickets/list?searchText=unfindable')).body).toEqual([])
    expect((await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)).body.code).not.toBe(0)
    expect((await desk.call('GET', '/open-apis/helpdesk/v1/tickets')).body.data.total).toBe(0)
    const agent = await signIn(desk, desk.agentId)
    expect((await agent('GET', '/console/v1/ticket_counts')).body).toMatchObject({ mine: 0, all: 0 })
    expect((await agent('GET', '/console/v1/search?q=unfindable')).body.items).toEqual([])
    // Its guest can have a new one.
    const again = await call('POST', '/api/tickets/create', { title: 'again', reporterUid: reporter.uid })
    expect(again.status).toBe(200)
  })

  test('messages are read and sent, once for each name', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const { id } = (await call('POST', '/api/tickets/create', sample)).body
    const message = { ticketUid: id, content: '您好', uid: 'my-message-1' }
    const sent = await call('POST', '/api/messages/send', message)
    expect(sent.body).toMatchObject({
      type: 'TEXT',
      content: '您好',
      senderType: 'AGENT',
      user: { uid: desk.ownerId },
    })
    expect((await call('POST', '/api/messages/send', message)).body.uid).toBe(sent.body.uid)
    const list = await call('GET', `/api/messages/list?ticketId=${id}`)
    expect(list.headers['x-total-count']).toBe('2')
    expect(list.body).toMatchObject([
      { senderType: 'GUEST', content: '新工单标题\n工单内容描述' },
      { uid: sent.body.uid },
    ])
    expect((await call('GET', `/api/tickets/${id}`)).body.status).toBe('pending')
  })

  test('people, settings and statistics', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const list = await call('GET', '/api/users/list')
    expect(list.headers['x-total-count']).toBe('3')
    expect(list.body.map((user: { uid: string }) => user.uid)).toContain(desk.agentId)
    const added = await call('POST', '/api/users/create', { nickname: 'Vera', email: 'vera@example.com' })
    expect(added.body).toMatchObject({ nickname: 'Vera', type: 'VISITOR', enabled: true })
    expect(
      (await call('POST', '/api/users/create', { nickname: 'Vera 2', email: 'VERA@example.com' })).body,
    ).toMatchObject({
      code: 400,
      errors: [{ field: 'email' }],
    })
    const renamed = await call('PUT', `/api/users/${added.body.uid}`, { nickname: 'Vera B.' })
    expect(renamed.body).toMatchObject({ nickname: 'Vera B.', email: 'vera@example.com' })
    expect((await call('PUT', `/api/users/${desk.agentId}`, { nickname: 'x' })).status).toBe(403)
    expect((await call('GET', '/api/users/list?searchText=vera')).body).toHaveLength(1)

    const put = await call('PUT', '/api/settings/helpdesk', { name: 'Renamed', timeZone: 'Europe/Berlin' })
    expect(put.body).toEqual({
      uid: desk.helpdeskId,
      orgUid: desk.cx.tenantId,
      name: 'Renamed',
      timeZone: 'Europe/Berlin',
    })
    expect((await call('GET', '/api/settings/helpdesk')).body).toEqual(put.body)

    const { id } = (await call('POST', '/api/tickets/create', { title: 'x' })).body
    await call('POST', '/api/tickets/create', { title: 'y' })
    await call('POST', '/api/messages/send', { ticketUid: id, content: 'done' })
    await call('PUT', `/api/tickets/${id}`, { status: 'resolved' })
    const { body } = await call('GET', '/api/statistics/overview')
    expect(body).toMatchObject({ open: 1, created: 2, closed: 1, solved: 1 })
    expect(body.days).toHaveLength(7)
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Berlin' }).format(Date.now())
    expect(body.days[6]).toMatchObject({
      date: today,
      created: 2,
      closed: 1,
      averageFirstResponseSeconds: expect.any(Number),
    })
  })

  test('pages of allowed domains may call, and read why they may not', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk, { allowed_domains: ['crm.example.com'] })
    const origin = 'https://crm.example.com'
    const preflight = (from: string) =>
      desk.call('OPTIONS', '/api/tickets/create', undefined, {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      })
    const asked = await preflight(origin)
    expect(asked.status).toBe(204)
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST, PUT, DELETE',
      'access-control-allow-headers': 'Authorization, Content-Type',
      vary: 'Origin',
    })
    const foreign = await preflight('https://evil.example')
    expect([foreign.status, foreign.headers['access-control-allow-origin']]).toEqual([403, undefined])

    const list = await call('GET', '/api/tickets/list', undefined, { origin })
    expect(list.headers).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-expose-headers': expect.stringContaining('X-Total-Count'),
    })
    const refused = await call(
      'POST',
      '/api/tickets/create',
      { title: 'x' },
      { origin: 'https://evil.example' },
    )
    expect(refused).toMatchObject({ status: 403, body: { reason: 'domain_not_allowed' } })
    expect(refused.headers['access-control-allow-origin']).toBeUndefined()
    expect((await call('GET', '/api/tickets/list')).body).toEqual([])
    // A page must see the 401 that makes it forget its token.
    const bad = await desk.call('GET', '/api/tickets/list', undefined, { ...bearer('old'), origin })
    expect([bad.status, bad.headers['access-control-allow-origin']]).toEqual([401, origin])
    // Our own pages need no permission.
    const own = await call('GET', '/api/tickets/list', undefined, {
      origin: 'http://pipit.test',
      host: 'pipit.test',
    })
    expect(own.status).toBe(200)
  })

  test('a ticket from here is read and changed by the official SDK, and listed again by both faces', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const { id } = (await call('POST', '/api/tickets/create', sample)).body
    const client = officialClient(desk, await server.listen())
    const got = await client.helpdesk.v1.ticket.get({ path: { ticket_id: id } }, withDesk())
    expect(got.data?.ticket).toMatchObject({
      ticket_id: id,
      helpdesk_id: desk.helpdeskId,
      channel: 9,
      status: 2,
    })
    const token = (await desk.user()).authorization!.slice('Bearer '.length)
    const done = await client.helpdesk.v1.ticket.update(
      { path: { ticket_id: id }, data: { status: 51, solved: 2, tag_names: ['from the SDK'] } },
      asUser(token),
    )
    expect(done.code).toBe(0)
    const changed = { status: 'resolved', tags: ['from the SDK'], title: sample.title }
    expect((await call('GET', '/api/tickets/list')).body).toMatchObject([{ id, ...changed }])
    const page = (await call('GET', '/api/v1/ticket/query/org')).body.data
    expect(page.content).toMatchObject([{ uid: id, ...changed, status: 'RESOLVED' }])
  })

  test('titles of tickets from elsewhere are the first line of what was asked', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const id = await desk.newTicket()
    expect((await call('GET', `/api/tickets/${id}`)).body.title).toBe(id)
    const { postAsGuest } = await import('../src/domain/messages.ts')
    const say = (text: string) => postAsGuest(desk.fresh(), id, { type: 'text', content: { text } })
    await say('My parcel is late\nsince Monday')
    await say('Hello?')
    expect((await call('GET', `/api/tickets/${id}`)).body).toMatchObject({
      title: 'My parcel is late',
      priority: 'medium',
    })
  })

  test('tickets from before there were titles get theirs with the upgrade', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const { id } = (await call('POST', '/api/tickets/create', { title: '第一行', content: 'second' })).body
    const silent = await desk.newTicket()
    const script = readFileSync(
      new URL(`../migrations/${engineKind}/0011_access_tokens.sql`, import.meta.url),
      'utf8',
    )
    const statement = /^update tickets set title[^;]*;/m.exec(script)![0]
    await desk.cx.engine.transaction((db) =>
      db.updateTable('tickets').set({ title: null }).where('tenant_id', '=', desk.cx.tenantId).execute(),
    )
    await desk.cx.engine.script(statement)
    const titles = await desk.cx.db
      .selectFrom('tickets')
      .select(['id', 'title'])
      .where('tenant_id', '=', desk.cx.tenantId)
      .execute()
    expect(new Map(titles.map((row) => [row.id, row.title]))).toEqual(
      new Map([
        [id, '第一行'],
        [silent, null],
      ]),
    )
  })

  test('no log names a token', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { value } = await newToken(owner, { allowed_domains: ['crm.example.com'] })
    const open = (path: string, headers: Record<string, string> = {}) =>
      desk.call('GET', path, undefined, headers)
    const replies = [
      await open(`/agent/auth/login?accessToken=${value}`),
      await open(`/admin?accessToken=${value}`, { origin: 'https://evil.example' }),
      await open(`/agent/%zz?accessToken=${value}`),
      await open(`/api/tickets/list?accessToken=${value}`, bearer(value)),
      await open(`/api/nothing?accessToken=${value}`),
      await open(`/nothing?accessToken=${value}`),
      await open(`/api/tickets/${value}`, bearer(value)),
      await open(`/open-apis/nothing?accessToken=${value}`),
      await desk.call('POST', '/auth/v1/login/accessToken', `{"accessToken":"${value}"`, {}),
      await desk.call('POST', '/api/tickets/create', { title: 'x', accessToken: value }, bearer(`${value}x`)),
      await desk.call('GET', '/console/v1/session', undefined, {
        cookie: cookieOf(await open(`/agent?accessToken=${value}`)),
        referer: `http://pipit.test/agent?accessToken=${value}`,
      }),
      await owner('POST', '/console/v1/admin/access_tokens', { name: 'x', scopes: [value] }),
    ]
    // Whoever writes it into a path has it there; the log has not.
    await open(`/agent/${value}?accessToken=${value}`)
    const secret = value.split('.')[2]!
    for (const { status, headers, body } of replies)
      expect(JSON.stringify([headers, body]).includes(secret), String(status)).toBe(false)
    await server.app.requestLog.flush()
    const rows = await desk.cx.db.selectFrom('request_log').selectAll().execute()
    expect(rows.length).toBeGreaterThan(8)
    expect(rows.filter((row) => row.endpoint === '/agent/*').length).toBeGreaterThan(1)
    expect(JSON.stringify(rows).includes(secret)).toBe(false)
    const outbox = await desk.cx.db.selectFrom('outbox').select('payload').execute()
    expect(JSON.stringify(outbox).includes(secret)).toBe(false)
    const entries = await desk.cx.db.selectFrom('audit_entries').selectAll().execute()
    expect(JSON.stringify(entries).includes(secret)).toBe(false)
  })
})
