import { randomUUID } from 'node:crypto'
import type { Helpdesks } from '../db/schema.ts'
import { decrypt, encrypt } from '../platform/secrets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'

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

/** The value of the help desk header: base64 of `id:token`. */
export const authorizationOf = (id: string, token: string): string =>
  Buffer.from(`${id}:${token}`).toString('base64')

/** Makes a new token; the old one is dead at once. */
export async function resetHelpdeskToken(cx: Cx): Promise<Helpdesks> {
  if (cx.actor.kind === 'user' && cx.actor.role !== 'owner') throw new AppError('forbidden')
  await inTransaction(cx, async (cx) => {
    await getHelpdesk(cx)
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
