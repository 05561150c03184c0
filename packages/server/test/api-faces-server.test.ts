import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { accessToken as contract, walk } from '@pipit/contract'
import { bearer, newToken, signIn } from './access-tokens.ts'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'

/** The files of a ZIP archive, by its central directory. */
function unzip(bytes: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [packed, names, extra, comment] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ]
    const local = bytes.readUInt32LE(at + 42)
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + names)
    files.set(name, inflateRawSync(bytes.subarray(data, data + packed)).toString('utf8'))
    at += 46 + names + extra + comment
  }
  return files
}

describe.skipIf(noDatabase)('the server face of the REST API', async () => {
  const server = await newServer()

  async function caller(desk: Desk, more: Record<string, unknown> = {}) {
    const { value } = await newToken(await signIn(desk), more)
    return Object.assign(
      (method: string, path: string, body?: unknown) => desk.call(method, path, body, bearer(value)),
      { value },
    )
  }

  test('tickets by the uniform verbs, in the envelope', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const created = await call('POST', '/api/v1/ticket/create', {
      title: 'Broken',
      description: 'It does not start',
      priority: 'HIGH',
      contactName: 'Vic',
      email: 'vic@example.com',
    })
    expect(created).toMatchObject({ status: 200, body: { code: 200, message: 'success' } })
    const { uid } = created.body.data
    expect(created.body.data).toMatchObject({
      ticketNumber: uid,
      summary: 'Broken',
      description: 'It does not start',
      priority: 'HIGH',
      status: 'PROCESSING',
      type: 'EXTERNAL',
      contactName: 'Vic',
      email: 'vic@example.com',
      orgUid: desk.cx.tenantId,
    })
    expect((await call('GET', `/api/v1/ticket/query/uid?uid=${uid}`)).body.data).toEqual(created.body.data)
    const updated = await call('POST', '/api/v1/ticket/update', {
      uid,
      status: 'HOLDING',
      assigneeUid: desk.ownerId,
    })
    expect(updated.body.data).toMatchObject({ status: 'HOLDING', assignee: { uid: desk.ownerId } })
    expect((await call('GET', '/api/v1/ticket/query')).body.data.totalElements).toBe(1)
    await call('POST', '/api/v1/ticket/update', { uid, status: 'PROCESSING', assigneeUid: desk.agentId })
    expect((await call('GET', '/api/v1/ticket/query')).body.data.totalElements).toBe(0)
    expect((await call('POST', '/api/v1/ticket/delete', { uid })).body).toEqual({
      message: 'success',
      code: 200,
      data: true,
    })
    expect((await call('GET', `/api/v1/ticket/query/uid?uid=${uid}`)).body).toMatchObject({
      code: 404,
      data: false,
    })
  })

  test('pages are numbered from 0 and look like those of Spring Data', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    for (let i = 0; i < 12; i += 1) await call('POST', '/api/v1/ticket/create', { title: `T${i}` })
    const page = async (query: string) => (await call('GET', `/api/v1/ticket/query/org?${query}`)).body.data
    const first = await page('')
    expect(first).toMatchObject({
      totalElements: 12,
      totalPages: 2,
      number: 0,
      size: 10,
      numberOfElements: 10,
      first: true,
      last: false,
      empty: false,
      pageable: { pageNumber: 0, pageSize: 10, offset: 0, paged: true, unpaged: false },
    })
    const second = await page('pageNumber=1')
    expect(second).toMatchObject({ number: 1, numberOfElements: 2, first: false, last: true })
    const all = [...first.content, ...second.content].map((ticket: { uid: string }) => ticket.uid)
    expect(new Set(all).size).toBe(12)
    expect(await page('pageSize=-1')).toMatchObject({ size: 10 })
    expect(await page('pageNumber=5')).toMatchObject({ content: [], empty: true, last: true })
    const oldest = await page('sortBy=createdAt&sortDirection=ascend&pageSize=1')
    expect(oldest.content[0].title).toBe('T0')
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 19).replace('T', ' ')
    expect(await page(`createdAtStart=${encodeURIComponent(tomorrow)}`)).toMatchObject({ totalElements: 0 })
    expect((await call('GET', '/api/v1/ticket/query/org?createdAtStart=soon')).body.code).toBe(400)
  })

  test('failures are said by code, and by status only for who may not call', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk, { scopes: ['api:read'] })
    const said = async (reply: ReturnType<typeof call>) => {
      const { status, body } = await reply
      return [status, body.code, body.data]
    }
    expect(await said(call('GET', '/api/v1/ticket/query/uid?uid=1'))).toEqual([200, 404, false])
    expect(await said(call('GET', '/api/v1/ticket/query/uid'))).toEqual([200, 400, false])
    expect(await said(call('POST', '/api/v1/ticket/create', { title: 'x' }))).toEqual([403, 403, false])
    // Whoever saves a file does not look into it.
    expect(await said(call('GET', '/api/v1/ticket/export?status=odd'))).toEqual([400, 400, false])
    expect(await said(call('GET', '/api/v1/nothing'))).toEqual([404, 404, false])
    expect(await said(desk.call('GET', '/api/v1/ticket/query', undefined, bearer('x.y.z')))).toEqual([
      401,
      401,
      false,
    ])
  })

  test('every list of every entity can be read, and exported as a workbook', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const formula = '=HYPERLINK("https://evil.example")'
    const { uid } = (
      await call('POST', '/api/v1/ticket/create', { title: formula, content: '<b> & "日本" \u0007' })
    ).body.data
    await call('POST', '/api/v1/faq/create', { question: 'How?', answer: 'So.' })
    for (const entity of ['ticket', 'user', 'token', 'message', 'statistic', 'settings', 'faq']) {
      const query = entity === 'message' ? `?ticketUid=${uid}` : ''
      for (const list of ['query', 'query/org']) {
        const reply = await call('GET', `/api/v1/${entity}/${list}${query}`)
        expect([reply.status, reply.body.code, reply.body.message], `${entity} ${list}`).toEqual([
          200,
          200,
          'success',
        ])
        expect(reply.body.data.content, entity).toEqual(expect.any(Array))
      }
      const response = await server.app.inject({
        url: `/api/v1/${entity}/export${query}`,
        headers: bearer(call.value),
      })
      expect(response.headers['content-disposition'], entity).toMatch(
        /^attachment; filename="(Ticket|User|Token|Message|Statistic|Settings|Faq)-\d{14}\.xlsx"$/,
      )
      expect(response.headers['content-type']).toContain('spreadsheetml.sheet')
      const files = unzip(response.rawPayload)
      expect([...files.keys()], entity).toContain('xl/worksheets/sheet1.xml')
      const sheet = files.get('xl/worksheets/sheet1.xml')!
      expect(sheet.match(/<row /g)!.length, entity).toBeGreaterThan(1)
      if (entity === 'ticket') {
        // A text, and nothing a spreadsheet program would run.
        expect(sheet).toContain(
          't="inlineStr"><is><t xml:space="preserve">=HYPERLINK("https://evil.example")</t>',
        )
        expect(sheet).not.toContain('<f>')
        expect(sheet).toContain('&lt;b&gt; &amp; "日本" </t>')
      }
      if (entity === 'token') expect(sheet).not.toContain(call.value.split('.')[2])
    }
  })

  test('FAQs, people, messages and settings by the same verbs', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const data = async (method: string, path: string, body?: unknown) =>
      (await call(method, path, body)).body.data
    const faq = await data('POST', '/api/v1/faq/create', {
      question: 'Where?',
      answer: 'Here.',
      tagList: ['place'],
    })
    expect(faq).toMatchObject({ question: 'Where?', answer: 'Here.', tagList: ['place'] })
    expect(await data('POST', '/api/v1/faq/update', { uid: faq.uid, answer: 'There.' })).toMatchObject({
      question: 'Where?',
      answer: 'There.',
      tagList: ['place'],
    })
    expect((await data('GET', '/api/v1/faq/query?searchText=place')).totalElements).toBe(1)
    expect(await data('POST', '/api/v1/faq/delete', { uid: faq.uid })).toBe(true)
    expect((await data('GET', '/api/v1/faq/query')).totalElements).toBe(0)

    expect(await data('GET', '/api/v1/user/profile')).toMatchObject({
      uid: desk.ownerId,
      authorities: expect.arrayContaining(['api:read']),
    })
    const vic = await data('POST', '/api/v1/user/create', { nickname: 'Vic' })
    expect(await data('POST', '/api/v1/user/update', { uid: vic.uid, mobile: '+49 30 1' })).toMatchObject({
      mobile: '+49 30 1',
    })
    expect(await data('GET', `/api/v1/user/query/uid?uid=${vic.uid}`)).toMatchObject({ nickname: 'Vic' })

    const { uid } = await data('POST', '/api/v1/ticket/create', { title: 'x' })
    const message = await data('POST', '/api/v1/message/create', { ticketUid: uid, content: 'Hello' })
    expect(await data('GET', `/api/v1/message/query/uid?uid=${message.uid}`)).toEqual(message)
    expect((await data('GET', `/api/v1/message/query?threadUid=${uid}`)).totalElements).toBe(2)

    const settings = await data('POST', '/api/v1/settings/update', { uid: desk.helpdeskId, name: 'New' })
    expect(settings.name).toBe('New')
    expect((await call('POST', '/api/v1/settings/update', { uid: '1', name: 'x' })).body.code).toBe(404)

    const day = (await data('GET', '/api/v1/statistic/query')).content[0]
    expect(day).toMatchObject({ created: 1 })
    expect(await data('GET', `/api/v1/statistic/query/uid?uid=${day.uid}`)).toEqual(day)
  })

  test('a token signs in, manages tokens, and ends itself', async () => {
    const desk = await newDesk(server)
    const call = await caller(desk)
    const login = (accessToken: string) =>
      desk.call('POST', '/auth/v1/login/accessToken', { accessToken }, {})
    const signedIn = await login(call.value)
    expect(signedIn.body).toMatchObject({
      code: 200,
      data: { accessToken: call.value, user: { uid: desk.ownerId } },
    })
    const failed = await login('nothing')
    expect([failed.status, failed.body.code, failed.body.message, failed.body.data]).toEqual([
      200,
      -1,
      'accessToken is invalid',
      false,
    ])
    const made = (
      await call('POST', '/api/v1/token/create', {
        name: 'CI',
        scope: ['API'],
        expiresAt: '2099-01-01 00:00:00',
      })
    ).body.data
    expect(made).toMatchObject({
      type: 'BEARER',
      scope: ['api:read', 'api:write'],
      expiresAt: '2099-01-01T00:00:00.000Z',
      permanent: false,
      revoked: false,
    })
    expect((await login(made.accessToken)).body.code).toBe(200)
    const { uid } = made
    expect((await call('GET', `/api/v1/token/query/uid?uid=${uid}`)).body.data).not.toHaveProperty(
      'accessToken',
    )
    expect((await call('POST', '/api/v1/token/update', { uid, revoked: true })).body.data.revoked).toBe(true)
    expect((await login(made.accessToken)).body.code).toBe(-1)
    expect((await call('POST', '/api/v1/token/delete', { uid })).body.data).toBe(true)
    const late = await call('POST', '/api/v1/token/create', {
      name: 'x',
      scope: ['API'],
      expiresAt: '2020-01-01',
    })
    expect(late.body).toMatchObject({ code: 400, errors: [{ field: 'expires_at' }] })
    expect((await call('POST', '/api/v1/user/logout', {})).body).toMatchObject({ code: 200, data: true })
    expect((await call('GET', '/api/v1/user/profile')).status).toBe(401)
  })

  test('no endpoint of the contract is open without a token', async () => {
    const desk = await newDesk(server)
    let checked = 0
    for (const [name, endpoint] of walk(contract)) {
      if (endpoint.tokens.length === 0) continue
      const path = endpoint.path.replace(/:\w+/g, '1')
      const body = endpoint.method === 'GET' || endpoint.method === 'DELETE' ? undefined : {}
      const reply = await desk.call(endpoint.method, path, body, {})
      expect([reply.status, reply.body.code], name).toEqual([401, 401])
      checked += 1
    }
    expect(checked).toBeGreaterThan(50)
  })
})
