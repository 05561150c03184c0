import { Type } from 'typebox'
import { endpoint } from '../endpoint.ts'
import { Person } from './session.ts'

/** What a token may be used for. */
export const AccessTokenScope = Type.Enum(
  ['api:read', 'api:write', 'agent:login', 'admin:login', 'tokens:manage'],
  {
    description:
      'api:read and api:write open the REST API, agent:login and admin:login the sign-on links, ' +
      'tokens:manage the management of tokens through the API',
  },
)

export const AccessTokenAlgorithm = Type.Enum(['HS256', 'HS384', 'HS512'])

const name = Type.String({ minLength: 1, maxLength: 100, description: 'what the token is for' })
const description = Type.String({ maxLength: 500 })
const scopes = Type.Array(AccessTokenScope, { minItems: 1, maxItems: 5 })
const allowedDomains = Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
  maxItems: 50,
  description:
    'hosts whose pages may use the token: `help.example.com`, `localhost:8080`, `*.example.com` (below example.com, ' +
    'not itself). Empty: links and programs from anywhere, no frames, no calls from pages of other hosts',
})
const days = Type.Integer({ minimum: 1, maximum: 3650, description: 'life in days; 30 when absent' })
const permanent = Type.Boolean({ description: 'never expires; expires_in_days is ignored' })

export const AccessToken = Type.Object({
  token_id: Type.String(),
  name: Type.String(),
  description: Type.Optional(Type.String()),
  user: Person,
  role: Type.Optional(
    Type.Enum(['owner', 'admin', 'agent'], {
      description: 'role of its user now; absent when they serve no more',
    }),
  ),
  scopes: Type.Array(AccessTokenScope),
  allowed_domains: Type.Array(Type.String()),
  state: Type.Enum(['live', 'disabled', 'expired', 'outdated', 'without_user'], {
    description:
      'outdated: made with a secret that has been rotated since; without_user: its user has left the desk',
  }),
  hint: Type.String({ description: 'last six characters' }),
  expires_at: Type.Optional(Type.Integer({ description: 'ms; absent when permanent' })),
  last_used_at: Type.Optional(Type.Integer({ description: 'ms, to the minute' })),
  created_by: Type.Optional(Person),
  created_at: Type.Integer({ description: 'ms' }),
  rotated_at: Type.Optional(Type.Integer({ description: 'ms' })),
})

/** A token in clear. It is kept as a hash, so this is the only time it can be read. */
export const NewAccessToken = Type.Object({
  access_token: Type.String(),
  token: AccessToken,
  links: Type.Object(
    { agent: Type.Optional(Type.String()), admin: Type.Optional(Type.String()) },
    { description: 'ready sign-on links, for the scopes and the role it has' },
  ),
})

export const AccessTokenSecret = Type.Object({
  algorithm: AccessTokenAlgorithm,
  created_at: Type.Optional(Type.Integer({ description: 'ms; absent before the first token' })),
})

export const AuditEntry = Type.Object({
  id: Type.String({ description: 'sorts by time' }),
  at: Type.Integer({ description: 'ms' }),
  actor: Type.Optional(Person),
  actor_kind: Type.Enum(['user', 'app', 'token', 'system'], {
    description: 'token: a person through an AccessToken; system: the command line and the first start',
  }),
  action: Type.String({
    description:
      'app_secret.viewed | app_secret.reset | app_token.issued | helpdesk_token.viewed | helpdesk_token.reset | access_token.created | ' +
      'access_token.updated | access_token.disabled | access_token.enabled | access_token.rotated | ' +
      'access_token.deleted | access_token.signed_on | access_token_secret.rotated',
  }),
  subject_id: Type.String({ description: 'app id, help desk id or token id' }),
  subject_name: Type.String(),
  detail: Type.Optional(Type.String({ description: 'what changed, as text' })),
})

const one = Type.Object({ token_id: Type.String({ maxLength: 64 }) })
const base = '/console/v1/admin/access_tokens'

/** Tokens that sign people in by a link and let programs call `/api`. */
export const accessToken = {
  /** Newest first. */
  list: endpoint({
    method: 'GET',
    path: base,
    summary: 'List AccessTokens',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      cursor: Type.Optional(Type.String({ maxLength: 64, description: 'from the previous page' })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(AccessToken), next_cursor: Type.Optional(Type.String()) }),
  }),
  get: endpoint({
    method: 'GET',
    path: `${base}/:token_id`,
    summary: 'Get an AccessToken',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: AccessToken,
  }),
  create: endpoint({
    method: 'POST',
    path: base,
    summary: 'Create an AccessToken',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({
      name,
      description: Type.Optional(description),
      user_id: Type.Optional(
        Type.String({
          maxLength: 64,
          description: 'open_id of the person it acts for; yourself when absent',
        }),
      ),
      scopes,
      allowed_domains: Type.Optional(allowedDomains),
      expires_in_days: Type.Optional(days),
      permanent: Type.Optional(permanent),
    }),
    response: NewAccessToken,
  }),
  /** Disabled, it and all its sessions are dead at once; enabled, it works again, its sessions do not. */
  update: endpoint({
    method: 'PATCH',
    path: `${base}/:token_id`,
    summary: 'Change, disable or enable an AccessToken',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      name: Type.Optional(name),
      description: Type.Optional(description),
      scopes: Type.Optional(scopes),
      allowed_domains: Type.Optional(allowedDomains),
      enabled: Type.Optional(Type.Boolean()),
    }),
    response: AccessToken,
  }),
  /** A new value under the same settings; the old one and its sessions are dead at once. */
  rotate: endpoint({
    method: 'POST',
    path: `${base}/:token_id/rotate`,
    summary: 'Rotate an AccessToken',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    body: Type.Object({
      expires_in_days: Type.Optional(days),
      permanent: Type.Optional(permanent),
    }),
    response: NewAccessToken,
  }),
  delete: endpoint({
    method: 'DELETE',
    path: `${base}/:token_id`,
    summary: 'Delete an AccessToken',
    tokens: ['session'],
    envelope: 'bare',
    params: one,
    response: Type.Object({}),
  }),
  secret: endpoint({
    method: 'GET',
    path: '/console/v1/admin/access_token_secret',
    summary: 'Get the algorithm that signs AccessTokens',
    tokens: ['session'],
    envelope: 'bare',
    response: AccessTokenSecret,
  }),
  /** Every AccessToken of the organisation is dead at once and must be rotated. For the owner only. */
  rotateSecret: endpoint({
    method: 'POST',
    path: '/console/v1/admin/access_token_secret/rotate',
    summary: 'Rotate the secret that signs AccessTokens',
    tokens: ['session'],
    envelope: 'bare',
    body: Type.Object({ algorithm: Type.Optional(AccessTokenAlgorithm) }),
    response: AccessTokenSecret,
  }),
  /** Who looked at, made or reset which credential, newest first. For owner and admins. */
  audit: endpoint({
    method: 'GET',
    path: '/console/v1/admin/audit',
    summary: 'List the audit entries of credentials',
    tokens: ['session'],
    envelope: 'bare',
    query: Type.Object({
      subject_id: Type.Optional(
        Type.String({ maxLength: 64, description: 'of this app, desk or token only' }),
      ),
      cursor: Type.Optional(Type.String({ maxLength: 64 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
    }),
    response: Type.Object({ items: Type.Array(AuditEntry), next_cursor: Type.Optional(Type.String()) }),
  }),
}
