import type { console as contract, Output } from '@pipit/contract'
import { type TokenWithUser } from '../../db/access-tokens.ts'
import type { People } from '../../db/users.ts'
import { defaultAlgorithm, findSecret, rotateSecret } from '../../domain/access-token-secret.ts'
import {
  type Expiry,
  createAccessToken,
  deleteAccessToken,
  getAccessToken,
  listAccessTokens,
  peopleOfTokens,
  rotateAccessToken,
  tokenDomains,
  tokenScopes,
  tokenState,
  updateAccessToken,
} from '../../domain/access-tokens.ts'
import { requireManager } from '../../domain/agents.ts'
import { listAudit } from '../../domain/audit.ts'
import { type Cx, actorUserId } from '../../domain/cx.ts'
import type { Handlers } from '../handlers.ts'
import { someone } from './wire.ts'

type Tokens = typeof contract.accessToken

const day = 24 * 3600 * 1000

const tokenOf = (cx: Cx, token: TokenWithUser, people: People): Output<Tokens['get']> => ({
  token_id: token.id,
  name: token.name,
  description: token.description === '' ? undefined : token.description,
  user: someone(token.user_id, people),
  role: token.role ?? undefined,
  scopes: tokenScopes(token),
  allowed_domains: tokenDomains(token),
  state: tokenState(token, cx.now),
  hint: token.hint,
  expires_at: token.expires_at ?? undefined,
  last_used_at: token.last_used_at ?? undefined,
  created_by: token.created_by === null ? undefined : someone(token.created_by, people),
  created_at: token.created_at,
  rotated_at: token.rotated_at ?? undefined,
})

async function newTokenOf(
  cx: Cx,
  { value, token }: { value: string; token: TokenWithUser },
): Promise<Output<Tokens['create']>> {
  const scopes = tokenScopes(token)
  const link = (area: 'agent' | 'admin') =>
    scopes.includes(`${area}:login`) ? `${cx.baseUrl}/${area}/auth/login?accessToken=${value}` : undefined
  return {
    access_token: value,
    token: tokenOf(cx, token, await peopleOfTokens(cx, [token])),
    links: { agent: link('agent'), admin: link('admin') },
  }
}

const expiryOf = (
  cx: Cx,
  body: { readonly expires_in_days?: number; readonly permanent?: boolean },
): Expiry =>
  body.permanent === true
    ? null
    : body.expires_in_days === undefined
      ? undefined
      : cx.now + body.expires_in_days * day

export const accessToken: Handlers<Tokens> = {
  list: async (cx, { query }) => {
    const { tokens, people, next } = await listAccessTokens(cx, { before: query.cursor }, query.limit ?? 50)
    return { items: tokens.map((token) => tokenOf(cx, token, people)), next_cursor: next }
  },
  get: async (cx, { params }) => {
    const { token, people } = await getAccessToken(cx, params.token_id)
    return tokenOf(cx, token, people)
  },
  create: async (cx, { body }) => {
    const made = await createAccessToken(cx, {
      name: body.name,
      description: body.description,
      userId: body.user_id ?? actorUserId(cx) ?? '',
      scopes: body.scopes,
      allowedDomains: body.allowed_domains,
      expiresAt: expiryOf(cx, body),
    })
    return newTokenOf(cx, made)
  },
  update: async (cx, { params, body }) => {
    const token = await updateAccessToken(cx, params.token_id, {
      name: body.name,
      description: body.description,
      scopes: body.scopes,
      allowedDomains: body.allowed_domains,
      enabled: body.enabled,
    })
    return tokenOf(cx, token, await peopleOfTokens(cx, [token]))
  },
  rotate: async (cx, { params, body }) =>
    newTokenOf(cx, await rotateAccessToken(cx, params.token_id, expiryOf(cx, body))),
  delete: async (cx, { params }) => {
    await deleteAccessToken(cx, params.token_id)
    return {}
  },
  secret: async (cx) => {
    requireManager(cx)
    const secret = await findSecret(cx)
    return { algorithm: secret?.algorithm ?? defaultAlgorithm, created_at: secret?.created_at }
  },
  rotateSecret: async (cx, { body }) => {
    const secret = await rotateSecret(cx, body.algorithm)
    return { algorithm: secret.algorithm, created_at: secret.created_at }
  },
  audit: async (cx, { query }) => {
    const filter = { subjectId: query.subject_id, before: query.cursor }
    const { entries, people, next } = await listAudit(cx, filter, query.limit ?? 50)
    return {
      items: entries.map((entry) => ({
        id: entry.id,
        at: entry.at,
        actor:
          entry.actor_id !== null && entry.actor_kind !== 'app' ? someone(entry.actor_id, people) : undefined,
        actor_kind: entry.actor_kind,
        action: entry.action,
        subject_id: entry.subject_id,
        subject_name: entry.subject_name,
        detail: entry.detail ?? undefined,
      })),
      next_cursor: next,
    }
  },
}
