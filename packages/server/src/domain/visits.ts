import { randomBytes } from 'node:crypto'
import { fromJson, toJson } from '../db/json.ts'
import { type VisitRow, findVisitRow, lockVisit, updateVisit } from '../db/visitors.ts'
import type { WidgetRow } from '../db/widgets.ts'
import { newVisitId } from '../platform/ids.ts'
import { sameHash, sha256 } from '../platform/secrets.ts'
import { type Cx, type Services, inTransaction, newCx } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { type Identity, addGuest, linkIdentity, personOfIdentity, readIdentity } from './visitor-identity.ts'
import { mergeGuest } from './visitor-merge.ts'

export type Language = 'zh' | 'en'

/** A browser that has the chat open, or had. */
export interface Visit {
  readonly widget: WidgetRow
  readonly id: string
  /** The guest behind it; nobody before the first message. */
  readonly userId: string | undefined
  readonly identity: Identity | undefined
  readonly language: Language
  /** The page on which it began. */
  readonly page: string | undefined
}

export interface VisitToken {
  /** Only its hash is kept. */
  readonly token: string
  /** Unix ms. */
  readonly expiresAt: number
}

const day = 24 * 3600_000
/** How long a visit lasts that nobody comes back to. */
const lifetime = 90 * day
/** A renewed token's predecessor: requests on their way, and other tabs, still have it. */
const grace = 60_000

const hashOf = (secret: string): string => sha256(secret).toString('hex')
const matches = (secret: string, hash: string): boolean => sameHash(sha256(secret), Buffer.from(hash, 'hex'))

/** A context in which the guest behind a visit acts; nobody at all before there is one. */
export const visitCx = (
  services: Services,
  { widget, userId }: Pick<Visit, 'widget' | 'userId'>,
  now: number,
): Cx =>
  newCx(services, {
    tenantId: widget.tenant_id,
    helpdeskId: widget.helpdesk_id,
    actor: { kind: 'user', userId: userId ?? '', role: undefined },
    now,
  })

/** Begins a visit. @throws identity_refused */
export async function startVisit(
  services: Services,
  widget: WidgetRow,
  input: { language: Language; page?: string | undefined; identity?: string | undefined; now: number },
): Promise<VisitToken> {
  const cx = visitCx(services, { widget, userId: undefined }, input.now)
  const identity = input.identity === undefined ? undefined : readIdentity(cx, widget, input.identity)
  const userId = identity && (await personOfIdentity(cx, identity))
  const id = newVisitId()
  const secret = randomBytes(32).toString('base64url')
  const expiresAt = input.now + lifetime
  await inTransaction(cx, async (cx) => {
    if (identity && userId !== undefined) await linkIdentity(cx, identity, userId)
    await cx.db
      .insertInto('visitor_sessions')
      .values({
        tenant_id: cx.tenantId,
        id,
        helpdesk_id: cx.helpdeskId,
        user_id: userId ?? null,
        identity: identity ? toJson(identity) : null,
        token_hash: hashOf(secret),
        previous_hash: null,
        rotated_at: cx.now,
        language: input.language,
        page: input.page ?? null,
        created_at: cx.now,
        expires_at: expiresAt,
      })
      .execute()
    await cx.db
      .deleteFrom('visitor_sessions')
      .where('tenant_id', '=', cx.tenantId)
      .where('expires_at', '<', cx.now)
      .execute()
  })
  return { token: `${widget.id}.${id}.${secret}`, expiresAt }
}

/** The visit behind a token; nothing when it is unknown, over, or its widget is switched off. */
export async function findVisit(services: Services, token: string, now: number): Promise<Visit | undefined> {
  const parts = /^(wgt_\w{1,32})\.(\w{1,32})\.([\w-]{20,64})$/.exec(token)
  if (!parts) return undefined
  const [, widgetId, visitId, secret] = parts as unknown as [string, string, string, string]
  const found = await findVisitRow(services.engine.db, widgetId, visitId)
  if (!found || found.visit.expires_at < now || found.widget.enabled === 0) return undefined
  const { visit, widget } = found
  const isPrevious =
    visit.previous_hash !== null && now < visit.rotated_at + grace && matches(secret, visit.previous_hash)
  if (!matches(secret, visit.token_hash) && !isPrevious) return undefined
  return visitOf(widget, visit)
}

