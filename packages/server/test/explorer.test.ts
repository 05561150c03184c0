import { describe, expect, test } from 'vitest'
import { newToken, signIn } from './access-tokens.ts'
import { newDesk, newServer, noDatabase } from './harness.ts'

const path = '/console/v1/admin/explorer/token'

describe.skipIf(noDatabase)('tokens to try the API out with', async () => {
  const server = await newServer()

  test('the owner gets each kind for a quarter of an hour, and each opens what it is for', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const ticket = await desk.newTicket()
    const before = Date.now()
    const made = await owner('POST', path, { app_id: desk.appId, kind: 'tenant' })
    expect(made.status).toBe(200)
    expect(made.headers['cache-control']).toBe('no-store')
    expect(made.body.expires_at - before).toBeGreaterThan(14 * 60_000)
    expect(made.body.expires_at - before).toBeLessThanOrEqual(15 * 60_000 + 1000)
    const headers = {
      authorization: `Bearer ${made.body.token}`,
      'x-lark-helpdesk-authorization': made.body.helpdesk_authorization,
    }
    const url = `/open-apis/helpdesk/v1/tickets/${ticket}`
    expect((await desk.call('GET', url, undefined, headers)).body.code).toBe(0)

    const user = await owner('POST', path, { app_id: desk.appId, kind: 'user' })
    const asOwner = { ...headers, authorization: `Bearer ${user.body.token}` }
    expect((await desk.call('PUT', url, { comment: 'tried out' }, asOwner)).body.code).toBe(0)
    const info = await desk.call('GET', '/open-apis/authen/v1/user_info', undefined, asOwner)
    expect(info.body.data.open_id).toBe(desk.ownerId)

    const app = await owner('POST', path, { app_id: desk.appId, kind: 'app' })
    const code = { grant_type: 'authorization_code', code: 'nobody' }
    const asApp = { authorization: `Bearer ${app.body.token}` }
    const refused = await desk.call('POST', '/open-apis/authen/v1/oidc/access_token', code, asApp)
    expect(refused.body.code).toBe(20003)

    // Asking again leaves one row behind the tokens.
    await owner('POST', path, { app_id: desk.appId, kind: 'user' })
    const grants = await desk.cx.db
      .selectFrom('grants')
      .select('id')
      .where('tenant_id', '=', desk.cx.tenantId)
      .execute()
    expect(grants).toHaveLength(1)
  })

  test('each is written down, and none is', async () => {
    const desk = await newDesk(server)
    const owner = await signIn(desk)
    const { body } = await owner('POST', path, { app_id: desk.appId, kind: 'tenant' })
    const { items } = (await owner('GET', '/console/v1/admin/audit')).body
    expect(items[0]).toMatchObject({
      action: 'app_token.issued',
      subject_id: desk.appId,
      actor: { id: desk.ownerId },
      detail: expect.stringContaining('tenant'),
    })
    await server.app.requestLog.flush()
    const rows = await desk.cx.db
      .selectFrom('request_log')
      .selectAll()
      .where('tenant_id', '=', desk.cx.tenantId)
      .where('endpoint', '=', path)
      .execute()
    expect(rows).toHaveLength(1)
    const audit = await desk.cx.db.selectFrom('audit_entries').selectAll().execute()
    for (const secret of [body.token, body.helpdesk_authorization])
      expect(JSON.stringify([rows, audit])).not.toContain(secret)
  })

  test('nobody else gets one, and none for an app that is not theirs or is disabled', async () => {
    const desk = await newDesk(server)
    const other = await newDesk(server)
    const owner = await signIn(desk)
    const admin = await desk.addAgent({ name: 'Adam', email: `adam-${desk.appId}@example.com` }, 'admin')
    await desk.cx.engine.transaction((db) =>
      db
        .updateTable('users')
        .set((set) => ({
          password_hash: set
            .selectFrom('users as u')
            .select('u.password_hash')
            .where('u.tenant_id', '=', desk.cx.tenantId)
            .where('u.id', '=', desk.ownerId),
        }))
        .where('tenant_id', '=', desk.cx.tenantId)
        .where('id', '=', admin)
        .execute(),
    )
    const ask = { app_id: desk.appId, kind: 'tenant' }
    for (const who of [desk.agentId, admin])
      expect((await (await signIn(desk, who))('POST', path, ask)).body).toMatchObject({ code: 'forbidden' })
    expect((await desk.call('POST', path, ask, { 'x-pipit-csrf': '1' })).status).toBe(401)
    expect((await owner('POST', path, { ...ask, app_id: other.appId })).body).toMatchObject({
      code: 'app_not_found',
    })
    // A session that a link has opened is gone with the token in the link; what it could make here would stay.
    const { value } = await newToken(owner)
    const entered = await server.app.inject(`/admin?accessToken=${value}`)
    const cookie = String([entered.headers['set-cookie']].flat()[0]).split(';')[0]!
    const linked = await desk.call('POST', path, ask, { 'x-pipit-csrf': '1', cookie })
    expect([linked.status, linked.body.code]).toEqual([403, 'forbidden'])

    await owner('PATCH', `/console/v1/admin/apps/${desk.appId}`, { status: 'disabled' })
    expect((await owner('POST', path, ask)).body).toMatchObject({
      code: 'invalid_input',
      field_violations: [{ field: 'app_id' }],
    })
  })
})
