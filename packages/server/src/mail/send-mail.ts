import { randomBytes } from 'node:crypto'
import type { SendMailOptions } from 'nodemailer'
import { fromJson, toJson } from '../db/json.ts'
import { type MailboxRow, findMailbox, updateMailbox } from '../db/mailboxes.ts'
import {
  type MailRow,
  type MailThreadRow,
  findThread,
  saveThread,
  unsentOf,
  updateMails,
} from '../db/mails.ts'
import type { MessageRow } from '../db/messages.ts'
import { chatOfTicket } from '../db/tickets.ts'
import { findUser } from '../db/users.ts'
import { type Cx, inTransaction } from '../domain/cx.ts'
import { failDelivery, noteDelivery } from '../domain/mail-delivery.ts'
import { keyOf, smtpLogin } from '../domain/mailboxes.ts'
import { openFileByKey } from '../domain/files.ts'
import { filesIn } from '../domain/message-files.ts'
import type { Again, JobDefinition, JobRun } from '../jobs/jobs.ts'
import { newLogId } from '../platform/ids.ts'
import { cidOf, type Quoted, writeLetter } from './letter.ts'
import type { MailPolicy } from './reach.ts'
import { addressWithToken, replyToken } from './reply-token.ts'
import { mailFailure, smtpTransport } from './servers.ts'

/** How long a paused mailbox is left alone before it is looked at again. */
const pausedFor = 60_000

/** Sends what waits for a ticket's guest. */
export const sendingMail = (
  policy: MailPolicy,
  onError: (error: unknown, logId: string) => void,
): JobDefinition<'mail.send'> => ({
  concurrency: 4,
  run: async (cx, { ticketId }, run) => {
    for (;;) {
      const rows = await unsentOf(cx.db, cx.tenantId, ticketId)
      if (rows.length === 0 || run.signal.aborted) return undefined
      const again = await sendNext({ ...cx, now: Date.now() }, ticketId, rows, { policy, run, onError })
      if (again) return again
    }
  },
})

interface Way {
  readonly policy: MailPolicy
  readonly run: JobRun
  readonly onError: (error: unknown, logId: string) => void
}

async function sendNext(cx: Cx, ticketId: string, rows: readonly MailRow[], way: Way): Promise<Again | void> {
  const thread = await findThread(cx.db, cx.tenantId, ticketId)
  const mailbox =
    thread &&
    (await findMailbox(cx.db, { tenantId: cx.tenantId, helpdeskId: cx.helpdeskId, id: thread.mailbox_id }))
  if (!thread || !mailbox) return failDelivery(cx, rows, 'The mailbox was deleted.')
  if (mailbox.status === 'paused') return { at: cx.now + pausedFor }
  const batch = await nextBatch(cx, mailbox, rows)
  if (!batch) return
  try {
    const size = await send(cx, mailbox, thread, batch, way.policy)
    await noteSent(cx, thread, batch, size)
  } catch (error) {
    const logId = newLogId(cx.now)
    way.onError(error, logId)
    const reason = mailFailure(error)
    if (!isAboutThisMail(error))
      await inTransaction(cx, (cx) =>
        updateMailbox(cx.db, keyOf(mailbox), {
          error: `SMTP: ${reason}`,
          error_log_id: logId,
          error_at: cx.now,
        }),
      )
    if (isRefused(error) || way.run.isLast) return failDelivery(cx, batch.rows, reason, logId)
    await noteDelivery(cx, batch.rows, { reason, log_id: logId })
    throw error
  }
}

interface Batch {
  readonly messageId: string
  readonly rows: readonly MailRow[]
  readonly messages: readonly MessageRow[]
}

/**
 * The messages that leave next in one mail: those of a mail that may have left before a crash, under its Message-ID, so
 * that programs of the receiver can tell it is the same; else the oldest, with what its author wrote after it. What was
 * recalled meanwhile does not leave.
 */
async function nextBatch(cx: Cx, mailbox: MailboxRow, rows: readonly MailRow[]): Promise<Batch | undefined> {
  // A message can have gone to another ticket since; it stays in its chat.
  const chatId = await chatOfTicket(cx.db, cx.tenantId, cx.helpdeskId, rows[0]!.ticket_id!)
  const messages = new Map<string, MessageRow>()
  for (const message of await cx.db
    .selectFrom('messages')
    .selectAll()
    .where('tenant_id', '=', cx.tenantId)
    .where('chat_id', '=', chatId ?? '')
    .where(
      'id',
      'in',
      rows.map((row) => row.ticket_message_id!),
    )
    .execute())
    messages.set(message.id, message)
  const messageOf = (row: MailRow) => messages.get(row.ticket_message_id!)
  const begun = rows.find((row) => row.message_id !== null)
  if (begun) {
    const same = rows.filter((row) => row.message_id === begun.message_id)
    return { messageId: begun.message_id!, rows: same, messages: same.flatMap((row) => messageOf(row) ?? []) }
  }
  const isGone = (row: MailRow) => (messageOf(row)?.deleted_at ?? null) !== null || !messageOf(row)
  const gone = rows.filter(isGone)
  const rest = rows.filter((row) => !isGone(row))
  const author = rest[0] && messageOf(rest[0])!.sender_id
  const others = rest.findIndex((row) => messageOf(row)!.sender_id !== author)
  const chosen = others < 0 ? rest : rest.slice(0, others)
  const messageId = `${randomBytes(16).toString('hex')}@${mailbox.address.split('@')[1]!}`
  await inTransaction(cx, async (cx) => {
    if (gone.length > 0)
      await cx.db
        .deleteFrom('mails')
        .where('tenant_id', '=', cx.tenantId)
        .where(
          'id',
          'in',
          gone.map((row) => row.id),
        )
        .execute()
    if (chosen.length > 0)
      await updateMails(
        cx.db,
        cx.tenantId,
        chosen.map((row) => row.id),
        { state: 'sending', message_id: messageId, updated_at: cx.now },
      )
  })
  if (chosen.length === 0) return undefined
  return {
    messageId,
    rows: chosen.map((row) => ({ ...row, message_id: messageId })),
    messages: chosen.map((row) => messageOf(row)!),
  }
}

