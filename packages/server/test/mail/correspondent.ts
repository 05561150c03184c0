import { ImapFlow } from 'imapflow'
import { type SendMailOptions, createTransport } from 'nodemailer'
import { type ReceivedMail, readMail } from '../../src/mail/received-mail.ts'
import { mailPassword } from './mail-server-config.ts'
import type { MailServer } from './mail-server.ts'
import { pollUntil } from './wait.ts'

export interface Letter extends ReceivedMail {
  readonly raw: string
}

/** Somebody with a mailbox of their own and an ordinary mail program. */
export interface Correspondent {
  readonly address: string
  /** @returns the Message-ID without brackets. */
  send(mail: SendMailOptions): Promise<string>
  /** All mails they have, once there are so many. */
  mails(count: number): Promise<Letter[]>
}

export function correspondent(server: MailServer, name: string): Correspondent {
  const address = server.addMailbox(name)
  return {
    address,
    send: async (mail) => {
      const transport = createTransport({
        host: '127.0.0.1',
        port: server.smtpPort,
        auth: { user: address, pass: mailPassword },
      })
      const { messageId } = await transport.sendMail({ from: address, envelope: undefined, ...mail })
      return messageId.replace(/[<>]/g, '')
    },
    mails: (count) =>
      pollUntil(async () => {
        const client = new ImapFlow({
          host: '127.0.0.1',
          port: server.imapPort,
          secure: false,
          auth: { user: address, pass: mailPassword },
          logger: false,
        })
        await client.connect()
        const { exists } = await client.mailboxOpen('INBOX')
        const found = exists >= count ? await client.fetchAll('1:*', { source: true }) : []
        await client.logout()
        if (found.length < count) return undefined
        return Promise.all(
          found.map(async ({ source }) => ({
            ...(await readMail(source!)),
            raw: source!.toString('latin1'),
          })),
        )
      }),
  }
}
