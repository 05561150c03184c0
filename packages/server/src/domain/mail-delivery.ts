import { toJson } from '../db/json.ts'
import {
  type MailRow,
  type MailThreadRow,
  findMail,
  findThread,
  mailsOfMessages,
  saveThread,
  sentUnder,
  updateMails,
} from '../db/mails.ts'
import type { MessageRow } from '../db/messages.ts'
import { listMailboxes } from '../db/mailboxes.ts'
import { ticketsMergedInto } from '../db/merged-tickets.ts'
import { type TicketRow, chatOfTicket } from '../db/tickets.ts'
import { enqueue } from '../jobs/queue.ts'
import type { Bounce } from '../mail/bounce.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { emit } from './events.ts'
import { changeTicket, getTicket, lockedTicket } from './tickets.ts'

const sendJob = (cx: Cx, ticketId: string, delayMs: number): Promise<void> => {
  const name = `mail ${ticketId}`
  return enqueue(cx, 'mail.send', { ticketId }, { key: name, lane: name, runAt: cx.now + delayMs })
}

/**
 * Sends a message of an agent or the bot to the guest by mail, when the ticket is answered by mail; in the transaction
 * that writes the message.
 */
export async function sendByMail(cx: Cx, ticket: TicketRow, message: MessageRow): Promise<void> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk?.hasMailboxes) return
  const thread = await threadOf(cx, ticket)
  if (!thread) return
  const mailbox = (await listMailboxes(cx.db, cx.tenantId, cx.helpdeskId)).find(
    ({ id }) => id === thread.mailbox_id,
  )
  if (!mailbox) return
  await cx.db
    .insertInto('mails')
    .values({
      tenant_id: cx.tenantId,
      id: newId(cx.now),
      helpdesk_id: cx.helpdeskId,
      mailbox_id: mailbox.id,
      direction: 'out',
      state: 'waiting',
      reason: null,
      log_id: null,
      message_id: null,
      sender: mailbox.address,
      recipients: toJson([thread.recipient]),
      subject: thread.subject,
      ticket_id: ticket.id,
      ticket_message_id: message.id,
      source_key: null,
      size: null,
      created_at: cx.now,
      updated_at: cx.now,
    })
    .execute()
  await sendJob(cx, ticket.id, mailbox.delay_seconds * 1000)
}

/**
 * Has a ticket's guest answered by mail from now on, through the desk's oldest mailbox that is on: for guests who leave
 * their address and go. Nothing happens when the desk has no mailbox.
 */
export const answerByMail = (
  cx: Cx,
  ticketId: string,
  to: { readonly address: string; readonly name: string },
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const desk = await cx.registry.helpdesk(cx.helpdeskId)
    if (!desk?.hasMailboxes || (await findThread(cx.db, cx.tenantId, ticketId))) return
    const mailboxes = await listMailboxes(cx.db, cx.tenantId, cx.helpdeskId)
    const mailbox = mailboxes.find(({ status }) => status === 'on')
    if (!mailbox) return
    const ticket = await lockedTicket(cx, ticketId)
    await saveThread(cx.db, {
      tenant_id: cx.tenantId,
      ticket_id: ticketId,
      helpdesk_id: cx.helpdeskId,
      mailbox_id: mailbox.id,
      recipient: to.address,
      recipient_name: to.name,
      cc: '[]',
      subject: ticket.title ?? '',
      last_message_id: null,
      reference_ids: '[]',
      updated_at: cx.now,
    })
  })

/**
 * How a ticket's guest is answered by mail, if they are. A ticket that came from another one, or into which another one
 * of the same guest was merged, goes on as that did.
 */
async function threadOf(cx: Cx, ticket: TicketRow): Promise<MailThreadRow | undefined> {
  const own = await findThread(cx.db, cx.tenantId, ticket.id)
  if (own) return own
  const merged = await ticketsMergedInto(cx.engine, cx, ticket.id)
  const others = [
    ...(ticket.split_from === null ? [] : [ticket.split_from]),
    ...merged.filter(({ guest_id }) => guest_id === ticket.guest_id).map(({ id }) => id),
  ]
  for (const id of others) {
    const thread = await findThread(cx.db, cx.tenantId, id)
    if (!thread) continue
    const joined = { ...thread, ticket_id: ticket.id, updated_at: cx.now }
    await saveThread(cx.db, joined)
    return joined
  }
  return undefined
}