/** @returns how many bytes the server took. */
async function send(
  cx: Cx,
  mailbox: MailboxRow,
  thread: MailThreadRow,
  batch: Batch,
  policy: MailPolicy,
): Promise<number> {
  const transport = await smtpTransport(smtpLogin(cx, mailbox), policy)
  try {
    const info = await transport.sendMail(await composed(cx, mailbox, thread, batch))
    const refused = (info.rejected ?? []).map((address: unknown) => String(address))
    if (refused.includes(thread.recipient)) throw new Refused(`${thread.recipient} was refused`)
    return Number(info.messageSize ?? 0)
  } finally {
    transport.close()
  }
}

class Refused extends Error {}

async function composed(
  cx: Cx,
  mailbox: MailboxRow,
  thread: MailThreadRow,
  { messageId, messages }: Batch,
): Promise<SendMailOptions> {
  const desk = await cx.registry.helpdesk(cx.helpdeskId)
  const agentId = messages[0]!.sender_id
  const agent = agentId === null ? undefined : await findUser(cx.db, cx.tenantId, agentId)
  const isAutomatic = messages[0]!.sender_type !== 'agent'
  const letter = writeLetter(
    messages.map((message) => ({
      type: message.type,
      content: fromJson(message.content),
      text: message.text,
    })),
    mailbox.signature,
    await answered(cx, thread, messages[0]!, desk?.timeZone ?? 'UTC'),
  )
  const token = replyToken(cx.keys, cx.tenantId, thread.ticket_id)
  const name = [agent?.name, mailbox.name].filter(Boolean).join(' · ')
  return {
    from: { name, address: mailbox.address },
    replyTo: {
      name: mailbox.name,
      address: mailbox.reply_token === 'address' ? addressWithToken(mailbox.address, token) : mailbox.address,
    },
    to: { name: thread.recipient_name, address: thread.recipient },
    cc: fromJson<string[]>(thread.cc),
    subject: subjectOf(thread, mailbox, token),
    text: letter.text,
    html: letter.html,
    attachments: await attachmentsOf(cx, messages, letter.pictures),
    messageId: `<${messageId}>`,
    ...(thread.last_message_id !== null && { inReplyTo: `<${thread.last_message_id}>` }),
    references: fromJson<string[]>(thread.reference_ids).map((id) => `<${id}>`),
    // Whoever answers automatically should not answer this.
    headers: isAutomatic
      ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' }
      : { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
  }
}

function subjectOf(thread: MailThreadRow, mailbox: MailboxRow, token: string): string {
  const isAnswer = thread.last_message_id !== null && !/^\s*(re|回复|答复)\s*[:：]/i.test(thread.subject)
  const subject = `${isAnswer ? 'Re: ' : ''}${thread.subject || mailbox.name}`
  return mailbox.reply_token === 'subject' && !subject.includes(token) ? `${subject} [#${token}]` : subject
}

/** The guest's last message before the answer. */
async function answered(
  cx: Cx,
  thread: MailThreadRow,
  first: MessageRow,
  timeZone: string,
): Promise<Quoted | undefined> {
  const before = await cx.db
    .selectFrom('messages')
    .select(['sender_id', 'text', 'created_at'])
    .where('tenant_id', '=', cx.tenantId)
    .where('ticket_id', '=', thread.ticket_id)
    .where('id', '<', first.id)
    .where('sender_type', '=', 'guest')
    .where('type', 'in', ['text', 'post'])
    .where('deleted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!before) return undefined
  const writer = before.sender_id === null ? undefined : await findUser(cx.db, cx.tenantId, before.sender_id)
  return { writer: writer?.name ?? thread.recipient, at: before.created_at, text: before.text, timeZone }
}

async function attachmentsOf(cx: Cx, messages: readonly MessageRow[], pictures: readonly string[]) {
  const keys = new Set(
    messages.flatMap((message) => filesIn(message.type, fromJson(message.content)).map(({ key }) => key)),
  )
  const attachments: NonNullable<SendMailOptions['attachments']> = []
  for (const key of keys) {
    const { file, content } = await openFileByKey(cx, key)
    attachments.push({
      filename: file.name,
      contentType: file.content_type,
      content: content.stream,
      ...(pictures.includes(key) && { cid: cidOf(key), contentDisposition: 'inline' as const }),
    })
  }
  return attachments
}

const noteSent = (cx: Cx, thread: MailThreadRow, { messageId, rows }: Batch, size: number): Promise<void> =>
  inTransaction(cx, async (cx) => {
    await noteDelivery(cx, rows, { state: 'sent', reason: null, log_id: null, size })
    const now = await findThread(cx.db, cx.tenantId, thread.ticket_id)
    if (now)
      await saveThread(cx.db, {
        ...now,
        last_message_id: messageId,
        reference_ids: toJson([...fromJson<string[]>(now.reference_ids), messageId].slice(-20)),
        updated_at: cx.now,
      })
  })

const isAboutThisMail = (error: unknown): boolean =>
  error instanceof Refused || ['EENVELOPE', 'EMESSAGE'].includes((error as { code?: string }).code ?? '')

/** For ever: the server will not say anything else the next time. */
const isRefused = (error: unknown): boolean =>
  error instanceof Refused ||
  (isAboutThisMail(error) && ((error as { responseCode?: number }).responseCode ?? 0) >= 500)
