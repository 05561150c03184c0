import { Readable } from 'node:stream'
import { fromJson, toJson } from '../db/json.ts'
import { type MailboxRow, ownAddresses, updateMailbox } from '../db/mailboxes.ts'
import {
  type MailRow,
  addReceived,
  countOfSender,
  findReceived,
  findThread,
  saveThread,
  sentUnder,
  ticketOfMails,
  updateMails,
} from '../db/mails.ts'
import { type TicketRow, isClosed } from '../db/tickets.ts'
import { automaticReason } from '../mail/automatic.ts'
import { type Bounce, readBounce } from '../mail/bounce.ts'
import { type ReceivedMail, readMail } from '../mail/received-mail.ts'
import { bareSubject, ticketInText } from '../mail/reply-token.ts'
import { storageKey } from '../outbound/storage.ts'
import { newId } from '../platform/ids.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError } from './errors.ts'
import { noteBounce } from './mail-delivery.ts'
import { messagesOfMail } from './mail-messages.ts'
import { keyOf } from './mailboxes.ts'
import { mergeTarget } from './merge.ts'
import type { NewMessage } from './message-write.ts'
import { postAsGuest } from './messages.ts'
import { reopen } from './ticket-actions.ts'
import { channelEmail, lockChat, lockedTicket, openTicket } from './tickets.ts'
import { addVisitor, personByEmail } from './visitors.ts'

/** How far a mailbox has been read; written with the mail, while the reader still holds the mailbox. */
export interface Cursor {
  readonly uidValidity: string
  readonly uid: number
  readonly lease: string
}

/** Somebody else reads the mailbox now. */
export class LeaseLost extends Error {}

/** A closed ticket is opened again by an answer within this time; later ones open a new ticket. */
const reopenedWithin = 14 * 24 * 60 * 60_000

/** One sender's mails become messages so often; what comes above it is set aside. */
const ceiling = { mails: 30, within: 10 * 60_000 }

type Verdict =
  | { readonly state: 'accepted'; readonly mail: ReceivedMail }
  | { readonly state: 'bounce'; readonly mail: ReceivedMail; readonly bounce: Bounce }
  | {
      readonly state: 'left_out' | 'set_aside'
      readonly mail: ReceivedMail | undefined
      readonly reason: string
    }

/**
 * Takes one mail in: it becomes a message, is left out with a reason, or is set aside for somebody to look at. The
 * original is kept first. What it leads to and the cursor are one transaction, and a mail counts once by its
 * Message-ID: it can be given again after a crash.
 */
export async function receiveMail(cx: Cx, mailbox: MailboxRow, raw: Buffer, cursor: Cursor): Promise<void> {
  await take(cx, mailbox, raw, cursor, await judge(cx, raw))
}

/** Sets a mail aside that cannot be worked on. */
export const setMailAside = (
  cx: Cx,
  mailbox: MailboxRow,
  raw: Buffer,
  cursor: Cursor,
  reason: string,
): Promise<void> => take(cx, mailbox, raw, cursor, { state: 'set_aside', mail: undefined, reason })

async function take(
  cx: Cx,
  mailbox: MailboxRow,
  raw: Buffer,
  cursor: Cursor,
  verdict: Verdict,
): Promise<void> {
  const row = await keepOriginal(cx, mailbox, raw, verdict)
  const contents = verdict.state === 'accepted' ? await messagesOfMail(cx, verdict.mail) : () => []
  const added = await inTransaction(cx, async (cx) => {
    const moved = await updateMailbox(
      cx.db,
      keyOf(mailbox),
      {
        uid_validity: cursor.uidValidity,
        last_uid: cursor.uid,
        trying_uid: null,
        tries: 0,
        fetched_at: cx.now,
      },
      cursor.lease,
    )
    if (!moved) throw new LeaseLost()
    if (!(await addReceived(cx.db, row))) return false
    if (verdict.state === 'bounce') await noteBounce(cx, verdict.bounce)
    if (verdict.state === 'accepted') await deliver(cx, mailbox, row.id, verdict.mail, contents)
    return true
  })
  if (!added && row.source_key !== null) await cx.storage.delete(row.source_key)
}

