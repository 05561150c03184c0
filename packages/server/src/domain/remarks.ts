import { newNumber } from '../platform/ids.ts'
import { type Cx, actorUserId } from './cx.ts'
import { AppError } from './errors.ts'

/** Adds an internal remark; guests never see it. The caller puts what is returned on the ticket. */
export async function addRemark(
  cx: Cx,
  ticketId: string,
  content: string,
): Promise<{ id: number; author_id: string; content: string; created_at: number }> {
  const authorId = actorUserId(cx)
  if (authorId === null) throw new AppError('forbidden')
  const remark = { id: newNumber(cx.now), author_id: authorId, content, created_at: cx.now }
  await cx.db
    .insertInto('remarks')
    .values({ tenant_id: cx.tenantId, ticket_id: ticketId, ...remark })
    .execute()
  return remark
}

export const listRemarks = (cx: Cx, ticketId: string) =>
  cx.db
    .selectFrom('remarks')
    .select(['id', 'author_id', 'content', 'created_at'])
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', ticketId)
    .orderBy('id')
    .limit(500)
    .execute()
