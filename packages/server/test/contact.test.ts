import { beforeAll, describe, expect, test } from 'vitest'
import { listContacts } from '../src/domain/contacts.ts'
import { newCx } from '../src/domain/cx.ts'
import {
  createDepartment,
  findDepartment,
  peopleOfDepartments,
  setDepartments,
} from '../src/domain/departments.ts'
import { grantUserToken } from '../src/domain/grants.ts'
import { firstRun } from '../src/seed/first-run.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from './harness.ts'
import { officialClient } from './official.ts'

const users = '/open-apis/contact/v3/users'

interface Ids {
  readonly open: string
  readonly union: string
  readonly user: string
}

describe.skipIf(noDatabase)('contact', async () => {
  const server = await newServer()
  let desk: Desk
  let support: string
  let night: string
  let ada: Ids

  const idsOf = async (of: Desk, openId: string): Promise<Ids> => {
    const row = await of.cx.db
      .selectFrom('users')
      .select(['id', 'union_id', 'user_id'])
      .where('tenant_id', '=', of.cx.tenantId)
      .where('id', '=', openId)
      .executeTakeFirstOrThrow()
    return { open: row.id, union: row.union_id, user: row.user_id }
  }

  const setUser = (of: Desk, openId: string, values: Record<string, unknown>) =>
    server.services.engine.transaction((db) =>
      db
        .updateTable('users')
        .set(values)
        .where('tenant_id', '=', of.cx.tenantId)
        .where('id', '=', openId)
        .execute(),
    )

  const seeOnly = async (of: Desk, departments: readonly string[]) => {
    await server.services.engine.transaction((db) =>
      db
        .updateTable('apps')
        .set({ contact_range: JSON.stringify(departments) })
        .where('tenant_id', '=', of.cx.tenantId)
        .execute(),
    )
    server.services.registry.forget(of.appId)
  }

  beforeAll(async () => {
    desk = await newDesk(server)
    support = await createDepartment(desk.fresh(), {
      name: '客户服务',
      enName: 'Support',
      departmentId: 'support',
      leaderId: desk.ownerId,
    })
    night = await createDepartment(desk.fresh(), { name: '夜班', parentId: support, departmentId: 'night' })
    await setDepartments(desk.fresh(), desk.agentId, [night, support])
    await setUser(desk, desk.agentId, { mobile: '+8613800138000', employee_no: 'E7', job_title: 'Agent' })
    ada = await idsOf(desk, desk.agentId)
  })

  test('a person is found by each kind of id, with departments, leader and status', async () => {
    for (const [type, id] of Object.entries({ open_id: ada.open, union_id: ada.union, user_id: ada.user })) {
      const reply = await desk.call(
        'GET',
        `${users}/${id}?user_id_type=${type}&department_id_type=department_id`,
      )
      expect(reply.body).toMatchObject({
        code: 0,
        data: {
          user: {
            open_id: ada.open,
            union_id: ada.union,
            user_id: ada.user,
            name: 'Ada Agent',
            mobile: '+8613800138000',
            employee_no: 'E7',
            job_title: 'Agent',
            city: 'Berlin',
            country: 'DE',
            employee_type: 1,
            department_ids: ['night', 'support'],
            status: { is_frozen: false, is_resigned: false, is_activated: true },
            department_path: [
              {
                department_id: 'night',
                department_name: { name: '夜班' },
                department_path: {
                  department_ids: ['support', 'night'],
                  department_path_name: { name: '客户服务-夜班', i18n_name: { en_us: 'Support-夜班' } },
                },
              },
              { department_id: 'support' },
            ],
          },
        },
      })
      expect(reply.body.data.user.join_time).toBeLessThan(1e11)
    }
  })

  test('the leader is the one of the primary department, in the id the call speaks', async () => {
    await setDepartments(desk.fresh(), desk.guestId, [support])
    const owner = await idsOf(desk, desk.ownerId)
    const get = async (query: string) =>
      (await desk.call('GET', `${users}/${desk.guestId}${query}`)).body.data.user
    expect(await get('')).toMatchObject({ leader_user_id: owner.open, department_ids: [support] })
    const guest = await idsOf(desk, desk.guestId)
    const byUnion = await desk.call('GET', `${users}/${guest.union}?user_id_type=union_id`)
    expect(byUnion.body.data.user.leader_user_id).toBe(owner.union)
    await setDepartments(desk.fresh(), desk.guestId, [])
    expect(await get('')).toMatchObject({ department_ids: ['0'] })
    expect(await get('')).not.toHaveProperty('leader_user_id')
  })

  test('unknown, foreign and visiting people are refused with the published numbers', async () => {
    const other = await newDesk(server)
    const foreign = await desk.call('GET', `${users}/${other.agentId}`)
    expect([foreign.status, foreign.body.code]).toEqual([400, 41012])
    const wrongKind = await desk.call('GET', `${users}/${ada.union}`)
    expect([wrongKind.status, wrongKind.body.code]).toEqual([400, 41012])
    const visitor = await desk.addPerson({ name: 'Visitor', kind: 'visitor' })
    expect((await desk.call('GET', `${users}/${visitor}`)).body.code).toBe(41012)
    const mistyped = await desk.call('GET', `${users}/${ada.open}?user_id_type=email`)
    expect([mistyped.status, mistyped.body.code]).toEqual([400, 40001])
    expect(mistyped.body.error.field_violations[0]).toMatchObject({ field: 'user_id_type', value: 'email' })
  })

  test('fields are shown only with the scope for them, ids always', async () => {
    const poor = await newDesk(server, {
      scopes: ['contact:contact.base:readonly', 'contact:user.id:readonly', 'contact:user.email:readonly'],
    })
    const { user } = (await poor.call('GET', `${users}/${poor.agentId}`)).body.data
    const ids = await idsOf(poor, poor.agentId)
    expect(user).toEqual({
      open_id: ids.open,
      union_id: ids.union,
      email: expect.stringContaining('@example.com'),
    })
    const byUserId = await poor.call('GET', `${users}/${ids.user}?user_id_type=user_id`)
    expect([byUserId.status, byUserId.body.code]).toEqual([400, 99991672])
    expect(byUserId.body.error.permission_violations[0].subject).toBe('contact:user.employee_id:readonly')
    const found = await poor.call('POST', `${users}/batch_get_id?user_id_type=user_id`, { emails: ['a@b.c'] })
    expect(found.body.code).toBe(99991672)
  })

  test('a user token shows what both the app may and the person has granted', async () => {
    const grant = ['contact:contact.base:readonly', 'contact:user.base:readonly']
    const { token } = await grantUserToken(desk.fresh(), desk.appId, desk.agentId, grant)
    const reply = await desk.call('GET', `${users}/${ada.open}`, undefined, {
      authorization: `Bearer ${token}`,
    })
    expect(Object.keys(reply.body.data.user).sort()).toEqual(['name', 'open_id', 'union_id'])
    const wide = await desk.call('GET', `${users}/${ada.open}`, undefined, await desk.user())
    expect(wide.body.data.user).toMatchObject({ user_id: ada.user, job_title: 'Agent' })
  })

  test('batch keeps the order asked for and leaves out whom it cannot show', async () => {
    const owner = await idsOf(desk, desk.ownerId)
    const query = [owner.union, 'on_nobody', ada.union, owner.union].map((id) => `user_ids=${id}`).join('&')
    const reply = await desk.call('GET', `${users}/batch?${query}&user_id_type=union_id`)
    expect(reply.body.data.items.map((u: Json) => u.open_id)).toEqual([owner.open, ada.open])
    const none = await desk.call('GET', `${users}/batch`)
    expect([none.status, none.body.code]).toEqual([400, 40001])
    const many = Array.from({ length: 51 }, (_, i) => `user_ids=ou_${i}`).join('&')
    expect((await desk.call('GET', `${users}/batch?${many}`)).body.code).toBe(40001)
  })

  test('batch_get_id answers one row for each address and number', async () => {
    const gone = await desk.addPerson({ name: 'Gone', email: 'gone@example.com', mobile: '+4915112345678' })
    await setUser(desk, gone, { status: 'resigned' })
    const { email } = await desk.cx.db
      .selectFrom('users')
      .select('email')
      .where('id', '=', ada.open)
      .executeTakeFirstOrThrow()
    const ask = (more: object) =>
      desk.call('POST', `${users}/batch_get_id`, {
        emails: [email!.toUpperCase(), 'nobody@example.com', 'gone@example.com'],
        mobiles: ['13800138000', '+49 151 12345678'],
        ...more,
      })
    expect((await ask({})).body.data.user_list).toEqual([
      {
        email: email!.toUpperCase(),
        user_id: ada.open,
        status: expect.objectContaining({ is_activated: true }),
      },
      { email: 'nobody@example.com' },
      { email: 'gone@example.com' },
      { mobile: '13800138000', user_id: ada.open, status: expect.any(Object) },
      { mobile: '+49 151 12345678' },
    ])
    const { user_list: list } = (await ask({ include_resigned: true })).body.data
    expect(list[2]).toMatchObject({ user_id: gone, status: { is_resigned: true } })
    expect(list[4]).toMatchObject({ user_id: gone })
    const byUnion = await desk.call('POST', `${users}/batch_get_id?user_id_type=union_id`, {
      emails: [email],
    })
    expect(byUnion.body.data.user_list[0].user_id).toBe(ada.union)
    expect((await desk.call('POST', `${users}/batch_get_id`, {})).body.code).toBe(99992402)
    const many = { emails: Array.from({ length: 51 }, () => 'x@example.com') }
    expect((await desk.call('POST', `${users}/batch_get_id`, many)).status).toBe(400)
    const user = await desk.call('POST', `${users}/batch_get_id`, { emails: [email] }, await desk.user())
    expect(user.body.code).toBe(99991668)
  })

  test('a department is paged to its end; cursors and sizes that are wrong are refused', async () => {
    const place = await newDesk(server)
    const team = await createDepartment(place.fresh(), { name: 'Team', departmentId: 'team' })
    const made = new Set<string>()
    for (let i = 0; i < 7; i++) made.add(await place.addPerson({ name: `P${i}`, departments: [team] }))
    const resigned = [...made][3]!
    await setUser(place, resigned, { status: 'resigned' })
    made.delete(resigned)
    const list = (query: string) => place.call('GET', `${users}/find_by_department?${query}`)
    const page = async (token: string) =>
      (await list(`department_id=team&department_id_type=department_id&page_size=3${token}`)).body.data
    const first = await page('')
    const token = `&page_token=${first.page_token}`
    const second = await page(token)
    expect([first.has_more, first.items.length, second.has_more, second.items.length]).toEqual([
      true,
      3,
      false,
      3,
    ])
    expect(second).not.toHaveProperty('page_token')
    expect(new Set([...first.items, ...second.items].map((u: Json) => u.open_id))).toEqual(made)

    const root = await list('department_id=0&page_size=50')
    expect(root.body.data.items.map((u: Json) => u.open_id).sort()).toEqual(
      [place.ownerId, place.agentId, place.guestId].sort(),
    )
    const same = await place.call('GET', `${users}?page_size=50`)
    expect(same.body.data).toEqual(root.body.data)
    for (const size of ['0', '51', 'x', '1e9'])
      expect((await list(`department_id=0&page_size=${size}`)).body.code).toBe(40011)
    expect((await list('department_id=0&page_token=nonsense')).body.code).toBe(40012)
    expect((await list(`department_id=0${token}`)).body.code).toBe(40012)
    const unknown = await list('department_id=od-unknown')
    expect([unknown.status, unknown.body.code]).toEqual([403, 40004])
    expect((await list('')).body.code).toBe(99992402)
    const elsewhere = await desk.call('GET', `${users}/find_by_department?department_id=${team}`)
    expect(elsewhere.body.code).toBe(40004)
  })

  test('an app sees only the departments it was given, and what is below them', async () => {
    const place = await newDesk(server)
    const a = await createDepartment(place.fresh(), { name: 'A' })
    const below = await createDepartment(place.fresh(), { name: 'A1', parentId: a })
    const b = await createDepartment(place.fresh(), { name: 'B' })
    const inside = await place.addPerson({ name: 'Inside', departments: [below], email: 'in@a.example' })
    const outside = await place.addPerson({ name: 'Outside', departments: [b], email: 'out@a.example' })
    await seeOnly(place, [a])
    expect((await place.call('GET', `${users}/${inside}`)).body.code).toBe(0)
    const refused = await place.call('GET', `${users}/${outside}`)
    expect([refused.status, refused.body.code]).toEqual([400, 41050])
    const batch = await place.call('GET', `${users}/batch?user_ids=${inside}&user_ids=${outside}`)
    expect(batch.body.data.items.map((u: Json) => u.open_id)).toEqual([inside])
    const found = await place.call('POST', `${users}/batch_get_id`, {
      emails: ['out@a.example', 'in@a.example'],
    })
    expect(found.body.data.user_list.map((row: Json) => row.user_id)).toEqual([undefined, inside])
    const codes = await Promise.all(
      [a, below, b, '0'].map(
        async (id) =>
          (await place.call('GET', `${users}/find_by_department?department_id=${id}`)).body.code as number,
      ),
    )
    expect(codes).toEqual([0, 0, 40004, 40004])
    const all = await place.call('GET', users)
    expect(all.body.data.items.map((u: Json) => u.open_id)).toEqual([inside])
    // A person is not bound by what the app may see.
    const person = await place.call('GET', `${users}/${outside}`, undefined, await place.user())
    expect(person.body.code).toBe(0)
  })

  test('the official SDK reads people in every kind of id, and pages with its iterator', async () => {
    const client = officialClient(desk, await server.listen())
    for (const [user_id_type, user_id] of [
      ['open_id', ada.open],
      ['union_id', ada.union],
      ['user_id', ada.user],
    ] as const) {
      const got = await client.contact.user.get({ path: { user_id }, params: { user_id_type } })
      expect(got.data?.user).toMatchObject({ open_id: ada.open, union_id: ada.union, user_id: ada.user })
      const batch = await client.contact.user.batch({ params: { user_ids: [user_id], user_id_type } })
      expect(batch.data?.items).toMatchObject([{ open_id: ada.open }])
      const ids = await client.contact.user.batchGetId({
        params: { user_id_type },
        data: { mobiles: ['13800138000'] },
      })
      expect(ids.data?.user_list).toMatchObject([{ user_id, mobile: '13800138000' }])
    }
    const names: string[] = []
    const iterator = await client.contact.user.findByDepartmentWithIterator({
      params: { department_id: '0', page_size: 1, user_id_type: 'open_id' },
    })
    for await (const page of iterator) names.push(...(page?.items ?? []).map((u) => u.name ?? ''))
    expect(names.sort()).toEqual(['Olga Owner', '郭客 Guest'].sort())
    const listed = await client.contact.user.list({ params: { page_size: 50 } })
    expect(listed.data?.items?.length).toBe(2)
  })

  test('departments are told of when they are made, and who moves', async () => {
    expect(await desk.events()).toEqual(
      expect.arrayContaining(['department.created', 'user.changed']) as string[],
    )
    await expect(
      createDepartment(desk.fresh(), { name: 'Nowhere', parentId: 'od-unknown' }),
    ).rejects.toMatchObject({ code: 'department_not_found' })
    await expect(setDepartments(desk.fresh(), desk.agentId, ['od-unknown'])).rejects.toMatchObject({
      code: 'department_not_found',
    })
    // The refused move left everything as it was.
    const { user } = (await desk.call('GET', `${users}/${ada.open}`)).body.data
    expect(user.department_ids).toEqual([night, support])
  })

  test('the demo desk has a tree that people are placed in', async () => {
    const { services, place } = await newServer()
    const demo = (await firstRun(services, { seed: 'demo', dataDir: place.dataDir, now: Date.now() }))!
    const app = (await services.registry.app(demo.app_id))!
    const cx = newCx(services, {
      tenantId: app.tenantId,
      helpdeskId: '',
      actor: { kind: 'app', appId: demo.app_id },
      now: Date.now(),
    })
    const care = await listContacts(cx, { column: 'department_id', id: 'care' }, undefined, 50)
    expect(care.contacts.map((c) => c.user.name).sort()).toEqual(['林晓', '陈宇'])
    const [logistics] = (await listContacts(cx, { column: 'department_id', id: 'logistics' }, undefined, 50))
      .contacts
    expect(logistics!.user.department).toBe('Logistics')
    const everybody = await peopleOfDepartments(cx, ['0'])
    const operations = await findDepartment(cx, 'department_id', 'operations')
    const inOperations = await peopleOfDepartments(cx, [operations!.id])
    expect(inOperations.length).toBe(4)
    expect(everybody).toEqual(expect.arrayContaining(inOperations) as string[])
    expect(everybody.length).toBeGreaterThan(inOperations.length)
  })
})