/** Makes a ticket of a mail that was left out or set aside; somebody has looked at it. @throws mail_state */
export async function acceptMail(cx: Cx, mailbox: MailboxRow, row: MailRow, raw: Buffer): Promise<void> {
  const mail = await readMail(raw).catch((cause: unknown) => {
    throw new AppError('mail_state', { cause })
  })
  if (!mail.from) throw new AppError('mail_state')
  const contents = await messagesOfMail(cx, mail)
  await inTransaction(cx, async (cx) => {
    const taken = await cx.db
      .updateTable('mails')
      .set({ state: 'accepted', reason: null, updated_at: cx.now })
      .where('tenant_id', '=', cx.tenantId)
      .where('id', '=', row.id)
      .where('state', 'in', ['left_out', 'set_aside'])
      .executeTakeFirstOrThrow()
    if (taken.numUpdatedRows === 0n) throw new AppError('mail_state')
    await deliver(cx, mailbox, row.id, mail, contents)
  })
}

async function judge(cx: Cx, raw: Buffer): Promise<Verdict> {
  let mail: ReceivedMail
  try {
    mail = await readMail(raw)
  } catch (error) {
    return {
      state: 'set_aside',
      mail: undefined,
      reason: `unreadable: ${(error as Error).message.slice(0, 300)}`,
    }
  }
  const bounce = readBounce(mail.report, mail.references)
  if (bounce) return { state: 'bounce', mail, bounce }
  const { tenantId, helpdeskId } = cx
  const from = mail.from?.address ?? ''
  const reason = automaticReason(mail.headers, from, await ownAddresses(cx.db, tenantId))
  if (reason) return { state: 'left_out', mail, reason }
  // Our own mail, passed back by somebody's forwarding.
  if ((await sentUnder(cx.db, tenantId, helpdeskId, [mail.messageId])).length > 0)
    return { state: 'left_out', mail, reason: 'own' }
  if (await findReceived(cx.db, tenantId, helpdeskId, mail.messageId))
    return { state: 'left_out', mail, reason: 'duplicate' }
  const person = await personByEmail(cx, from)
  if (person && person.status !== 'active') return { state: 'left_out', mail, reason: 'blocked_sender' }
  if ((await countOfSender(cx.db, tenantId, helpdeskId, from, cx.now - ceiling.within)) >= ceiling.mails)
    return { state: 'set_aside', mail, reason: 'too_many' }
  return { state: 'accepted', mail }
}

/** Writes the original to the storage and says what will be known of the mail. */
async function keepOriginal(cx: Cx, mailbox: MailboxRow, raw: Buffer, verdict: Verdict): Promise<MailRow> {
  const id = newId(cx.now)
  const key = storageKey(cx.tenantId, `mail_${id}`)
  const incoming = await cx.storage.receive(Readable.from([raw]))
  try {
    await cx.storage.put(key, incoming)
  } finally {
    await incoming.discard()
  }
  const { mail, state } = verdict
  return {
    tenant_id: cx.tenantId,
    id,
    helpdesk_id: cx.helpdeskId,
    mailbox_id: mailbox.id,
    direction: 'in',
    state,
    reason: 'reason' in verdict ? verdict.reason : null,
    log_id: null,
    message_id: mail?.messageId ?? `${incoming.sha256}@content`,
    sender: mail?.from?.address ?? '',
    recipients: toJson(mail?.recipients.slice(0, 50) ?? []),
    subject: mail?.subject ?? '',
    ticket_id: null,
    ticket_message_id: null,
    source_key: key,
    size: raw.length,
    created_at: cx.now,
    updated_at: cx.now,
  }
}

