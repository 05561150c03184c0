import { describe, expect, test } from 'vitest'
import { findToken } from '../src/db/access-tokens.ts'
import { createAccessToken } from '../src/domain/access-tokens.ts'
import { bearer, everything, forge, newToken, partsOf, signIn } from './access-tokens.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

const base = '/console/v1/admin/access_tokens'
const profile = '/api/user/profile'

describe.skipIf(noDatabase)('access tokens', async () => {
  const server = await newServer()

  test('a token is a JWT by HS384 that says whose it is, and lives thirty days', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { value, reply } = await newToken(owner, { user_id: desk.agentId, scopes: ['api:read'] })
    const { header, claims } = partsOf(value)
    expect(header).toEqual({ alg: 'HS384' })
    expect(Object.keys(claims)).toEqual(['sub', 'iat', 'exp'])
    expect(claims.exp - claims.iat).toBe(2_592_000)
    expect(claims.sub).toMatch(/^\{"platform":"bytedesk","username":"agent-[^"]+@example\.com"\}$/)
    expect(reply.token).toMatchObject({
      user: { id: desk.agentId },
      role: 'agent',
      state: 'live',
      hint: value.slice(-6),
      expires_at: claims.exp * 1000,
    })
    expect((await desk.call('GET', profile, undefined, bearer(value))).body).toMatchObject({
      uid: desk.agentId,
    })
    // Kept as a hash only.
    const row = await findToken(desk.cx.db, desk.cx.tenantId, reply.token.token_id)
    expect(JSON.stringify(row)).not.toContain(value.split('.')[2])
  })

  test('tokens of one person and second differ, and permanent ones do not end', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const same = { ...desk.fresh(), actor: { kind: 'system' as const } }
    const make = () => createAccessToken(same, { name: 'x', userId: desk.ownerId, scopes: ['api:read'] })
    const values = [(await make()).value, (await make()).value, (await make()).value]
    expect(new Set(values).size).toBe(3)
    for (const value of values)
      expect((await desk.call('GET', profile, undefined, bearer(value))).status).toBe(200)
    const permanent = await newToken(owner, { permanent: true })
    expect(partsOf(permanent.value).claims).not.toHaveProperty('exp')
    expect(permanent.reply.token).not.toHaveProperty('expires_at')
    const week = await newToken(owner, { expires_in_days: 7 })
    const { claims } = partsOf(week.value)
    expect(claims.exp - claims.iat).toBe(7 * 86_400)
  })

  test('what is not a live token of ours is refused, whatever it says', async () => {
    const desk = await newDesk(server)
    const { value } = await newToken(await signIn(desk))
    const [header, claims, signature] = value.split('.') as [string, string, string]
    const { claims: read } = partsOf(value)
    const none = Buffer.from('{"alg":"none"}').toString('base64url')
    const wrong = {
      'alg:none, signed': `${none}.${claims}.${signature}`,
      'alg:none, unsigned': `${none}.${claims}.`,
      'another algorithm': `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${claims}.${signature}`,
      'a wrong signature': `${header}.${claims}.${signature.slice(0, -4)}AAAA`,
      'another secret': forge({ alg: 'HS384' }, read),
      'a longer life': `${header}.${Buffer.from(JSON.stringify({ ...read, exp: read.exp + 9 })).toString('base64url')}.${signature}`,
      'no token': 'abc.def.ghi',
      'nothing known': 'x',
    }
    for (const [name, token] of Object.entries(wrong)) {
      const reply = await desk.call('GET', profile, undefined, bearer(token))
      expect([reply.status, reply.body.code, reply.body.reason], name).toEqual([401, 401, 'invalid'])
      expect(JSON.stringify(reply.body), name).not.toContain(token)
    }
    expect((await desk.call('GET', profile, undefined, {})).body).toMatchObject({
      code: 401,
      reason: 'missing',
    })
    // A session cookie or a token of the Open Platform is none either.
    expect((await desk.call('GET', profile)).body).toMatchObject({ reason: 'invalid' })
  })

  test('disabling, enabling, rotating and deleting take effect at once', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { id, value } = await newToken(owner)
    const state = async (token = value) =>
      (await desk.call('GET', profile, undefined, bearer(token))).body.reason
    expect(await state()).toBeUndefined()
    await owner('PATCH', `${base}/${id}`, { enabled: false })
    expect(await state()).toBe('disabled')
    await owner('PATCH', `${base}/${id}`, { enabled: true })
    expect(await state()).toBeUndefined()
    const rotated = await owner('POST', `${base}/${id}/rotate`, {})
    expect(rotated.body.access_token).not.toBe(value)
    expect(await state()).toBe('invalid')
    expect(await state(rotated.body.access_token)).toBeUndefined()
    await owner('DELETE', `${base}/${id}`)
    expect(await state(rotated.body.access_token)).toBe('invalid')
    expect((await owner('GET', `${base}/${id}`)).status).toBe(404)
    const { body } = await owner('GET', `/console/v1/admin/audit?subject_id=${id}`)
    expect(body.items.map((entry: { action: string }) => entry.action)).toEqual([
      'access_token.deleted',
      'access_token.rotated',
      'access_token.enabled',
      'access_token.disabled',
      'access_token.created',
    ])
    expect(body.items[0].actor).toMatchObject({ id: desk.ownerId })
  })

  test('an expired token and one whose person has left are refused', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { id, value } = await newToken(owner, { user_id: desk.agentId, scopes: ['api:read'] })
    await desk.cx.engine.transaction((db) =>
      db
        .updateTable('access_tokens')
        .set({ expires_at: Date.now() - 1 })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', id)
        .execute(),
    )
    desk.cx.registry.accessTokens.forgetAll()
    const expired = await desk.call('GET', profile, undefined, bearer(value))
    expect([expired.status, expired.body.reason]).toEqual([401, 'expired'])
    expect((await owner('GET', `${base}/${id}`)).body.state).toBe('expired')

    const other = await newToken(owner, { user_id: desk.agentId, scopes: ['api:read'] })
    await desk.cx.engine.transaction((db) =>
      db
        .updateTable('agents')
        .set({ removed_at: Date.now() })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('user_id', '=', desk.agentId)
        .execute(),
    )
    desk.cx.registry.accessTokens.forgetUser(desk.agentId)
    const left = await desk.call('GET', profile, undefined, bearer(other.value))
    expect([left.status, left.body.reason]).toEqual([403, 'no_permission'])
    expect((await owner('GET', `${base}/${other.id}`)).body.state).toBe('without_user')
  })

  test('the secret can be rotated, with another algorithm; every token is dead until it is rotated too', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { id, value } = await newToken(owner)
    const other = await newToken(await signIn(await newDesk(server)))
    expect((await owner('GET', '/console/v1/admin/access_token_secret')).body.algorithm).toBe('HS384')
    const rotate = '/console/v1/admin/access_token_secret/rotate'
    for (const algorithm of ['HS256', 'HS512'] as const) {
      expect((await owner('POST', rotate, { algorithm })).body).toMatchObject({ algorithm })
      expect((await desk.call('GET', profile, undefined, bearer(value))).body.reason).toBe('invalid')
      expect((await owner('GET', `${base}/${id}`)).body.state).toBe('outdated')
      const renewed = (await owner('POST', `${base}/${id}/rotate`, {})).body.access_token
      expect(partsOf(renewed).header).toEqual({ alg: algorithm })
      expect((await desk.call('GET', profile, undefined, bearer(renewed))).status).toBe(200)
    }
    // That was this organisation's secret only.
    expect((await desk.call('GET', profile, undefined, bearer(other.value))).status).toBe(200)
    expect((await owner('POST', rotate, { algorithm: 'none' })).status).toBe(400)
  })

  test('each token does what its scopes say, and nothing in another organisation', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const reading = await newToken(owner, { scopes: ['api:read'] })
    const writing = await newToken(owner, { scopes: ['api:write'] })
    const draft = { title: 'x' }
    const list = (token: string) => desk.call('GET', '/api/tickets/list', undefined, bearer(token))
    const create = (token: string) => desk.call('POST', '/api/tickets/create', draft, bearer(token))
    expect((await list(reading.value)).status).toBe(200)
    expect((await create(reading.value)).body).toMatchObject({ code: 403, reason: 'missing_scope' })
    const made = await create(writing.value)
    expect(made.status).toBe(200)
    expect((await list(writing.value)).status).toBe(403)
    const tokens = await desk.call('GET', '/api/v1/token/query/org', undefined, bearer(reading.value))
    expect([tokens.status, tokens.body.code]).toEqual([403, 403])
    await owner('PATCH', `${base}/${reading.id}`, { scopes: ['api:write'] })
    expect((await list(reading.value)).status).toBe(403)

    const stranger = await newToken(await signIn(await newDesk(server)))
    const id = made.body.id as string
    for (const [method, path] of [
      ['GET', `/api/tickets/${id}`],
      ['PUT', `/api/tickets/${id}`],
      ['DELETE', `/api/tickets/${id}`],
    ] as const) {
      const body = method === 'PUT' ? { title: 'mine' } : undefined
      expect((await desk.call(method, path, body, bearer(stranger.value))).status, method).toBe(404)
    }
    expect((await list(stranger.value)).body).toEqual([])
  })

  test('nobody gives a token more than they may do themselves', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const adminId = await desk.addAgent({ name: 'Amy' }, 'admin')
    const make = (caller: typeof owner, more: object) =>
      caller('POST', base, { name: 'x', scopes: ['api:read'], ...more })
    const forAgent = await make(owner, { user_id: desk.agentId, scopes: ['admin:login'] })
    expect(forAgent.body).toMatchObject({ code: 'invalid_input', field_violations: [{ field: 'scopes.0' }] })
    expect((await make(owner, { user_id: desk.guestId })).body.field_violations[0].field).toBe('user_id')
    expect((await make(owner, { scopes: ['everything'] })).status).toBe(400)
    expect((await make(owner, { scopes: [] })).status).toBe(400)

    const manager = await newToken(owner, { scopes: ['api:read', 'tokens:manage'] })
    const call = (body: object) =>
      desk.call('POST', '/api/v1/token/create', { name: 'x', ...body }, bearer(manager.value))
    expect((await call({ scope: ['READ'] })).body).toMatchObject({ code: 200, data: { scope: ['api:read'] } })
    expect((await call({ scope: ['api:write'] })).body).toMatchObject({ code: 400, reason: 'invalid_input' })
    const agents = await signIn(desk, desk.agentId)
    expect((await make(agents, {})).status).toBe(403)

    const admin = await newToken(owner, { user_id: adminId, scopes: everything })
    const asAdmin = (userUid: string) =>
      desk.call('POST', '/api/v1/token/create', { name: 'x', scope: ['READ'], userUid }, bearer(admin.value))
    expect((await asAdmin(desk.ownerId)).body.code).toBe(403)
    expect((await asAdmin(desk.agentId)).body.code).toBe(200)
  })

  test('domains are checked and kept as browsers write them', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const make = (allowed_domains: string[]) =>
      owner('POST', base, { name: 'x', scopes: ['api:read'], allowed_domains })
    const kept = await make(['Help.Example.com', '*.例子.cn', 'localhost:8080', 'a.com:80', 'a.com'])
    expect(kept.body.token.allowed_domains).toEqual([
      'help.example.com',
      '*.xn--fsqu00a.cn',
      'localhost:8080',
      'a.com',
    ])
    for (const bad of [
      'https://a.com',
      'a.com/x',
      '*',
      '*.*.com',
      'a b',
      'x@a.com',
      "a.com; script-src 'unsafe-inline'",
    ])
      expect((await make([bad])).status, bad).toBe(400)
  })

  test('last use is written down without anybody waiting for it', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { id, value } = await newToken(owner)
    expect((await owner('GET', `${base}/${id}`)).body).not.toHaveProperty('last_used_at')
    await desk.call('GET', profile, undefined, bearer(value))
    await expect
      .poll(async () => (await owner('GET', `${base}/${id}`)).body.last_used_at as number | undefined)
      .toBeGreaterThan(Date.now() - 60_000)
  })

  test('every look at a credential and every reset is an audit entry, of this organisation only', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    await owner('GET', '/console/v1/admin/helpdesk')
    await owner('GET', '/console/v1/admin/apps')
    await owner('POST', '/console/v1/admin/helpdesk/reset_token')
    await owner('POST', `/console/v1/admin/apps/${desk.appId}/reset_secret`)
    const { body } = await owner('GET', '/console/v1/admin/audit')
    expect(body.items).toMatchObject([
      { action: 'app_secret.reset', subject_id: desk.appId, actor: { id: desk.ownerId }, actor_kind: 'user' },
      { action: 'helpdesk_token.reset', subject_id: desk.helpdeskId },
      { action: 'app_secret.viewed', subject_id: desk.appId },
      { action: 'helpdesk_token.viewed', subject_id: desk.helpdeskId },
    ])
    expect((await (await signIn(desk, desk.agentId))('GET', '/console/v1/admin/audit')).status).toBe(403)
  })

  test('another node drops a token as soon as it hears of it', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { id, value } = await newToken(owner)
    expect((await desk.call('GET', profile, undefined, bearer(value))).status).toBe(200)
    // As another node would: the row changes and the event is written, this process's copy is not touched.
    await desk.cx.engine.transaction(async (db) => {
      await db
        .updateTable('access_tokens')
        .set({ status: 'disabled' })
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', id)
        .execute()
      const { emit } = await import('../src/domain/events.ts')
      await emit({ ...desk.fresh(), db, inTransaction: true }, 'access_token.changed', { tokenId: id })
    })
    await expect
      .poll(async () => (await desk.call('GET', profile, undefined, bearer(value))).status, { timeout: 3000 })
      .toBe(401)
  })
})
