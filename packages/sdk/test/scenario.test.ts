import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { withHelpDeskCredential, withUserAccessToken } from '../src/index.ts'
import { scenario, type EitherClient, type Fixtures } from './scenario.ts'
import { ok, stub, type Answer, type Seen } from './stub.ts'

interface Official {
  Client: new (options: object) => EitherClient
  withHelpDeskCredential(): { lark: object }
  withUserAccessToken(token: string): { lark: object }
}
const official = createRequire(import.meta.url)('@larksuiteoapi/node-sdk') as Official

const png = Buffer.from('89504e470d0a1a0a', 'hex')

/** Answers with what arrived, so that equal results mean equal requests; fails where the real server would. */
function echo({ method, url, headers, body, bytes }: Seen): Answer {
  const { pathname, searchParams } = new URL(url, 'http://x')
  const credential = String(headers['x-lark-helpdesk-authorization'] ?? '').replace('Bearer ', '')
  if (pathname.startsWith('/open-apis/helpdesk/') && credential === '') {
    return { status: 401, body: { code: 154001, msg: 'unauthorized' } }
  }
  if (pathname.endsWith('/tickets/1')) return { status: 404, body: { code: 154004, msg: 'not found' } }
  if (body.includes('"msg_type":"none"')) return { status: 400, body: { code: 154000, msg: 'bad request' } }
  if (pathname === '/open-apis/im/v1/images') {
    return ok({
      image_key: `img_${createHash('sha1')
        .update(bytes.subarray(bytes.indexOf(png), bytes.indexOf(png) + png.length))
        .digest('hex')}`,
    })
  }
  if (pathname.startsWith('/open-apis/im/v1/images/'))
    return { headers: { 'Content-Type': 'image/png' }, body: png }
  const page = Number(searchParams.get('page_token') ?? 0)
  const request = {
    method,
    pathname,
    query: [...searchParams].filter(([name]) => name !== 'page_token'),
    // The official SDK sends {} where there is nothing to send.
    body: body === '' || body === '{}' ? undefined : (JSON.parse(body) as unknown),
    token: headers.authorization,
    credential,
  }
  const more = pathname.endsWith('/faqs') && method === 'GET' && page < 2
  return ok({
    request,
    items: [{ page }],
    has_more: more,
    ...(more ? { page_token: String(page + 1) } : {}),
    ticket_id: '6626871355780366331',
    message_id: 'om_1',
    agent_skill_id: '6626871355780366332',
    category: { category_id: '6626871355780366333' },
    faq: { id: '6626871355780366334' },
  })
}

const common = { guestOpenId: 'ou_guest', guestEmail: 'guest@example.com', agentOpenId: 'ou_agent', png }

test('the same script gives the same results through the official SDK and through this one', async () => {
  await using server = await stub(echo)
  const theirs = new official.Client({
    appId: 'cli_a1b2c3d4e5f60718',
    appSecret: 'secret-of-app',
    domain: server.url,
    helpDeskId: '6626871355780366331',
    helpDeskToken: 'ht-token',
    logger: { trace() {}, debug() {}, info() {}, warn() {}, error() {} },
  })
  const asAgent = { ...official.withHelpDeskCredential().lark, ...official.withUserAccessToken('u-1').lark }
  const theirFixtures: Fixtures = {
    ...common,
    helpdesk: official.withHelpDeskCredential(),
    agent: { lark: asAgent },
  }
  const expected = await scenario(theirs, theirFixtures)

  server.issue = () => ({ body: { code: 0, msg: 'ok', tenant_access_token: 't-1', expire: 7200 } })
  const ours = server.client() as unknown as EitherClient
  const agent = { ...withHelpDeskCredential(), ...withUserAccessToken('u-1') }
  const actual = await scenario(ours, { ...common, helpdesk: { ...withHelpDeskCredential() }, agent })

  expect(actual).toEqual(expected)
  expect(actual).toHaveLength(39)
  expect(
    actual
      .filter(({ result }) => typeof result === 'object' && result !== null && 'code' in result)
      .map(({ result }) => result),
  ).toEqual([{ code: 154004 }, { code: 154001 }, { code: 154000 }])
})
