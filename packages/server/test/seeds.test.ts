import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { authorizationOf } from '../src/domain/helpdesks.ts'
import { type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { type Shape, absent, factOf, mismatches } from './shape.ts'

/** One HTTP call as another language's client makes it: its own headers, its own idea of a body. */
const send = (
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<{ status: number; json: Json }> =>
  new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
    const call = request(url, { method, headers: { ...headers, ...length } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode!, json: JSON.parse(Buffer.concat(chunks).toString()) as Json }),
      )
    })
    call.on('error', reject)
    call.end(body)
  })

describe.skipIf(noDatabase)('the vendor’s own samples, with our host and credentials', async () => {
  const server = await newServer()
  const host = await server.listen()

  test('the Python sample: requests with json={} on GET, Connection: close, a slash after internal', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const python = {
      'User-Agent': 'python-requests/2.31',
      Accept: '*/*',
      Connection: 'close',
      'Content-Type': 'application/json',
    }
    const token = await send(
      `${host}/open-apis/auth/v3/app_access_token/internal/`,
      'POST',
      python,
      `{"app_id": "${desk.appId}", "app_secret": "${desk.appSecret}"}`,
    )
    const ticket = await send(
      `${host}/open-apis/helpdesk/v1/tickets/${ticketId}`,
      'GET',
      {
        ...python,
        Authorization: `Bearer ${token.json.tenant_access_token}`,
        'X-Lark-Helpdesk-Authorization': authorizationOf(desk.helpdeskId, desk.helpdeskToken),
      },
      '{}',
    )
    expect(ticket.json.data.ticket.ticket_id).toBe(ticketId)
  })

  test('the Go sample: two tokens from one call, then the ticket', async () => {
    const desk = await newDesk(server)
    const ticketId = await desk.newTicket()
    const go = {
      'User-Agent': 'Go-http-client/1.1',
      'Accept-Encoding': 'gzip',
      'Content-Type': 'application/json',
    }
    const tokens = await send(
      `${host}/open-apis/auth/v3/app_access_token/internal/`,
      'POST',
      go,
      `\n{\n    "app_id":"${desk.appId}",\n    "app_secret":"${desk.appSecret}"\n}\n`,
    )
    expect(tokens.json).toMatchObject({
      app_access_token: expect.any(String),
      tenant_access_token: expect.any(String),
    })
    const ticket = await send(`${host}/open-apis/helpdesk/v1/tickets/${ticketId}`, 'GET', {
      ...go,
      'X-Lark-Helpdesk-Authorization': authorizationOf(desk.helpdeskId, desk.helpdeskToken),
      Authorization: `Bearer ${tokens.json.tenant_access_token}`,
    })
    expect(ticket).toMatchObject({
      status: 200,
      json: { code: 0, data: { ticket: { ticket_id: ticketId } } },
    })
  })

  test('the curl sample: tenant token with a slash and a charset', async () => {
    const desk = await newDesk(server)
    const reply = await send(
      `${host}/open-apis/auth/v3/tenant_access_token/internal/`,
      'POST',
      { 'User-Agent': 'curl/7.88.1', Accept: '*/*', 'Content-Type': 'application/json; charset=utf-8' },
      `{\n    "app_id": "${desk.appId}",\n    "app_secret": "${desk.appSecret}"\n\t}`,
    )
    expect(reply).toMatchObject({
      status: 200,
      json: { code: 0, msg: 'ok', tenant_access_token: expect.stringMatching(/^t-/) },
    })
  })

  test('the field table of customized_fields, and its errors 154001, 154004 and 155000', async () => {
    const desk = await newDesk(server)
    const at = desk.cx.now
    const field = {
      tenant_id: desk.cx.tenantId,
      helpdesk_id: desk.helpdeskId,
      position: 3,
      description: '下拉示例',
      editable: 1,
      required: 0,
      allow_multiple: 1,
      created_by: desk.ownerId,
      updated_by: desk.ownerId,
      created_at: at,
      updated_at: at,
    } as const
    await server.services.engine.transaction((db) =>
      db
        .insertInto('custom_fields')
        .values([
          {
            ...field,
            id: '6834320707288072194',
            entity: 'ticket',
            key_name: 'test dropdown',
            display_name: 'test dropdown',
            field_type: 'dropdown',
            visible: 1,
            options: null,
          },
          {
            ...field,
            id: '6746384425543548981',
            entity: 'user',
            key_name: 'company_id3',
            display_name: 'Company ID',
            field_type: 'string',
            visible: 0,
            options: null,
          },
        ])
        .execute(),
    )
    const path = '/open-apis/helpdesk/v1/customized_fields'
    const reply = await desk.call('GET', path)
    const { data } = factOf('helpdesk.v1.ticket.customized_fields') as unknown as {
      data: Record<string, [Record<string, Shape>]>
    }
    expect(mismatches(reply.body.data, data as never)).toEqual([])
    for (const name of ['user_customized_fields', 'ticket_customized_fields']) {
      expect(reply.body.data[name]).toHaveLength(1)
      expect(absent(reply.body.data[name][0], data[name]![0])).toEqual([])
    }
    expect(reply.body.data.ticket_customized_fields[0]).toMatchObject({
      ticket_customized_field_id: '6834320707288072194',
      position: '3',
      created_at: String(at),
      created_by: { id: desk.ownerId, name: 'Olga Owner' },
      dropdown_allow_multiple: true,
    })
    const visible = await desk.call('GET', `${path}?visible_only=True`)
    expect(visible.body.data).toMatchObject({ user_customized_fields: [], ticket_customized_fields: [{}] })

    const { authorization } = desk.tenant
    expect((await desk.call('GET', path, undefined, { authorization: authorization! })).body.code).toBe(
      154001,
    )
    expect((await desk.call('GET', '/open-apis/helpdesk/v1/tickets/1')).body.code).toBe(154004)
    await server.services.engine.script('alter table custom_fields rename to hidden_fields')
    const broken = await desk.call('GET', path)
    await server.services.engine.script('alter table hidden_fields rename to custom_fields')
    expect([broken.status, broken.body.code]).toEqual([500, 155000])
  })
})
