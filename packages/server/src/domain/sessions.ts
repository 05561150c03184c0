import { randomBytes } from 'node:crypto'
import type { Users } from '../db/schema.ts'
import { findUsersByEmail } from '../db/users.ts'
import { checkPassword, sha256 } from '../platform/secrets.ts'
import { type Cx, type Role, type Services, inTransaction, newCx } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

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
  readonly user: Pick<Users, 'id' | 'name' | 'email' | 'avatar_url' | 'department' | 'city'>
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
        user_id: user.id,
        user_agent: input.userAgent?.slice(0, 300) ?? null,
        created_at: cx.now,
        expires_at: cx.now + sessionLifetime,
        last_seen_at: cx.now,
      })
      .execute()
  })
  const cookie = `${user.tenant_id}.${secret}`
  const session = await findSession(services, cookie, input.now)
  if (!session) throw new AppError('forbidden')
  return { cookie, session }
}

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
    .select(['s.id as session_id', 's.expires_at', 's.last_seen_at', 't.name as tenant_name'])
    .select(['a.role', 'h.id as helpdesk_id', 'h.name as helpdesk_name'])
    .select(['u.id', 'u.name', 'u.email', 'u.avatar_url', 'u.department', 'u.city'])
    .where('s.tenant_id', '=', tenantId)
    .where('s.id', '=', idOf(secret))
    .where('u.status', '=', 'active')
    .orderBy('a.created_at')
    .executeTakeFirst()
  if (!row || row.expires_at < now) return undefined
  if (row.last_seen_at < now - 3600_000) await extendSession(services, tenantId, row.session_id, now)
  return {
    tenantId,
    tenantName: row.tenant_name,
    sessionId: row.session_id,
    helpdeskId: row.helpdesk_id ?? '',
    helpdeskName: row.helpdesk_name ?? '',
    role: row.role ?? undefined,
    user: row,
  }
}

const extendSession = (services: Services, tenantId: string, sessionId: string, now: number) =>
  services.engine.transaction((db) =>
    db
      .updateTable('sessions')
      .set({ last_seen_at: now, expires_at: now + sessionLifetime })
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
