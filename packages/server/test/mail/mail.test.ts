import { randomBytes } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { answerByMail } from '../../src/domain/mail-delivery.ts'
import { recallMessage } from '../../src/domain/message-changes.ts'
import { postAsAgent } from '../../src/domain/messages.ts'
import { type Desk, type Json, newDesk, newServer, noDatabase } from '../harness.ts'
import { imageOf } from '../images.ts'
import { type SignedIn, signedIn } from '../signed-in.ts'
import { type Correspondent, correspondent } from './correspondent.ts'
import { mailPassword } from './mail-server-config.ts'
import { noMailServer, startMailServer } from './mail-server.ts'
import { pollUntil } from './wait.ts'

describe.skipIf(noDatabase || noMailServer)('e-mail', async () => {
  const post = noMailServer || noDatabase ? undefined! : await startMailServer()
  const server = await newServer({ allowPrivateMail: true })
  afterAll(() => post.stop())

  const settings = (address: string, change: object = {}) => {
    const login = { host: '127.0.0.1', security: 'none', user: address, password: mailPassword }
    return {
      address,
      name: 'Acme Support',
      folder: 'INBOX',
      signature: 'Acme Inc.',
      reply_token: 'none',
      delay_seconds: 0,
      imap: { ...login, port: post.imapPort },
      smtp: { ...login, port: post.smtpPort },
      ...change,
    }
  }

  interface Scene {
    readonly desk: Desk
    readonly address: string
    readonly mailboxId: string
    readonly guest: Correspondent
    readonly owner: SignedIn
    readonly agent: SignedIn
    /** The desk's tickets, once there are so many. */
    tickets(count: number): Promise<Json[]>
    /** A ticket's messages, oldest first, once there are so many. */
    messages(ticketId: string, count: number): Promise<Json[]>
    reply(ticketId: string, text: string): Promise<Json>
    /** What became of the mails that came in, once there are so many. */
    log(count: number): Promise<Json[]>
  }

  /** A desk with a mailbox that is read, and a guest with a mailbox of their own. */
  async function newScene(change: object = {}, on = server): Promise<Scene> {
    const desk = await newDesk(on)
    const tag = randomBytes(4).toString('hex')
    const address = post.addMailbox(`desk${tag}`)
    const guest = correspondent(post, `guest${tag}`)
    const owner = await signedIn(on, desk, desk.ownerId)
    const agent = await signedIn(on, desk, desk.agentId)
    const made = await owner.call('POST', '/admin/mailboxes', settings(address, change))
    expect(made.status).toBe(200)
    return {
      desk,
      address,
      guest,
      owner,
      agent,
      mailboxId: made.body.mailbox_id,
      tickets: (count) =>
        pollUntil(async () => {
          const { body } = await agent.call('GET', '/tickets?view=all')
          return body.items.length >= count ? body.items : undefined
        }),
      messages: (ticketId, count) =>
        pollUntil(async () => {
          const { body } = await agent.call('GET', `/tickets/${ticketId}/messages`)
          return body.items.length >= count ? body.items.reverse() : undefined
        }),
      reply: async (ticketId, text) =>
        (await agent.call('POST', `/tickets/${ticketId}/messages`, { text })).body,
      log: (count) =>
        pollUntil(async () => {
          const { body } = await owner.call('GET', '/admin/mails?show=all')
          const received = body.items.filter((mail: Json) => mail.direction === 'in')
          return received.length >= count ? received : undefined
        }),
    }
  }

  test('a mail opens a ticket, the answer arrives in its thread, and the guest’s answer comes back to it', async () => {
    const { address, guest, tickets, messages, reply, agent } = await newScene()
    const first = await guest.send({
      from: { name: '王芳', address: guest.address },
      to: address,
      subject: 'The printer is on fire',
      text: 'It burns.\n\nPlease help\n\n-- \nFang',
    })
    const [ticket] = await tickets(1)
    expect(ticket).toMatchObject({ guest: { name: '王芳', email: guest.address }, status: 'processing' })
    const [asked] = await messages(ticket.ticket_id, 1)
    expect(asked).toMatchObject({
      type: 'text',
      text: 'It burns.\n\nPlease help',
      sender_type: 'guest',
      delivery: { state: 'received' },
    })
    const original = await agent.call('GET', `/mails/${asked.delivery.mail_id}/original`)
    expect(original.body).toContain('Fang')
    const detail = await agent.call('GET', `/tickets/${ticket.ticket_id}`)
    expect(detail.body).toMatchObject({ channel: 22 })

    await reply(ticket.ticket_id, 'Use <water> & sand: https://example.com/fire?a=1&b=2')
    await agent.call('POST', `/tickets/${ticket.ticket_id}/remarks`, { content: 'this guest is difficult' })
    const [answer] = await guest.mails(1)
    expect(answer).toMatchObject({
      from: { address, name: 'Ada Agent · Acme Support' },
      subject: 'Re: The printer is on fire',
      references: [first],
    })
    expect(answer!.text).toContain('Use <water> & sand')
    expect(answer!.text).toContain('-- \nAcme Inc.')
    expect(answer!.text).toContain('> It burns.')
    expect(answer!.html).toContain('href="https://example.com/fire?a=1&#38;b=2"')
    expect(answer!.raw).not.toContain('difficult')
    expect(answer!.headers.has('auto-submitted')).toBe(false)
    const [, sent] = await pollUntil(async () => {
      const all = await messages(ticket.ticket_id, 2)
      return all[1].delivery?.state === 'sent' ? all : undefined
    })
    expect(sent.delivery).not.toHaveProperty('error')

    await guest.send({
      to: address,
      subject: 'Re: The printer is on fire',
      inReplyTo: `<${answer!.messageId}>`,
      references: [`<${first}>`, `<${answer!.messageId}>`],
      text: `It worked, thanks!\n\n${answer!
        .text!.split('\n')
        .map((line) => `> ${line}`)
        .join('\n')}`,
    })
    const thread = await messages(ticket.ticket_id, 3)
    expect(thread[2]).toMatchObject({ text: 'It worked, thanks!', sender_type: 'guest' })
    expect(await tickets(1)).toHaveLength(1)
  })

  test('an answer finds its ticket when it was closed, comes from somebody in copy, or lost its reference', async () => {
    const { address, guest, tickets, messages, reply, agent } = await newScene({ reply_token: 'address' })
    const friend = correspondent(post, `friend${randomBytes(4).toString('hex')}`)
    await guest.send({ to: address, subject: 'Invoice', text: 'Where is it?' })
    const [{ ticket_id: ticketId }] = await tickets(1)
    await reply(ticketId, 'On its way.')
    const [answer] = await guest.mails(1)
    expect(answer!.replyTo!.address).toContain(`+${ticketId}-`)

    expect((await agent.call('POST', `/tickets/${ticketId}/close`, {})).status).toBe(200)
    await guest.send({
      to: address,
      subject: 'Re: Invoice',
      inReplyTo: `<${answer!.messageId}>`,
      text: 'Not here.',
    })
    await messages(ticketId, 3)
    expect((await agent.call('GET', `/tickets/${ticketId}`)).body.status).toBe('processing')

    await friend.send({ to: answer!.replyTo!.address, subject: 'no reference', text: 'I have it.' })
    const [, , , fromFriend] = await messages(ticketId, 4)
    expect(fromFriend.text).toBe('I have it.')
    expect(fromFriend.sender.email).toBe(friend.address)

    await reply(ticketId, 'Good.')
    const [copy] = await friend.mails(1)
    expect(copy!.recipients).toContain(guest.address)
    expect(copy!.subject).toBe('Re: Invoice')
    expect(await tickets(1)).toHaveLength(1)
  })

  test('a guest who left an address is answered by mail; what is recalled in time does not leave', async () => {
    const { desk, guest, messages, reply } = await newScene({ delay_seconds: 1 })
    const ticketId = await desk.newTicket()
    await answerByMail(desk.fresh(), ticketId, { address: guest.address, name: 'Gus' })
    const slip = await reply(ticketId, 'This is a slip')
    await reply(ticketId, 'First part.')
    await reply(ticketId, 'Second part.')
    await recallMessage(
      desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } }),
      slip.message_id,
    )
    const [mail] = await guest.mails(1)
    expect(mail!.text).toContain('First part.\n\nSecond part.')
    expect(mail!.raw).not.toContain('slip')
    const shown = await messages(ticketId, 3)
    expect(shown.map((message) => message.delivery?.state)).toEqual([undefined, 'sent', 'sent'])
  })

  test('files travel both ways, and pictures stand where they stood', async () => {
    const { desk, address, guest, tickets, messages, agent } = await newScene()
    const picture = imageOf('png')
    await guest.send({
      to: address,
      subject: 'Look',
      html: '<p>See <b>this</b>:</p><img src="cid:shot@x"><p>and <a href="https://example.com/x">that</a></p><script>alert(1)</script>',
      attachments: [
        { filename: 'shot.png', content: picture, cid: 'shot@x' },
        { filename: '合同.pdf', content: Buffer.from('%PDF-1.4 contract') },
      ],
    })
    const [ticket] = await tickets(1)
    const [body, file] = await messages(ticket.ticket_id, 2)
    expect(body).toMatchObject({
      type: 'post',
      text: 'See this:\n[image]\nand that',
      files: [{ kind: 'image' }],
    })
    expect(body.content).not.toContain('alert')
    expect(file).toMatchObject({ type: 'file', files: [{ name: '合同.pdf', size: 17 }] })

    const boundary = 'limit'
    const upload = await server.app.inject({
      method: 'POST',
      url: '/console/v1/files',
      headers: { ...agent.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: [
        `--${boundary}\r\ncontent-disposition: form-data; name="file_name"\r\n\r\nanswer.txt\r\n`,
        `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="answer.txt"\r\n\r\nforty-two\r\n--${boundary}--\r\n`,
      ].join(''),
    })
    await postAsAgent(
      desk.fresh({ actor: { kind: 'user', userId: desk.agentId, role: 'agent' } }),
      ticket.ticket_id,
      { type: 'file', content: { file_key: upload.json().key, file_name: 'answer.txt' } },
    )
    const [answer] = await guest.mails(1)
    expect(answer!.files.map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ['answer.txt', 'forty-two'],
    ])
  })

  test('old charsets are read, and a mail that cannot be read is set aside without stopping the others', async () => {
    const { address, guest, tickets, messages, owner, log } = await newScene()
    const envelope = { from: guest.address, to: address }
    // “你好，打印机坏了” in GBK.
    const gbk = Buffer.from('c4e3bac3a3acb4f2d3a1bbfabbb5c1cb', 'hex')
    const deep = Array.from(
      { length: 80 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`,
    )
    await guest.send({
      envelope,
      raw: `From: ${guest.address}\r\nTo: ${address}\r\nMessage-ID: <deep@x>\r\nSubject: deep\r\n${deep.join('')}`,
    })
    await guest.send({
      envelope,
      raw: Buffer.concat([
        Buffer.from(
          `From: ${guest.address}\r\nTo: ${address}\r\nSubject: =?gb2312?B?${gbk.toString('base64')}?=\r\nContent-Type: text/plain; charset=gbk\r\nContent-Transfer-Encoding: 8bit\r\n\r\n`,
        ),
        gbk,
      ]),
    })
    const [ticket] = await tickets(1)
    expect((await messages(ticket.ticket_id, 1))[0].text).toBe('你好，打印机坏了')
    await log(2)
    const aside = await owner.call('GET', '/admin/mails')
    expect(aside.body.items).toMatchObject([
      { state: 'set_aside', reason: expect.stringMatching(/^unreadable: /) },
    ])
  })

  test('mails of programs, lists and ourselves make nothing, and can be taken up by hand', async () => {
    const { address, guest, tickets, messages, owner, log } = await newScene()
    await guest.send({
      to: address,
      subject: 'away',
      text: 'I am away',
      headers: { 'Auto-Submitted': 'auto-replied' },
    })
    await guest.send({
      to: address,
      subject: 'news',
      text: 'Buy',
      headers: { 'List-Id': '<news.example.com>' },
    })
    await guest.send({ to: address, subject: 'bulk', text: 'Buy', headers: { Precedence: 'bulk' } })
    await guest.send({ from: address, to: address, subject: 'me', text: 'echo' })
    await guest.send({ to: address, subject: 'null', text: 'nobody', envelope: { from: '', to: address } })
    const mails = await log(5)
    expect(Object.fromEntries(mails.map((mail) => [mail.subject, mail.reason]))).toEqual({
      away: 'auto_submitted',
      news: 'list',
      bulk: 'bulk',
      me: 'own',
      null: 'no_sender',
    })
    expect((await owner.call('GET', '/tickets?view=all')).body.items).toEqual([])

    const news = mails.find((mail) => mail.subject === 'news')
    expect((await owner.call('POST', `/admin/mails/${news.mail_id}/accept`)).body.state).toBe('accepted')
    expect((await owner.call('POST', `/admin/mails/${news.mail_id}/accept`)).body.code).toBe('mail_state')
    const [ticket] = await tickets(1)
    expect((await messages(ticket.ticket_id, 1))[0].text).toBe('Buy')
  })

  test('an answer that does not arrive is marked with the reason, and the ticket waits for an agent again', async () => {
    const { address, guest, tickets, messages, reply, agent } = await newScene()
    const tag = randomBytes(4).toString('hex')
    const fails = async (replyTo: string) => {
      await guest.send({ to: address, replyTo, subject: 'Hello', text: `write to ${replyTo}` })
      const ticket = (await tickets(1))[0]
      await pollUntil(async () =>
        (await messages(ticket.ticket_id, 1)).some(({ text }) => text.includes(replyTo)),
      )
      const sent = await reply(ticket.ticket_id, `Hello ${replyTo}`)
      const message = await pollUntil(async () =>
        (await messages(ticket.ticket_id, 2)).find((m) => m.id === sent.id && m.delivery.state === 'failed'),
      )
      expect((await agent.call('GET', `/tickets/${ticket.ticket_id}`)).body).toMatchObject({
        status: 'processing',
        waiting_since: expect.any(Number),
      })
      return message.delivery
    }
    // Refused at once by the server, and accepted but returned by it later.
    expect(await fails(`refused${tag}@mail.test`)).toMatchObject({
      error: expect.stringContaining('does not want your mail'),
      log_id: expect.any(String),
    })
    const bounced = await fails(`nobody${tag}@mail.test`)
    expect(bounced.error).toContain(`nobody${tag}@mail.test`)
    expect((await agent.call('POST', `/mails/${bounced.mail_id}/send`)).status).toBe(200)
  })

  test('a mail counts once when the node that took it dies before it is done', async () => {
    let deaths = 0
    const dying = await newServer({
      allowPrivateMail: true,
      mail: {
        leaseMs: 300,
        // Another node has taken the mailbox over, as it does from one that is gone.
        beforeTaking: async () => {
          deaths += 1
          if (deaths > 1) return
          await dying.services.engine.transaction((db) =>
            db.updateTable('mailboxes').set({ lease: 'another', leased_until: 0 }).execute(),
          )
        },
      },
    })
    const { address, guest, tickets, messages } = await newScene({}, dying)
    const messageId = await guest.send({ to: address, subject: 'Once', text: 'only once' })
    const [ticket] = await tickets(1)
    // The same mail by another way: somebody's program has sent it twice.
    await guest.send({ to: address, subject: 'Once', text: 'only once', messageId: `<${messageId}>` })
    await guest.send({ to: address, subject: 'Then', text: 'the next' })
    const all = await messages(ticket.ticket_id, 2)
    expect(all.map((message) => message.text)).toEqual(['only once', 'Then\n\nthe next'])
    expect(deaths).toBeGreaterThan(1)
  })

  test('a wrong password is named by the test of the connection and on the page', async () => {
    const { owner, address, mailboxId } = await newScene()
    const wrong = settings(address)
    wrong.imap.password = 'guess'
    const { folder, imap, smtp } = wrong
    const tried = await owner.call('POST', '/admin/mailbox_test', { folder, imap, smtp })
    expect(tried.body).toMatchObject({ imap: { ok: false, step: 'sign_in' }, smtp: { ok: true } })
    const lost = await owner.call('POST', '/admin/mailbox_test', {
      mailbox_id: mailboxId,
      folder: 'Nowhere',
      imap: { ...imap, password: undefined },
      smtp: { ...smtp, password: 'guess' },
    })
    expect(lost.body).toMatchObject({
      imap: { ok: false, step: 'folder' },
      smtp: { ok: false, step: 'sign_in' },
    })

    // The kept password does not travel to another server.
    const stolen = settings(address, { imap: { ...imap, host: 'thief.example', password: undefined } })
    expect(
      (await owner.call('PUT', `/admin/mailboxes/${mailboxId}`, stolen)).body.field_violations[0].field,
    ).toBe('imap.password')

    await owner.call('PUT', `/admin/mailboxes/${mailboxId}`, wrong)
    const failing = await pollUntil(async () => {
      const { body } = await owner.call('GET', '/admin/mailboxes')
      return body.items[0].error && body.items[0]
    })
    expect(failing).toMatchObject({
      error: expect.stringMatching(/^IMAP: .*auth/i),
      error_log_id: expect.any(String),
    })
    expect(JSON.stringify(failing)).not.toContain('guess')
  })
})
