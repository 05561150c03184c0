import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import {
  ApiError,
  Client,
  EventDispatcher,
  EventError,
  LoggerLevel,
  withAll,
  withHelpDeskCredential,
  withUserAccessToken,
} from '../src/index.ts'
import { failure, ok, stub, ticket, spy } from './stub.ts'

// The flaws of the official Node SDK, in the order of the list they were collected in.
const sdk = fileURLToPath(new URL('..', import.meta.url))

describe('1. a client without credentials', () => {
  test('cannot be made', () => {
    expect(() => new Client({ appSecret: 'x' })).toThrow(/appId is missing/)
    expect(() => new Client({ appId: 'cli_x' })).toThrow(/appSecret is missing/)
    expect(() => new Client({ appId: 'cli_x', appSecret: 'x', helpDeskId: '1' })).toThrow(
      /helpDeskToken is missing/,
    )
  })

  test('names the field', () => {
    const error = failure(Promise.resolve().then(() => new Client({ appSecret: 'x' })))
    return expect(error).resolves.toMatchObject({ name: 'ConfigError', field: 'appId' })
  })
})

describe('2. path values', () => {
  test('stay one segment of the path whatever they contain', async () => {
    await using server = await stub()
    await server.client().helpdesk.v1.ticket.get({ path: { ticket_id: '1/../../x?y=1#z %' } })
    expect(server.seen[0]?.url).toBe('/open-apis/helpdesk/v1/tickets/1%2F..%2F..%2Fx%3Fy%3D1%23z%20%25')
  })

  test('that would climb out of the path are refused', async () => {
    await using server = await stub()
    for (const ticket_id of ['.', '..']) {
      expect(await failure(server.client().helpdesk.v1.ticket.get({ path: { ticket_id } }))).toMatchObject({
        name: 'ConfigError',
        field: 'path.ticket_id',
      })
    }
    expect(server.seen).toEqual([])
  })
})

describe('3. a business failure', () => {
  test('throws, with HTTP 200 as well', async () => {
    await using server = await stub(() => ({ body: { code: 154004, msg: 'resource not found' } }))
    const error = await failure(server.client().helpdesk.v1.ticket.get(ticket))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 154004, msg: 'resource not found', httpStatus: 200, logId: 'log-2' })
  })

  test('is a value for those who ask for one', async () => {
    await using server = await stub(() => ({
      status: 404,
      body: { code: 154004, msg: 'resource not found' },
    }))
    const result = await server.client().helpdesk.v1.ticket.get(ticket).result()
    expect(result).toMatchObject({ ok: false, error: { code: 154004 } })
  })

  test('leaves nothing optional on a success: data is there when the server sends none', async () => {
    await using server = await stub(() => ({ body: { code: 0, msg: '' } }))
    const reply = await server.client().helpdesk.v1.event.subscribe({ data: { events: [] } })
    expect(reply.data).toEqual({})
  })
})

describe('4. what is published', () => {
  const generated = readdirSync(`${sdk}src/generated`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => ({
      name: entry.name,
      folder: entry.parentPath,
      source: readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'),
    }))

  test('describes each method once', () => {
    const all = generated.map(({ source }) => source).join('')
    const paths = all.match(/^ {4}path: '.*',$/gm) ?? []
    expect(paths.length).toBeGreaterThan(80)
    const feishu = generated.filter(({ folder }) => folder.includes('feishu')).map(({ source }) => source)
    expect(feishu.join('').match(/^ {2}get ticket\(\)/gm)).toHaveLength(1)
  })

  test('is in small files, without chains of inheritance', () => {
    for (const { name, source } of generated) {
      expect({ name, small: source.length < 40_000 }).toEqual({ name, small: true })
      for (const [, parent] of source.matchAll(/ extends (\w+)/g)) expect(parent).toBe('Resource')
    }
  })
})