/** Puts the messages on the ticket they belong to. */
async function deliver(
  cx: Cx,
  mailbox: MailboxRow,
  mailId: string,
  mail: ReceivedMail,
  contents: (title: string) => NewMessage[],
): Promise<void> {
  const sender = mail.from!
  const senderId =
    (await personByEmail(cx, sender.address))?.id ??
    (await addVisitor(cx, { name: sender.name || sender.address, email: sender.address }))
  const named = await namedTicket(cx, mail)
  const { ticket, fresh } = await ticketFor(cx, senderId, named, mail)
  const subject = bareSubject(mail.subject)
  const isNewSubject = !fresh && named?.id !== ticket.id && subject !== '' && subject !== ticket.title
  let first: string | undefined
  for (const message of contents(isNewSubject ? subject : '')) {
    const { id } = await postAsGuest(cx, ticket.id, message, senderId)
    first ??= id
  }
  await updateMails(cx.db, cx.tenantId, [mailId], {
    ticket_id: ticket.id,
    ticket_message_id: first ?? null,
    updated_at: cx.now,
  })
  await joinThread(cx, mailbox, ticket, senderId, mail)
}

/** The ticket a mail names: by the mails it answers, else by our token in an address or in the subject. */
async function namedTicket(cx: Cx, mail: ReceivedMail): Promise<TicketRow | undefined> {
  const { tenantId, helpdeskId } = cx
  const id =
    (await ticketOfMails(cx.db, tenantId, helpdeskId, mail.references)) ??
    ticketInText(cx.keys, tenantId, [...mail.recipients, mail.subject].join(' '))
  const ticket = id === undefined ? undefined : await ticketById(cx, id)
  const target = ticket && (await mergeTarget(cx, ticket))
  return target === undefined ? ticket : ticketById(cx, target)
}

const ticketById = (cx: Cx, id: string): Promise<TicketRow | undefined> =>
  cx.db
    .selectFrom('tickets')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('helpdesk_id', '=', cx.helpdeskId)
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * The ticket a mail goes to. A guest has one open ticket at a time: what they write while it is open goes there. An
 * answer to a ticket that was closed a short while ago opens it again; everything else opens a new one.
 */
async function ticketFor(
  cx: Cx,
  senderId: string,
  named: TicketRow | undefined,
  mail: ReceivedMail,
): Promise<{ ticket: TicketRow; fresh: boolean }> {
  if (named) {
    const chat = await lockChat(cx, named.guest_id)
    const ticket = await lockedTicket(cx, named.id)
    if (!isClosed(ticket.status)) return { ticket, fresh: false }
    if (chat.open_ticket_id === null && (ticket.closed_at ?? 0) > cx.now - reopenedWithin)
      return { ticket: await reopen(cx, ticket), fresh: false }
  }
  const chat = await lockChat(cx, senderId)
  if (chat.open_ticket_id !== null)
    return { ticket: await lockedTicket(cx, chat.open_ticket_id), fresh: false }
  const ticket = await openTicket(cx, chat.id, senderId, {
    guestId: senderId,
    human: true,
    appointedAgents: [],
    channel: channelEmail,
    title: bareSubject(mail.subject).slice(0, 200) || undefined,
  })
  return { ticket, fresh: true }
}

const maximumCopies = 10

/** Remembers how the ticket's guest is answered: to the address they wrote from, referring to what they wrote. */
async function joinThread(
  cx: Cx,
  mailbox: MailboxRow,
  ticket: TicketRow,
  senderId: string,
  mail: ReceivedMail,
): Promise<void> {
  const before = await findThread(cx.db, cx.tenantId, ticket.id)
  const answerTo = mail.replyTo ?? mail.from!
  const isGuest = senderId === ticket.guest_id || !before
  const recipient = isGuest ? answerTo : { address: before.recipient, name: before.recipient_name }
  const others = [...(before ? fromJson<string[]>(before.cc) : []), ...(isGuest ? [] : [answerTo.address])]
  await saveThread(cx.db, {
    tenant_id: cx.tenantId,
    ticket_id: ticket.id,
    helpdesk_id: cx.helpdeskId,
    mailbox_id: mailbox.id,
    recipient: recipient.address,
    recipient_name: recipient.name,
    cc: toJson(
      [...new Set(others)].filter((address) => address !== recipient.address).slice(0, maximumCopies),
    ),
    subject: before?.subject ?? (mail.subject || ticket.title || ''),
    last_message_id: mail.messageId,
    reference_ids: toJson([...[...mail.references].reverse(), mail.messageId].slice(-20)),
    updated_at: cx.now,
  })
}
