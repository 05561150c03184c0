import {
  type MailboxKey,
  type MailboxRow,
  findMailbox,
  listMailboxes as listRows,
  updateMailbox,
} from '../db/mailboxes.ts'
import { isAddress } from '../mail/received-mail.ts'
import type { MailServerLogin, Security } from '../mail/servers.ts'
import { newId } from '../platform/ids.ts'
import { decrypt, encrypt } from '../platform/secrets.ts'
import { requireManager } from './agents.ts'
import { type Cx, inTransaction } from './cx.ts'
import { AppError, invalid } from './errors.ts'
import { emit } from './events.ts'

/** A server as somebody writes it down; without a password the one that is kept stays. */
export interface ServerInput {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
  readonly password?: string | undefined
}

export interface MailboxInput {
  readonly address: string
  /** What guests see beside the address. */
  readonly name: string
  readonly imap: ServerInput
  readonly smtp: ServerInput
  readonly folder: string
  readonly signature: string
  readonly replyToken: MailboxRow['reply_token']
  /** How long an answer waits before it leaves, so that it can be taken back and what follows joins it. */
  readonly delaySeconds: number
}

type Protocol = 'imap' | 'smtp'

const context = (id: string, protocol: Protocol): string => `mailbox ${id} ${protocol}`

export const keyOf = (row: Pick<MailboxRow, 'tenant_id' | 'helpdesk_id' | 'id'>): MailboxKey => ({
  tenantId: row.tenant_id,
  helpdeskId: row.helpdesk_id,
  id: row.id,
})

const keyIn = (cx: Cx, id: string): MailboxKey => ({ tenantId: cx.tenantId, helpdeskId: cx.helpdeskId, id })

export const imapLogin = (cx: Pick<Cx, 'keys'>, row: MailboxRow): MailServerLogin => ({
  host: row.imap_host,
  port: row.imap_port,
  security: row.imap_security,
  user: row.imap_user,
  password: decrypt(cx.keys, context(row.id, 'imap'), row.imap_password_cipher),
})

export const smtpLogin = (cx: Pick<Cx, 'keys'>, row: MailboxRow): MailServerLogin => ({
  host: row.smtp_host,
  port: row.smtp_port,
  security: row.smtp_security,
  user: row.smtp_user,
  password: decrypt(cx.keys, context(row.id, 'smtp'), row.smtp_password_cipher),
})

/** The mailboxes of the desk. For owner and admins. */
export function listMailboxes(cx: Cx): Promise<MailboxRow[]> {
  requireManager(cx)
  return listRows(cx.db, cx.tenantId, cx.helpdeskId)
}

/** @throws mailbox_not_found */
export async function getMailbox(cx: Cx, id: string): Promise<MailboxRow> {
  const row = await findMailbox(cx.db, keyIn(cx, id))
  if (!row) throw new AppError('mailbox_not_found')
  return row
}

/**
 * What to sign in with to servers somebody has written down. A kept password is only used for the server and the user
 * it was given for: it must not be sent to another.
 */
export async function loginsFor(
  cx: Cx,
  mailboxId: string | undefined,
  input: Pick<MailboxInput, 'imap' | 'smtp'>,
): Promise<{ imap: MailServerLogin; smtp: MailServerLogin }> {
  requireManager(cx)
  const row = mailboxId === undefined ? undefined : await getMailbox(cx, mailboxId)
  if (row) requirePasswords(row, input)
  const login = (kept: MailServerLogin | undefined, given: ServerInput): MailServerLogin => ({
    ...given,
    password: given.password ?? kept?.password ?? '',
  })
  return {
    imap: login(row && imapLogin(cx, row), { ...input.imap, host: hostOf('imap.host', input.imap.host) }),
    smtp: login(row && smtpLogin(cx, row), { ...input.smtp, host: hostOf('smtp.host', input.smtp.host) }),
  }
}

function requirePasswords(row: MailboxRow, input: Pick<MailboxInput, 'imap' | 'smtp'>): void {
  for (const protocol of ['imap', 'smtp'] as const) {
    const { host, port, user, password } = input[protocol]
    const isSame =
      host.trim() === row[`${protocol}_host`] &&
      port === row[`${protocol}_port`] &&
      user === row[`${protocol}_user`]
    if (password === undefined && !isSame)
      throw invalid(`${protocol}.password`, '', 'must be given again for another server or user')
  }
}

/** Gives the desk an address. It is read from now on; older mail stays where it is. */
export const addMailbox = (
  cx: Cx,
  input: MailboxInput,
  managed: MailboxRow['managed'] = 'console',
): Promise<MailboxRow> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const id = newId(cx.now)
    const row: MailboxRow = {
      tenant_id: cx.tenantId,
      helpdesk_id: cx.helpdeskId,
      id,
      ...columnsOf(cx, id, input),
      imap_password_cipher: encrypt(cx.keys, context(id, 'imap'), input.imap.password ?? ''),
      smtp_password_cipher: encrypt(cx.keys, context(id, 'smtp'), input.smtp.password ?? ''),
      managed,
      status: 'on',
      uid_validity: null,
      last_uid: null,
      trying_uid: null,
      tries: 0,
      fetched_at: null,
      error: null,
      error_log_id: null,
      error_at: null,
      lease: null,
      leased_until: 0,
      created_at: cx.now,
    }
    await requireFreeAddress(cx, row.address, id)
    await cx.db.insertInto('mailboxes').values(row).execute()
    await tellOfMailbox(cx, id)
    return row
  })

