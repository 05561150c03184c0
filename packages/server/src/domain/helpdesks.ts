import { randomUUID } from 'node:crypto'
import type { Helpdesks } from '../db/schema.ts'
import { decrypt, encrypt } from '../platform/secrets.ts'
import { requireManager } from './agents.ts'
import { audit } from './audit.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'
import { askForRecount } from './sla-policy.ts'

export const newHelpdeskToken = (): string => `ht-${randomUUID()}`

export async function getHelpdesk(cx: Cx): Promise<Helpdesks> {
  const row = await cx.db
    .selectFrom('helpdesks')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('id', '=', cx.helpdeskId)
    .executeTakeFirst()
  if (!row) throw new AppError('helpdesk_not_found')
  return row
}

/** The token in clear; for the owner only. */
export function helpdeskToken(cx: Cx, desk: Helpdesks): string | undefined {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') return undefined
  return decrypt(cx.keys, `helpdesk ${desk.id}`, desk.token_cipher)
}

/** The same for somebody who is shown it: each look is written down. */
export async function viewHelpdeskToken(cx: Cx, desk: Helpdesks): Promise<string | undefined> {
  const token = helpdeskToken(cx, desk)
  if (token !== undefined) await audit(cx, 'helpdesk_token.viewed', [desk])
  return token
}

/** Changes the desk's name or clock. */
export async function updateHelpdesk(
  cx: Cx,
  change: { readonly name?: string | undefined; readonly timeZone?: string | undefined },
): Promise<Helpdesks> {
  requireManager(cx)
  const { name, timeZone } = change
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalid('timeZone', timeZone, 'must be the name of a time zone, for example Asia/Shanghai')
  await inTransaction(cx, async (cx) => {
    await getHelpdesk(cx)
    await cx.db
      .updateTable('helpdesks')
      .set({
        ...(name !== undefined && { name }),
        ...(timeZone !== undefined && { time_zone: timeZone }),
        updated_at: cx.now,
      })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', cx.helpdeskId)
      .execute()
    await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
    if (timeZone !== undefined) await askForRecount(cx)
  })
  cx.registry.forget(cx.helpdeskId)
  return getHelpdesk(cx)
}

function isTimeZone(name: string): boolean {
  try {
    // Offsets are zones too for the library; a desk has a place.
    return /^[A-Za-z]/.test(name) && new Date(0).toLocaleString('en', { timeZone: name }) !== ''
  } catch {
    return false
  }
}

/** The value of the help desk header: base64 of `id:token`. */
export const authorizationOf = (id: string, token: string): string =>
  Buffer.from(`${id}:${token}`).toString('base64')

/** Makes a new token; the old one is dead at once. */
export async function resetHelpdeskToken(cx: Cx): Promise<Helpdesks> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') throw new AppError('forbidden')
  await inTransaction(cx, async (cx) => {
    const desk = await getHelpdesk(cx)
    await audit(cx, 'helpdesk_token.reset', [desk])
    await cx.db
      .updateTable('helpdesks')
      .set({
        token_cipher: encrypt(cx.keys, `helpdesk ${cx.helpdeskId}`, newHelpdeskToken()),
        updated_at: cx.now,
      })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', cx.helpdeskId)
      .execute()
    await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
  })
  cx.registry.forget(cx.helpdeskId)
  return getHelpdesk(cx)
}
