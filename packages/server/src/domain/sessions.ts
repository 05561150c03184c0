import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { fromJson } from '../db/json.ts'
import type { Users } from '../db/schema.ts'
import { findUsersByEmail } from '../db/users.ts'
import { checkPassword, sha256 } from '../platform/secrets.ts'
import { type Cx, type Role, type Services, inTransaction, newCx } from './cx.ts'
import { AppError } from './errors.ts'
import { emit, emitAll } from './events.ts'

/** How long a session lasts without being used, ms. */
export const sessionLifetime = 14 * 24 * 3600 * 1000

export interface SessionUser {
  readonly tenantId: string
  readonly tenantName: string
  readonly sessionId: string
  /** The desk the person serves on; empty for whoever serves on none and can only let apps act for them. */
  readonly helpdeskId: string
  readonly helpdeskName: string
  readonly role: Role | undefined
  /** The AccessToken that opened the session. */
  readonly signOn?: SignOn | undefined
  readonly user: Pick<Users, 'id' | 'name' | 'email' | 'avatar_url' | 'department' | 'city'>
}

/** A session lives as long as the token that opened it, and may do no more. */
export interface SignOn {
  readonly tokenId: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly allowedDomains: readonly string[]
  /** Unix ms; nothing when the token never expires. */
  readonly expiresAt: number | undefined
}

const idOf = (secret: string): string => sha256(secret).toString('hex')

/**
 * Starts a session for somebody of the organisation.
 * @returns the cookie's value; only its hash is kept.
 */
export async function signIn(
  services: Services,
  input: { email: string; password: string; userAgent: string | undefined; now: number },
): Promise<{ cookie: string; session: SessionUser }> {
  const candidates = await findUsersByEmail(services.engine, input.email.trim())
  const user = await firstWithPassword(candidates, input.password)
  if (!user || user.status !== 'active' || user.kind !== 'employee') throw new AppError('wrong_password')
  const cx = newCx(services, {
    tenantId: user.tenant_id,
    helpdeskId: '',
    actor: { kind: 'system' },
    now: input.now,
  })
  const cookie = await startSession(cx, { userId: user.id, userAgent: input.userAgent })
  const session = await findSession(services, cookie, input.now)
  if (!session) throw new AppError('forbidden')
  return { cookie, session }
}

/** Starts a session without asking who it is for: the caller has. @returns the cookie's value. */
export async function startSession(
  cx: Cx,
  input: {
    userId: string
    userAgent: string | undefined
    token?: { id: string; expiresAt: number | undefined }
  },
): Promise<string> {
  const secret = randomBytes(32).toString('base64url')
  await inTransaction(cx, async (cx) => {
    await cx.db
      .deleteFrom('sessions')
      .where('tenant_id', '=', cx.tenantId)
      .where('expires_at', '<', cx.now)
      .execute()
    await cx.db
      .insertInto('sessions')
      .values({
        tenant_id: cx.tenantId,
        id: idOf(secret),
        user_id: input.userId,
        user_agent: input.userAgent?.slice(0, 300) ?? null,
        created_at: cx.now,
        expires_at: Math.min(cx.now + sessionLifetime, input.token?.expiresAt ?? Infinity),
        last_seen_at: cx.now,
        access_token_id: input.token?.id ?? null,
      })
      .execute()
  })
  return `${cx.tenantId}.${secret}`
}

/** Ends the sessions a token has opened, or those of all tokens; their live streams on every node end with them. */
export const endTokenSessions = (cx: Cx, tokenId: string | undefined): Promise<void> =>
  inTransaction(cx, async (cx) => {
    let ending = cx.db.deleteFrom('sessions').where('tenant_id', '=', cx.tenantId)
    ending =
      tokenId === undefined
        ? ending.where('access_token_id', 'is not', null)
        : ending.where('access_token_id', '=', tokenId)
    const ended = await ending.returning('id').execute()
    await emitAll(
      cx,
      'session.ended',
      ended.map(({ id }) => ({ sessionId: id })),
    )
  })

async function firstWithPassword(candidates: readonly Users[], password: string): Promise<Users | undefined> {
  const able = candidates.filter((user) => user.password_hash !== null)
  if (able.length === 0) await checkPassword(undefined, password)
  for (const user of able) if (await checkPassword(user.password_hash!, password)) return user
  return undefined
}

