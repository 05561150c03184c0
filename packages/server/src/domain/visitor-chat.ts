import { findByMessageId } from '../db/chat-messages.ts'
import { findChat } from '../db/chats.ts'
import { findFaq } from '../db/faqs.ts'
import { findFile } from '../db/files.ts'
import { type MessageRow, findByClientId } from '../db/messages.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { sha256 } from '../platform/secrets.ts'
import {
  type BotAnswer,
  appHasSpoken,
  asksForPerson,
  findAnswer,
  firstWordOf,
  sayAnswer,
} from './built-in-bot.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { type Vote, voteOnFaq } from './faq-votes.ts'
import { isLive } from './faqs.ts'
import { answerByMail } from './mail-delivery.ts'
import { checkedContent } from './message-files.ts'
import type { NewMessage } from './message-write.ts'
import { postAsGuest } from './messages.ts'
import { channelWidget } from './ticket-changes.ts'
import { closeAsGuest } from './ticket-endings.ts'
import { changeTicket, enterHumanStage, getTicket, lockChat, lockedTicket, openTicket } from './tickets.ts'
import { keepContact } from './visitor-contacts.ts'
import { type Visit, asGuest } from './visits.ts'

/** What a visitor sends: words, or a file they have uploaded. */
export interface Said {
  readonly text?: string | undefined
  readonly imageKey?: string | undefined
  readonly fileKey?: string | undefined
  /** The FAQ whose question the text is. */
  readonly faqId?: string | undefined
  readonly clientId: string
}

export interface Sent {
  readonly message: MessageRow
  readonly ticket: TicketRow
}

/**
 * A visitor's message. It is on their open ticket, or opens one; the bot answers it, or people are asked for it, in the
 * same transaction. Sent again with the same client id, it is the message it was.
 */
export async function sendAsVisitor(given: Cx, visit: Visit, said: Said): Promise<Sent> {
  const cx = await asGuest(given, visit)
  const message = await messageOf(cx, said)
  const wantsPerson = said.text !== undefined && said.faqId === undefined && asksForPerson(said.text)
  const firstWord = firstWordOf(visit.widget, cx.now)
  // Searched for outside of the transaction, which holds every other writer on SQLite.
  const answer: BotAnswer | undefined =
    wantsPerson || firstWord !== 'bot'
      ? undefined
      : said.text === undefined
        ? { kind: 'nothing' }
        : await findAnswer(cx, said.text, said.faqId)
  return inTransaction(cx, async (tx) => {
    const chat = await lockChat(tx, cx.guestId)
    const before = await findByClientId(tx.db, tx.tenantId, chat.id, said.clientId)
    if (before) return { message: before, ticket: await lockedTicket(tx, before.ticket_id!) }
    const ticketId = chat.open_ticket_id ?? (await open(tx, chat.id, cx.guestId, visit)).id
    const written = await postAsGuest(tx, ticketId, message)
    const ticket = await lockedTicket(tx, ticketId)
    if (ticket.stage !== 'bot') return { message: written, ticket }
    if (wantsPerson || firstWord === 'people')
      return { message: written, ticket: await enterHumanStage(tx, ticket) }
    if (answer && !(await appHasSpoken(tx, ticketId))) await sayAnswer(tx, written, answer, visit.language)
    return { message: written, ticket: await lockedTicket(tx, ticketId) }
  })
}

const open = (cx: Cx, chatId: string, guestId: string, visit: Visit): Promise<TicketRow> =>
  openTicket(cx, chatId, guestId, {
    guestId,
    human: false,
    appointedAgents: [],
    channel: channelWidget,
    customizedInfo: visit.page,
  })

async function messageOf(cx: Cx, said: Said): Promise<NewMessage> {
  const { clientId } = said
  if (said.text !== undefined) {
    const content = await checkedContent(cx, 'text', { text: withoutMarkup(said.text) })
    return { type: 'text', content, clientId }
  }
  if (said.imageKey !== undefined) {
    const content = await checkedContent(cx, 'image', { image_key: said.imageKey })
    return { type: 'image', content, clientId }
  }
  if (said.fileKey === undefined) throw invalid('text', '', 'is needed, or image_key, or file_key')
  const file = await findFile(cx.db, cx.tenantId, said.fileKey)
  const content = await checkedContent(cx, 'file', { file_key: said.fileKey, file_name: file?.name ?? '' })
  return { type: 'file', content, clientId }
}