/** Notes what has become of messages that were sent, and tells the pages that show them. */
export const noteDelivery = (
  cx: Cx,
  rows: readonly MailRow[],
  change: Partial<Pick<MailRow, 'state' | 'reason' | 'log_id' | 'message_id' | 'size'>>,
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    if (rows.length === 0) return
    await updateMails(
      cx.db,
      cx.tenantId,
      rows.map((row) => row.id),
      { ...change, updated_at: cx.now },
    )
    for (const row of rows) await tellOfDelivery(cx, row)
  })

async function tellOfDelivery(cx: Cx, row: MailRow): Promise<void> {
  if (row.ticket_id === null || row.ticket_message_id === null) return
  const chatId = await chatOfTicket(cx.db, cx.tenantId, cx.helpdeskId, row.ticket_id)
  if (chatId === undefined) return
  const { ticket_id: ticketId, ticket_message_id: messageId } = row
  await emit(cx, 'message.updated', { ticketId, chatId, messageId })
}

/**
 * Messages have not reached the guest: they are marked, and the ticket that waited for the guest waits for an agent
 * again.
 */
export const failDelivery = (
  cx: Cx,
  rows: readonly MailRow[],
  reason: string,
  logId: string | null = null,
): Promise<void> =>
  inTransaction(cx, async (cx) => {
    for (const ticketId of new Set(rows.map((row) => row.ticket_id))) {
      const ticket = ticketId === null ? undefined : await lockedTicket(cx, ticketId)
      if (ticket?.status === 'waiting_for_guest')
        await changeTicket(cx, ticket, {
          status: ticket.agent_id === null ? 'queueing' : 'processing',
          waiting_since: cx.now,
        })
    }
    await noteDelivery(cx, rows, { state: 'failed', reason: reason.slice(0, 500), log_id: logId })
  })

/** What a mail server reports of our mails. What it reports of others' is of no interest. */
export async function noteBounce(cx: Cx, { messageIds, recipients }: Bounce): Promise<void> {
  const rows = await sentUnder(cx.db, cx.tenantId, cx.helpdeskId, messageIds.slice(0, 20))
  const sent = rows.filter((row) => row.message_id === rows[0]!.message_id)
  const failed = recipients.filter(({ action }) => action === 'failed')
  const words = (of: typeof recipients) =>
    of.map(({ recipient, reason }) => `${recipient}: ${reason}`).join('; ')
  if (failed.length > 0) return failDelivery(cx, sent, words(failed))
  const delayed = recipients.filter(({ action }) => action === 'delayed')
  if (delayed.length > 0) await noteDelivery(cx, sent, { reason: words(delayed).slice(0, 500) })
}

/** Sends a message again that has not reached the guest. @throws mail_not_found, mail_state */
export const sendAgain = (cx: Cx, mailId: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    const row = await findMail(cx.db, cx.tenantId, cx.helpdeskId, mailId)
    if (!row || row.direction !== 'out' || row.ticket_id === null) throw new AppError('mail_not_found')
    const ticketId = row.ticket_id
    await getTicket(cx, ticketId)
    if (row.state !== 'failed') throw new AppError('mail_state')
    if (!(await findThread(cx.db, cx.tenantId, ticketId))) throw new AppError('mail_state')
    await noteDelivery(cx, [row], { state: 'waiting', reason: null, log_id: null, message_id: null })
    await sendJob(cx, ticketId, 0)
  })

/** The mails by which these messages came or went, by the message's id. */
export async function mailsOf(cx: Cx, messages: readonly MessageRow[]): Promise<Map<string, MailRow>> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  if (!desk?.hasMailboxes || messages.length === 0) return new Map()
  const rows = await mailsOfMessages(
    cx.db,
    cx.tenantId,
    messages.map((message) => message.id),
  )
  return new Map(rows.map((row) => [row.ticket_message_id!, row]))
}
