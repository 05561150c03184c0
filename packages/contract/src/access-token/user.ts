import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { ById, ByUid, isoTime, pageOf, paging } from './common.ts'

/** Somebody of the organisation, or a visitor. */
export const User = Type.Object({
  id: Type.String({ description: 'the same as uid' }),
  uid: Type.String({ description: 'open_id' }),
  num: Type.String({ description: 'user_id' }),
  orgUid: Type.String(),
  username: Type.String({ description: 'e-mail, otherwise user_id' }),
  nickname: Type.String(),
  email: Type.Optional(Type.String()),
  mobile: Type.Optional(Type.String()),
  avatar: Type.Optional(Type.String()),
  country: Type.Optional(Type.String()),
  description: Type.String(),
  platform: Type.String({ description: 'BYTEDESK, the value clients of this API know' }),
  sex: Type.Enum(['MALE', 'FEMALE', 'UNKNOWN']),
  type: Type.Enum(['EMPLOYEE', 'VISITOR']),
  enabled: Type.Boolean(),
  superUser: Type.Boolean(),
  emailVerified: Type.Boolean(),
  mobileVerified: Type.Boolean(),
  role: Type.Optional(Type.Enum(['owner', 'admin', 'agent'])),
  createdAt: isoTime('when they were added'),
  updatedAt: isoTime('when they last changed'),
})

export const Profile = Type.Object({
  ...User.properties,
  currentOrganization: Type.Object({ uid: Type.String(), name: Type.String() }),
  currentRoles: Type.Array(Type.Object({ uid: Type.String(), name: Type.String() })),
  authorities: Type.Array(Type.String(), { description: 'what this token may do' }),
})

const members = {
  nickname: Type.String({ minLength: 1, maxLength: 100 }),
  email: Type.Optional(Type.String({ maxLength: 320, pattern: '^[^@\\s]+@[^@\\s]+$' })),
  mobile: Type.Optional(Type.String({ maxLength: 32, pattern: '^[+\\d][\\d -]*$' })),
}
/** A visitor to add. People of the organisation are added in the console. */
export const UserDraft = Type.Object(members)
export const UserChange = Type.Object({ ...members, nickname: Type.Optional(members.nickname) })

const read = { tokens: ['access'], scopes: ['api:read'] } as const
const write = { tokens: ['access'], scopes: ['api:write'] } as const

export const profile = {
  profile: endpoint({
    ...read,
    method: 'GET',
    path: '/api/user/profile',
    summary: 'Get the person the token acts for',
    envelope: 'bare',
    response: Profile,
  }),
}

export const users = {
  /** A bare array; the total is in `X-Total-Count`. */
  list: endpoint({
    ...read,
    method: 'GET',
    path: '/api/users/list',
    summary: 'List people',
    envelope: 'bare',
    query: Type.Object({
      ...paging,
      pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Array(User),
  }),
  get: endpoint({
    ...read,
    method: 'GET',
    path: '/api/users/:id',
    summary: 'Get a person',
    envelope: 'bare',
    params: ById,
    response: User,
  }),
  create: endpoint({
    ...write,
    method: 'POST',
    path: '/api/users/create',
    summary: 'Add a visitor',
    envelope: 'bare',
    body: UserDraft,
    response: User,
  }),
  update: endpoint({
    ...write,
    method: 'PUT',
    path: '/api/users/:id',
    summary: 'Change a visitor',
    envelope: 'bare',
    params: ById,
    body: UserChange,
    response: User,
  }),
}

export const user = {
  profile: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/user/profile',
    summary: 'Get the person the token acts for',
    response: Profile,
  }),
  queryOrg: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/user/query/org',
    summary: 'List people',
    query: Type.Object(paging),
    response: pageOf(User),
  }),
  query: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/user/query',
    summary: 'List the person the token acts for, alone on a page',
    query: Type.Object(paging),
    response: pageOf(User),
  }),
  queryUid: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/user/query/uid',
    summary: 'Get a person',
    query: ByUid,
    response: User,
  }),
  create: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/user/create',
    summary: 'Add a visitor',
    body: UserDraft,
    response: User,
  }),
  update: endpoint({
    ...write,
    method: 'POST',
    path: '/api/v1/user/update',
    summary: 'Change a visitor',
    body: Type.Object({ ...ByUid.properties, ...UserChange.properties }),
    response: User,
  }),
  export: endpoint({
    ...read,
    method: 'GET',
    path: '/api/v1/user/export',
    summary: 'Export people as xlsx',
    envelope: 'binary',
    query: Type.Object(paging),
    response: Type.String(),
  }),
  /** The token that made the call is dead afterwards. */
  logout: endpoint({
    tokens: ['access'],
    method: 'POST',
    path: '/api/v1/user/logout',
    summary: 'Disable the token',
    response: Type.Boolean(),
  }),
}