/** In texts the wire writes mentions as markup; what a visitor types is only ever text. */
const withoutMarkup = (text: string): string => text.replace(/<(?=\/?at[\s>])/gi, '‹')

/** A visitor asks for a person, with or without having said something. */
export async function askForPerson(given: Cx, visit: Visit): Promise<TicketRow> {
  const cx = await asGuest(given, visit)
  return inTransaction(cx, async (tx) => {
    const chat = await lockChat(tx, cx.guestId)
    const ticket =
      chat.open_ticket_id === null
        ? await open(tx, chat.id, cx.guestId, visit)
        : await lockedTicket(tx, chat.open_ticket_id)
    return ticket.stage === 'bot' ? enterHumanStage(tx, ticket) : ticket
  })
}

/** A message for when somebody is back, with an address for the answer. It waits in the queue like any other. */
export async function leaveMessage(
  given: Cx,
  visit: Visit,
  left: { readonly name: string; readonly email: string; readonly text: string; readonly clientId: string },
): Promise<Sent> {
  const email = left.email.trim().toLowerCase()
  if (!/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(email))
    throw invalid('email', left.email, 'must be an e-mail address')
  const cx = await asGuest(given, visit)
  const message = await messageOf(cx, left)
  return inTransaction(cx, async (tx) => {
    await keepContact(tx, cx.guestId, { email, name: visit.identity ? undefined : left.name.trim() })
    const chat = await lockChat(tx, cx.guestId)
    const before = await findByClientId(tx.db, tx.tenantId, chat.id, left.clientId)
    if (before) return { message: before, ticket: await lockedTicket(tx, before.ticket_id!) }
    const ticketId = chat.open_ticket_id ?? (await open(tx, chat.id, cx.guestId, visit)).id
    const written = await postAsGuest(tx, ticketId, message)
    await answerByMail(tx, ticketId, { address: email, name: left.name.trim() })
    const ticket = await lockedTicket(tx, ticketId)
    return { message: written, ticket: ticket.stage === 'bot' ? await enterHumanStage(tx, ticket) : ticket }
  })
}

/** The visitor ends their open conversation; when there is none, `ticket_closed`. */
export async function closeAsVisitor(cx: Cx, guestId: string): Promise<TicketRow> {
  const ticketId = await inTransaction(cx, async (cx) => (await lockChat(cx, guestId)).open_ticket_id)
  if (ticketId === null) throw new AppError('ticket_closed')
  return closeAsGuest(cx, ticketId)
}

/** What a visitor says of an answer of the bot; said again, it replaces what was said before. */
export const markHelpful = (cx: Cx, guestId: string, messageId: string, helpful: boolean): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const message = await findByMessageId(cx.db, cx.tenantId, messageId)
    const chat = message && (await findChat(cx.db, cx.tenantId, message.chat_id))
    if (!message || message.ticket_id === null || chat?.guest_id !== guestId)
      throw new AppError('message_not_found')
    const ticket = await lockedTicket(cx, message.ticket_id)
    const marked = await cx.db
      .updateTable('ticket_answers')
      .set({ helpful: helpful ? 1 : 0 })
      .where('tenant_id', '=', cx.tenantId)
      .where('ticket_id', '=', ticket.id)
      .where('message_id', '=', message.id)
      .returning('faq_id')
      .execute()
    if (marked.length === 0) throw new AppError('message_not_found')
    const voter = sha256(`${cx.helpdeskId} ${guestId}`).toString('base64url')
    for (const { faq_id } of marked) await countVote(cx, faq_id, { voter, helpful })
    if (ticket.stage === 'bot' && !isClosed(ticket.status))
      await changeTicket(cx, ticket, { solved: helpful ? 1 : 0 }, true)
  })

/** A FAQ that is gone by now has nothing to count for. */
async function countVote(cx: Cx, faqId: string, vote: Vote): Promise<void> {
  const faq = await findFaq(cx.db, cx.tenantId, cx.helpdeskId, faqId)
  if (faq && isLive(faq, cx.now)) await voteOnFaq(cx, faqId, vote)
}

/** A ticket of the visitor's own, or `ticket_not_found`. */
export async function ownTicket(cx: Cx, guestId: string, ticketId: string): Promise<TicketRow> {
  const { ticket } = await getTicket(cx, ticketId)
  if (ticket.guest_id !== guestId) throw new AppError('ticket_not_found')
  return ticket
}
