import type { Input, accessToken } from '@pipit/contract'
import {
  type AccessTokenScope,
  type Expiry,
  accessTokenScopes,
  countAccessTokens,
  createAccessToken,
  deleteAccessToken,
  getAccessToken,
  listAccessTokens,
  updateAccessToken,
} from '../../domain/access-tokens.ts'
import { isTokenOrigin, useAccessToken } from '../../domain/access-token-use.ts'
import { type Cx, actorUserId, newCx } from '../../domain/cx.ts'
import { invalid } from '../../domain/errors.ts'
import type { Handlers } from '../handlers.ts'
import { LoginRefused } from './errors.ts'
import { exported, maximumExport, springPage, windowOf } from './page.ts'
import { profileOf } from './user.ts'
import { tokenOf } from './wire.ts'
import { readTime } from './words.ts'

type Token = typeof accessToken.v1.token

/** What the vendor's words for scopes mean here. */
const vendorScopes: Readonly<Record<string, readonly AccessTokenScope[]>> = {
  LOGIN: ['agent:login'],
  READ: ['api:read'],
  WRITE: ['api:write'],
  API: ['api:read', 'api:write'],
  ADMIN: ['admin:login'],
}

const readScopes = (words: readonly string[]): AccessTokenScope[] =>
  words.flatMap((word, i) => {
    const own = accessTokenScopes.find((scope) => scope === word.toLowerCase())
    const found = own
      ? [own]
      : Object.hasOwn(vendorScopes, word.toUpperCase()) && vendorScopes[word.toUpperCase()]
    if (!found) throw invalid(`scope.${i}`, word, `must be one of ${accessTokenScopes.join(', ')}`)
    return found
  })

function expiryOf(body: Input<Token['create']>['body']): Expiry {
  return body.permanent === true ? null : readTime(body.expiresAt, 'expiresAt')
}

async function page(cx: Cx, query: Input<Token['query']>['query'], userId: string | undefined) {
  const window = windowOf(query)
  const { tokens } = await listAccessTokens(cx, { userId, offset: window.offset }, window.size)
  return springPage(
    tokens.map((token) => tokenOf(token, cx.now)),
    await countAccessTokens(cx, userId),
    window,
  )
}

export const token: Handlers<Token> = {
  queryOrg: (cx, { query }) => page(cx, query, undefined),
  query: (cx, { query }) => page(cx, query, actorUserId(cx) ?? ''),
  queryUid: async (cx, { query }) => tokenOf((await getAccessToken(cx, query.uid)).token, cx.now),
  create: async (cx, { body }) => {
    const made = await createAccessToken(cx, {
      name: body.name,
      description: body.description,
      userId: body.userUid ?? actorUserId(cx) ?? '',
      scopes: readScopes(body.scope),
      allowedDomains: body.allowedDomains,
      expiresAt: expiryOf(body),
    })
    return tokenOf(made.token, cx.now, made.value)
  },
  update: async (cx, { body }) => {
    const changed = await updateAccessToken(cx, body.uid, {
      name: body.name,
      description: body.description,
      scopes: body.scope && readScopes(body.scope),
      allowedDomains: body.allowedDomains,
      enabled: body.revoked === undefined ? undefined : !body.revoked,
    })
    return tokenOf(changed, cx.now)
  },
  delete: async (cx, { body }) => {
    await deleteAccessToken(cx, body.uid)
    return true
  },
  export: async (cx) => {
    const { tokens } = await listAccessTokens(cx, {}, maximumExport)
    const items = tokens.map((row) => tokenOf(row, cx.now))
    return exported('Token', columns, items, cx.now) as never
  },
}

const columns = [
  'uid',
  'name',
  'userUid',
  'scope',
  'allowedDomains',
  'expiresAt',
  'revoked',
  'lastActiveAt',
  'createdAt',
] as const

export const auth: Handlers<typeof accessToken.auth> = {
  login: async (system, { body }, { request, caller }) => {
    const use = await useAccessToken(system, body.accessToken, system.now)
    if (use.refusal !== undefined) throw new LoginRefused()
    const { entry, role } = use
    const { origin } = request.headers
    if (origin !== undefined && !isTokenOrigin(entry, origin, `${request.protocol}://${request.host}`))
      throw new LoginRefused()
    caller.tenantId = entry.tenantId
    caller.userId = entry.userId
    const cx = newCx(system, {
      tenantId: entry.tenantId,
      helpdeskId: entry.helpdeskId,
      actor: {
        kind: 'user',
        userId: entry.userId,
        role,
        accessToken: { id: entry.id, scopes: [...entry.scopes] },
      },
      now: system.now,
    })
    return { accessToken: body.accessToken, user: await profileOf(cx) }
  },
}
