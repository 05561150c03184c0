import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { newDesk, newServer, noDatabase } from './harness.ts'

const messages = (ticketId: string) => `/open-apis/helpdesk/v1/tickets/${ticketId}/messages`

describe.skipIf(noDatabase)('bad input', async () => {
  const server = await newServer()
  const desk = await newDesk(server)
  const ticketId = await desk.newTicket()

  const violation = (field: string) => ({
    error: { field_violations: [expect.objectContaining({ field, description: expect.any(String) })] },
  })

  test.each<[name: string, body: unknown, field: string]>([
    ['no JSON', '{"msg_type":', 'body'],
    ['a JSON array', [], 'body'],
    ['a JSON string', '"text"', 'body'],
    ['a missing field', { content: '{"text":"x"}' }, 'msg_type'],
    ['a value of the wrong type', { msg_type: 5, content: '{"text":"x"}' }, 'msg_type'],
    ['a value outside the list', { msg_type: 'video', content: '{"text":"x"}' }, 'msg_type'],
    ['content that is a number', { msg_type: 'text', content: 5 }, 'content'],
    ['content that is no JSON', { msg_type: 'text', content: 'hello' }, 'content'],
    ['content without text', { msg_type: 'text', content: '{}' }, 'content.text'],
    ['empty text', { msg_type: 'text', content: '{"text":"  "}' }, 'content.text'],
    ['a NUL character', '{"msg_type":"text","content":"{\\"text\\":\\"a\\"}\\u0000"}', 'content'],
    [
      'a NUL character inside the content',
      { msg_type: 'text', content: '{"text":"a\\u0000b"}' },
      'content.text',
    ],
    [
      'too long a text',
      { msg_type: 'text', content: JSON.stringify({ text: 'x'.repeat(160_000) }) },
      'content',
    ],
    [
      'absurd nesting inside the content',
      { msg_type: 'text', content: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}` },
      expect.stringMatching(/^content\.a/) as never,
    ],
    [
      'absurd nesting',
      `{"msg_type":"text","content":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`,
      expect.any(String) as never,
    ],
  ])('%s is 400 154000 and names the field', async (_, body, field) => {
    const reply = await desk.call('POST', messages(ticketId), body)
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body).toMatchObject(violation(field))
    expect((await desk.call('GET', messages(ticketId))).body.data.total).toBe(0)
  })

  test('bad UTF-8 is 400 154000', async () => {
    const payload = Buffer.concat([
      Buffer.from('{"msg_type":"text","content":"{\\"text\\":\\"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('\\"}"}'),
    ])
    const reply = await server.app.inject({
      method: 'POST',
      url: messages(ticketId),
      headers: { ...desk.tenant, 'content-type': 'application/json' },
      payload,
    })
    expect([reply.statusCode, reply.json().code]).toEqual([400, 154000])
    expect(reply.json()).toMatchObject(violation('body'))
  })

  test('a huge body is refused, not read to the end', async () => {
    const reply = await desk.call('POST', messages(ticketId), {
      msg_type: 'text',
      content: 'x'.repeat(2_000_000),
    })
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body).toMatchObject(violation('body'))
  })

  test.each([
    ['page=0', 'page'],
    ['page=1.5', 'page'],
    ['page=abc', 'page'],
    ['page=99999999999999999999', 'page'],
    ['page_size=201', 'page_size'],
    ['page_size=-1', 'page_size'],
    ['status_list=1&status_list=99', 'status_list.1'],
    ['status_list=x', 'status_list.0'],
    ['type=9', 'type'],
    ['create_time_start=1', 'create_time_end'],
    ['update_time_end=1', 'update_time_start'],
    ['guest_name=%00', 'guest_name'],
  ])('list with %s is 400 154000 and names the field', async (query, field) => {
    const reply = await desk.call('GET', `/open-apis/helpdesk/v1/tickets?${query}`)
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body).toMatchObject(violation(field))
  })

  test.each([
    '0',
    '18446744073709551616',
    'abc',
    "1' or '1'='1",
    '../../etc/passwd',
    'x'.repeat(900),
    '工单',
  ])('the unknown ticket id %s is 404 154004 everywhere', async (id) => {
    const path = `/open-apis/helpdesk/v1/tickets/${encodeURIComponent(id)}`
    const replies = [
      await desk.call('GET', path),
      await desk.call('PUT', path, { solved: 2 }, await desk.user()),
      await desk.call('GET', `${path}/messages`),
      await desk.call('POST', `${path}/messages`, { msg_type: 'text', content: '{"text":"x"}' }),
    ]
    for (const reply of replies) expect([reply.status, reply.body.code]).toEqual([404, 154004])
  })

  test('another tenant’s ticket, guest and agent do not exist', async () => {
    const other = await newDesk(server)
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}`
    for (const reply of [
      await other.call('GET', path),
      await other.call('PUT', path, { solved: 2 }, await other.user()),
      await other.call('GET', `${path}/messages`),
      await other.call('POST', `${path}/messages`, { msg_type: 'text', content: '{"text":"x"}' }),
      await other.call('POST', '/open-apis/helpdesk/v1/start_service', { open_id: desk.guestId }),
    ])
      expect([reply.status, reply.body.code]).toEqual([404, 154004])
    const appointed = await other.call('POST', '/open-apis/helpdesk/v1/start_service', {
      open_id: other.guestId,
      human_service: true,
      appointed_agents: [desk.agentId],
    })
    expect([appointed.status, appointed.body.code]).toEqual([400, 154000])
    expect(appointed.body).toMatchObject(violation('appointed_agents.0'))
    expect(
      (await other.call('GET', `/open-apis/helpdesk/v1/tickets?guest_id=${desk.guestId}`)).body.data.total,
    ).toBe(0)
  })

  test.each<[unknown, string]>([
    [{}, 'body'],
    [{ status: 52 }, 'status'],
    [{ status: '51' }, 'status'],
    [{ solved: 3 }, 'solved'],
    [{ tag_names: 'vip' }, 'tag_names'],
    [{ tag_names: [' '] }, 'tag_names.0'],
    [{ customized_fields: [{ id: '1', value: 'x' }] }, 'customized_fields.0.id'],
    [{ customized_fields: [{ key_name: 'none', value: 'x' }] }, 'customized_fields.0.key_name'],
    [{ channel: 1e300 }, 'channel'],
  ])('an update with %j is 400 154000, and changes nothing', async (body, field) => {
    const path = `/open-apis/helpdesk/v1/tickets/${ticketId}`
    const before = await desk.call('GET', path)
    const reply = await desk.call(
      'PUT',
      path,
      { ...(body as object), ...(field === 'body' ? {} : { comment: 'half' }) },
      await desk.user(),
    )
    expect([reply.status, reply.body.code]).toEqual([400, 154000])
    expect(reply.body).toMatchObject(violation(field))
    expect((await desk.call('GET', path)).body).toEqual(before.body)
  })

  test('a percent sign that encodes nothing is an error, not a crash', async () => {
    const reply = await desk.call('GET', '/open-apis/helpdesk/v1/tickets/%ZZ')
    expect(reply.status).toBe(400)
    expect(reply.body.code).toBeGreaterThan(0)
  })

  test('over the wire: GET with a body, canonical header names, and garbage that is no HTTP', async () => {
    const url = new URL(await server.listen())
    const raw = await new Promise<{ rawHeaders: string[]; status: number }>((resolve, reject) => {
      const call = request(
        {
          host: url.hostname,
          port: url.port,
          path: `/open-apis/helpdesk/v1/tickets/${ticketId}`,
          method: 'GET',
          headers: { ...desk.tenant, 'content-type': 'application/json; charset=utf-8', 'content-length': 4 },
        },
        (response) => {
          response.resume()
          response.on('end', () => resolve({ rawHeaders: response.rawHeaders, status: response.statusCode! }))
        },
      )
      call.on('error', reject)
      call.end('null')
    })
    expect(raw.status).toBe(200)
    const names = raw.rawHeaders.filter((_, i) => i % 2 === 0)
    for (const name of ['Content-Type', 'Content-Length', 'X-Tt-Logid', 'X-Request-Id'])
      expect(names).toContain(name)

    for (const path of ['/healthz', '/login', '/nothing', '/assets/none.js'])
      expect((await fetch(new URL(path, url))).headers.get('x-tt-logid')).toMatch(/^\d{14}[0-9a-f]{20}$/)

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname, () => socket.write('NONSENSE\r\n\r\n'))
      let text = ''
      socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe.skipIf(noDatabase)('a fault inside', async () => {
  const server = await newServer()

  test('becomes one 500 155000 with a log id, and the next call works', async () => {
    const desk = await newDesk(server)
    const path = '/open-apis/helpdesk/v1/customized_fields'
    await server.services.engine.script('alter table custom_fields rename to custom_fields_away')
    const broken = await desk.call('GET', path)
    await server.services.engine.script('alter table custom_fields_away rename to custom_fields')
    expect([broken.status, broken.body.code]).toEqual([500, 155000])
    expect(broken.body.error.log_id).toBe(broken.headers['x-tt-logid'])
    expect(JSON.stringify(broken.body)).not.toContain('custom_fields')
    expect((await desk.call('GET', path)).body.code).toBe(0)
  })
})