/** Who is behind a cookie; nothing when it is unknown, expired, or its person is away. */
export async function findSession(
  services: Services,
  cookie: string,
  now: number,
): Promise<SessionUser | undefined> {
  const [tenantId, secret] = cookie.split('.')
  if (!tenantId || !secret) return undefined
  const row = await services.engine.db
    .selectFrom('sessions as s')
    .innerJoin('users as u', (j) =>
      j.onRef('u.tenant_id', '=', 's.tenant_id').onRef('u.id', '=', 's.user_id'),
    )
    .innerJoin('tenants as t', 't.id', 's.tenant_id')
    .leftJoin('agents as a', (j) =>
      j
        .onRef('a.tenant_id', '=', 's.tenant_id')
        .onRef('a.user_id', '=', 's.user_id')
        .on('a.removed_at', 'is', null),
    )
    .leftJoin('helpdesks as h', (j) =>
      j.onRef('h.tenant_id', '=', 'a.tenant_id').onRef('h.id', '=', 'a.helpdesk_id'),
    )
    .leftJoin('access_tokens as k', (j) =>
      j.onRef('k.tenant_id', '=', 's.tenant_id').onRef('k.id', '=', 's.access_token_id'),
    )
    .select([
      's.access_token_id',
      'k.id as token_id',
      'k.status as token_status',
      'k.expires_at as token_end',
    ])
    .select([
      'k.name as token_name',
      'k.scopes as token_scopes',
      'k.allowed_domains',
      'k.helpdesk_id as token_desk',
    ])
    .select(['s.id as session_id', 's.expires_at', 's.last_seen_at', 't.name as tenant_name'])
    .select(['a.role', 'h.id as helpdesk_id', 'h.name as helpdesk_name'])
    .select(['u.id', 'u.name', 'u.email', 'u.avatar_url', 'u.department', 'u.city'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', idOf(secret))
    .where('u.status', '=', 'active')
    // A token is for one desk; whoever serves on several comes to the oldest otherwise.
    .orderBy(sql`case when a.helpdesk_id = k.helpdesk_id then 0 else 1 end`)
    .orderBy('a.created_at')
    .executeTakeFirst()
  if (!row || row.expires_at < now) return undefined
  const signOn = row.access_token_id === null ? undefined : signOnOf(row, now)
  if (signOn === 'ended') return undefined
  if (row.last_seen_at < now - 3600_000)
    await extendSession(services, tenantId, row.session_id, now, signOn?.expiresAt)
  return {
    tenantId,
    tenantName: row.tenant_name,
    sessionId: row.session_id,
    helpdeskId: row.helpdesk_id ?? '',
    helpdeskName: row.helpdesk_name ?? '',
    role: roleIn(row.role ?? undefined, signOn),
    signOn,
    user: row,
  }
}

function signOnOf(
  row: {
    token_id: string | null
    token_status: string | null
    token_end: number | null
    token_name: string | null
    token_scopes: string | null
    allowed_domains: string | null
    token_desk: string | null
    helpdesk_id: string | null
  },
  now: number,
): SignOn | 'ended' {
  const { token_id: tokenId, token_end: end } = row
  if (tokenId === null || row.token_status !== 'active' || (end !== null && end <= now)) return 'ended'
  if (row.token_desk !== row.helpdesk_id) return 'ended'
  return {
    tokenId,
    name: row.token_name ?? '',
    scopes: fromJson(row.token_scopes ?? '[]'),
    allowedDomains: fromJson(row.allowed_domains ?? '[]'),
    expiresAt: end ?? undefined,
  }
}

/** Who came to the agent workspace acts as an agent there, whatever else they are. */
const roleIn = (role: Role | undefined, signOn: SignOn | undefined): Role | undefined =>
  role !== undefined && signOn && !signOn.scopes.includes('admin:login') ? 'agent' : role

const extendSession = (
  services: Services,
  tenantId: string,
  sessionId: string,
  now: number,
  tokenEnd = Infinity,
) =>
  services.engine.transaction((db) =>
    db
      .updateTable('sessions')
      .set({ last_seen_at: now, expires_at: Math.min(now + sessionLifetime, tokenEnd) })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', sessionId)
      .execute(),
  )

/** Ends a session; its live streams on every node end with it. */
export const signOut = (cx: Cx, sessionId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    await cx.db
      .deleteFrom('sessions')
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', sessionId)
      .execute()
    await emit(cx, 'session.ended', { sessionId })
  })
