import { setReadMarker } from '../db/ticket-reads.ts'
import { type Cx, actorUserId, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { getTicket } from './tickets.ts'

/** Keeps that the acting agent has read a ticket up to a time (Unix ms); nobody has read what is still to come. */
export async function markRead(cx: Cx, ticketId: string, upTo: number): Promise<void> {
  const userId = actorUserId(cx)
  if (userId === null) throw new AppError('forbidden')
  await getTicket(cx, ticketId)
  await inTransaction(cx, (cx) => setReadMarker(cx.db, cx.tenantId, userId, ticketId, Math.min(upTo, cx.now)))
}
