import type { console as contract, Output } from '@pipit/contract'
import type { Static } from 'typebox'
import type { Delivery } from '@pipit/contract/console/ticket'
import { fromJson } from '../../db/json.ts'
import type { MailboxRow } from '../../db/mailboxes.ts'
import type { MailRow } from '../../db/mails.ts'
import { sendAgain } from '../../domain/mail-delivery.ts'
import { acceptAfterAll, mailLog, openOriginal } from '../../domain/mail-log.ts'
import {
  type MailboxInput,
  addMailbox,
  changeMailbox,
  deleteMailbox,
  listMailboxes,
  loginsFor,
  switchMailbox,
} from '../../domain/mailboxes.ts'
import type { MailPolicy } from '../../mail/reach.ts'
import { tryImap, trySmtp } from '../../mail/servers.ts'
import type { Handlers } from '../handlers.ts'

type Contract = typeof contract.mailbox

const mailboxOf = (row: MailboxRow): Output<Contract['create']> => ({
  mailbox_id: row.id,
  address: row.address,
  name: row.name,
  folder: row.folder,
  signature: row.signature,
  reply_token: row.reply_token,
  delay_seconds: row.delay_seconds,
  imap: { host: row.imap_host, port: row.imap_port, security: row.imap_security, user: row.imap_user },
  smtp: { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security, user: row.smtp_user },
  managed: row.managed,
  status: row.status,
  fetched_at: row.fetched_at ?? undefined,
  error: row.error ?? undefined,
  error_log_id: row.error_log_id ?? undefined,
  error_at: row.error_at ?? undefined,
})

const inputOf = ({
  reply_token: replyToken,
  delay_seconds: delaySeconds,
  ...rest
}: Static<Contract['create']['body']>): MailboxInput => ({ ...rest, replyToken, delaySeconds })

const mailOf = (row: MailRow): Output<(typeof contract.mails)['accept']> => ({
  mail_id: row.id,
  mailbox_id: row.mailbox_id,
  direction: row.direction,
  state: row.state,
  reason: row.reason ?? undefined,
  log_id: row.log_id ?? undefined,
  sender: row.sender,
  recipients: fromJson(row.recipients),
  subject: row.subject,
  ticket_id: row.ticket_id ?? undefined,
  has_original: row.source_key !== null,
  size: row.size ?? undefined,
  created_at: row.created_at,
})

/** How a message came by mail, or whether it has left. */
export const deliveryOf = (row: MailRow): Static<typeof Delivery> => ({
  mail_id: row.id,
  state:
    row.direction === 'in'
      ? 'received'
      : row.state === 'sent' || row.state === 'failed'
        ? row.state
        : 'waiting',
  error: row.direction === 'in' ? undefined : (row.reason ?? undefined),
  log_id: row.log_id ?? undefined,
})

export const mailbox = (policy: MailPolicy): Handlers<Contract> => ({
  list: async (cx) => ({ items: (await listMailboxes(cx)).map(mailboxOf) }),
  create: async (cx, { body }) => mailboxOf(await addMailbox(cx, inputOf(body))),
  update: async (cx, { params, body }) =>
    mailboxOf(await changeMailbox(cx, params.mailbox_id, inputOf(body))),
  test: async (cx, { body }) => {
    const { imap, smtp } = await loginsFor(cx, body.mailbox_id, body)
    const [read, sent] = await Promise.all([
      tryImap(imap, body.folder.trim() || 'INBOX', policy),
      trySmtp(smtp, policy),
    ])
    return { imap: read, smtp: sent }
  },
  pause: async (cx, { params }) => mailboxOf(await switchMailbox(cx, params.mailbox_id, 'paused')),
  resume: async (cx, { params }) => mailboxOf(await switchMailbox(cx, params.mailbox_id, 'on')),
  delete: async (cx, { params }) => {
    await deleteMailbox(cx, params.mailbox_id)
    return {}
  },
})

export const mails: Handlers<typeof contract.mails> = {
  list: async (cx, { query }) => {
    const { limit = 30 } = query
    const rows = await mailLog(cx, {
      mailboxId: query.mailbox_id,
      choice: query.show ?? 'attention',
      before: query.cursor,
      limit: limit + 1,
    })
    const page = rows.slice(0, limit)
    return {
      items: page.map(mailOf),
      next_cursor: rows.length > limit ? page.at(-1)!.id : undefined,
    }
  },
  accept: async (cx, { params }) => mailOf(await acceptAfterAll(cx, params.mail_id)),
  original: async (cx, { params }) => {
    const { row, content } = await openOriginal(cx, params.mail_id)
    const { stream, size } = content
    return { stream, size, contentType: 'message/rfc822', name: `${row.id}.eml` }
  },
  sendAgain: async (cx, { params }) => {
    await sendAgain(cx, params.mail_id)
    return {}
  },
}
