import { describe, expect, test } from 'vitest'
import { newToken, signIn } from '../../server/test/access-tokens.ts'
import { newDesk, newServer } from '../../server/test/harness.ts'
import {
  AccessTokenClient,
  ApiError,
  ConfigError,
  ResponseError,
  TokenError,
  type AccessTokenApi,
} from '../src/index.ts'
import { stub } from './stub.ts'

describe('the client of AccessTokens', async () => {
  const server = await newServer()
  const domain = await server.listen()

  async function newClient(more: Record<string, unknown> = {}) {
    const desk = await newDesk(server)
    const { value } = await newToken(await signIn(desk), more)
    return {
      desk,
      value,
      client: new AccessTokenClient({ domain, accessToken: value, loggerLevel: 'fatal' }),
    }
  }

  test('both faces resolve to what was asked for, without an envelope', async () => {
    const { client } = await newClient()
    const made: AccessTokenApi.SimpleTicket = await client.tickets.create({
      data: { title: 'Broken', content: 'It does not start', priority: 'high' },
    })
    expect(made).toMatchObject({ title: 'Broken', priority: 'high' })
    expect(await client.tickets.list()).toEqual([made])
    const page = await client.v1.ticket.queryOrg({ params: { pageSize: 5 } })
    expect(page).toMatchObject({ totalElements: 1, content: [{ uid: made.id, priority: 'HIGH' }] })
    // The same by a shorter name, as with the other client.
    expect(await client.ticket.queryUid({ params: { uid: made.id } })).toEqual(page.content[0])
    expect(await client.tickets.update({ path: { id: made.id }, data: { status: 'closed' } })).toMatchObject({
      status: 'closed',
    })
    expect(await client.v1.ticket.delete({ data: { uid: made.id } })).toBe(true)
    expect(await client.tickets.list()).toEqual([])
  })

  test('exports are downloads with a name', async () => {
    const { client } = await newClient()
    const file = await client.v1.user.export()
    expect(file.fileName).toMatch(/^User-\d+\.xlsx$/)
    expect(
      Buffer.from(await file.bytes())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
  })

  test('failures are typed, name the fields, and never the token', async () => {
    const { client, value } = await newClient({ scopes: ['api:read', 'api:write'] })
    const caught = async (call: PromiseLike<unknown>) => {
      try {
        await call
      } catch (error) {
        return error as ApiError
      }
      throw new Error('It did not fail.')
    }
    const noTitle = await caught(client.tickets.create({ data: {} as { title: string } }))
    expect(noTitle).toBeInstanceOf(ApiError)
    expect(noTitle).toMatchObject({
      code: 400,
      httpStatus: 400,
      fieldViolations: [{ field: 'title', description: 'is required' }],
      logId: expect.stringMatching(/^\d{14}/),
    })
    // HTTP 200 under the envelope, and still an error.
    const missing = await caught(client.v1.ticket.queryUid({ params: { uid: '1' } }))
    expect(missing).toMatchObject({ code: 404, httpStatus: 200 })
    const noScope = await caught(client.v1.token.queryOrg())
    expect(noScope).toMatchObject({ code: 403, msg: expect.stringContaining('tokens:manage') })
    const wrong = new AccessTokenClient({ domain, accessToken: `${value}x`, loggerLevel: 'fatal' })
    const refused = await caught(wrong.user.profile())
    expect(refused).toBeInstanceOf(TokenError)
    expect(`${refused.message} ${JSON.stringify(refused)}`).not.toContain(value)
    expect(await caught(client.v1.ticket.export({ params: { status: 'odd' } }))).toMatchObject({ code: 400 })
  })

  test('what is no answer of this API is no success', async () => {
    const page = await stub(() => ({ body: '<html>', headers: { 'content-type': 'text/html' } }))
    const client = new AccessTokenClient({ domain: page.url, accessToken: 'a.b.c', retries: 0 })
    await expect(client.tickets.list()).rejects.toBeInstanceOf(ResponseError)
    await page.close()
  })

  test('a client that cannot work is not made', () => {
    expect(() => new AccessTokenClient({ domain, accessToken: '' })).toThrow(ConfigError)
    expect(() => new AccessTokenClient({ domain: 'nowhere', accessToken: 'x' })).toThrow('domain must be')
  })
})
