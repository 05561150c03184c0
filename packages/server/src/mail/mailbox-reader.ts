import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { type MailboxKey, type MailboxRow, findMailbox, updateMailbox } from '../db/mailboxes.ts'
import { type Cx, type Services, newCx } from '../domain/cx.ts'
import { type Cursor, LeaseLost, receiveMail, setMailAside } from '../domain/mail-intake.ts'
import { imapLogin } from '../domain/mailboxes.ts'
import { newLogId } from '../platform/ids.ts'
import type { MailPolicy } from './reach.ts'
import { imapClient, mailFailure } from './servers.ts'

export interface ReaderOptions {
  readonly policy: MailPolicy
  readonly onError: (error: unknown, logId: string) => void
  /** For tests: what happens between a mail's arrival here and the transaction that takes it in. */
  readonly beforeTaking?: (() => Promise<void>) | undefined
}

/** Larger mails are set aside with their beginning only. Providers stop at 25 to 35 MB. */
export const maximumMailSize = 40 * 1024 * 1024
const keptOfTooLarge = 64 * 1024

/** A mail that has failed so often is set aside; one that kills the process counts as well. */
const maximumTries = 3

/** Servers tell of new mail; we look all the same, and more often where they do not. */
const lookEvery = { idle: 5 * 60_000, poll: 30_000 }

const longestBackOff = 5 * 60_000
const minute = 60_000

