import type { QuickReplies } from '../db/schema.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'

export type QuickReplyRow = QuickReplies

export interface QuickReplyInput {
  readonly name: string
  /** Markdown with variables. */
  readonly text: string
  /** The desk's, or only the acting person's. */
  readonly shared: boolean
}

/** More would not be found again by typing. */
const most = 500

function agentOf(cx: Cx): { id: string; governs: boolean } {
  const id = actorUserId(cx)
  if (id === null || cx.actor.kind !== 'user' || cx.actor.role === undefined) throw new AppError('forbidden')
  return { id, governs: cx.actor.role !== 'agent' }
}

/** Those of the desk and the acting person's own, by name. */
export async function listQuickReplies(cx: Cx): Promise<QuickReplyRow[]> {
  const { id } = agentOf(cx)
  return cx.db
    .selectFrom('quick_replies')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where((eb) => eb.or([eb('owner_id', 'is', null), eb('owner_id', '=', id)]))
    .orderBy('name')
    .orderBy('id')
    .limit(2 * most)
    .execute()
}

/** Everybody writes their own; what belongs to the desk is the owner's and the admins' to change. */
const ownerOf = (cx: Cx, shared: boolean): string | null => {
  const { id, governs } = agentOf(cx)
  if (!shared) return id
  if (!governs) throw new AppError('forbidden')
  return null
}

export const createQuickReply = (cx: Cx, input: QuickReplyInput): Promise<QuickReplyRow> =>
  inTransaction(cx, async (cx) => {
    const ownerId = ownerOf(cx, input.shared)
    const existing = (await listQuickReplies(cx)).filter((reply) => reply.owner_id === ownerId)
    if (existing.length >= most) throw invalid('name', input.name, `there are ${most} quick replies already`)
    const row: QuickReplyRow = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id: newId(cx.now),
      owner_id: ownerId,
      name: input.name.trim(),
      text: input.text,
      created_by: agentOf(cx).id,
      created_at: cx.now,
      updated_at: cx.now,
    }
    await cx.db.insertInto('quick_replies').values(row).execute()
    return row
  })

/** One that the acting person may change. @throws quick_reply_not_found, forbidden */
async function changeable(cx: Cx, id: string): Promise<QuickReplyRow> {
  const agent = agentOf(cx)
  const row = await cx.db
    .selectFrom('quick_replies')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row || (row.owner_id !== null && row.owner_id !== agent.id))
    throw new AppError('quick_reply_not_found')
  if (row.owner_id === null && !agent.governs) throw new AppError('forbidden')
  return row
}

const place = ({ tenant_id, helpdesk_id, id }: QuickReplyRow) => ({ tenant_id, helpdesk_id, id })

export const updateQuickReply = (cx: Cx, id: string, input: QuickReplyInput): Promise<QuickReplyRow> =>
  inTransaction(cx, async (cx) => {
    const row = await changeable(cx, id)
    const change = {
      name: input.name.trim(),
      text: input.text,
      owner_id: ownerOf(cx, input.shared),
      updated_at: cx.now,
    }
    const { tenant_id, helpdesk_id } = place(row)
    await cx.db
      .updateTable('quick_replies')
      .set(change)
      .where('tenant_id', '=', tenant_id)
      .where('helpdesk_id', '=', helpdesk_id)
      .where('id', '=', id)
      .execute()
    return { ...row, ...change }
  })

export const deleteQuickReply = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const { tenant_id, helpdesk_id } = place(await changeable(cx, id))
    await cx.db
      .deleteFrom('quick_replies')
      .where('tenant_id', '=', tenant_id)
      .where('helpdesk_id', '=', helpdesk_id)
      .where('id', '=', id)
      .execute()
  })