describe('5. types', () => {
  test('demand a payload where the path needs one, and hold no any', async () => {
    const client = new Client({ disableTokenCache: true })
    // @ts-expect-error -- a path value is required
    expect(await failure(client.helpdesk.v1.ticket.get())).toMatchObject({ field: 'path.ticket_id' })
    // @ts-expect-error -- so is each of its members
    expect(await failure(client.helpdesk.v1.ticket.get({ path: {} }))).toMatchObject({
      field: 'path.ticket_id',
    })
    const sources = readdirSync(`${sdk}src`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    for (const source of sources) {
      const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      expect(code).not.toMatch(/: any\b|<any>|\bany\[\]|as any\b/)
    }
  })
})

describe('6. logging', () => {
  test('is silent on construction, on success and on failure', async () => {
    const logger = { debug: spy(), info: spy(), warn: spy(), error: spy() }
    await using server = await stub(({ url }) =>
      url.includes('agent_skills') ? ok() : { status: 404, body: { code: 154004, msg: 'gone' } },
    )
    const client = server.client({ logger, loggerLevel: LoggerLevel.info })
    await client.helpdesk.v1.agentSkill.list()
    await failure(client.helpdesk.v1.ticket.get(ticket))
    for (const method of Object.values(logger)) expect(method).not.toHaveBeenCalled()
  })
})

describe('7. the event dispatcher', () => {
  test('refuses a second handler and keeps the first', async () => {
    const first = spy()
    const dispatcher = new EventDispatcher().register({ 'helpdesk.ticket.created_v1': first })
    expect(() => dispatcher.register({ 'helpdesk.ticket.created_v1': () => {} })).toThrow(/unregister\(/)
    await dispatcher.dispatch({
      schema: '2.0',
      header: { event_type: 'helpdesk.ticket.created_v1' },
      event: {},
    })
    expect(first).toHaveBeenCalledOnce()
  })

  test('throws on a wrong signature', async () => {
    const dispatcher = new EventDispatcher({ encryptKey: 'key' })
    const delivery = { body: '{"encrypt":"AAAA"}', headers: { 'x-lark-signature': 'f'.repeat(64) } }
    const error = await failure(dispatcher.invoke(delivery))
    expect(error).toBeInstanceOf(EventError)
    expect(error).toMatchObject({ reason: 'signature' })
  })
})

describe('8. what it is made of', () => {
  test('no dependency', () => {
    const manifest = JSON.parse(readFileSync(`${sdk}package.json`, 'utf8')) as Record<string, unknown>
    for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies']) {
      expect(manifest[kind]).toBeUndefined()
    }
  })

  test('no cache of the whole process: two clients share no token', async () => {
    await using server = await stub()
    await server.client().helpdesk.v1.ticket.get(ticket)
    await server.client().helpdesk.v1.ticket.get(ticket)
    expect(server.seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer t-1', 'Bearer t-2'])
  })
})

describe('also seen', () => {
  test('withAll keeps every option', async () => {
    await using server = await stub()
    const options = withAll([
      withHelpDeskCredential(),
      withUserAccessToken('u-1'),
      { headers: { a: '1' } },
      { headers: { b: '2' } },
    ])
    await server.client().im.v1.message.delete({ path: { message_id: 'om_1' } }, options)
    expect(server.seen[0]?.headers).toMatchObject({ authorization: 'Bearer u-1', a: '1', b: '2' })
    expect(server.seen[0]?.headers['x-lark-helpdesk-authorization']).toBeDefined()
  })

  test('GET and DELETE carry no body unless they are given one', async () => {
    await using server = await stub()
    const client = server.client()
    await client.helpdesk.v1.ticket.get(ticket)
    await client.im.v1.message.delete({ path: { message_id: 'om_1' } })
    await client.helpdesk.v1.ticketCustomizedField.list({ data: { visible: true } })
    expect(server.seen.map(({ body }) => body)).toEqual(['', '', '{"visible":true}'])
    expect(server.seen[0]?.headers['content-type']).toBeUndefined()
  })

  test('the help desk header is the bare credential', async () => {
    await using server = await stub()
    await server.client().helpdesk.v1.ticket.get(ticket)
    const header = String(server.seen[0]?.headers['x-lark-helpdesk-authorization'])
    expect(Buffer.from(header, 'base64').toString()).toBe('6626871355780366331:ht-token')
  })

  test('an iterator throws instead of yielding null', async () => {
    await using server = await stub(() => ({ status: 403, body: { code: 154003, msg: 'no permission' } }))
    const pages = server.client().helpdesk.v1.faq.listWithIterator()
    const error = await failure(pages[Symbol.asyncIterator]().next())
    expect(error).toMatchObject({ code: 154003 })
  })
})
