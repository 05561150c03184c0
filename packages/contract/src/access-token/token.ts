import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { ByUid, isoTime, pageOf, paging } from './common.ts'
import { Profile } from './user.ts'

export const Token = Type.Object({
  uid: Type.String(),
  orgUid: Type.String(),
  userUid: Type.String({ description: 'open_id of the person it acts for' }),
  name: Type.String(),
  description: Type.String(),
  type: Type.Enum(['BEARER']),
  scope: Type.Array(Type.String(), {
    description: 'api:read, api:write, agent:login, admin:login, tokens:manage',
  }),
  allowedDomains: Type.Array(Type.String()),
  channel: Type.String({ description: 'WEB' }),
  expiresAt: Type.Optional(isoTime('when it expires; absent when permanent')),
  permanent: Type.Boolean(),
  revoked: Type.Boolean({ description: 'disabled, or made with a secret that has been rotated' }),
  lastActiveAt: Type.Optional(isoTime('when it was last used')),
  accessToken: Type.Optional(Type.String({ description: 'only in the answer to create' })),
  createdAt: isoTime('when it was made'),
  updatedAt: isoTime('when it last changed'),
})

const name = Type.String({ minLength: 1, maxLength: 100 })
const description = Type.Optional(Type.String({ maxLength: 500 }))
const scope = Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 })
const allowedDomains = Type.Optional(
  Type.Array(Type.String({ minLength: 1, maxLength: 253 }), { maxItems: 50 }),
)

const manage = { tokens: ['access'], scopes: ['tokens:manage'] } as const

/** Nobody gives a token more than the one that makes it has. */
export const token = {
  queryOrg: endpoint({
    ...manage,
    method: 'GET',
    path: '/api/v1/token/query/org',
    summary: 'List AccessTokens',
    query: Type.Object(paging),
    response: pageOf(Token),
  }),
  query: endpoint({
    ...manage,
    method: 'GET',
    path: '/api/v1/token/query',
    summary: "List the caller's AccessTokens",
    query: Type.Object(paging),
    response: pageOf(Token),
  }),
  queryUid: endpoint({
    ...manage,
    method: 'GET',
    path: '/api/v1/token/query/uid',
    summary: 'Get an AccessToken',
    query: ByUid,
    response: Token,
  }),
  create: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/v1/token/create',
    summary: 'Create an AccessToken',
    body: Type.Object({
      name,
      description,
      userUid: Type.Optional(
        Type.String({ maxLength: 64, description: 'whom it acts for; the caller when absent' }),
      ),
      type: Type.Optional(Type.String({ maxLength: 40, description: 'accepted and kept as BEARER' })),
      scope,
      allowedDomains,
      expiresAt: Type.Optional(
        Type.String({
          maxLength: 40,
          description: 'ISO 8601, or YYYY-MM-DD HH:mm:ss in UTC; in 30 days when absent',
        }),
      ),
      permanent: Type.Optional(Type.Boolean()),
    }),
    response: Token,
  }),
  update: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/v1/token/update',
    summary: 'Change, disable or enable an AccessToken',
    body: Type.Object({
      ...ByUid.properties,
      name: Type.Optional(name),
      description,
      scope: Type.Optional(scope),
      allowedDomains,
      revoked: Type.Optional(Type.Boolean({ description: 'true disables, false enables' })),
    }),
    response: Token,
  }),
  delete: endpoint({
    ...manage,
    method: 'POST',
    path: '/api/v1/token/delete',
    summary: 'Delete an AccessToken',
    body: ByUid,
    response: Type.Boolean(),
  }),
  export: endpoint({
    ...manage,
    method: 'GET',
    path: '/api/v1/token/export',
    summary: 'Export the list of AccessTokens as xlsx, without their values',
    envelope: 'binary',
    query: Type.Object(paging),
    response: Type.String(),
  }),
}

export const auth = {
  /** Says whose a token is; an unknown one is answered with HTTP 200 and code -1. */
  login: endpoint({
    tokens: [],
    method: 'POST',
    path: '/auth/v1/login/accessToken',
    summary: 'Sign in with an AccessToken',
    body: Type.Object({ accessToken: Type.String({ minLength: 1, maxLength: 4096 }) }),
    response: Type.Object({ accessToken: Type.String(), user: Profile }),
  }),
}
