import { beforeAll, describe, expect, test } from 'vitest'
import { type Desk, newDesk, newServer, noDatabase } from './harness.ts'
import {
  type Browser,
  addMember,
  byCode,
  byRefresh,
  callback,
  codeIn,
  openBrowser,
  register,
  setUser,
  whoIs,
  wish,
} from './oauth.ts'

const offline = { scope: 'helpdesk:all offline_access' }
const consents = '/console/v1/oauth/consents'
const authorization = '/console/v1/oauth/authorization'

describe.skipIf(noDatabase)('consent', async () => {
  const server = await newServer()
  let desk: Desk
  let browser: Browser

  beforeAll(async () => {
    desk = await newDesk(server)
    await register(desk)
    browser = await openBrowser(desk, desk.agentId)
  })

  test('an address that is not registered letter by letter is refused and never gets an answer', async () => {
    for (const redirect_uri of [
      `${callback}/`,
      'https://app.example.com/callback',
      'https://app.example.com/callback?tenant=1&x=2',
      'https://APP.example.com/callback?tenant=1',
      'https://evil.example.com/callback?tenant=1',
      'javascript:alert(1)',
    ]) {
      const query = { ...wish(desk), redirect_uri }
      const reply = await browser.authorize(query)
      expect([redirect_uri, reply.status, reply.body.code]).toEqual([redirect_uri, 400, 20029])
      expect(reply.headers).not.toHaveProperty('location')
      for (const answer of ['approve', 'deny']) {
        const page = await browser.page('POST', `${authorization}/${answer}`, query)
        expect([page.status, page.body.code]).toEqual([400, 'redirect_uri_unregistered'])
      }
      // A person reads it on our page, which checks again.
      const html = await browser.authorize(query, { accept: 'text/html,*/*' })
      expect(String(html.headers.location)).toMatch(/^\/oauth\/authorize\?client_id=/)
    }
  })

  test('what an app may not ask for is refused before anybody is asked', async () => {
    const ask = async (query: Record<string, string>) => {
      const reply = await browser.authorize({ ...wish(desk), ...query })
      return [reply.status, reply.body.code]
    }
    expect(await ask({ scope: 'helpdesk:all drive:drive' })).toEqual([400, 20027])
    expect(await ask({ client_id: 'cli_0000000000000000' })).toEqual([400, 20048])
    expect(await ask({ scope: Array.from({ length: 51 }, (_, i) => `s${i}`).join(' ') })).toEqual([
      400, 20001,
    ])
    expect(await ask({ code_challenge: 'short' })).toEqual([400, 20001])
    expect(await ask({ code_challenge: '~'.repeat(43), code_challenge_method: 'S256' })).toEqual([400, 20001])
    expect(await ask({ response_type: 'token' })).toEqual([400, 99992402])
    expect(await ask({ prompt: 'none' })).toEqual([400, 99992402])
    const refused = await browser.authorize({ ...wish(desk), scope: 'drive:drive' })
    expect(refused.body.msg).toContain('drive:drive')
    const page = await browser.page(
      'GET',
      `${authorization}?${new URLSearchParams({ ...wish(desk), scope: 'x' })}`,
    )
    expect([page.status, page.body.code]).toEqual([400, 'scope_not_granted'])
  })

  test('a person is asked once for each scope, and always when the app wants it', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const goes = async (query: Record<string, string>, headers = {}) => {
      const reply = await person.authorize({ ...wish(own), state: 's', ...query }, headers)
      expect(reply.headers['cache-control']).toBe('no-store')
      return String(reply.headers.location)
    }
    expect(await goes(offline)).toMatch(/^\/oauth\/authorize\?/)
    await person.approve(offline)
    const silent = await goes(offline)
    expect(silent.startsWith(`${callback}&code=`)).toBe(true)
    expect(new URL(silent).searchParams.get('state')).toBe('s')
    expect((await byCode(own, codeIn(silent))).body).toMatchObject({ code: 0, scope: offline.scope })
    expect(await goes({ scope: 'helpdesk:all' })).toContain('code=')
    expect(await goes({ ...offline, prompt: 'consent' })).toMatch(/^\/oauth\/authorize\?/)
    expect(await goes({ scope: 'helpdesk:all im:message' })).toMatch(/^\/oauth\/authorize\?/)
    const page = await person.page(
      'GET',
      `${authorization}?${new URLSearchParams({ ...wish(own), scope: 'helpdesk:all im:message' })}`,
    )
    expect(page.body.consented).toBe(false)
    const before = await person.page(
      'GET',
      `${authorization}?${new URLSearchParams({ ...wish(own), ...offline })}`,
    )
    expect(before.body.consented).toBe(true)
    expect(page.body.scopes.map((s: { consented: boolean }) => s.consented)).toEqual([true, false])
    // Whoever is not signed in is sent to the page as well.
    expect(await goes(offline, { cookie: 'pipit_session=1.nobody' })).toMatch(/^\/oauth\/authorize\?/)
    const events = await own.events()
    expect(events.filter((type) => type === 'consent.given')).toHaveLength(1)
  })

  test('a refusal goes back as access_denied', async () => {
    const query = { ...wish(desk), state: 'x&y' }
    const reply = await browser.page('POST', `${authorization}/deny`, query)
    expect(reply.body.redirect_to).toBe(`${callback}&error=access_denied&state=x%26y`)
  })

  test('what was agreed to can be taken back: tokens, refresh tokens and codes are dead', async () => {
    const own = await newDesk(server)
    await register(own)
    const person = await openBrowser(own, own.agentId)
    const { body } = await byCode(own, await person.approve(offline))
    const narrow = await byRefresh(own, body.refresh_token, { scope: 'helpdesk:all' })
    const pending = await person.approve(offline)
    const listed = await person.page('GET', consents)
    expect(listed.body.items).toEqual([
      {
        app_id: own.appId,
        name: 'Test app',
        scopes: [expect.objectContaining({ scope: 'helpdesk:all' }), expect.anything()],
        created_at: expect.any(Number),
      },
    ])
    const owner = await openBrowser(own, own.ownerId)
    expect((await owner.page('DELETE', `${consents}/${own.appId}`)).status).toBe(404)
    expect((await whoIs(own, body.access_token)).code).toBe(0)

    expect((await person.page('DELETE', `${consents}/${own.appId}`)).status).toBe(200)
    for (const token of [body.access_token, narrow.body.access_token])
      expect((await whoIs(own, token)).code).toBe(20005)
    expect((await byRefresh(own, narrow.body.refresh_token)).body.code).toBe(20064)
    expect((await byCode(own, pending)).body.code).toBe(20003)
    expect((await person.page('GET', consents)).body.items).toEqual([])
    const again = await person.authorize({ ...wish(own), ...offline })
    expect(String(again.headers.location)).toMatch(/^\/oauth\/authorize\?/)
    expect(await own.events()).toEqual(['app.changed', 'consent.given', 'grant.revoked', 'consent.withdrawn'])
  })

  test('people of another organisation cannot consent to an app that is not theirs', async () => {
    const other = await newDesk(server)
    const stranger = await openBrowser(other, other.agentId)
    const query = { ...wish(desk), ...offline }
    const page = await stranger.page('GET', `${authorization}?${new URLSearchParams(query)}`)
    expect([page.status, page.body.code]).toEqual([400, 'app_of_other_tenant'])
    const approve = await stranger.page('POST', `${authorization}/approve`, query)
    expect([approve.status, approve.body.code]).toEqual([400, 'app_of_other_tenant'])
    const direct = await stranger.authorize(query)
    expect([direct.status, direct.body.code]).toEqual([400, 20010])
    const html = await stranger.authorize(query, { accept: 'text/html' })
    expect(String(html.headers.location)).toMatch(/^\/oauth\/authorize\?/)
  })

  test('whoever serves on no desk can sign in and consent, and sees nothing else', async () => {
    const member = await addMember(desk, 'mia@example.com')
    const person = await openBrowser(desk, member)
    const me = await person.page('GET', '/console/v1/session')
    expect(me.body).toMatchObject({ role: 'member', user: { name: 'Mia Member' } })
    const { body } = await byCode(desk, await person.approve(offline))
    expect((await whoIs(desk, body.access_token)).data).toMatchObject({ open_id: member })
    for (const path of [
      '/console/v1/tickets?view=all',
      '/console/v1/admin/apps',
      '/console/v1/admin/helpdesk',
      '/console/v1/admin/logs',
      `/console/v1/admin/apps/${desk.appId}/redirect_uris`,
    ]) {
      const reply = await person.page('GET', path)
      expect([path, reply.status, reply.body.code]).toEqual([path, 403, 'forbidden'])
    }
    const live = await desk.call('GET', '/console/v1/live', undefined, person.cookie)
    expect(live.status).toBe(403)
    const home = await desk.call('GET', '/', undefined, person.cookie)
    expect(home.headers.location).toBe('/account')
    expect((await person.page('GET', consents)).body.items).toHaveLength(1)
    await setUser(server, desk, member, { status: 'frozen' })
    expect((await person.page('GET', consents)).status).toBe(401)
    expect((await person.page('DELETE', '/console/v1/session')).status).toBe(401)
  })

  test('consent needs a session and the header that only our page sends', async () => {
    const approve = (headers: Record<string, string>) =>
      desk.call('POST', `${authorization}/approve`, wish(desk), headers)
    expect((await approve({ 'x-pipit-csrf': '1' })).status).toBe(401)
    expect((await approve(browser.cookie)).status).toBe(400)
    // A token of an app is not a person at a browser.
    expect((await approve({ ...(await desk.user()), 'x-pipit-csrf': '1' })).status).toBe(401)
  })

  describe('redirect URIs', () => {
    const path = () => `/console/v1/admin/apps/${desk.appId}/redirect_uris`

    test('are kept by owner and admins, and only sound ones', async () => {
      const owner = await openBrowser(desk, desk.ownerId)
      const added = await owner.page('POST', path(), { uri: 'myapp://signed-in' })
      expect(added.body.items).toEqual([callback, 'myapp://signed-in'])
      for (const uri of [
        'javascript:alert(1)//',
        'data:text/html,x',
        '/callback',
        'https://a.example/#x',
        'https://u:p@a.example/',
        'https://a.example/ä',
        'file:///etc/passwd',
      ]) {
        const reply = await owner.page('POST', path(), { uri })
        expect([uri, reply.status, reply.body.field_violations?.[0].field]).toEqual([uri, 400, 'uri'])
      }
      const code = await browser.approve({ redirect_uri: 'myapp://signed-in' })
      expect((await byCode(desk, code, { redirect_uri: 'myapp://signed-in' })).body.code).toBe(0)
      const removed = await owner.page('POST', `${path()}/remove`, { uri: 'myapp://signed-in' })
      expect(removed.body.items).toEqual([callback])
      const gone = await browser.authorize({ ...wish(desk), redirect_uri: 'myapp://signed-in' })
      expect(gone.body.code).toBe(20029)
      expect((await owner.page('POST', `${path()}/remove`, { uri: 'myapp://signed-in' })).status).toBe(400)
      expect((await browser.page('POST', path(), { uri: 'https://a.example/' })).status).toBe(403)
      const other = await newDesk(server)
      const foreign = await (await openBrowser(other, other.ownerId)).page('POST', path(), { uri: callback })
      expect(foreign.status).toBe(404)
    })
  })

  test('an app asks for scopes, the owner grants them', async () => {
    const owner = await openBrowser(desk, desk.ownerId)
    const path = `/console/v1/admin/apps/${desk.appId}`
    const asked = await owner.page('POST', `${path}/scope_requests`, {
      scopes: ['drive:drive', 'helpdesk:all'],
    })
    expect(asked.body.scopes).toEqual(
      expect.arrayContaining([
        { scope: 'drive:drive', status: 'requested' },
        { scope: 'helpdesk:all', status: 'granted' },
      ]),
    )
    expect((await browser.authorize({ ...wish(desk), scope: 'drive:drive' })).body.code).toBe(20027)
    await owner.page('POST', `${path}/scopes`, { scope: 'drive:drive', granted: true })
    expect((await browser.authorize({ ...wish(desk), scope: 'drive:drive' })).status).toBe(302)
    const wrong = await owner.page('POST', `${path}/scope_requests`, { scopes: ['no scope'] })
    expect(wrong.status).toBe(400)
  })
})
