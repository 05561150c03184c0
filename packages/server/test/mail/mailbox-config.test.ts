import { describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { imapLogin, smtpLogin } from '../../src/domain/mailboxes.ts'
import { configureMailbox } from '../../src/domain/configured-mailbox.ts'
import { type Desk, newDesk, newServer, noDatabase } from '../harness.ts'
import { signedIn } from '../signed-in.ts'

const environment = {
  PIPIT_MAIL_ADDRESS: 'Support@example.com',
  PIPIT_MAIL_IMAP: 'imaps://support:p%40ss@imap.example.com/?folder=Desk',
  PIPIT_MAIL_SMTP: 'smtp://support:p%40ss@smtp.example.com',
}

test('a mailbox is described by three variables, and a wrong one is named without its password', () => {
  const login = { user: 'support', password: 'p@ss' }
  expect(readConfig(environment).mailbox).toEqual({
    address: 'support@example.com',
    folder: 'Desk',
    imap: { host: 'imap.example.com', port: 993, security: 'tls', ...login },
    smtp: { host: 'smtp.example.com', port: 587, security: 'starttls', ...login },
  })
  expect(readConfig({}).mailbox).toBeUndefined()
  expect(() => readConfig({ ...environment, PIPIT_MAIL_SMTP: undefined })).toThrow('must be set together')
  for (const PIPIT_MAIL_IMAP of ['imap//support:p%40ss@host', 'imaps://support:p%40ss@host:port'])
    expect(() => readConfig({ ...environment, PIPIT_MAIL_IMAP })).toThrow(/^(?!.*p%40ss).*PIPIT_MAIL_IMAP/s)
})

describe.skipIf(noDatabase)('a mailbox of the environment', async () => {
  const server = await newServer({ jobs: false })
  const { services } = server
  const rowsOf = (desk: Desk) =>
    services.engine.db.selectFrom('mailboxes').selectAll().where('tenant_id', '=', desk.cx.tenantId).execute()

  test('is set up once, follows its variables, and is let go of with them', async () => {
    const desk = await newDesk(server)
    const config = readConfig(environment).mailbox
    await configureMailbox(services, config, Date.now())
    await configureMailbox(services, config, Date.now())
    const [row, ...others] = await rowsOf(desk)
    expect(others).toEqual([])
    expect(row).toMatchObject({ address: 'support@example.com', managed: 'environment', status: 'on' })
    expect(imapLogin(services, row!)).toEqual(config!.imap)
    expect(JSON.stringify(row)).not.toContain('p@ss')

    const PIPIT_MAIL_SMTP = 'smtps://support:new@smtp.example.com'
    await configureMailbox(services, readConfig({ ...environment, PIPIT_MAIL_SMTP }).mailbox, Date.now())
    expect(smtpLogin(services, (await rowsOf(desk))[0]!)).toMatchObject({ password: 'new', port: 465 })

    await configureMailbox(services, undefined, Date.now())
    expect(await rowsOf(desk)).toMatchObject([{ id: row!.id, managed: 'console' }])
  })

  test('agents see no mailboxes, and a desk not those of another', async () => {
    const [desk, other] = [await newDesk(server), await newDesk(server)]
    const [owner, agent, stranger] = await Promise.all([
      signedIn(server, desk, desk.ownerId),
      signedIn(server, desk, desk.agentId),
      signedIn(server, other, other.ownerId),
    ])
    const login = { host: '10.0.0.1', port: 993, security: 'tls', user: 'x', password: 'y' }
    const body = {
      address: `x@${desk.helpdeskId}.test`,
      name: 'X',
      folder: '',
      signature: '',
      reply_token: 'none',
      delay_seconds: 0,
      imap: login,
      smtp: login,
    }
    const made = await owner.call('POST', '/admin/mailboxes', body)
    expect(made.body).toMatchObject({ folder: 'INBOX', imap: { host: '10.0.0.1' } })
    expect(JSON.stringify(made.body)).not.toContain('"password"')
    const path = `/admin/mailboxes/${made.body.mailbox_id}`
    expect((await agent.call('GET', '/admin/mailboxes')).status).toBe(403)
    expect((await stranger.call('GET', '/admin/mailboxes')).body.items).toEqual([])
    for (const [method, where] of [
      ['POST', `${path}/pause`],
      ['DELETE', path],
    ] as const)
      expect((await stranger.call(method, where)).body.code).toBe('mailbox_not_found')
    expect((await owner.call('POST', '/admin/mailboxes', body)).body.field_violations[0].field).toBe(
      'address',
    )

    // A server in the owner's private network is not reached unless the operator allows it.
    const { imap, smtp, folder } = body
    const tried = await owner.call('POST', '/admin/mailbox_test', { imap, smtp, folder })
    expect(tried.body).toMatchObject({
      imap: { ok: false, step: 'reach', error: expect.stringContaining('PIPIT_ALLOW_PRIVATE_MAIL') },
      smtp: { ok: false, step: 'reach' },
    })
    expect((await owner.call('DELETE', path)).status).toBe(200)
    expect((await owner.call('GET', '/admin/mailboxes')).body.items).toEqual([])
  })
})
