import { describe, expect, test } from 'vitest'
import { Client } from '../src/index.ts'
import { failure, ok, stub } from './stub.ts'

describe('raw calls', () => {
  test('any path, with values, query and body', async () => {
    await using server = await stub(() => ok({ user: { name: 'x' } }))
    const reply = await server.client().request<{ data: { user: { name: string } } }>({
      method: 'POST',
      url: '/open-apis/contact/v3/users/:user_id?a=1',
      path: { user_id: 'ou_/x' },
      params: { user_id_type: 'open_id' },
      data: { name: 'x' },
      headers: { k: 'v' },
    })
    expect(reply.data.user.name).toBe('x')
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/open-apis/contact/v3/users/ou_%2Fx?a=1&user_id_type=open_id',
      body: '{"name":"x"}',
    })
  })

  test('an address under the domain is a path; another one would leak the token and is refused', async () => {
    await using server = await stub()
    const client = server.client()
    await client.request({ method: 'GET', url: `${server.url}/open-apis/x` })
    expect(server.seen[0]?.url).toBe('/open-apis/x')
    for (const url of [
      'https://evil.example/x',
      `${server.url}.evil.example/x`,
      `${server.url}@evil.example/`,
    ]) {
      expect(
        await failure(Promise.resolve().then(() => client.request({ method: 'GET', url }))),
      ).toMatchObject({ field: 'url' })
    }
  })

  test('status, headers and log id come with the reply', async () => {
    await using server = await stub()
    const { value, httpStatus, headers, logId } = await server
      .client()
      .helpdesk.v1.agentSkill.list()
      .withResponse()
    expect(value.code).toBe(0)
    expect({ httpStatus, logId }).toEqual({ httpStatus: 200, logId: 'log-2' })
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('names without version, as the official SDK has them', async () => {
    await using server = await stub()
    const client = server.client()
    await client.im.message.create({
      params: { receive_id_type: 'chat_id' },
      data: { receive_id: 'oc_1', msg_type: 'text', content: '{}' },
    })
    expect(server.seen[0]?.url).toBe('/open-apis/im/v1/messages?receive_id_type=chat_id')
    expect(client.helpdesk.ticket).toBe(client.helpdesk.v1.ticket)
  })

  test('an address for the browser is built, not called', () => {
    const client = new Client({ disableTokenCache: true })
    const url = client.authen.v1.authorize.get({
      params: {
        client_id: 'cli_1',
        response_type: 'code',
        redirect_uri: 'https://me.example/back?x=1',
        state: 's',
      },
    })
    expect(url).toBe(
      'https://open.feishu.cn/open-apis/authen/v1/authorize?client_id=cli_1&response_type=code&redirect_uri=https%3A%2F%2Fme.example%2Fback%3Fx%3D1&state=s',
    )
  })
})