const visitOf = (widget: WidgetRow, row: VisitRow): Visit => ({
  widget,
  id: row.id,
  userId: row.user_id ?? undefined,
  identity: row.identity === null ? undefined : fromJson<Identity>(row.identity),
  language: row.language === 'zh' ? 'zh' : 'en',
  page: row.page ?? undefined,
})

/** A new token for the same visit, which lives on from now. */
export const renewVisit = (cx: Cx, visit: Visit): Promise<VisitToken> =>
  inTransaction(cx, async (cx) => {
    const row = await lockedVisit(cx, visit)
    const secret = randomBytes(32).toString('base64url')
    const expiresAt = cx.now + lifetime
    await updateVisit(cx.db, cx.tenantId, visit.id, {
      token_hash: hashOf(secret),
      previous_hash: row.token_hash,
      rotated_at: cx.now,
      expires_at: expiresAt,
    })
    return { token: `${visit.widget.id}.${visit.id}.${secret}`, expiresAt }
  })

async function lockedVisit(cx: Cx, visit: Visit): Promise<VisitRow> {
  const row = await lockVisit(cx.db, cx.tenantId, visit.id)
  if (!row) throw new AppError('not_signed_in')
  return row
}

/**
 * Says who a visitor is. What an anonymous visitor has said so far becomes theirs; whoever was somebody else begins a
 * visit of their own. @throws identity_refused
 */
export async function identifyVisit(
  services: Services,
  cx: Cx,
  visit: Visit,
  token: string,
): Promise<VisitToken> {
  const identity = readIdentity(cx, visit.widget, token)
  if (visit.identity && visit.identity.sub !== identity.sub) {
    const { language, page, widget } = visit
    const fresh = await startVisit(services, widget, { language, page, identity: token, now: cx.now })
    await endVisit(cx, visit)
    return fresh
  }
  return inTransaction(cx, async (cx) => {
    const row = await lockedVisit(cx, visit)
    const known = await personOfIdentity(cx, identity)
    if (row.user_id !== null && known !== undefined && known !== row.user_id)
      await mergeGuest(cx, row.user_id, known)
    const userId = known ?? row.user_id
    if (userId !== null) await linkIdentity(cx, identity, userId)
    await updateVisit(cx.db, cx.tenantId, visit.id, { user_id: userId, identity: toJson(identity) })
    return renewVisit(cx, visit)
  })
}

/** Ends a visit; its live streams on every node end with it. */
export const endVisit = (cx: Cx, visit: Visit): Promise<void> =>
  inTransaction(cx, async (cx) => {
    await cx.db
      .deleteFrom('visitor_sessions')
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', visit.id)
      .execute()
    await emit(cx, 'session.ended', { sessionId: visit.id })
  })

/** The guest behind a visit, made when this is the first thing they do; the context is theirs from here on. */
export async function asGuest(cx: Cx, visit: Visit): Promise<Cx & { readonly guestId: string }> {
  const userId = visit.userId ?? (await inTransaction(cx, (cx) => becomeGuest(cx, visit)))
  return { ...cx, actor: { kind: 'user', userId, role: undefined }, guestId: userId }
}

async function becomeGuest(cx: Cx, visit: Visit): Promise<string> {
  const row = await lockedVisit(cx, visit)
  if (row.user_id !== null) return row.user_id
  const identity = row.identity === null ? undefined : fromJson<Identity>(row.identity)
  const known = identity && (await personOfIdentity(cx, identity))
  const userId = known ?? (await addGuest(cx, identity, visit.language, visit.id))
  if (identity && known !== undefined) await linkIdentity(cx, identity, known)
  await updateVisit(cx.db, cx.tenantId, visit.id, { user_id: userId })
  return userId
}
