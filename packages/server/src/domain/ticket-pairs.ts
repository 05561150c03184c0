import { lockChatById } from '../db/chats.ts'
import { type TicketRow, chatOfTicket } from '../db/tickets.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { lockedTicket } from './tickets.ts'

/**
 * Locks two tickets with their chats: first the chats, then the tickets, each in the order of their ids, so that those
 * who want the same two the other way round wait instead of blocking each other.
 */
export async function lockedPair(
  cx: Cx,
  firstId: string,
  secondId: string,
): Promise<[first: TicketRow, second: TicketRow]> {
  const ids = [firstId, secondId].toSorted()
  const chats = new Set<string>()
  for (const id of ids) {
    const chatId = await chatOfTicket(cx.db, cx.tenantId, cx.helpdeskId, id)
    if (chatId === undefined) throw new AppError('ticket_not_found')
    chats.add(chatId)
  }
  for (const chatId of [...chats].toSorted()) await lockChatById(cx.db, cx.tenantId, chatId)
  const low = await lockedTicket(cx, ids[0]!)
  const high = await lockedTicket(cx, ids[1]!)
  return low.id === firstId ? [low, high] : [high, low]
}
