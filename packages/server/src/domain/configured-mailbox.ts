import { type MailboxRow, updateMailbox } from '../db/mailboxes.ts'
import type { MailboxConfig } from '../mail/mailbox-config.ts'
import { type Services, newCx } from './cx.ts'
import { addMailbox, changeMailbox, imapLogin, keyOf, smtpLogin } from './mailboxes.ts'

/**
 * Gives the oldest desk the mailbox that the environment describes, or brings it up to date. One that the environment
 * describes no longer stays, and can be changed on the page from then on.
 */
export async function configureMailbox(
  services: Services,
  config: MailboxConfig | undefined,
  now: number,
): Promise<void> {
  const { db } = services.engine
  const before = await db.selectFrom('mailboxes').selectAll().where('managed', '=', 'environment').execute()
  for (const row of before.filter(({ address }) => address !== config?.address))
    await manage(services, row, 'console', now)
  if (!config) return
  const desk = await db.selectFrom('helpdesks').selectAll().orderBy('created_at').limit(1).executeTakeFirst()
  if (!desk) return
  const cx = newCx(services, {
    tenantId: desk.tenant_id,
    helpdeskId: desk.id,
    actor: { kind: 'system' },
    now,
  })
  // Also one that somebody has set up on the page before.
  const row = await db
    .selectFrom('mailboxes')
    .selectAll()
    .where('tenant_id', '=', desk.tenant_id)
    .where('helpdesk_id', '=', desk.id)
    .where('address', '=', config.address)
    .executeTakeFirst()
  const input = {
    ...config,
    name: row?.name ?? desk.name,
    signature: row?.signature ?? '',
    replyToken: row?.reply_token ?? ('none' as const),
    delaySeconds: row?.delay_seconds ?? 10,
  }
  if (!row) await addMailbox(cx, input, 'environment')
  else if (!isSame(services, row, config)) await changeMailbox(cx, row.id, input)
  if (row?.managed === 'console') await manage(services, row, 'environment', now)
}

const manage = (
  { engine }: Services,
  row: MailboxRow,
  managed: MailboxRow['managed'],
  now: number,
): Promise<boolean> => engine.transaction((db) => updateMailbox(db, keyOf(row), { managed, updated_at: now }))

const isSame = (services: Services, row: MailboxRow, config: MailboxConfig): boolean =>
  JSON.stringify([row.folder, imapLogin(services, row), smtpLogin(services, row)]) ===
  JSON.stringify([config.folder, config.imap, config.smtp])
