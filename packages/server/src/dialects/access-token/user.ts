import type { Input, Output, accessToken } from '@pipit/contract'
import { disableOwnToken } from '../../domain/access-tokens.ts'
import { type Cx, actorUserId } from '../../domain/cx.ts'
import { addVisitor, getPerson, listPeople, rolesOf, updateVisitor } from '../../domain/visitors.ts'
import type { Handlers } from '../handlers.ts'
import { bareList, exported, maximumExport, springPage, windowOf } from './page.ts'
import { type WireUser, userOf } from './wire.ts'

type V1 = typeof accessToken.v1.user

async function person(cx: Cx, id: string): Promise<WireUser> {
  const user = await getPerson(cx, id)
  return userOf(user, (await rolesOf(cx, [id])).get(id))
}

async function people(cx: Cx, text: string | undefined, offset: number, limit: number) {
  const { users, total } = await listPeople(cx, text, offset, limit)
  const roles = await rolesOf(
    cx,
    users.map((user) => user.id),
  )
  return { items: users.map((user) => userOf(user, roles.get(user.id))), total }
}

/** The person a token acts for, and what it may do. */
export async function profileOf(cx: Cx): Promise<Output<V1['profile']>> {
  const me = await person(cx, actorUserId(cx) ?? '')
  const tenant = await cx.db
    .selectFrom('tenants')
    .select('name')
    .where('id', '=', cx.tenantId)
    .executeTakeFirstOrThrow()
  const scopes = cx.actor.kind === 'user' ? (cx.actor.accessToken?.scopes ?? []) : []
  return {
    ...me,
    currentOrganization: { uid: cx.tenantId, name: tenant.name },
    currentRoles: me.role === undefined ? [] : [{ uid: me.role, name: `ROLE_${me.role.toUpperCase()}` }],
    authorities: [...scopes],
  }
}

const changeOf = (body: Input<typeof accessToken.users.update>['body']) => ({
  name: body.nickname,
  email: body.email,
  mobile: body.mobile,
})

async function create(cx: Cx, body: Input<V1['create']>['body']): Promise<WireUser> {
  const { nickname: name, email, mobile } = body
  return person(cx, await addVisitor(cx, { name, email, mobile }))
}

export const profile: Handlers<typeof accessToken.user> = { profile: profileOf }

export const users: Handlers<typeof accessToken.users> = {
  list: async (cx, { query }, exchange) => {
    const window = windowOf({ ...query, pageSize: query.pageSize ?? 50 })
    const { items, total } = await people(cx, query.searchText, window.offset, window.size)
    return bareList(items, total, window, query, exchange)
  },
  get: (cx, { params }) => person(cx, params.id),
  create: (cx, { body }) => create(cx, body),
  update: async (cx, { params, body }) => {
    await updateVisitor(cx, params.id, changeOf(body))
    return person(cx, params.id)
  },
}

export const user: Handlers<V1> = {
  profile: profileOf,
  queryOrg: async (cx, { query }) => {
    const window = windowOf(query)
    const { items, total } = await people(cx, query.searchText, window.offset, window.size)
    return springPage(items, total, window)
  },
  query: async (cx, { query }) => {
    const window = windowOf(query)
    const me = await person(cx, actorUserId(cx) ?? '')
    return springPage(window.number === 0 ? [me] : [], 1, window)
  },
  queryUid: (cx, { query }) => person(cx, query.uid),
  create: (cx, { body }) => create(cx, body),
  update: async (cx, { body: { uid, ...body } }) => {
    await updateVisitor(cx, uid, changeOf(body))
    return person(cx, uid)
  },
  export: async (cx, { query }) => {
    const { items } = await people(cx, query.searchText, 0, maximumExport)
    return exported('User', columns, items, cx.now) as never
  },
  logout: async (cx) => {
    await disableOwnToken(cx)
    return true
  },
}

const columns = [
  'uid',
  'username',
  'nickname',
  'email',
  'mobile',
  'type',
  'role',
  'enabled',
  'createdAt',
] as const
