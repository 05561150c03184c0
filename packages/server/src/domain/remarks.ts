import { findAgents } from '../db/agents.ts'
import { fromJson, toJson } from '../db/json.ts'
import { newNumber } from '../platform/ids.ts'
import { type Cx, actorUserId } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { indexRemark } from './search-index.ts'

export interface RemarkRow {
  readonly id: number
  readonly author_id: string
  readonly content: string
  readonly created_at: number
  /** JSON of the ids of those whom it names. */
  readonly mentions?: string | null
}

/** Whom a remark names. */
export const mentionsIn = (remark: RemarkRow): string[] =>
  remark.mentions ? fromJson<string[]>(remark.mentions) : []

/**
 * Adds an internal remark; guests never see it. The caller puts what is returned on the ticket.
 * @param mentions open_ids of agents whom it names; each finds the ticket among those that name them.
 */
export async function addRemark(
  cx: Cx,
  ticketId: string,
  content: string,
  mentions: readonly string[] = [],
): Promise<RemarkRow> {
  const authorId = actorUserId(cx)
  if (authorId === null) throw new AppError('forbidden')
  const named = [...new Set(mentions)]
  await checkServing(cx, named)
  const remark = {
    id: newNumber(cx.now),
    author_id: authorId,
    content,
    created_at: cx.now,
    ...(named.length > 0 && { mentions: toJson(named) }),
  }
  await cx.db
    .insertInto('remarks')
    .values({ tenant_id: cx.tenantId, ticket_id: ticketId, ...remark })
    .execute()
  await mention(cx, ticketId, remark, named)
  await indexRemark(cx, ticketId, remark)
  return remark
}

async function checkServing(cx: Cx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const agents = await findAgents(cx.db, cx.tenantId, cx.helpdeskId, ids)
  const serving = new Set(agents.filter((agent) => agent.removed_at === null).map((agent) => agent.user_id))
  ids.forEach((id, i) => {
    if (!serving.has(id)) throw invalid(`mentions.${i}`, id, 'is not an agent of this help desk')
  })
}

/** Of the remarks on a ticket that name somebody, the newest counts. */
async function mention(cx: Cx, ticketId: string, remark: RemarkRow, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const said = { remark_id: remark.id, mentioned_by: remark.author_id, created_at: remark.created_at }
  await cx.db
    .insertInto('mentions')
    .values(
      ids.map((userId) => ({
        tenant_id: cx.tenantId,
        helpdesk_id: cx.helpdeskId,
        user_id: userId,
        ticket_id: ticketId,
        ...said,
      })),
    )
    .onConflict((c) => c.columns(['tenant_id', 'helpdesk_id', 'user_id', 'ticket_id']).doUpdateSet(said))
    .execute()
}

export const listRemarks = (cx: Cx, ticketId: string): Promise<RemarkRow[]> =>
  cx.db
    .selectFrom('remarks')
    .select(['id', 'author_id', 'content', 'created_at', 'mentions'])
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .limit(500)
    .execute()
