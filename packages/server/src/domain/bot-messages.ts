import { findChat } from '../db/chats.ts'
import type { MessageRow } from '../db/messages.ts'
import { findUser } from '../db/users.ts'
import { writeOutsideTickets } from './chat-messages.ts'
import { directChat } from './chats.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import type { NewMessage } from './message-write.ts'
import { lockChat } from './tickets.ts'

/**
 * A message of the bot to a person: into their chat with the desk, or directly. The chat with the desk is made when
 * there is none; while a ticket is open in it, messages belong on the ticket.
 * @throws user_not_found, forbidden for who cannot be written to, chat_has_ticket
 */
export const sendBotMessage = (
  cx: Cx,
  userId: string,
  where: 'chat' | 'user',
  message: NewMessage,
): Promise<MessageRow> =>
  inTransaction(cx, async (cx) => {
    const person = await findUser(cx.db, cx.tenantId, userId)
    if (!person || person.status === 'resigned') throw new AppError('user_not_found')
    if (person.status !== 'active') throw new AppError('forbidden')
    if (where === 'user') return writeOutsideTickets(await directChat(cx, userId), message)
    const { id, open_ticket_id: openTicketId } = await lockChat(cx, userId)
    if (openTicketId !== null) throw new AppError('chat_has_ticket')
    const chat = (await findChat(cx.db, cx.tenantId, id))!
    return writeOutsideTickets({ chat, member: 'bot', cx }, message)
  })