/** Reads a mailbox for as long as this process holds it. */
export async function readMailbox(
  services: Services,
  key: MailboxKey,
  lease: string,
  signal: AbortSignal,
  options: ReaderOptions,
): Promise<void> {
  for (let failures = 0; !signal.aborted;) {
    const row = await findMailbox(services.engine.db, key)
    if (row?.lease !== lease || row.status !== 'on') return
    try {
      await session(services, row, lease, signal, options, () => (failures = 0))
    } catch (error) {
      if (signal.aborted || error instanceof LeaseLost) return
      failures += 1
      await noteError(services, key, lease, error, options)
      const wait = Math.min(longestBackOff, 1000 * 2 ** Math.min(failures, 9))
      await pause(wait * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  }
}

async function noteError(
  { engine }: Services,
  key: MailboxKey,
  lease: string,
  error: unknown,
  { onError }: ReaderOptions,
): Promise<void> {
  const logId = newLogId()
  onError(error, logId)
  const change = { error: `IMAP: ${mailFailure(error)}`, error_log_id: logId, error_at: Date.now() }
  await engine
    .transaction((db) => updateMailbox(db, key, change, lease))
    .catch((failure: unknown) => onError(failure, logId))
}

/** One connection, until it ends or the reader is told to stop. */
async function session(
  services: Services,
  mailbox: MailboxRow,
  lease: string,
  signal: AbortSignal,
  options: ReaderOptions,
  onRead: () => void,
): Promise<void> {
  const client = await imapClient(imapLogin(services, mailbox), options.policy)
  const state = { closed: false }
  let isNews = true
  let wake = () => {}
  const stop = () => {
    state.closed = true
    client.close()
    wake()
  }
  signal.addEventListener('abort', stop, { once: true })
  client.on('exists', () => {
    isNews = true
    wake()
  })
  client.on('close', () => {
    state.closed = true
    wake()
  })
  try {
    await client.connect()
    await client.mailboxOpen(mailbox.folder)
    const every = client.capabilities.has('IDLE') ? lookEvery.idle : lookEvery.poll
    while (!state.closed && !signal.aborted) {
      if (isNews) {
        isNews = false
        await readNews(services, mailbox, lease, client, options)
        onRead()
      }
      if (isNews || state.closed) continue
      const news = new Promise<void>((resolve) => (wake = resolve))
      const timer = setTimeout(() => {
        isNews = true
        wake()
      }, every)
      void client.idle().catch(() => {})
      await news
      clearTimeout(timer)
    }
    if (!signal.aborted) throw new Error('The server has closed the connection')
  } finally {
    signal.removeEventListener('abort', stop)
    client.close()
  }
}

async function readNews(
  services: Services,
  { tenant_id: tenantId, helpdesk_id: helpdeskId, id }: MailboxRow,
  lease: string,
  client: ImapFlow,
  options: ReaderOptions,
): Promise<void> {
  const { engine } = services
  const key = { tenantId, helpdeskId, id }
  const mailbox = await findMailbox(engine.db, key)
  if (mailbox?.lease !== lease) throw new LeaseLost()
  const folder = client.mailbox
  if (!folder) throw new Error('The folder is not open')
  const uidValidity = String(folder.uidValidity)
  const known = mailbox.uid_validity === uidValidity && mailbox.last_uid !== null
  const uids = known ? await uidsAfter(client, mailbox.last_uid!) : await uidsSince(client, startOf(mailbox))
  for (const uid of uids) {
    const cx = newCx(services, { tenantId, helpdeskId, actor: { kind: 'system' }, now: Date.now() })
    await takeMail(cx, mailbox, client, { uidValidity, uid, lease }, options)
  }
  const read = Math.max(known ? mailbox.last_uid! : folder.uidNext - 1, ...uids.slice(-1))
  const change = {
    uid_validity: uidValidity,
    last_uid: read,
    fetched_at: Date.now(),
    ...(mailbox.error?.startsWith('IMAP') && { error: null, error_log_id: null, error_at: null }),
  }
  if (!(await engine.transaction((db) => updateMailbox(db, key, change, lease)))) throw new LeaseLost()
}

/** `n:*` names the last mail even where it is older than `n`. */
async function uidsAfter(client: ImapFlow, lastUid: number): Promise<number[]> {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  return (found || []).filter((uid) => uid > lastUid).sort((a, b) => a - b)
}

/**
 * Where reading begins, in ms: with what has arrived since the mailbox was set up; where a server has counted its mails
 * anew, a while before the last look, because what we have already is known by its Message-ID.
 */
const startOf = ({ uid_validity, fetched_at, created_at }: MailboxRow): number =>
  uid_validity === null ? (fetched_at ?? created_at) - minute : (fetched_at ?? created_at) - 60 * minute

async function uidsSince(client: ImapFlow, since: number): Promise<number[]> {
  // SEARCH knows days only, and its day is the server's.
  const found = await client.search({ since: new Date(since - 24 * 60 * minute) }, { uid: true })
  if (!found || found.length === 0) return []
  const mails = await client.fetchAll(found, { uid: true, internalDate: true }, { uid: true })
  return mails
    .filter(({ internalDate }) => new Date(internalDate ?? 0).getTime() >= since)
    .map(({ uid }) => uid)
    .sort((a, b) => a - b)
}

async function takeMail(
  cx: Cx,
  mailbox: MailboxRow,
  client: ImapFlow,
  cursor: Cursor,
  options: ReaderOptions,
): Promise<void> {
  const uid = String(cursor.uid)
  const found = await client.fetchOne(uid, { size: true }, { uid: true })
  // Somebody has deleted it since we asked.
  if (!found) return
  const isTooLarge = (found.size ?? 0) > maximumMailSize
  const mail = await client.fetchOne(
    uid,
    { source: isTooLarge ? { maxLength: keptOfTooLarge } : true },
    { uid: true },
  )
  if (!mail || !mail.source) return
  await options.beforeTaking?.()
  const key = { tenantId: cx.tenantId, helpdeskId: cx.helpdeskId, id: mailbox.id }
  const tries = mailboxTries(await findMailbox(cx.db, key), cursor.uid)
  const change = { trying_uid: cursor.uid, tries: tries + 1 }
  if (!(await cx.engine.transaction((db) => updateMailbox(db, key, change, cursor.lease))))
    throw new LeaseLost()
  if (isTooLarge) await setMailAside(cx, mailbox, mail.source, cursor, 'too_large')
  else if (tries >= maximumTries)
    await setMailAside(
      cx,
      mailbox,
      mail.source,
      cursor,
      `failed: ${mailbox.error?.replace(/^IMAP: /, '') ?? ''}`,
    )
  else await receiveMail(cx, mailbox, mail.source, cursor)
  // For people who look into the mailbox; nothing here depends on it.
  await client.messageFlagsAdd(uid, ['\\Seen'], { uid: true }).catch(() => {})
}

const mailboxTries = (row: MailboxRow | undefined, uid: number): number =>
  row?.trying_uid === uid ? row.tries : 0
