import { describe, expect, test } from 'vitest'
import { asConsole, bearer, cookieOf, forge, newToken, partsOf, signIn } from './access-tokens.ts'
import { type Desk, type Reply, newDesk, newServer, noDatabase } from './harness.ts'

const base = '/console/v1/admin/access_tokens'
const site = 'https://crm.example.com'
const chinese = { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' }
const inFrame = { 'sec-fetch-dest': 'iframe', 'sec-fetch-site': 'cross-site' }

describe.skipIf(noDatabase)('signing on with an access token', async () => {
  const server = await newServer()

  const open = (
    desk: Desk,
    path: string,
    token: string,
    headers: Record<string, string> = {},
  ): Promise<Reply> =>
    desk.call('GET', `${path}${path.includes('?') ? '&' : '?'}accessToken=${token}`, undefined, headers)

  /** Where a refused link leads, and what it shows there. */
  async function refusal(desk: Desk, reply: Reply, headers: Record<string, string> = {}) {
    expect(reply.status).toBe(303)
    expect(reply.headers['set-cookie']).toBeUndefined()
    const address = String(reply.headers.location)
    expect(address).toMatch(/^\/agent\/auth\/refused\?reason=\w+$/)
    const page = await desk.call('GET', address, undefined, headers)
    return [page.status, /data-reason="(\w+)"/.exec(page.body as string)?.[1]]
  }

  test('a link is swapped for a session at an address without the token', async () => {
    const desk = await newDesk(server)
    const { value, id } = await newToken(await signIn(desk), {
      name: 'CRM',
      allowed_domains: ['crm.example.com'],
    })
    const cases = [
      ['/agent/auth/login', '/agent'],
      ['/admin/auth/login', '/admin'],
      ['/agent/tickets/7?view=all', '/agent/tickets/7?view=all'],
      ['/agent', '/agent'],
      ['/admin/apps', '/admin/apps'],
    ] as const
    for (const [path, clean] of cases) {
      const reply = await open(desk, path, value)
      expect([reply.status, reply.headers.location], path).toEqual([303, clean])
      expect(reply.headers['referrer-policy']).toBe('no-referrer')
      expect(reply.headers['cache-control']).toBe('no-store')
      const me = await asConsole(desk, cookieOf(reply))('GET', '/console/v1/session')
      expect(me.body).toMatchObject({
        user: { id: desk.ownerId },
        role: 'owner',
        sign_on: { token_id: id, name: 'CRM', allowed_domains: ['crm.example.com'] },
      })
    }
    expect((await desk.call('GET', '/agent/auth/login', undefined, {})).headers.location).toBe('/login')
  })

  test('the cookie works in frames of other sites where browsers allow that', async () => {
    const desk = await newDesk(server)
    const { value } = await newToken(await signIn(desk))
    const set = async (host: string) =>
      String((await open(desk, '/agent', value, { host })).headers['set-cookie'])
    expect(await set('localhost:3000')).toMatch(
      /^pipit_token_session=[^;]+; Path=\/; Max-Age=\d+; HttpOnly; SameSite=None; Secure; Partitioned$/,
    )
    expect(await set('pipit.test')).toMatch(/; HttpOnly; SameSite=Lax$/)
    const age = Number(/Max-Age=(\d+)/.exec(await set('localhost'))![1])
    expect(age).toBeLessThanOrEqual(14 * 86_400)
    const short = await newToken(await signIn(desk), { expires_in_days: 1 })
    const reply = await open(desk, '/agent', short.value)
    expect(Number(/Max-Age=(\d+)/.exec(String(reply.headers['set-cookie']))![1])).toBeLessThanOrEqual(86_400)
  })

  test('a token of each state, at each entry', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const owner = await signIn(desk)
    const valid = await newToken(owner, { allowed_domains: ['crm.example.com'] })
    const expired = await newToken(owner)
    const disabled = await newToken(owner)
    const deleted = await newToken(owner)
    const unscoped = await newToken(owner, {
      scopes: ['tokens:manage'],
      allowed_domains: ['crm.example.com'],
    })
    const elsewhere = await newToken(owner, { allowed_domains: ['other.example.com'] })
    const stranger = await newToken(await signIn(other), { allowed_domains: ['crm.example.com'] })
    await desk.cx.engine.transaction((db) =>
      db
        .updateTable('access_tokens')
        .set({ expires_at: Date.now() - 1 })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', expired.id)
        .execute(),
    )
    desk.cx.registry.accessTokens.forgetAll()
    await owner('PATCH', `${base}/${disabled.id}`, { enabled: false })
    await owner('DELETE', `${base}/${deleted.id}`)
    const { claims } = partsOf(valid.value)
    const ticket = await desk.newTicket()

    const cases: [name: string, token: string, api: [number, string?], page: string | undefined][] = [
      ['valid', valid.value, [200], undefined],
      ['expired', expired.value, [401, 'expired'], 'expired'],
      ['disabled', disabled.value, [401, 'disabled'], 'disabled'],
      ['deleted', deleted.value, [401, 'invalid'], 'invalid'],
      ['wrong signature', `${valid.value.slice(0, -4)}AAAA`, [401, 'invalid'], 'invalid'],
      ['alg:none', forge({ alg: 'none' }, claims), [401, 'invalid'], 'invalid'],
      ['missing scope', unscoped.value, [403, 'missing_scope'], 'no_permission'],
      ['foreign domain', elsewhere.value, [403, 'domain_not_allowed'], 'domain_not_allowed'],
      // It is a good token, for another desk: the ticket of this one is not there.
      ['other tenant', stranger.value, [404, 'ticket_not_found'], undefined],
    ]
    for (const [name, token, api, reason] of cases) {
      const headers = { ...bearer(token), origin: site }
      const called = await desk.call('GET', `/api/tickets/${ticket}`, undefined, headers)
      expect([called.status, called.body.reason], `${name}: API`).toEqual([api[0], api[1]])
      expect(JSON.stringify([called.headers, called.body]), `${name}: API`).not.toContain(token)

      for (const [entry, sent] of [
        ['page', { referer: `${site}/` }],
        ['frame', { referer: `${site}/`, ...inFrame }],
      ] as const) {
        const reply = await open(desk, '/agent/auth/login', token, sent)
        expect(JSON.stringify(reply.headers), `${name}: ${entry}`).not.toContain(token)
        if (reason === undefined) {
          const cookie = cookieOf(reply)
          const page = await desk.call('GET', '/agent', undefined, { cookie, ...inFrame })
          expect(page.headers['content-security-policy'], `${name}: ${entry}`).toContain(
            "frame-ancestors 'self' https://crm.example.com http://crm.example.com;",
          )
          expect(page.headers['x-frame-options']).toBeUndefined()
          expect(await asConsole(desk, cookie)('GET', `/console/v1/tickets/${ticket}`)).toMatchObject({
            status: name === 'valid' ? 200 : 404,
          })
        } else {
          const status = reason === 'no_permission' || reason === 'domain_not_allowed' ? 403 : 401
          expect(await refusal(desk, reply), `${name}: ${entry}`).toEqual([status, reason])
        }
      }
      // The live stream is opened with a session, never with a token.
      const live = await desk.call('GET', `/console/v1/live?accessToken=${token}`, undefined, bearer(token))
      expect(live.status, `${name}: live stream`).toBe(401)
    }
  })

  test('sessions and streams end with their token, also one that was open', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const address = await server.listen()
    const ends: [string, (id: string) => Promise<unknown>][] = [
      ['disable', (id) => owner('PATCH', `${base}/${id}`, { enabled: false })],
      ['rotate', (id) => owner('POST', `${base}/${id}/rotate`, {})],
      ['delete', (id) => owner('DELETE', `${base}/${id}`)],
      ['rotate the secret', () => owner('POST', '/console/v1/admin/access_token_secret/rotate', {})],
    ]
    for (const [name, end] of ends) {
      const { id, value } = await newToken(owner)
      const cookie = cookieOf(await open(desk, '/agent', value))
      const me = () => asConsole(desk, cookie)('GET', '/console/v1/session')
      expect((await me()).status, name).toBe(200)
      const stream = await fetch(`${address}/console/v1/live`, { headers: { cookie } })
      expect(stream.status, name).toBe(200)
      await end(id)
      expect((await me()).status, name).toBe(401)
      // Read to its end: the server closes it, otherwise this would wait for ever.
      await stream.text()
      const framed = await desk.call('GET', '/agent', undefined, { cookie, ...inFrame })
      expect(framed.headers.location, name).toBe('/agent/auth/refused?reason=expired')
    }
    // The owner's own session, by password, is another matter.
    expect((await owner('GET', '/console/v1/session')).status).toBe(200)
  })

  test('a stream ends at the moment its token expires', async () => {
    const desk = await newDesk(server)
    const { id, value } = await newToken(await signIn(desk))
    const cookie = cookieOf(await open(desk, '/agent', value))
    await desk.cx.engine.transaction((db) =>
      db
        .updateTable('access_tokens')
        .set({ expires_at: Date.now() + 400 })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', id)
        .execute(),
    )
    const stream = await fetch(`${await server.listen()}/console/v1/live`, { headers: { cookie } })
    expect(stream.status).toBe(200)
    await stream.text()
    expect((await asConsole(desk, cookie)('GET', '/console/v1/session')).status).toBe(401)
  })

  test('a token opens what its scopes and the role of its person allow, and no more', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const agents = await newToken(owner, { user_id: desk.agentId, scopes: ['agent:login'] })
    expect(await refusal(desk, await open(desk, '/admin', agents.value))).toEqual([403, 'no_permission'])
    const workspace = await newToken(owner, { scopes: ['agent:login'] })
    expect(await refusal(desk, await open(desk, '/admin/apps', workspace.value))).toEqual([
      403,
      'no_permission',
    ])
    // The owner, come as an agent, is one.
    const asAgent = asConsole(desk, cookieOf(await open(desk, '/agent', workspace.value)))
    expect((await asAgent('GET', '/console/v1/session')).body.role).toBe('agent')
    expect((await asAgent('GET', '/console/v1/admin/apps')).status).toBe(403)
    // Through a token no tokens are made, and no app is let in, unless it was made for that.
    const console = await newToken(owner, { scopes: ['agent:login', 'admin:login'] })
    const asOwner = asConsole(desk, cookieOf(await open(desk, '/admin', console.value)))
    expect((await asOwner('GET', '/console/v1/admin/apps')).status).toBe(200)
    expect((await asOwner('POST', base, { name: 'x', scopes: ['api:read'] })).status).toBe(403)
    expect((await asOwner('POST', '/console/v1/admin/access_token_secret/rotate', {})).status).toBe(403)
    expect((await asOwner('GET', '/console/v1/oauth/consents')).status).toBe(403)
  })

  test('frames and pages of other websites are let in exactly where the token says so', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { value } = await newToken(owner, {
      allowed_domains: ['crm.example.com', '*.partner.cn', 'localhost:8080'],
    })
    const free = await newToken(owner)
    const from = async (token: string, headers: Record<string, string>) =>
      String((await open(desk, '/agent', token, headers)).headers.location)
    const refused = '/agent/auth/refused?reason=domain_not_allowed'
    for (const [origin, expected] of [
      ['https://crm.example.com', '/agent'],
      ['http://crm.example.com', '/agent'],
      ['https://crm.example.com:8443', refused],
      ['https://evil-crm.example.com', refused],
      ['https://crm.example.com.evil.com', refused],
      ['https://a.b.partner.cn', '/agent'],
      ['https://partner.cn', refused],
      ['http://localhost:8080', '/agent'],
      ['http://localhost:8081', refused],
      ['null', refused],
    ] as const) {
      expect(await from(value, { origin }), origin).toBe(expected)
      if (origin !== 'null')
        expect(await from(value, { referer: `${origin}/page?x=1` }), origin).toBe(expected)
    }
    // Nobody says where a bookmark comes from.
    expect(await from(value, {})).toBe('/agent')
    // Without domains: links from anywhere, frames from nowhere.
    expect(await from(free.value, { referer: 'https://evil.com/' })).toBe('/agent')
    expect(await from(free.value, { referer: 'https://evil.com/', ...inFrame })).toBe(refused)
    expect(await from(free.value, inFrame)).toBe(refused)
    const cookie = cookieOf(await open(desk, '/agent', free.value))
    const page = await desk.call('GET', '/agent', undefined, { cookie })
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'self';")
    // And whoever signs in by password is framed by nobody.
    const plain = await desk.call('GET', '/agent', undefined, {})
    expect(plain.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(plain.headers['x-frame-options']).toBe('DENY')
  })

  test('a refusal is a page in the language of the browser that runs nothing', async () => {
    const desk = await newDesk(server)
    for (const reason of ['invalid', 'expired', 'disabled', 'domain_not_allowed', 'no_permission']) {
      const path = `/agent/auth/refused?reason=${reason}`
      const english = await desk.call('GET', path, undefined, { 'accept-language': 'en-US,en' })
      const mandarin = await desk.call('GET', path, undefined, chinese)
      expect(english.body).toContain(`<html lang="en" data-reason="${reason}">`)
      expect(english.body).not.toMatch(/\p{Script=Han}/u)
      expect(mandarin.body).toContain('<html lang="zh-CN"')
      expect(mandarin.body).toMatch(/\p{Script=Han}{4}/u)
      expect(english.headers['content-security-policy']).toMatch(/^default-src 'none';/)
    }
    const odd = await desk.call('GET', '/agent/auth/refused?reason=%3Cscript%3E', undefined, {})
    expect(odd.body).toContain('data-reason="invalid"')
  })

  test('a password replaces a link, and signing out ends both', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { value } = await newToken(owner, { user_id: desk.agentId, scopes: ['agent:login'] })
    const cookie = cookieOf(await open(desk, '/agent', value, { host: 'localhost' }))
    const signedOut = await desk.call('DELETE', '/console/v1/session', undefined, {
      'x-pipit-csrf': '1',
      cookie,
      host: 'localhost',
    })
    expect(signedOut.headers['set-cookie']).toEqual([
      expect.stringMatching(/^pipit_session=;/),
      expect.stringMatching(/^pipit_token_session=; .*Max-Age=0.*Partitioned$/),
    ])
    expect((await asConsole(desk, cookie)('GET', '/console/v1/session')).status).toBe(401)
  })
})
