import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { postAsGuest } from '../src/domain/messages.ts'
import { signIn } from '../src/domain/sessions.ts'
import { type Desk, type Reply, newDesk, newServer, noDatabase, password } from './harness.ts'

describe.skipIf(noDatabase)('console', async () => {
  const server = await newServer()

  const emailOf = async (desk: Desk, userId: string) =>
    (
      await server.services.engine.db
        .selectFrom('users')
        .select('email')
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', userId)
        .executeTakeFirstOrThrow()
    ).email!

  /** Calls as the signed-in person's browser does. */
  async function browserOf(desk: Desk, userId: string) {
    const { cookie } = await signIn(server.services, {
      email: await emailOf(desk, userId),
      password,
      userAgent: undefined,
      now: Date.now(),
    })
    const headers = { cookie: `pipit_session=${cookie}`, 'x-pipit-csrf': '1' }
    return (method: string, path: string, body?: unknown): Promise<Reply> =>
      desk.call(method, `/console/v1${path}`, body, headers)
  }

  test('signing in needs the right password and gives a cookie that scripts and other sites cannot use', async () => {
    const desk = await newDesk(server)
    const email = await emailOf(desk, desk.agentId)
    const sign = (body: unknown, headers: Record<string, string> = { 'x-pipit-csrf': '1' }) =>
      desk.call('POST', '/console/v1/session', body, headers)

    const wrong = await sign({ email, password: 'guess' })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong_password'])
    const nobody = await sign({ email: 'nobody@example.com', password })
    expect(nobody.body.message).toBe(wrong.body.message)
    expect((await sign({ email, password }, {})).body.field_violations[0].field).toBe('X-Pipit-Csrf')

    const right = await sign({ email: ` ${email.toUpperCase()} `, password })
    expect(right.status).toBe(200)
    expect(right.body).toMatchObject({
      user: { id: desk.agentId, name: 'Ada Agent' },
      role: 'agent',
      helpdesk: { id: desk.helpdeskId },
    })
    expect(right.headers['set-cookie']).toMatch(
      /^pipit_session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/,
    )
  })

  test('guessing is slowed down', async () => {
    const desk = await newDesk(server)
    const body = { email: await emailOf(desk, desk.agentId), password: 'guess' }
    const replies: Reply[] = []
    for (let i = 0; i < 21; i += 1)
      replies.push(await desk.call('POST', '/console/v1/session', body, { 'x-pipit-csrf': '1' }))
    expect(replies.map((r) => r.status).filter((status) => status === 401)).toHaveLength(20)
    expect(replies[20]!.body.field_violations[0].description).toMatch(/tried too often/)
  })

  test('without a session, with a dead one, and after signing out there is nothing', async () => {
    const desk = await newDesk(server)
    const dead: Record<string, string>[] = [
      {},
      { cookie: 'pipit_session=x' },
      { cookie: `pipit_session=${desk.cx.tenantId}.forged` },
    ]
    for (const headers of dead)
      expect((await desk.call('GET', '/console/v1/tickets', undefined, headers)).status).toBe(401)
    const call = await browserOf(desk, desk.agentId)
    expect((await call('GET', '/session')).status).toBe(200)
    expect((await call('DELETE', '/session')).status).toBe(200)
    expect((await call('GET', '/session')).status).toBe(401)
  })

  test('an agent finds, takes, answers, holds, resumes, closes and reopens a ticket', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const id = await desk.newTicket()
    await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: '在吗？' } })

    const open = await call('GET', '/tickets?view=open')
    expect(open.body.items).toMatchObject([
      { ticket_id: id, preview: '在吗？', stage: 'human', waiting_since: expect.any(Number) },
    ])
    expect((await call('POST', `/tickets/${id}/take`)).body).toMatchObject({
      status: 'processing',
      agent: { id: desk.agentId },
    })

    const clientId = 'a-client-made-id'
    const first = await call('POST', `/tickets/${id}/messages`, { text: '您好，请讲。', client_id: clientId })
    const again = await call('POST', `/tickets/${id}/messages`, { text: '您好，请讲。', client_id: clientId })
    expect(first.body).toMatchObject({
      sender_type: 'agent',
      sender: { name: 'Ada Agent' },
      text: '您好，请讲。',
    })
    expect(again.body).toEqual(first.body)
    expect((await call('GET', `/tickets/${id}/messages`)).body.items).toHaveLength(2)

    const answered = await call('GET', `/tickets/${id}`)
    expect(answered.body).toMatchObject({
      status: 'waiting_for_guest',
      first_response_seconds: expect.any(Number),
    })
    expect(answered.body.waiting_since).toBeUndefined()

    expect((await call('POST', `/tickets/${id}/hold`)).body.status).toBe('pending')
    expect((await call('POST', `/tickets/${id}/resume`)).body.status).toBe('processing')
    expect((await call('POST', `/tickets/${id}/remarks`, { content: 'call back' })).body).toMatchObject({
      content: 'call back',
    })
    expect((await call('POST', `/tickets/${id}/close`, { solved: true })).body).toMatchObject({
      status: 'closed_by_agent',
      solved: true,
      closed_by: { id: desk.agentId },
      remarks: [{ content: 'call back', author: { id: desk.agentId } }],
    })
    const late = await call('POST', `/tickets/${id}/messages`, { text: 'too late' })
    expect([late.status, late.body.code]).toEqual([409, 'ticket_closed'])
    expect((await call('POST', `/tickets/${id}/reopen`)).body).toMatchObject({ status: 'processing' })
    expect((await call('GET', `/tickets/${id}`)).body.closed_at).toBeUndefined()
  })

  test('the time on hold is not processing time', async () => {
    const desk = await newDesk(server)
    const id = await desk.newTicket()
    const { closeTicket, takeTicket } = await import('../src/domain/ticket-actions.ts')
    const { holdTicket, resumeTicket } = await import('../src/domain/snooze.ts')
    const start = Date.now()
    const at = (minutes: number) =>
      desk.fresh({
        now: start + minutes * 60_000,
        actor: { kind: 'user', userId: desk.agentId, role: 'agent' },
      })
    await takeTicket(at(0), id)
    await holdTicket(at(10), id)
    await resumeTicket(at(40), id)
    await closeTicket(at(60), id)
    const { ticket } = (await desk.call('GET', `/open-apis/helpdesk/v1/tickets/${id}`)).body.data
    expect(ticket.agent_resolution_time - ticket.actual_processing_time).toBe(30 * 60)
  })

  test('views are paged by cursor without losing or repeating a ticket', async () => {
    const desk = await newDesk(server)
    const call = await browserOf(desk, desk.agentId)
    const ids = new Set<string>()
    for (let i = 0; i < 7; i += 1) ids.add(await desk.newTicket())
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await call('GET', `/tickets?view=all&limit=3${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.body.items.map((t: { ticket_id: string }) => t.ticket_id))
      cursor = page.body.next_cursor
    } while (cursor)
    expect(seen).toHaveLength(7)
    expect(new Set(seen)).toEqual(ids)
    expect((await call('GET', '/ticket_counts')).body).toMatchObject({ all: 7, open: 7, closed: 0 })
    expect((await call('GET', '/tickets?cursor=x')).body.field_violations[0].field).toBe('cursor')
  })

  test('agents see no admin page; owners see and reset credentials', async () => {
    const desk = await newDesk(server)
    const agent = await browserOf(desk, desk.agentId)
    for (const path of ['/admin/apps', '/admin/helpdesk', '/admin/logs'])
      expect((await agent('GET', path)).status).toBe(403)
    const owner = await browserOf(desk, desk.ownerId)
    const [app] = (await owner('GET', '/admin/apps')).body.items
    expect(app).toMatchObject({ app_id: desk.appId, app_secret: desk.appSecret, status: 'enabled' })
    const refused = await owner('POST', `/admin/apps/${desk.appId}/scopes`, {
      scope: 'helpdesk:all:readonly',
      granted: false,
    })
    expect(refused.body.scopes).toContainEqual({ scope: 'helpdesk:all:readonly', status: 'refused' })
    expect((await desk.call('GET', '/open-apis/helpdesk/v1/tickets')).body.code).toBe(99991672)
    const renewed = await owner('POST', '/admin/helpdesk/reset_token')
    expect(renewed.body.helpdesk_token).not.toBe(desk.helpdeskToken)
    const bad = await owner('PATCH', `/admin/apps/${desk.appId}`, {
      ip_allow_list: ['10.0.0.1', 'example.com'],
    })
    expect(bad.body.field_violations[0].field).toBe('ip_allow_list.1')
  })

  test('the request log finds a call by its log id, within the tenant', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const failed = await desk.call('GET', '/open-apis/helpdesk/v1/tickets/1')
    const logId = failed.headers['x-tt-logid'] as string
    await server.app.requestLog.flush()
    const owner = await browserOf(desk, desk.ownerId)
    const found = await owner('GET', `/admin/logs?log_id=${logId}`)
    expect(found.body.items).toMatchObject([{ log_id: logId, status: 404, code: 154004, app_id: desk.appId }])
    expect((await owner('GET', '/admin/logs?errors_only=true')).body.items).toHaveLength(1)
    const stranger = await browserOf(other, other.ownerId)
    expect((await stranger('GET', `/admin/logs?log_id=${logId}`)).body.items).toEqual([])
  })

  describe('live stream', () => {
    interface Frame {
      readonly id: string
      readonly data: { type: string; ticket_id?: string }
    }

    /** A browser's EventSource: frames as they come, and its end. */
    async function listen(desk: Desk, userId: string, after?: string) {
      const { cookie } = await signIn(server.services, {
        email: await emailOf(desk, userId),
        password,
        userAgent: undefined,
        now: Date.now(),
      })
      const url = new URL('/console/v1/live', await server.listen())
      const frames: Frame[] = []
      let text = ''
      let status = 0
      let wake = () => {}
      const call = request(url, {
        headers: {
          cookie: `pipit_session=${cookie}`,
          ...(after === undefined ? {} : { 'last-event-id': after }),
        },
      })
      let end = () => {}
      const ended = new Promise<void>((resolve) => (end = resolve))
      const opened = new Promise<void>((resolve) =>
        call.on('response', (response) => {
          status = response.statusCode!
          response.on('end', () => end())
          response.setEncoding('utf8')
          response.on('data', (chunk: string) => {
            text += chunk
            for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
              const lines = text.slice(0, end).split('\n')
              text = text.slice(end + 2)
              const field = (name: string) =>
                lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
              const data = field('data')
              if (data && !field('event'))
                frames.push({ id: field('id')!, data: JSON.parse(data) as Frame['data'] })
            }
            wake()
          })
          resolve()
        }),
      )
      call.on('error', () => {})
      call.end()
      await opened
      const until = async (count: number) => {
        const deadline = Date.now() + 5000
        while (frames.length < count && Date.now() < deadline)
          await new Promise<void>((resolve) => {
            wake = resolve
            setTimeout(resolve, 50)
          })
        return frames
      }
      return { status, frames, until, ended, cookie, close: () => call.destroy() }
    }

    test('tells a browser of its own desk’s changes, and of nobody else’s', async () => {
      const desk = await newDesk(server)
      const other = await newDesk(server)
      const browser = await listen(desk, desk.agentId)
      await other.newTicket()
      const id = await desk.newTicket()
      const frames = await browser.until(1)
      browser.close()
      expect(frames.map((f) => f.data)).toMatchObject([{ type: 'ticket.created', ticket_id: id }])
    })

    test('resumes after a lost connection without a gap or a repetition', async () => {
      const desk = await newDesk(server)
      const browser = await listen(desk, desk.agentId)
      const id = await desk.newTicket()
      const [created] = await browser.until(1)
      browser.close()
      for (const text of ['one', 'two'])
        await postAsGuest(desk.fresh(), id, { type: 'text', content: { text } })
      const back = await listen(desk, desk.agentId, created!.id)
      await postAsGuest(desk.fresh(), id, { type: 'text', content: { text: 'three' } })
      const frames = await back.until(3)
      back.close()
      expect(frames.map((f) => f.data.type)).toEqual(Array(3).fill('message.created'))
      expect(new Set(frames.map((f) => f.id)).size).toBe(3)
    })

    test('ends with the session', async () => {
      const desk = await newDesk(server)
      const browser = await listen(desk, desk.agentId)
      const ended = await desk.call('DELETE', '/console/v1/session', undefined, {
        cookie: `pipit_session=${browser.cookie}`,
        'x-pipit-csrf': '1',
      })
      expect(ended.status).toBe(200)
      await browser.ended
      expect(browser.frames).toEqual([])
    })

    test('is closed to whoever is not signed in', async () => {
      const desk = await newDesk(server)
      expect((await desk.call('GET', '/console/v1/live', undefined, {})).status).toBe(401)
    })
  })
})
