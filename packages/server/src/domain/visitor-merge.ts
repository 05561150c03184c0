import { type TicketRow, isClosed } from '../db/tickets.ts'
import { type Cx, inTransaction } from './cx.ts'
import { emit } from './events.ts'
import { indexTicket } from './search-index.ts'
import { closeAsGuest } from './ticket-endings.ts'
import { writeChange } from './ticket-changes.ts'
import { lockChat, lockedTicket, setOpenTicket } from './tickets.ts'

/**
 * Makes what an anonymous guest has said with the desk somebody's own, who turned out to be the same person. A person
 * has one open ticket with a desk: of two, the one with the newest message stays open. The anonymous guest is gone
 * afterwards.
 */
export const mergeGuest = (cx: Cx, fromId: string, intoId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    // Always in the same order, so that two merges do not wait for each other.
    const [first, second] = [fromId, intoId].sort() as [string, string]
    const chats = new Map([
      [first, await lockChat(cx, first)],
      [second, await lockChat(cx, second)],
    ])
    const from = chats.get(fromId)!
    const into = chats.get(intoId)!
    const open = [from.open_ticket_id, into.open_ticket_id].filter((id) => id !== null)
    const tickets: TicketRow[] = []
    for (const id of open) tickets.push(await lockedTicket(cx, id))
    const [older] = tickets.sort((a, b) => a.last_message_at - b.last_message_at)
    if (tickets.length === 2) await closeAsGuest({ ...cx, actor: { kind: 'system' } }, older!.id)

    await moveMessages(cx, from.id, into.id, fromId, intoId)
    for (const ticket of await ticketsIn(cx, from.id)) {
      // Closed above, where two were open.
      const moved = await writeChange(cx, ticket, { chat_id: into.id, guest_id: intoId })
      await indexTicket(cx, moved)
      if (isClosed(moved.status)) continue
      await setOpenTicket(cx, from.id, null)
      await setOpenTicket(cx, into.id, moved.id)
    }
    await cx.db
      .updateTable('users')
      .set({ status: 'resigned', updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', fromId)
      .where('kind', '=', 'visitor')
      .execute()
    await cx.db
      .updateTable('visitor_sessions')
      .set({ user_id: intoId })
      .where('tenant_id', '=', cx.tenantId)
      .where('user_id', '=', fromId)
      .execute()
    await emit(cx, 'user.changed', { userId: fromId })
  })

const ticketsIn = (cx: Cx, chatId: string): Promise<TicketRow[]> =>
  cx.db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('chat_id', '=', chatId)
    .orderBy('id')
    .forUpdate()
    .execute()

async function moveMessages(
  cx: Cx,
  from: string,
  into: string,
  fromId: string,
  intoId: string,
): Promise<void> {
  const ofChat = () =>
    cx.db.updateTable('messages').where('tenant_id', '=', cx.tenantId).where('chat_id', '=', from)
  await ofChat().set({ sender_id: intoId }).where('sender_id', '=', fromId).execute()
  await ofChat().set({ chat_id: into }).execute()
}
