import { findUser } from '../db/users.ts'
import { fromJson } from '../db/json.ts'
import type { WidgetRow } from '../db/widgets.ts'
import { isSignedBy, readJwt } from '../platform/jwt.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { addVisitor, personByEmail } from './visitors.ts'
import { identitySecret } from './widgets.ts'

/** Who a site says its visitor is. Everything in it is signed, so an address in it is believed. */
export interface Identity {
  /** The site's own id of the person, or the open_id of somebody of the organisation. */
  readonly sub: string
  readonly name?: string
  readonly email?: string
}

const refused = (): AppError => new AppError('identity_refused')

/** Reads an identity that the site has signed. @throws identity_refused when signature, time or form are wrong */
export function readIdentity(cx: Cx, widget: WidgetRow, token: string): Identity {
  const jwt = readJwt(token)
  if (!jwt || !isSignedBy(jwt, 'HS256', Buffer.from(identitySecret(cx, widget)))) throw refused()
  if (jwt.expiresAt !== undefined && jwt.expiresAt * 1000 <= cx.now) throw refused()
  const claims = fromJson<Record<string, unknown>>(
    Buffer.from(jwt.signed.split('.')[1]!, 'base64url').toString('utf8'),
  )
  const sub = textOf(claims.sub, 128)
  if (sub === undefined) throw refused()
  const name = textOf(claims.name, 100)
  const email = textOf(claims.email, 254)?.toLowerCase()
  return { sub, ...(name && { name }), ...(email && /^[^\s@]+@[^\s@]+$/.test(email) && { email }) }
}

function textOf(value: unknown, limit: number): string | undefined {
  const text = typeof value === 'number' ? String(value) : value
  if (typeof text !== 'string') return undefined
  const trimmed = text.trim()
  return trimmed !== '' && trimmed.length <= limit && !/\p{Cc}/u.test(trimmed) ? trimmed : undefined
}

/** The person an identity means, when there is one already: by open_id, by the site's id, or a guest by address. */
export async function personOfIdentity(cx: Cx, identity: Identity): Promise<string | undefined> {
  if (identity.sub.startsWith('ou_')) {
    const user = await findUser(cx.db, cx.tenantId, identity.sub)
    if (user) {
      if (user.status !== 'active') throw refused()
      return user.id
    }
  }
  const known = await cx.db
    .selectFrom('visitor_identities')
    .select('user_id')
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('external_id', '=', identity.sub)
    .executeTakeFirst()
  if (known) return known.user_id
  if (identity.email === undefined) return undefined
  const byEmail = await personByEmail(cx, identity.email)
  // People of the organisation are only meant by their open_id: a shop's customer list must not open their chats.
  return byEmail?.kind === 'visitor' && byEmail.status === 'active' ? byEmail.id : undefined
}

/** Makes `userId` the person an identity means from now on; with the name and address that the site knows. */
export const linkIdentity = (cx: Cx, identity: Identity, userId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (userId === identity.sub) return
    await cx.db
      .insertInto('visitor_identities')
      .values({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        external_id: identity.sub,
        user_id: userId,
        created_at: cx.now,
      })
      .onConflict((c) =>
        c.columns(['tenant_id', 'helpdesk_id', 'external_id']).doUpdateSet({ user_id: userId }),
      )
      .execute()
    const user = await findUser(cx.db, cx.tenantId, userId)
    if (user?.kind !== 'visitor') return
    const email = user.email ?? (await freeAddress(cx, identity.email)) ?? null
    const name = identity.name ?? user.name
    if (name === user.name && email === user.email) return
    await cx.db
      .updateTable('users')
      .set({ name, email, updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', userId)
      .execute()
    await emit(cx, 'user.changed', { userId })
  })

async function freeAddress(cx: Cx, email: string | undefined): Promise<string | undefined> {
  if (email === undefined) return undefined
  return (await personByEmail(cx, email)) ? undefined : email
}

const anonymousNames = { zh: '访客', en: 'Visitor' } as const

/** Makes a guest of somebody who has begun to write. @returns their open_id */
export const addGuest = (
  cx: Cx,
  identity: Identity | undefined,
  language: 'zh' | 'en',
  visitId: string,
): Promise<string> =>
  inTransaction(cx, async (cx) => {
    const name =
      identity?.name ?? identity?.email ?? `${anonymousNames[language]} ${visitId.slice(0, 4).toUpperCase()}`
    const system: Cx = { ...cx, actor: { kind: 'system' } }
    const id = await addVisitor(system, { name, email: await freeAddress(cx, identity?.email) })
    if (identity) await linkIdentity(system, identity, id)
    return id
  })
