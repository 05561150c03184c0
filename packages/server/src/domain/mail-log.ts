import type { StoredFile } from '../outbound/storage.ts'
import { listMailboxes } from '../db/mailboxes.ts'
import { type MailRow, findMail, listMails } from '../db/mails.ts'
import { bufferOf } from '../mail/buffer.ts'
import { requireManager } from './agents.ts'
import type { Cx } from './cx.ts'
import { AppError } from './errors.ts'
import { acceptMail } from './mail-intake.ts'
import { getMailbox } from './mailboxes.ts'
import { getTicket } from './tickets.ts'

/** Mails that somebody should look at, those that made no ticket for a reason, or all. */
export type MailChoice = 'attention' | 'left_out' | 'all'

const states: Readonly<Record<MailChoice, readonly MailRow['state'][]>> = {
  attention: ['set_aside', 'failed'],
  left_out: ['left_out', 'bounce'],
  all: ['accepted', 'left_out', 'set_aside', 'bounce', 'waiting', 'sending', 'sent', 'failed'],
}

/** A page of the desk's mails, newest first. For owner and admins. */
export async function mailLog(
  cx: Cx,
  filter: {
    readonly mailboxId?: string | undefined
    readonly choice: MailChoice
    readonly before?: string | undefined
    readonly limit: number
  },
): Promise<MailRow[]> {
  requireManager(cx)
  const ids =
    filter.mailboxId === undefined
      ? (await listMailboxes(cx.db, cx.tenantId, cx.helpdeskId)).map(({ id }) => id)
      : [(await getMailbox(cx, filter.mailboxId)).id]
  return listMails(cx.db, cx.tenantId, ids, {
    states: states[filter.choice],
    before: filter.before,
    limit: filter.limit,
  })
}

/** The original of a mail: of a ticket for everybody who serves on the desk, of others for owner and admins. */
export async function openOriginal(cx: Cx, mailId: string): Promise<{ row: MailRow; content: StoredFile }> {
  const row = await findMail(cx.db, cx.tenantId, cx.helpdeskId, mailId)
  if (!row || row.source_key === null) throw new AppError('mail_not_found')
  if (row.ticket_id === null) requireManager(cx)
  else await getTicket(cx, row.ticket_id)
  const content = await cx.storage.get(row.source_key)
  if (!content) throw new AppError('file_deleted')
  return { row, content }
}

/** Makes a message of a mail that was left out or set aside. For owner and admins. @throws mail_state */
export async function acceptAfterAll(cx: Cx, mailId: string): Promise<MailRow> {
  requireManager(cx)
  const { row, content } = await openOriginal(cx, mailId)
  if (row.state !== 'left_out' && row.state !== 'set_aside') {
    content.stream.destroy()
    throw new AppError('mail_state')
  }
  const raw = await bufferOf(content.stream)
  await acceptMail({ ...cx, actor: { kind: 'system' } }, await getMailbox(cx, row.mailbox_id), row, raw)
  return (await findMail(cx.db, cx.tenantId, cx.helpdeskId, mailId))!
}
