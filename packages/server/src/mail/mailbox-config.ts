import type { MailServerLogin, Security } from './servers.ts'

/** A mailbox as the environment describes it. */
export interface MailboxConfig {
  readonly address: string
  readonly folder: string
  readonly imap: MailServerLogin
  readonly smtp: MailServerLogin
}

const ports: Readonly<Record<string, number>> = { imaps: 993, imap: 143, smtps: 465, smtp: 587 }

/** All three or none: a mailbox that is read and cannot answer would be a trap. */
export function mailboxOf(
  address: string | undefined,
  imap: string | undefined,
  smtp: string | undefined,
): MailboxConfig | undefined {
  if (address === undefined && imap === undefined && smtp === undefined) return undefined
  if (address === undefined || imap === undefined || smtp === undefined)
    throw new Error(
      'The configuration cannot be used:\n  PIPIT_MAIL_ADDRESS, PIPIT_MAIL_IMAP and PIPIT_MAIL_SMTP must be set together',
    )
  return {
    address: address.toLowerCase(),
    folder: urlOf('PIPIT_MAIL_IMAP', imap).searchParams.get('folder') ?? 'INBOX',
    imap: loginOf('PIPIT_MAIL_IMAP', imap),
    smtp: loginOf('PIPIT_MAIL_SMTP', smtp),
  }
}

/** What is wrong is said without the URL, which holds a password. */
function urlOf(name: string, text: string): URL {
  try {
    return new URL(text)
  } catch {
    throw new Error(
      `The configuration cannot be used:\n  ${name} is not a URL; write special letters of a password as %xx`,
    )
  }
}

function loginOf(name: string, text: string): MailServerLogin {
  const url = urlOf(name, text)
  const scheme = url.protocol.replace(':', '')
  const security: Security = scheme.endsWith('s')
    ? 'tls'
    : url.searchParams.get('security') === 'none'
      ? 'none'
      : 'starttls'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? ports[scheme]! : Number(url.port),
    security,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}
