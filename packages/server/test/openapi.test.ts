import { catalogue } from '@pipit/contract/catalogue'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { bearer, newToken, signIn } from './access-tokens.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { allFacts } from './shape.ts'

describe.skipIf(noDatabase)('the OpenAPI documents', async () => {
  const server = await newServer()
  const document = (await server.app.inject('/openapi.json')).json() as Json
  const ajv = new Ajv2020({ strict: false, formats: { uri: true } })
  ajv.addSchema(document, 'openapi')

  interface Found {
    readonly pointer: string
    readonly operation: Json
  }
  const operations = new Map<string, Found>()
  for (const [path, item] of Object.entries<Json>(document.paths))
    for (const [method, operation] of Object.entries<Json>(item)) {
      const pointer = `#/paths/${path.replaceAll('/', '~1')}/${method}`
      operations.set(operation.operationId, { pointer: encodeURI(pointer), operation })
    }

  /** What the document says about a reply that it does not allow; empty when all is well. */
  function faultsOf(id: string, status: number, body: unknown): unknown[] {
    const { pointer, operation } = operations.get(id)!
    const answer = operation.responses[status] ?? operation.responses.default
    const where = answer.$ref
      ? answer.$ref
      : `${pointer}/responses/${operation.responses[status] ? status : 'default'}`
    const validate = ajv.compile({ $ref: `openapi${where}/content/application~1json/schema` })
    return validate(body) ? [] : [id, status, body, ...(validate.errors ?? [])]
  }

  test.each(['/openapi.json', '/openapi/feishu.json', '/openapi/access-token.json'])(
    '%s is served to every page, and sent once',
    async (url) => {
      const first = await server.app.inject({ url, headers: { origin: 'https://tools.example.com' } })
      expect(first.statusCode).toBe(200)
      expect(first.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'content-type': 'application/json; charset=utf-8',
      })
      expect(first.json()).toMatchObject({ openapi: '3.1.0' })
      const again = await server.app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } })
      expect([again.statusCode, again.body]).toEqual([304, ''])
      const other = await server.app.inject({ url, headers: { 'if-none-match': '"another"' } })
      expect(other.statusCode).toBe(200)
    },
  )

  test('the statuses of errors are the documented ones', () => {
    const ids = new Map(
      [...catalogue()].map(({ id, endpoint }) => [`${endpoint.method} ${endpoint.path}`, id]),
    )
    for (const fact of allFacts) {
      const found = operations.get(ids.get(`${fact.method} ${fact.path}`)!)!
      const codes: Json[] = found.operation['x-error-codes'] ?? []
      const said = codes.map(({ status, code }) => `${fact.id} ${status} ${code}`)
      const documented = fact.errors.filter(([status]) => status !== null)
      expect(said).toEqual(
        expect.arrayContaining(documented.map(([status, code]) => `${fact.id} ${status} ${code}`)),
      )
    }
  })

  /** Calls an endpoint and holds the reply against the document. */
  async function check(
    desk: Desk,
    id: string,
    input: { path?: string; body?: unknown; headers?: Record<string, string> },
    status = 200,
  ): Promise<Json> {
    const listed = [...catalogue()].find((one) => one.id === id)!
    const { method, path } = listed.endpoint
    const reply = await desk.call(method, input.path ?? path, input.body, input.headers)
    expect([id, reply.status, reply.body]).toEqual([id, status, reply.body])
    expect(faultsOf(id, reply.status, reply.body)).toEqual([])
    return reply.body
  }

  test('live replies of the Open Platform face are as the document says', async () => {
    const desk = await newDesk(server)
    const { appId: app_id, appSecret: app_secret } = desk
    const ticket = `/open-apis/helpdesk/v1/tickets/${await desk.newTicket()}`
    const user = { headers: await desk.user() }
    await check(desk, 'auth.v3.tenantAccessToken.internal', { body: { app_id, app_secret } })
    const refused = { body: { app_id, app_secret: 'wrong' } }
    expect(await check(desk, 'auth.v3.tenantAccessToken.internal', refused)).not.toMatchObject({ code: 0 })
    await check(desk, 'helpdesk.v1.ticket.get', { path: ticket })
    await check(desk, 'helpdesk.v1.ticket.list', {})
    await check(desk, 'helpdesk.v1.ticketMessage.create', {
      path: `${ticket}/messages`,
      body: { msg_type: 'text', content: '{"text":"hi"}' },
    })
    await check(desk, 'helpdesk.v1.ticketMessage.list', { path: `${ticket}/messages` })
    await check(desk, 'helpdesk.v1.ticket.update', { path: ticket, body: { comment: 'x' }, ...user })
    await check(desk, 'helpdesk.v1.ticket.customizedFields', {})
    await check(desk, 'helpdesk.v1.agent.agentEmail', {})
    await check(desk, 'helpdesk.v1.agentSchedule.list', {
      path: '/open-apis/helpdesk/v1/agent_schedules?status=1',
    })
    await check(desk, 'helpdesk.v1.category.list', {})
    await check(desk, 'helpdesk.v1.faq.list', {})
    await check(desk, 'contact.v3.user.get', { path: `/open-apis/contact/v3/users/${desk.guestId}` })
    await check(desk, 'authen.v1.userInfo.get', user)
    await check(desk, 'pipit.v1.changes.list', {})
    await check(desk, 'helpdesk.v1.ticket.get', { path: `${ticket}0` }, 404)
    await check(desk, 'helpdesk.v1.ticket.list', { path: '/open-apis/helpdesk/v1/tickets?page=0' }, 400)
    await check(desk, 'helpdesk.v1.ticket.list', { headers: { authorization: 'Bearer t-nobody' } }, 400)
    const { authorization } = desk.tenant
    await check(desk, 'helpdesk.v1.ticket.list', { headers: { authorization: authorization! } }, 401)
    await check(desk, 'authen.v2.oauth.token', { body: { grant_type: 'authorization_code' } }, 400)
  })

  test('live replies to an AccessToken are as the document says', async () => {
    const desk = await newDesk(server)
    const { value } = await newToken(await signIn(desk))
    const headers = bearer(value)
    const sample = { title: 'Printer', content: 'No paper', priority: 'high' }
    const { id } = await check(desk, 'api.tickets.create', { body: sample, headers })
    await check(desk, 'api.tickets.list', { headers })
    await check(desk, 'api.tickets.get', { path: `/api/tickets/${id}`, headers })
    await check(desk, 'api.messages.list', { path: `/api/messages/list?ticketUid=${id}`, headers })
    await check(desk, 'api.user.profile', { headers })
    await check(desk, 'api.statistics.overview', { headers })
    await check(desk, 'api.settings.get', { headers })
    await check(desk, 'api.v1.ticket.queryOrg', { headers })
    await check(desk, 'api.v1.user.queryOrg', { headers })
    await check(desk, 'api.v1.token.queryOrg', { headers })
    await check(desk, 'api.v1.faq.queryOrg', { headers })
    await check(desk, 'api.tickets.get', { path: '/api/tickets/1', headers }, 404)
    await check(desk, 'api.tickets.create', { body: { title: 1 }, headers }, 400)
    await check(desk, 'api.tickets.list', { headers: {} }, 401)
    const wrapped = { path: '/api/v1/ticket/query/uid?uid=1', headers }
    expect(await check(desk, 'api.v1.ticket.queryUid', wrapped)).toMatchObject({ code: 404, data: false })
    const refused = { body: { accessToken: 'x' }, headers: {} }
    expect(await check(desk, 'api.auth.login', refused)).toMatchObject({ code: -1 })
  })

  test('a reply that breaks the document is found', () => {
    expect(
      faultsOf('helpdesk.v1.ticket.get', 200, { code: 0, msg: '', data: { ticket: { ticket_id: 1 } } }),
    ).not.toEqual([])
    expect(faultsOf('helpdesk.v1.ticket.get', 404, { code: 0, msg: '' })).not.toEqual([])
  })
})