/** Changes a mailbox. Where it reads another folder now, it reads what arrives there from now on. */
export const changeMailbox = (cx: Cx, id: string, input: MailboxInput): Promise<MailboxRow> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const before = await getMailbox(cx, id)
    requirePasswords(before, input)
    const columns = columnsOf(cx, id, input)
    await requireFreeAddress(cx, columns.address, id)
    const moved =
      columns.imap_host !== before.imap_host ||
      columns.imap_user !== before.imap_user ||
      columns.folder !== before.folder
    const change = {
      ...columns,
      ...(input.imap.password !== undefined && {
        imap_password_cipher: encrypt(cx.keys, context(id, 'imap'), input.imap.password),
      }),
      ...(input.smtp.password !== undefined && {
        smtp_password_cipher: encrypt(cx.keys, context(id, 'smtp'), input.smtp.password),
      }),
      ...(moved && { uid_validity: null, last_uid: null, fetched_at: cx.now }),
      error: null,
      error_log_id: null,
      error_at: null,
      // Whoever reads it notices that it is theirs no more, and it is taken up with what is new.
      lease: null,
      leased_until: 0,
    }
    await updateMailbox(cx.db, keyIn(cx, id), change)
    await tellOfMailbox(cx, id)
    return { ...before, ...change }
  })

/** Stops reading and sending, or goes on with both. */
export const switchMailbox = (cx: Cx, id: string, status: MailboxRow['status']): Promise<MailboxRow> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    const before = await getMailbox(cx, id)
    const change = {
      status,
      lease: null,
      leased_until: 0,
      updated_at: cx.now,
      ...(status === 'on' && { error: null, error_log_id: null, error_at: null }),
    }
    await updateMailbox(cx.db, keyIn(cx, id), change)
    await tellOfMailbox(cx, id)
    return { ...before, ...change }
  })

/** Takes an address away from the desk. Tickets and messages stay; answers to them are not sent by mail any more. */
export const deleteMailbox = (cx: Cx, id: string): Promise<void> =>
  inTransaction(cx, async (cx) => {
    requireManager(cx)
    await getMailbox(cx, id)
    await cx.db
      .deleteFrom('mail_threads')
      .where('tenant_id', '=', cx.tenantId)
      .where('mailbox_id', '=', id)
      .execute()
    await cx.db
      .deleteFrom('mailboxes')
      .where('tenant_id', '=', cx.tenantId)
      .where('helpdesk_id', '=', cx.helpdeskId)
      .where('id', '=', id)
      .execute()
    await tellOfMailbox(cx, id)
  })

async function tellOfMailbox(cx: Cx, mailboxId: string): Promise<void> {
  await emit(cx, 'mailbox.changed', { mailboxId })
  // Whether a desk has mailboxes is held in memory with the desk.
  await emit(cx, 'helpdesk.changed', { helpdeskId: cx.helpdeskId })
  cx.registry.forget(cx.helpdeskId)
}

function columnsOf(cx: Cx, id: string, input: MailboxInput) {
  const address = input.address.trim().toLowerCase()
  if (!isAddress(address)) throw invalid('address', input.address, 'must be an e-mail address')
  return {
    address,
    name: input.name.replace(/\p{Cc}/gu, ' ').trim(),
    imap_host: hostOf('imap.host', input.imap.host),
    imap_port: input.imap.port,
    imap_security: input.imap.security,
    imap_user: input.imap.user,
    smtp_host: hostOf('smtp.host', input.smtp.host),
    smtp_port: input.smtp.port,
    smtp_security: input.smtp.security,
    smtp_user: input.smtp.user,
    folder: input.folder.trim() || 'INBOX',
    signature: input.signature.trim(),
    reply_token: input.replyToken,
    delay_seconds: input.delaySeconds,
    updated_at: cx.now,
  }
}

function hostOf(field: string, text: string): string {
  const host = text.trim().replace(/^\[|\]$/g, '')
  if (!/^[a-z0-9._:-]{1,253}$/i.test(host)) throw invalid(field, text, 'must be the name of a server')
  return host
}

async function requireFreeAddress(cx: Cx, address: string, id: string): Promise<void> {
  const other = await cx.db
    .selectFrom('mailboxes')
    .select('id')
    .where('tenant_id', '=', cx.tenantId)
    .where('address', '=', address)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (other) throw invalid('address', address, 'is a mailbox of the organisation already')
}
