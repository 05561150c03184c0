import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import { type Transporter, createTransport } from 'nodemailer'
import { type MailPolicy, reach } from './reach.ts'

/** `tls` from the first byte, `starttls` before anybody signs in, or none at all. */
export type Security = 'tls' | 'starttls' | 'none'

export interface MailServerLogin {
  readonly host: string
  readonly port: number
  readonly security: Security
  readonly user: string
  readonly password: string
}

const connectionTimeout = 15_000

/** A client that is not connected yet. Its certificate must be the host's. */
export async function imapClient(server: MailServerLogin, policy: MailPolicy): Promise<ImapFlow> {
  const client = new ImapFlow({
    host: await reach(server.host, policy),
    ...(isIP(server.host) === 0 && { servername: server.host }),
    port: server.port,
    secure: server.security === 'tls',
    ...(server.security !== 'tls' && { doSTARTTLS: server.security === 'starttls' }),
    auth: { user: server.user, pass: server.password },
    clientInfo: { name: 'Pipit' },
    logger: false,
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    disableAutoIdle: true,
  })
  // What goes wrong reaches whoever waits for a command, or the `close` event.
  client.on('error', () => {})
  return client
}

/** A connection is made for each mail. Nothing in a mail can make it read files or fetch addresses. */
export async function smtpTransport(server: MailServerLogin, policy: MailPolicy): Promise<Transporter> {
  return createTransport({
    host: await reach(server.host, policy),
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.user !== '' && { auth: { user: server.user, pass: server.password } }),
    ...(isIP(server.host) === 0 && { tls: { servername: server.host } }),
    connectionTimeout,
    greetingTimeout: connectionTimeout,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** What a server or the way to it has said, in one line without what was sent. */
export function mailFailure(error: unknown): string {
  const { message, responseText, response, code, authenticationFailed } = error as {
    message?: string
    responseText?: string
    response?: unknown
    code?: string
    authenticationFailed?: boolean
  }
  const words =
    responseText ??
    (typeof response === 'string' ? response : undefined) ??
    message ??
    (code || 'unknown error')
  const prefix = authenticationFailed && !/auth|login|password/i.test(words) ? 'Authentication failed: ' : ''
  return `${prefix}${words}`.replace(/\s+/g, ' ').trim().slice(0, 500)
}

export type ConnectionStep = 'reach' | 'sign_in' | 'folder'

export interface ConnectionResult {
  readonly ok: boolean
  /** What did not work. */
  readonly step?: ConnectionStep
  readonly error?: string
}

/** Tries to sign in and to open the folder. */
export async function tryImap(
  server: MailServerLogin,
  folder: string,
  policy: MailPolicy,
): Promise<ConnectionResult> {
  let step: ConnectionStep = 'reach'
  let client: ImapFlow | undefined
  try {
    client = await imapClient(server, policy)
    await client.connect().catch((error: unknown) => {
      const { authenticationFailed, code } = error as { authenticationFailed?: boolean; code?: string }
      if (authenticationFailed || code === 'AUTHENTICATIONFAILED') step = 'sign_in'
      throw error
    })
    step = 'folder'
    await client.mailboxOpen(folder)
    return { ok: true }
  } catch (error) {
    return { ok: false, step, error: mailFailure(error) }
  } finally {
    client?.close()
  }
}

/** Tries to sign in; nothing is sent. */
export async function trySmtp(server: MailServerLogin, policy: MailPolicy): Promise<ConnectionResult> {
  try {
    const transport = await smtpTransport(server, policy)
    try {
      await transport.verify()
    } finally {
      transport.close()
    }
    return { ok: true }
  } catch (error) {
    const step = (error as { code?: string }).code === 'EAUTH' ? 'sign_in' : 'reach'
    return { ok: false, step, error: mailFailure(error) }
  }
}
